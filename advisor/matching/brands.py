"""Cues that a brand is named, around a name the catalogue lacks: "de marque X", "type X", "X®", "X ou équivalent"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.matching.anchors import Anchors
from advisor.matching.lexicon import Lexicon
from advisor.matching.normalise import fold

_NAME = (
    r"(?<!\w)(?P<name>[A-ZÀ-Ý][\w&.@+-]*[\w+](?:[ \u00a0](?:[A-ZÀ-Ý][\w&.@+-]*[\w+]|[A-Z]{0,3}\d(?:[\w.-]*\w)?)){0,3})"
)
_CUES = (
    (
        "de marque",
        re.compile(r"\b(?:[Mm]arques?|MARQUES?)[ \u00a0]*:?[ \u00a0\n]*[«\"]?[ \u00a0]?" + _NAME),
    ),
    ("type", re.compile(r"\b[Tt]ype[ \u00a0\n]+[«\"]?[ \u00a0]?" + _NAME)),
    ("®", re.compile(_NAME + r"[ \u00a0]?[®™]")),
    (
        "ou équivalent",
        re.compile(
            r"(?<![.!?\n;|:] )(?<![\n])" + _NAME + r"[ \u00a0]?[»\"]?,?[ \u00a0\n]+\(?ou[ \u00a0\n]+"
            r"(?:[\w'’]+[ \u00a0\n]+){0,3}?(?:équivalent|equivalent|similaire|éq\.)"
        ),
    ),
)
REACH = 90
"""Characters read on each side of the word that makes a cue."""
_NORM = re.compile(
    r"^(?:ISO|NF|EN|CE|IEC|IEEE|AFNOR|RGAA|RGS|RGPD|HDS|SecNumCloud|PAdES|XAdES|CAdES|AES|RSA|SHA|TLS|SSL|USB|HDMI|LTO|WPA\w*|PoE|"
    r"ITIL|PMP|PRINCE|CPV|CCAG|CCTP|BTS|DUT|EDR|NAC|SIG|GED|SIEM|VPN|LDAP|SAML|OAuth|OpenID|API|REST|JSON|XML|ODF|OOXML|PDF|"
    r"Wi-?Fi|Ethernet|Bluetooth|Word|Article|Lot|Niveau|Bac|Master|Licence|Classe|Catégorie|Euro|RJ)\b"
)


@dataclass(frozen=True, slots=True)
class BrandCue:
    """A name that the text presents as a brand; offsets in characters of the original text."""

    start: int
    end: int
    cue: str


def find_brand_cues(text: str, anchors: Anchors, lexicon: Lexicon) -> Iterator[BrandCue]:
    """Find names presented as brands, by kind of cue, then in text order.

    `anchors` are the places of the text that may be a cue.

    Names made of ordinary words, of norms, formats or diplomas are left out: precision first.
    """
    for cue, pattern in _CUES:
        for start, end in _stretches(anchors.get(cue, ())):
            for match in pattern.finditer(text, start, end):
                start, end = match.span("name")
                start = _skip_plain(text, start, end, lexicon)
                if _is_brand_like(text[start:end], lexicon):
                    yield BrandCue(start, end, cue)


def _stretches(places: Iterable[int]) -> list[tuple[int, int]]:
    """Give the stretches around places in order, joined where they overlap: the patterns are slow."""
    found: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - REACH), place + REACH
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_plain(word: str, lexicon: Lexicon) -> bool:
    """Tell an ordinary word, singular or plural."""
    lists = (lexicon.ordinary, lexicon.filler, lexicon.cues["hardware"], lexicon.cues["software_context"])
    singular = word[:-1] if word.endswith("s") else word
    return any(word in words or singular in words for words in lists)


def _skip_plain(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Skip the ordinary words a name starts with ("Écran Iiyama" names Iiyama)."""
    while True:
        space = text.find(" ", start, end)
        if space < 0 or not _is_plain(fold(text[start:space]), lexicon):
            return start
        start = space + 1


def _is_brand_like(name: str, lexicon: Lexicon) -> bool:
    if _NORM.match(name) or len(name) < 3:
        return False
    words = fold(name).split()
    telling = [w for w in words if not w.isdigit() and len(w) > 2]
    if not telling:
        return False
    first = telling[0]
    if _is_plain(first, lexicon):
        return False
    return not (name.isupper() and len(name) <= 5)
