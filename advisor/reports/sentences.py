"""Cutting a document's text into the units a mention is judged in: sentence, list item, table row."""

import re
from bisect import bisect_right

_BREAK = re.compile(
    r"""
    (?<=[.!?])(?<!\b[A-Za-zÀ-ÿ]\.)(?<!\bn°\.)(?<!\b[Éé]q\.)(?<!\bart\.)(?<!\bcf\.)(?<!\betc\.)\s+(?=["«(]?\s?[A-ZÀ-Þ0-9•-])
    | ;\s*\n
    | \n\s*\n
    | \n(?=\s*(?:[-–•*▪◦‣]|\d+(?:\.\d+)*[.)]?|[a-z]\))\s+\S)   # list items and numbered headings
    | \n(?=(?:Lot|LOT|Article|ARTICLE|Critère|Objet)\b)
    """,
    re.VERBOSE,
)
MAX_UNIT = 1200
"""Longest unit, in characters; a text without punctuation is cut there."""


class Sentences:
    """The units of one text, found once and looked up by offset."""

    def __init__(self, text: str, hard_breaks: tuple[int, ...] = ()) -> None:
        """Cut `text`; `hard_breaks` are offsets where a unit always begins (segments of a document)."""
        starts = {0, *hard_breaks, *(match.end() for match in _BREAK.finditer(text))}
        ordered = sorted(start for start in starts if start <= len(text))
        cut: list[int] = []
        for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
            cut.extend(range(start, max(end, start + 1), MAX_UNIT))
        self._text = text
        self._starts = cut

    def span(self, offset: int) -> tuple[int, int]:
        """Return (start, end) of the unit that holds `offset`, without surrounding spaces."""
        index = bisect_right(self._starts, offset) - 1
        start = self._starts[index]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
        unit = self._text[start:end]
        return start + len(unit) - len(unit.lstrip()), start + len(unit.rstrip())
