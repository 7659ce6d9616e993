"""The shipped word lists and weights of the matcher, read once.

Files stand in `data/`; each says where it comes from. `METHOD` names their content and the
version of the code, so that an answer can say how it was made.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

CODE_VERSION = "4"
DATA_FILES = (
    "abbreviations.txt", "cues.txt", "filler.txt", "homonyms.txt", "ordinary.txt", "resellers.txt", "vendors.txt", "weights.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they say in a line; all folded, all sets frozen.

    `cues` maps a section of `cues.txt` ("hardware", "training" …) to its words. `homonyms` maps a
    name to the words that give it another sense. `endings` are those of French
    nouns and adjectives. `weights` are those of `scoring.FEATURES`.
    """

    licence: frozenset[str]
    purchase: frozenset[str]
    editions: frozenset[str]
    filler: frozenset[str]
    ordinary: frozenset[str]
    french: frozenset[str]
    resellers: frozenset[str]
    makers: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, frozenset[str]]
    homonyms: Mapping[str, frozenset[str]]
    vendors: Mapping[str, tuple[str, ...]]
    negations: frozenset[str]
    companies: frozenset[str]
    endings: tuple[str, ...]
    weights: Mapping[str, float]
    method: str


def _read(name: str) -> str:
    return resources.files("advisor.matching").joinpath("data").joinpath(name).read_text(encoding="utf-8")


def _content_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def parse_sections(text: str) -> dict[str, frozenset[str]]:
    """Read a file of words under [section] headings."""
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in _content_lines(text):
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), set())
        else:
            words.update(line.split())
    return {name: frozenset(found) for name, found in sections.items()}


def _parse_pairs(text: str, separator: str) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for line in _content_lines(text):
        left, _, right = line.partition(separator)
        words = tuple(right.replace("_", " ").split())
        pairs[left.strip()] = pairs.get(left.strip(), ()) + words
    return pairs


@cache
def load_lexicon() -> Lexicon:
    """Read the packaged word lists and weights; the same object each time."""
    texts = {name: _read(name) for name in DATA_FILES}
    digest = hashlib.sha256("\0".join(texts[name] for name in DATA_FILES).encode()).hexdigest()
    filler = parse_sections(texts["filler.txt"])
    ordinary = parse_sections(texts["ordinary.txt"])
    resellers = frozenset(word for line in _content_lines(texts["resellers.txt"]) for word in line.split())
    cues = parse_sections(texts["cues.txt"])
    homonyms = _parse_pairs(texts["homonyms.txt"], ":")
    return Lexicon(
        licence=filler["licence"],
        purchase=filler["purchase"],
        editions=filler["editions"],
        filler=frozenset().union(*filler.values()),
        ordinary=frozenset().union(*ordinary.values()),
        french=ordinary["french"],
        resellers=resellers,
        makers=cues["makers"],
        abbreviations=_parse_pairs(texts["abbreviations.txt"], "="),
        cues=cues,
        homonyms={name: frozenset(words) for name, words in homonyms.items()},
        vendors=_parse_pairs(texts["vendors.txt"], ":"),
        negations=cues["negation"],
        companies=cues["companies"],
        endings=tuple(sorted(cues["endings"])),
        weights=json.loads(texts["weights.json"])["weights"],
        method=f"{CODE_VERSION}-{digest[:12]}",
    )


METHOD = load_lexicon().method
