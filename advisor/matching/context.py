"""Judging a name of a running text by what stands around it.

A name that is an ordinary word needs a capital letter and support; some neighbours give it another
sense. Works on the folded text and the original one; knows no product.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.matching.lexicon import Lexicon

WINDOW = 70
"""Characters read on each side of a name."""
NEAR_WORDS = 3
"""Words on each side in which a homonym word counts."""

_SENTENCE_END = re.compile(r"[.!?;:•]\s+$|\n\s*\n\s*$|^\s*$|\n\s*[-–•*]\s*$")
_VERSION = re.compile(
    r"[ \u00a0\n](?:\(?(?:19|20)\d\d\b|v(?:ersion)?\.?[ \u00a0]?\d|\d{1,2}(?:\.\d+)+|\d{1,3}[a-z]?\b(?![ \u00a0%€]|\S))"
)
_EQUIVALENT = re.compile(
    r"^[ \w«»\"'()/,-]{0,40}?(?:\bou\b|\bet\b)[^.;]{0,40}?(?:[ée]quivalent|similaire|[ée]q\.)", re.IGNORECASE
)
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "au", "aux", "ces", "ce", "cette", "chaque"})
_TITLES = frozenset({"m", "mm", "mme", "mmes", "mlle", "monsieur", "madame", "dr", "maitre"})
_SUPPLIED = re.compile(
    r"\b(?:fourni(?:r|t|ra|ront|ssent)|utilis(?:e|er|era|ent|ons)|exploit(?:e|er|era|ent)|install(?:e|er|era|ent)"
    r"|deploi(?:e|era|ent)|deployer|livre(?:r|ra|nt)?|propose(?:r|ra|nt)?|integre(?:r|ra|nt)?|acquier(?:t|ent)|acquerir|acheter"
    r"|remplace(?:r|ra|nt)?|maintien(?:t|dra|nent)|administre(?:r|ra|nt)|sous|via|avec) $"
)
"""Words after which a French noun takes an article: a name that stands there without one is a name."""
_WORD = re.compile(r"[a-z0-9+#]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is seen around a name, as weights of the decision."""

    capital: bool
    sentence_start: bool
    shouting: bool
    vendor: bool
    software: str | None
    version: bool
    equivalent: bool
    homonym: str | None
    needs: bool
    french: bool
    job: bool
    article: bool
    title: bool
    supplied: bool


def is_shouting(text: str, start: int, end: int) -> bool:
    """Tell whether the line around a name is written in capitals, so that capitals say nothing."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[max(first, start - 100) : start] + text[end : end + 100 if last < 0 else min(last, end + 100)]
    capitals = sum(map(str.isupper, line))
    letters = sum(map(str.isalpha, line))
    return letters >= 6 and capitals > 0.7 * letters


def observe(
    text: str, folded: str, place: tuple[int, int], inside: tuple[int, int], own: Iterable[str], lexicon: Lexicon,
    name: str, needs: tuple[frozenset[str], ...],
) -> Surroundings:  # fmt: skip
    """Look around a name.

    Args:
        text: the original text; `place` is the name in it.
        folded: the folded text; `inside` is the name in it.
        own: words that point to the vendor.
        lexicon: the shipped word lists.
        name: the folded name.
        needs: folded words that support it.
    """
    start, end = place
    first, last = inside
    before = _WORD.findall(folded[max(0, first - WINDOW) : first])
    after = _WORD.findall(folded[last : last + WINDOW])
    if first > WINDOW and before and folded[first - WINDOW] != " ":
        before = before[1:]
    near = before[-NEAR_WORDS:] + after[:NEAR_WORDS]
    around = set(before) | set(after)
    others = lexicon.homonyms.get(name, frozenset())
    written = text[start:end]
    support = lexicon.cues["software_context"]
    wanted = set(own) | {"ms" if word == "microsoft" else word for word in own}
    return Surroundings(
        capital=written[:1].isupper() or any(map(str.isdigit, written)) or sum(map(str.isupper, written)) > 1,
        sentence_start=bool(_SENTENCE_END.search(text[max(0, start - 12) : start])),
        shouting=is_shouting(text, start, end),
        vendor=bool(around & wanted),
        software=next((w for w in reversed(before) if w in support), None)
        or next((w for w in after[:5] if w in support), None),
        version=bool(_VERSION.match(text[end : end + 12])),
        equivalent=bool(_EQUIVALENT.match(text[end : end + 90])),
        homonym=next((w for w in near if w in others), None),
        needs=any(need <= around for need in needs),
        french=name in lexicon.french,
        job=bool(before) and before[-1] in lexicon.cues["job_titles"],
        article=bool(before) and before[-1] in _ARTICLES,
        title=bool(before) and before[-1] in _TITLES,
        supplied=_SUPPLIED.search(folded, max(0, first - 20), first) is not None,
    )


def weigh(seen: Surroundings, sibling: bool) -> float:
    """Give the logit of a weak name from what surrounds it.

    Source: weights set by hand; measured in docs/matching.md.
    """
    if seen.homonym or not seen.capital or (seen.title and not seen.shouting):
        return -6.0
    support = (
        2.2 * seen.vendor
        + 2.6 * seen.needs
        + 2.0 * seen.version
        + (1.2 if seen.sentence_start else 2.0) * sibling
        + 1.6 * seen.equivalent
    )
    support += 1.5 * (seen.software is not None)
    if not seen.sentence_start and not seen.shouting:
        support += 0.8 * seen.supplied
    if seen.french and (seen.sentence_start or seen.shouting) and not (seen.vendor or seen.needs):
        return -4.0
    freely = seen.capital and not seen.shouting and not seen.sentence_start
    if seen.french and seen.article:
        support -= 2.0  # "les Notes", "la Suite": names of products seldom take an article
    return -1.6 + support + (1.3 if freely else 0.0) - (0.6 if seen.shouting else 0.0)
