"""Reading many lines at once: filler learnt from the list, and the few words on which a line's answer turns.

Only gains time and filler words: `lines` decides. The words of all lines are read as one run of numbers,
so that most of the work is done by a few built-in calls; everything here lasts for one list.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import compress, count
from typing import Protocol

from advisor.matching.index import NameIndex
from advisor.matching.resolver import MAX_WORDS, Decision, Refusal
from advisor.matching.strip import (
    BARRED,
    DROP,
    LICENCE,
    LINK,
    NUMBER,
    PURCHASE,
    TELLING,
    TURNING,
    UNKNOWN,
    Codes,
    WordCoder,
)

FILLER_AFTER = 6
"""Different product words a word must stand beside before it counts as filler in a list."""
MAX_TAUGHT = 15
"""Words of the longest line from which filler is learnt."""
BREAK = "|"
"""Stands between two lines. Folded words never hold this character, nor the next ones."""
CHUNK = 500
"""Lines whose words are numbered together."""
_TURNING = "?"
_BARRED = "!"
_LICENCE = "=l"
_BESIDE = ">"
_LEFT = "="
_BOUND = (LINK, NUMBER)


class Run:
    """The words of all lines as one run of numbers.

    `words` are the distinct words, BREAK first; `numbers` holds the place in it of each word of each
    line, with 0 after each line.
    """

    __slots__ = ("numbers", "words")

    def __init__(self, folded: Sequence[str]) -> None:
        places: defaultdict[str, int] = defaultdict(count(1).__next__)
        places[BREAK] = 0
        self.numbers: list[int] = []
        # A few lines at a time: their words are gone before they leave the cache of the processor.
        for start in range(0, len(folded), CHUNK):
            text = f" {BREAK} ".join(folded[start : start + CHUNK])
            self.numbers += [places[word] for word in f"{text} {BREAK}".split()]
        self.words = list(places)

    def find(self, chosen: Sequence[object]) -> Iterable[int]:
        """Give the places of the run whose word is chosen; `chosen` goes with `words`."""
        return compress(range(len(self.numbers)), [chosen[number] for number in self.numbers])


def learn_filler(run: Run, index: NameIndex) -> frozenset[str]:
    """Learn the words of a list that stand beside FILLER_AFTER different product words or more.

    Words of the catalogue, words that say something of the line and figures are left alone. A line
    teaches with its first product word.
    """
    words, numbers = run.words, run.numbers
    lexicon = index.lexicon
    kept = index.known.union(lexicon.filler, *lexicon.cues.values(), (BREAK,))
    waiting = [
        0 if word in kept or word[0].isdigit() or number < FILLER_AFTER else 1
        for word, number in zip(words, _count(run), strict=True)
    ]
    product = [word in index.postings and len(word) > 2 and word not in lexicon.filler for word in words]
    beside: dict[int, set[int]] = defaultdict(set)
    chosen = [one or other for one, other in zip(waiting, product, strict=True)]
    chosen[0] = 1
    named = start = 0
    met: list[int] = []
    for place in run.find(chosen):
        number = numbers[place]
        if number == 0:
            if named and met and place - start <= MAX_TAUGHT:
                for word in met:
                    beside[word].add(named)
            if met:
                met = []
            named, start = 0, place + 1
        elif waiting[number]:
            met.append(number)
        elif not named:
            named = number
    return frozenset(words[number] for number, found in beside.items() if len(found) >= FILLER_AFTER)


def _count(run: Run) -> list[int]:
    counts = Counter(run.numbers)
    return [counts[number] for number in range(len(run.words))]


class Decide(Protocol):
    """Decides for a split line whose words are coded; `apart`: no two neighbours have a meaning together."""

    def __call__(self, words: list[str], codes: Codes, *, apart: bool = False) -> Decision:
        """Give the decision."""
        ...


class ListReader:
    """Answers the lines of one list; lines that differ by words of no consequence are decided once.

    Most words have a consequence by themselves or none. The others turn on a neighbour ("365" after
    "Microsoft", "Now" after "Service"): the pairs of the list that have a meaning are found once.
    """

    def __init__(self, coder: WordCoder, codes: Codes, decide: Decide) -> None:
        self._coder = coder
        self._codes = codes
        self._decide = decide

    def read(self, folded: Sequence[str], run: Run) -> list[Decision]:
        """Decide for each folded line; `run` holds their words.

        Fast path: a line whose telling words were met before costs one look-up.
        """
        codes = self._codes
        keys = self._write_keys(run)
        self._add_flags(folded, keys)
        first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        known = {key: self._decide_key(key, folded[place].split(), codes) for key, place in sorted(first.items())}
        return [known[key] for key in keys]

    def _decide_key(self, key: str, words: list[str], codes: Codes) -> Decision:
        """Decide for the first line of a key.

        Fast path: a word that bars, not as half of a name, and no licence: refused, and weighed when it is read.
        """
        if _BARRED in key and _LICENCE not in key and _BESIDE not in key and len(words) <= MAX_WORDS:
            return Refusal.of(partial(self._decide, words, codes))
        return self._decide(words, codes, apart=_BESIDE not in key)

    def _add_flags(self, folded: Sequence[str], keys: list[str]) -> None:
        """Add to the keys on whose answer dropped words have a say what these words tell."""
        numbers = {word for word, (action, flags, _) in self._codes.items() if action == NUMBER and flags}
        bought = {word for word, (_, flags, _) in self._codes.items() if flags & PURCHASE}
        licensed = {word for word, (_, flags, _) in self._codes.items() if flags & LICENCE}
        for place, key in enumerate(keys):
            if _TURNING in key:
                words = folded[place].split()
                if not licensed.isdisjoint(words):
                    keys[place] += _LICENCE
                elif _BARRED in key and _BESIDE not in key:
                    continue
                elif not bought.isdisjoint(words):
                    keys[place] += "=p"
                if not numbers.isdisjoint(words) and self._has_version(words, numbers):
                    keys[place] += "=v"

    def _has_version(self, words: Sequence[str], numbers: set[str]) -> bool:
        """Tell a line with a number after a word of the catalogue, that is not part of a name."""
        index = self._coder.index
        bigrams, vocabulary = index.bigrams, index.vocabulary
        return any(
            word in numbers
            and previous in vocabulary
            and (previous, word) not in bigrams
            and (word, after) not in bigrams
            for previous, word, after in zip(words, words[1:], [*words[2:], ""], strict=False)
        )

    def _write_keys(self, run: Run) -> list[str]:
        """Write for each line what its answer turns on: its telling words, and which of them are pairs."""
        words, numbers = run.words, run.numbers
        coder, codes = self._coder, self._codes
        for word in words[1:]:
            if word not in codes:
                coder.write_code(word, codes)
        telling = ["\n", *map(self._tell, words[1:])]
        written = [telling[number] for number in numbers]
        place_of = {word: number for number, word in enumerate(words)}
        after: list[dict[int, str] | None] = [None] * len(words)
        for first, second in self._find_pairs(place_of) | self._find_negated(run):
            mark = _TURNING + _BESIDE if coder.turns_beside(first, second, codes) else _BESIDE
            follow = after[place_of[first]]
            if follow is None:
                follow = after[place_of[first]] = {}
            follow[place_of[second]] = first + mark
        for place in run.find(after):
            follow = after[numbers[place]]
            following = numbers[place + 1]
            if follow is not None and following in follow:
                written[place] = follow[following]
                written[place + 1] = words[following]
        return " ".join(filter(None, written)).split("\n")[:-1]

    def _tell(self, word: str) -> str:
        """Give what counts of a word wherever it stands; left-overs of one weight share a number."""
        action, flags, worth = self._codes[word]
        if flags & TELLING or word in self._coder.weak:
            return word + _TURNING
        if action >= UNKNOWN:
            return f"{_LEFT}{10 * worth + action}"
        if action in (DROP, NUMBER, LINK):
            return ""
        if flags & BARRED:
            return word + _BARRED + _TURNING
        return word + _TURNING if flags & TURNING else word

    def _find_negated(self, run: Run) -> set[tuple[str, str]]:
        """Find the pairs such as "without Teams"."""
        words, numbers = run.words, run.numbers
        places = run.find([word in self._coder.index.lexicon.negations for word in words])
        pairs = {(words[numbers[place]], words[numbers[place + 1]]) for place in places if numbers[place + 1]}
        return {pair for pair in pairs if self._coder.negates_next(pair[1], self._codes)}

    def _find_pairs(self, words: Mapping[str, int]) -> set[tuple[str, str]]:
        """Find the pairs of words whose neighbourhood has a meaning."""
        index = self._coder.index
        codes = self._codes
        joinable = sorted(index.joinable)
        pairs = set()
        for first in words:
            place = bisect_left(joinable, first)
            while place < len(joinable) and joinable[place].startswith(first):
                second = joinable[place][len(first) :]
                if second in words:
                    pairs.add((first, second))
                place += 1
        for first, second in index.bigrams:
            if first in words and second in words and (codes[first][0] in _BOUND or codes[second][0] in _BOUND):
                pairs.add((first, second))
        return pairs
