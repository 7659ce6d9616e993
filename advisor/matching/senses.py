"""What one word of a line may mean, read once per matcher; and a line as the scorer sees it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.matching.correction import Corrector, Reading
from advisor.matching.index import NameIndex

TARGETS = frozenset(
    {"for", "pour", "compatible", "compatibles", "certifie", "certifies", "certifiee", "certified", "agree"}
)
"""After one of these, with something before, a product is what the purchase is meant for."""
LONG_WORD = 6
"""Letters from which a word nothing explains weighs 1 as a left-over; a shorter one weighs half: two steps,
so that many lines share a decision."""
GAP = "|"
"""Stands for words that only count as left over. Folded words never hold this character."""


@dataclass(slots=True)
class Sense:
    """A word: the catalogue words it may stand for, and what it weighs if nothing explains it.

    `opaque` words only count as left over, whatever their letters; `telling` ones would, but that
    they support or belie a weak name; `bearing` words can lead to a product; `remarkable` ones
    have a vendor, a rule or a target, or negate what follows (`negates`).
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
    remarkable: bool
    negates: bool


LONG_ENDING = 7
"""Letters from which a word with the ending of a French noun or adjective counts as an ordinary word."""
Place = tuple[float, int, int, Reading]
_FIX = re.compile(r"kb\d{6,}$")
_GAP_SENSE = Sense((), None, 0.0, False, None, False, True, False, True, False, False, False)


class _Senses(dict[str, Sense]):
    """Senses by word; a word is read when it is first asked for."""

    def __init__(self, read: Callable[[str], Sense]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> Sense:
        sense = self[word] = self._read(word)
        return sense


class SenseReader:
    """Reads words; remembers them."""

    def __init__(self, index: NameIndex, corrector: Corrector) -> None:
        self.index = index
        self.corrector = corrector
        lexicon = index.lexicon
        self._rules: dict[str, str] = {}
        for name in ("services", "training", "components", "goods", "hardware"):
            rule = {"components": "component", "goods": "hardware"}.get(name, name)
            self._rules.update((word, rule) for word in lexicon.cues[name])
        self._empty = lexicon.filler | lexicon.resellers
        self._telling = frozenset().union(
            TARGETS, *lexicon.homonyms.values(), *(need for entry in index.entries for need in entry.needs)
        )
        self._memo = _Senses(self._read)
        self.read: Callable[[str], Sense] = self._memo.__getitem__
        """Give the sense of a folded word, or of GAP."""

    def _read(self, word: str) -> Sense:
        if word == GAP:
            return _GAP_SENSE
        index = self.index
        readings = self.corrector.read(word)
        plain = word in index.lexicon.ordinary
        if plain and word not in index.vocabulary:
            readings = ()  # an ordinary word that only is a vendor's name ("Nord") says nothing in a line
        elif word not in index.known:
            plain = plain or (len(word) >= LONG_ENDING and word.endswith(index.lexicon.endings))
        vendor = next((r.token for r in readings if r.token in index.all_vendor_words), None)
        empty = word in self._empty or word[0].isdigit() or len(word) == 1
        worth = 0.0 if empty else 0.5 if len(word) < LONG_WORD else 1.0
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
            remarkable=vendor is not None or rule is not None or word in TARGETS or word in index.lexicon.negations,
            negates=word in index.lexicon.negations,
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

    `readings` maps a catalogue word to (similarity, first place, last place, how); `vendors` are the
    vendors named, each by a word of the catalogue; `negated` are the places after a word such as "without".
    """

    __slots__ = ("cues", "negated", "readings", "senses", "target", "vendors", "words")

    def __init__(self, words: Sequence[str], reader: SenseReader) -> None:
        self.words = words
        self.senses = senses = list(map(reader.read, words))
        self.readings: dict[str, Place] = {}
        self.vendors: set[str] = set()
        self.cues: list[tuple[int, str]] = []
        self.target = -1
        self.negated: frozenset[int] = frozenset()
        readings = self.readings
        joinable = reader.index.joinable
        previous = ""
        for place, sense in enumerate(senses):
            word = words[place]
            if previous and previous + word in joinable:
                self._read_pair(previous, word, place, reader)
            previous = word
            for reading in sense.readings:
                token, similarity = reading.token, reading.similarity
                if token not in readings or readings[token][0] < similarity:
                    readings[token] = (similarity, place, place, reading)
            if sense.remarkable:
                self._note(sense, place)

    def _note(self, sense: Sense, place: int) -> None:
        """Keep what a word says besides the names it may be part of."""
        if sense.vendor is not None:
            self.vendors.add(sense.vendor)
        if sense.negates:
            self.negated |= {place + 1}
        if sense.rule:
            self.cues.append((place, sense.rule))
        if sense.target and self.target < 0 and any(before.content for before in self.senses[:place]):
            self.target = place

    def _read_pair(self, first: str, second: str, place: int, reader: SenseReader) -> None:
        """Read two neighbours as one word; `place` is that of the second."""
        for token in reader.read_pair(first, second):
            old = self.readings.get(token)
            if old is None or old[0] < 0.97:
                self.readings[token] = (0.97, place - 1, place, Reading(token, 0.97, "joined"))
