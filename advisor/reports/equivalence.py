"""Does the text accept something else in the place of a named product?

`find_equivalence` answers per mention. The words must govern *this* mention in its sentence,
list item or table row; a general clause elsewhere is told apart, since whether it is enough is
unsettled. Source of the rule: article R2111-7 of the code de la commande publique.
"""

import re
from collections.abc import Sequence
from typing import Literal

Equivalent = Literal["governs", "general-clause", "none"]
Span = tuple[int, int]

_SAME = r"(?:équivalent|equivalent|ÉQUIVALENT|similaire|analogue|assimilé)(?:e|es|s)?"
_OR_SAME = re.compile(rf"\bou\s+(?P<what>(?:[\w'’-]+\s+){{0,7}}?)(?:{_SAME}\b|[ée]q\.)", re.IGNORECASE)
_SAME_AS = re.compile(rf"\b{_SAME}\s+(?:à|au|aux)\s+(?:la\s+solution\s+|le\s+logiciel\s+|celles?\s+de\s+)?", re.I)
_REFUSAL = re.compile(
    rf"\b(?:aucune?|sans|ni|pas\s+(?:de|d['’])(?:\s*\w+)?|non|exclu\w*|refus\w*)\s+(?:\w+\s+)?{_SAME}"
    rf"|{_SAME}\s+(?:n['’ ]\s*(?:est|sont|sera|seront)\s+(?:pas|ni)|(?:est|sont|sera|seront)\s+(?:exclu|refus|rejet)\w*)",
    re.IGNORECASE,
)
_OTHER_HEAD = re.compile(
    r"\b(?:norme|normes|ISO|IEC|NF|EN|RFC|AES|TLS|WCAG|RGAA|RGS|diplôme|bac|niveau|formation|bits?|ODF|OOXML|PDF/A)\b",
)
_FULL_TIME = re.compile(r"^\s*temps\s+plein", re.IGNORECASE)
_STOPS_LIST = re.compile(r"[;+:]|\.\s|\bpuis\b|\bainsi\s+que\b|\bavec\b|\bsous\b|\bcompatible", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
MAX_GAP_WORDS = 6
"""Words that may stand between a product and "ou équivalent" (an edition, a quantity)."""
MAX_LIST_WORDS = 3
"""Words that may stand between two products of one enumeration."""

GENERAL_CLAUSE = re.compile(
    r"\b(?:toute?s?|chaque|les|des)\s+(?:mention|référence|indication|marque|nom|appellation)s?\b[^.]{0,160}?"
    r"(?:ou\s+(?:\w+\s+)?équivalent|équivalen(?:t|ce))",
    re.IGNORECASE,
)
"""A clause that adds "or equivalent" to every brand of the document at once."""


def has_general_clause(text: str) -> bool:
    """Tell whether a document holds a clause that covers all its brands."""
    return GENERAL_CLAUSE.search(text) is not None


def find_equivalence(text: str, unit: Span, mention: Span, others: Sequence[Span]) -> bool:
    """Tell whether "or equivalent", or words to that effect, govern a mention.

    Args:
        text: the document's text.
        unit: (start, end) of the sentence, list item or row that holds the mention.
        mention: (start, end) of the mention.
        others: the other mentions of the same unit, in any order.
    """
    body = text[unit[0] : unit[1]]
    if _REFUSAL.search(body):
        return False
    start, end = mention[0] - unit[0], mention[1] - unit[0]
    before = body[:start].rstrip(" \n\"«'’")
    if any(match.end() >= len(before) - 1 for match in _SAME_AS.finditer(body[:start] + " ")):
        return True
    spans = sorted((a - unit[0], b - unit[0]) for a, b in others if a >= mention[1])
    for match in _OR_SAME.finditer(body, end):
        if _FULL_TIME.match(body[match.end() :]) or _OTHER_HEAD.search(match["what"]):
            continue
        if _links(body, end, match.start(), [span for span in spans if span[1] <= match.start()]):
            return True
    return False


def _links(body: str, start: int, stop: int, members: Sequence[Span]) -> bool:
    """Tell whether an enumeration runs without a break from `start` to the words at `stop`."""
    position = start
    for a, b in members:
        if not _is_join(body[position:a], MAX_LIST_WORDS) or (
            "," not in body[position:a] and not re.search(r"\bou\b|/|\bet\b", body[position:a])
        ):
            return False
        position = b
    return _is_join(body[position:stop], MAX_GAP_WORDS)


def _is_join(gap: str, words: int) -> bool:
    plain = _BRACKETS.sub(" ", gap)
    if _STOPS_LIST.search(plain) or _OTHER_HEAD.search(plain):
        return False
    return len(re.findall(r"[^\W\d]{2,}", plain)) <= words
