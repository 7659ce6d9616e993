"""Cutting a document's text into the units a mention is judged in: sentence, list item, table row."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from advisor.domain.documents import Segment

MAX_UNIT = 1200
"""Longest unit, in characters; a text without punctuation is cut there."""
_CANDIDATE = re.compile(r"[.!?…][»\")\]]{0,3}\s+|;[ \t]*\n|\n\s*")
_BEGINS = re.compile(r"[\"«(\[]?\s?[A-ZÀ-ÞŒ0-9•▪◦‣–-]")
_SHORTENED = re.compile(
    r"(?:\b(?:[^\W\d]|n°|art|cf|etc|ex|[ée]q|[ée]quiv|fig|chap|vol|pp|al|mm?e|dr|st|ste|av|bd|no|nb|env|max|min"
    r"|r[ée]f|t[ée]l"
    r"|qt[ée]|serv|std|ent|pro|lic|abo|maint|renouv|vers?|util|prof|dir|resp|mod|opt|suppl|hors|soci|ets|cie"
    r"|inc|corp|ltd))\.$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\s*(?:[-–•*▪◦‣>→]\s|\(?\d{1,2}[.)]\s|\d+(?:\.\d+)+[.)]?\s|\(?[a-z]\)\s|[¹²³⁴-⁹]|\*{1,3}\s?[A-ZÀ-Þ]|\|"
    r"|\d{1,2}[A-ZÀ-Þ]"
    r"|[A-Z]{1,4}-?\d{1,4}(?:\s*[;|:\t]|\s{2,}|\s+[A-ZÀ-Þ][a-zà-ÿ])|(?:Lot|LOT|Article|ARTICLE|Crit[èe]re|Objet"
    r"|Nota|NOTA|Annexe"
    r"|ANNEXE|Sous-total|Total)\b)"
)
SHORT_ITEM = 50
"""A list item of fewer characters was not wrapped: a capital on the next line begins something else."""
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S|\S ; \S.* ;|\|.*\|")
_HEADING = re.compile(
    r"\s*(?:\d+(?:\.\d+)*[.)]?\s|[IVX]{1,5}[.)\s-]|[A-Z](?:\.?\d{1,2})+[.)]?\s|[A-Z][).]\s|ARTICLE|Article|Art\.|Lot\b"
    r"|LOT\b|Annexe|ANNEXE|Section|SECTION|Chapitre|CHAPITRE|Titre \d|TITRE|Partie \d|PARTIE|Besoin n)"
)
_LABEL = re.compile(r"[A-ZÀ-Þ][^\s:;.,|]*(?: [^\s:;.,|]+){0,5} ?: +\S")
"""A line that opens with a label ("Description succincte : …") begins something else than the line before."""
_OPENING = re.compile(r"(?:objet|intitul[ée]|titre|madame|monsieur|bonjour)\b", re.I)
"""A line that opens so stands by itself."""
MAX_HEADING = 100
"""Longest line taken for a heading, in characters."""


def is_heading_line(line: str) -> bool:
    """Tell whether a line of plain text looks like a heading: short, numbered or in capitals, no full stop."""
    stripped = line.strip()
    if not stripped or len(stripped) > MAX_HEADING or stripped[-1] in ".,;:" or _COLUMNS.search(stripped):
        return False
    return _HEADING.match(stripped) is not None or (stripped.isupper() and len(stripped) > 5)


class Sentences:
    """The units of one text, found once and looked up by offset."""

    def __init__(self, text: str, hard_breaks: Sequence[int] = ()) -> None:
        """Cut `text`; `hard_breaks` are offsets where a unit always begins (segments of a document)."""
        hard = frozenset(hard_breaks)
        starts = {0, *hard, *_find_breaks(text, hard)}
        ordered = sorted(start for start in starts if start <= len(text))
        cut: list[int] = []
        for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
            cut.extend(range(start, max(end, start + 1), MAX_UNIT))
        self._text = text
        self._starts = cut

    def span(self, offset: int) -> tuple[int, int]:
        """Return (start, end) of the unit that holds `offset`, without surrounding spaces."""
        return self._span(bisect_right(self._starts, offset) - 1)

    def following(self, unit: tuple[int, int]) -> tuple[int, int] | None:
        """Return the next unit that is not empty, None at the end of the text."""
        index = bisect_right(self._starts, unit[0])
        while index < len(self._starts):
            start, end = self._span(index)
            if start < end:
                return start, end
            index += 1
        return None

    def preceding(self, unit: tuple[int, int]) -> tuple[int, int] | None:
        """Return the unit before that is not empty, None at the beginning of the text."""
        index = bisect_right(self._starts, unit[0]) - 2
        while index >= 0:
            start, end = self._span(index)
            if start < end:
                return start, end
            index -= 1
        return None

    def _span(self, index: int) -> tuple[int, int]:
        start = self._starts[index]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
        unit = self._text[start:end]
        return start + len(unit) - len(unit.lstrip()), start + len(unit.rstrip())


def _find_breaks(text: str, known: frozenset[int]) -> Iterator[int]:
    """Find where units begin. Every line break and every end of a sentence is looked at once."""
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        if end in known:
            continue
        first = text[start]
        if first == "\n":
            if "\n" in match[0][1:] or _breaks_line(text, start):
                yield end
        elif (
            first == ";"
            or (
                (_BEGINS.match(text, end) or "\n\n" in match[0])
                and not (first == "." and _SHORTENED.search(text, max(0, start - 8), start + 1))
            )
            or ("\n" in match[0] and _breaks_line(text, text.rindex("\n", start, end)))
        ):
            yield end


def _breaks_line(text: str, newline: int) -> bool:
    """Tell whether a line break separates two units, or only wraps a line."""
    limit = newline + 160
    end = text.find("\n", newline + 1, limit)
    following = text[newline + 1 : end if end >= 0 else limit]
    if not following.strip() or _ITEM.match(following) or _COLUMNS.search(following):
        return True
    begin = text.rfind("\n", max(0, newline - 160), newline) + 1
    line = text[max(begin, newline - 160) : newline]
    if _COLUMNS.search(line):
        return True
    if not following.lstrip()[:1].isupper():
        return False
    if _LABEL.match(following) or _OPENING.match(line):
        return True
    return is_heading_line(line) or (len(line) <= SHORT_ITEM and _ITEM.match(line) is not None)


def find_hard_breaks(segments: Sequence[Segment]) -> list[int]:
    """List where segments begin; the cells of one table row stay together as one unit."""
    breaks: list[int] = []
    before: Segment | None = None
    for segment in segments:
        same_row = (
            before is not None
            and segment.kind == before.kind == "table-cell"
            and segment.place == before.place
            and segment.start - before.end <= 2
        )
        if not same_row:
            breaks.append(segment.start)
        before = segment
    return breaks
