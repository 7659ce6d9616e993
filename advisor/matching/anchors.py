"""Finding in one pass the few places of a text where something has to be repaired or may be a brand cue.

What is done there is decided in `normalise` and `brands`; this only spares them a dozen searches each.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import ahocorasick_rs

ANCHORS: Mapping[str, Sequence[str]] = {
    "blank": ("  ", " \n", "\n ", "\r", "\t", " & ", "®"),
    "hyphen": ("-\n", "-\r", "- \n"),
    "odd": ("\u00ad", "\u0002", "æ", "Æ", "ß"),
    "de marque": ("arque", "ARQUE"),
    "type": ("ype ", "ype\n", "ype\u00a0"),
    "®": ("®",),
    "ou équivalent": ("quivalent", "similaire", "éq."),
}
"""What is looked for, by kind; Latin-1 only."""
WIDE: Mapping[str, Sequence[str]] = {"blank": ("™",), "hyphen": ("\u2010\n", "\u2011\n"), "®": ("™",)}
"""The same beyond Latin-1, looked for only where a text goes beyond it."""
PLAIN_SIGNS = {"\u2019": "'", "\u2013": "-", "\u2014": "-", "\u20ac": " ", "\u2026": " ", "\u2022": " "}
"""Typographic signs that French adds to Latin-1."""
ODD = re.compile(r"[\u00ad\u0002\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060\ufeffœŒæÆßﬀ-ﬆ]")

_KINDS = [kind for kind, marks in ANCHORS.items() for _ in marks]
_AUTOMATON = ahocorasick_rs.BytesAhoCorasick(
    [mark.encode("latin-1") for marks in ANCHORS.values() for mark in marks],
    matchkind=ahocorasick_rs.MatchKind.Standard,
)

Anchors = Mapping[str, list[int]]


def replace_signs(text: str) -> str:
    """Write the typographic signs of French as plain ones, character for character."""
    for sign, plain in PLAIN_SIGNS.items():
        if sign in text:
            text = text.replace(sign, plain)
    return text


def find_anchors(text: str) -> Anchors:
    """Find the anchors of a text: kind -> places, in order.

    Fast path: a text within Latin-1, signs aside, is searched once, as bytes.
    """
    found: dict[str, list[int]] = defaultdict(list)
    plain = replace_signs(text)
    try:
        encoded = plain.encode("latin-1")
    except UnicodeEncodeError:
        encoded = plain.encode("latin-1", "replace")
        if odd := ODD.search(text):
            found["odd"].append(odd.start())
        for kind, marks in WIDE.items():
            for mark in marks:
                found[kind] += _find_all(text, mark)
    for number, start, _ in _AUTOMATON.find_matches_as_indexes(encoded, overlapping=True):
        found[_KINDS[number]].append(start)
    for kind in WIDE:
        found[kind].sort()
    return found


def _find_all(text: str, mark: str) -> list[int]:
    places = []
    place = text.find(mark)
    while place >= 0:
        places.append(place)
        place = text.find(mark, place + 1)
    return places
