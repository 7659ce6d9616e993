"""Notes and clauses that stand outside a mention's sentence: "(1) ou équivalent", "toute marque s'entend …"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from advisor.domain.documents import Document
from advisor.reports.equivalence import Equivalent, Verdict, accepts_equivalent, is_refusal
from advisor.reports.sentences import Sentences

_WORD = re.compile(r"equivalen|similaire|analogue|\beq\.")
_CALL = r"\(\d{1,2}\)|\[\d{1,2}\]|\(\*{1,3}\)|\([a-e]\)|\*{1,3}|[¹²³⁴-⁹]{1,2}"
_NOTE_LINE = re.compile(
    rf"[ \t]*(?:(?:note|nota|renvoi)s?[ \t]*)?(?P<call>{_CALL}"
    rf"|\d{{1,2}}(?=\.?[ \t]?[A-ZÀ-Þo]))[ \t:.)-]*",
    re.I,
)
_NORM_NOTE = re.compile(r"\bou (?:[\w'-]+ +){0,4}?(?:normes?|referentiels?|standards?) +(?:\w+ +)?equivalente?s?")
_CALL_AFTER = re.compile(
    rf"(?P<between>[^\n.;,:()|*\[\]¹²³⁴-⁹]{{0,40}}?)[ \t»\"”]{{0,3}}(?P<call>{_CALL}"
    rf"|(?<=[^\W\d])\d(?=[\s.,;)]|$))"
)
MAX_REACH = 40
"""Characters between a mention and its call of note: an edition, a quantity."""
_BRANDS = re.compile(
    r"\b(?:marques?\b|noms? (?:commerci|de (?:produit|logiciel|marque|fabricant))|references? (?:commerci"
    r"|a (?:une|des|la) (?:marque|produit))"
    r"|appellations?\b|denominations? commerci|produits? (?:cite|nomme|mentionne|designe)|logiciels? (?:cite"
    r"|nomme|mentionne))"
)
_EVERY = re.compile(
    r"\b(?:toute?s?|chaque|lorsqu\w*|quand|des que|si|les|aux|des|une marque|un nom|une reference|quelle que"
    r"|ensemble|present)\b"
)
_CLAUSE_VERB = re.compile(
    r"entend|entendu|reput|accompagn|suivi|assorti|complet|sous-entend|considere|accept|admis|propos|possib"
    r"|peu(?:t|vent)|presum|lu(?:e|es)?\b"
    r"|vaut|vise|interpret|comprend"
)


class Notes:
    """The notes of a document that accept an equivalent, and whether a general clause exists."""

    def __init__(
        self, document: Document, plain: str, sentences: Sentences, mentions: Sequence[tuple[int, int]]
    ) -> None:
        self._text = document.text
        self._anchors: list[int] = sorted(
            segment.anchor
            for segment in document.segments
            if segment.anchor is not None
            and segment.kind == "note"
            and accepts_equivalent(plain[segment.start : segment.end])
        )
        self._calls: list[tuple[int, str]] = []
        self._norm_calls: list[tuple[int, str]] = []
        self.general_clause = False
        starts = [start for start, _ in mentions]
        seen: set[int] = set()
        for match in _WORD.finditer(plain):
            self._read_line(plain, match.start())
            unit = sentences.span(match.start())
            if not self.general_clause and unit[0] not in seen:
                seen.add(unit[0])
                named = bisect_left(starts, unit[0]) < bisect_left(starts, unit[1])
                self.general_clause = not named and _is_general_clause(plain, unit, sentences)

    def _read_line(self, plain: str, place: int) -> None:
        begin = self._text.rfind("\n", max(0, place - 200), place) + 1
        if begin == 0 and place > 200:
            return
        found = _NOTE_LINE.match(self._text, begin)
        if found is None:
            return
        words, call = plain[found.end() : found.end() + 200].split("|")[0], found["call"].strip("()[]")
        if accepts_equivalent(words):
            self._calls.append((begin, call))
        elif _NORM_NOTE.search(words) and not is_refusal(words):
            self._norm_calls.append((begin, call))

    def govern(self, start: int, end: int, limit: int, *, norm: bool = False) -> bool:
        """Tell whether a mention carries the call of a note that accepts an equivalent.

        `limit` is where the next mention begins: a call behind it belongs to that one. `norm` also
        counts notes that accept an equivalent norm.
        """
        place = bisect_left(self._anchors, end)
        if place < len(self._anchors):
            anchor = self._anchors[place]
            if (
                anchor - end <= MAX_REACH
                and anchor <= limit
                and not re.search(r"[,;:.\n]", self._text[end:anchor].rstrip(" ."))
            ):
                return True
        calls = sorted(self._calls + self._norm_calls) if norm else self._calls
        if not calls:
            return False
        found = _CALL_AFTER.match(self._text, end, min(len(self._text), end + MAX_REACH + 8))
        if found is None or found.start("call") > limit:
            return False
        call = found["call"].strip("()[]")
        later = calls[bisect_right(calls, (start, "")) :]
        return any(note == call for _, note in later[:20])


def _is_general_clause(plain: str, unit: tuple[int, int], sentences: Sentences) -> bool:
    words = plain[unit[0] : unit[1]]
    if is_refusal(words) or not _CLAUSE_VERB.search(words):
        return False
    if not _BRANDS.search(words):
        before = sentences.preceding(unit)
        if before is None or unit[0] - before[1] > 3 or not re.match(r"(?:tout|un|des|les|l')\b", words):
            return False
        words = plain[before[0] : before[1]]
        if not _BRANDS.search(words) or re.search(r"decri\w+ l'existant", words):
            return False
    return _EVERY.search(words) is not None


def find_general_clause(text: str, plain: str) -> bool:
    """Tell whether a text without mentions holds a clause that covers all its brands."""
    from_text = Document("", "txt", text, ())
    return Notes(from_text, plain, Sentences(text), ()).general_clause


def settle(governs: bool, refused: bool, general: bool) -> Equivalent:
    """Put the readings together: words beside the mention first, then refusals, then a general clause."""
    if governs:
        return "governs"
    return "general-clause" if general and not refused else "none"


_ACCEPTS_NEXT = re.compile(
    r"(?:(?:un|une|tout|toute|les|des|l')? *(?:autres? )?(?:produits?|solutions?|logiciels?|outils?|marques?"
    r"|materiels?)? *(?:techniquement )?"
    r"(?:equivalente?s?|similaires?|equivalences?))\b(?! +(?:a|au|aux|de)\b| d')"
    r"[^.;]{0,40}?(?:accept|admis|autoris|recevab|possib|peu(?:t"
    r"|vent) etre propos|convien)"
)
_REFUSES_NEXT = re.compile(r"(?:aucune?|nulle?|les|l'|tout|toute|il n')\b[^.;]{0,40}?(?:equivalen|similaire)")


def follows(text: str, plain: str, unit: tuple[int, int], sentences: Sentences) -> Verdict:
    """Read the sentence that follows on the same line or cell: "Un produit équivalent est accepté."."""
    following = sentences.following(unit)
    if following is None or "\n" in text[unit[1] : following[0]]:
        return "none"
    words = plain[following[0] : following[1]]
    if _REFUSES_NEXT.match(words) and is_refusal(words):
        return "refused"
    return "governs" if _ACCEPTS_NEXT.match(words) and not is_refusal(words) else "none"
