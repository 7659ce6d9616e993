"""What one word of a line may mean, read once per matcher; and a line as the scorer sees it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.matching.correction import Corrector, Reading
from advisor.matching.index import NameIndex

TARGETS = frozenset(
    {"for", "pour", "compatible", "compatibles", "certifie", "certifies", "certifiee", "certified", "agree"}
)
"""After one of these, with something before, a product is what the purchase is meant for."""
GAP = "|"
"""Stands for words that only count as left over. Folded words never hold this character."""


@dataclass(slots=True)
class Sense:
    """A word: the catalogue words it may stand for, and what it weighs if nothing explains it.

    `opaque` words only count as left over, whatever their letters; `telling` ones would, but that
    they support or belie a weak name; `bearing` words can lead to a product.
    """

    readings: tuple[Reading, ...]
    vendor: str | None
    worth: float
    plain: bool
    rule: str | None
    target: bool
    content: bool
    bearing: bool
    opaque: bool
    telling: bool


_FIX = re.compile(r"kb\d{6,}$")
_GAP_SENSE = Sense((), None, 0.0, False, None, False, True, False, True, False)


class SenseReader:
    """Reads words; remembers them."""

    def __init__(self, index: NameIndex, corrector: Corrector) -> None:
        self.index = index
        self.corrector = corrector
        lexicon = index.lexicon
        self._rules: dict[str, str] = {}
        for name in ("services", "training", "components", "hardware"):
            rule = {"components": "component"}.get(name, name)
            self._rules.update((word, rule) for word in lexicon.cues[name])
        self._empty = lexicon.filler | lexicon.resellers
        self._telling = frozenset().union(
            TARGETS, *lexicon.homonyms.values(), *(need for entry in index.entries for need in entry.needs)
        )
        self._memo: dict[str, Sense] = {}

    def read(self, word: str) -> Sense:
        """Give the sense of a folded word, or of GAP."""
        sense = self._memo.get(word)
        if sense is None:
            sense = self._memo[word] = self._read(word)
        return sense

    def _read(self, word: str) -> Sense:
        if word == GAP:
            return _GAP_SENSE
        index = self.index
        readings = self.corrector.read(word)
        vendor = next((r.token for r in readings if r.token in index.all_vendor_words), None)
        empty = word in self._empty or word[0].isdigit() or len(word) == 1
        worth = 0.0 if empty else min(8, len(word)) / 8
        plain = word in index.lexicon.ordinary
        rule = self._rules.get(word) or ("component" if _FIX.match(word) else None)
        return Sense(
            readings=readings,
            vendor=vendor,
            worth=worth,
            plain=plain,
            rule=rule,
            target=word in TARGETS,
            content=not empty or bool(readings),
            bearing=any(r.token in index.vocabulary for r in readings),
            opaque=not readings and not rule and not empty,
            telling=word in self._telling,
        )

    def read_pair(self, first: str, second: str) -> tuple[str, ...]:
        """Read two neighbouring words as one: the catalogue words it gives, mostly none ("auto cad")."""
        index = self.index
        pair = first + second
        if pair in index.vocabulary or pair in index.all_vendor_words:
            return (pair,)
        if pair in index.joined and not (first in index.vocabulary and second in index.vocabulary):
            return index.joined[pair]
        return ()


class LineView:
    """The words of a line, place by place, and the catalogue words found in it.

    `readings` maps a catalogue word to (similarity, first place, last place, how).
    """

    __slots__ = ("cues", "readings", "senses", "target", "words")

    def __init__(self, words: Sequence[str], reader: SenseReader) -> None:
        self.words = words
        self.senses = [reader.read(word) for word in words]
        self.readings: dict[str, tuple[float, int, int, Reading]] = {}
        self.cues: list[tuple[int, str]] = []
        self.target = -1
        content = False
        readings = self.readings
        joinable = reader.index.joinable
        last = len(words) - 1
        for place, sense in enumerate(self.senses):
            for reading in sense.readings:
                old = readings.get(reading.token)
                if old is None or old[0] < reading.similarity:
                    readings[reading.token] = (reading.similarity, place, place, reading)
            if place < last and words[place] + words[place + 1] in joinable:
                for token in reader.read_pair(words[place], words[place + 1]):
                    old = readings.get(token)
                    if old is None or old[0] < 0.97:
                        readings[token] = (0.97, place, place + 1, Reading(token, 0.97, "joined"))
            if sense.rule:
                self.cues.append((place, sense.rule))
            if sense.target and content and self.target < 0:
                self.target = place
            content = content or sense.content
