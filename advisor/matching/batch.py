"""Reading many lines at once: filler learnt from the list, and the few words on which a line's answer turns.

Only gains time and filler words: `lines` decides. Everything here lasts for one list.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, pairwise

from advisor.matching.index import NameIndex
from advisor.matching.resolver import Decision
from advisor.matching.strip import DROP, LINK, NUMBER, TELLING, UNKNOWN, Codes, WordCoder

FILLER_AFTER = 6
"""Different product words a word must stand beside before it counts as filler in a list."""
Key = tuple[object, ...]


def learn_filler(lines: Sequence[list[str]], index: NameIndex) -> frozenset[str]:
    """Learn the words of a list that stand beside FILLER_AFTER different product words or more.

    Words of the catalogue, words that say something of the line and figures are left alone.
    """
    counts = Counter(chain.from_iterable(lines))
    lexicon = index.lexicon
    kept = index.known.union(lexicon.filler, *lexicon.cues.values())
    waiting = {w for w, n in counts.items() if n >= FILLER_AFTER and w not in kept and not w[0].isdigit()}
    products = {w for w in counts if w in index.postings and len(w) > 2 and w not in lexicon.filler}
    beside: dict[str, set[str]] = defaultdict(set)
    learnt = set()
    for words in lines:
        if waiting.isdisjoint(words) or not 1 < len(words) < 16:
            continue
        for product in words:
            if product in products:
                break
        else:
            continue
        for word in words:
            if word in waiting:
                found = beside[word]
                found.add(product)
                if len(found) >= FILLER_AFTER:
                    waiting.discard(word)
                    learnt.add(word)
    return frozenset(learnt)


class ListReader:
    """Answers the lines of one list; lines that differ by words of no consequence are decided once.

    Most words have a consequence by themselves or none. The others turn on a neighbour ("365" after
    "Microsoft", "Now" after "Service"): the pairs of the list that have a meaning are found once.
    """

    def __init__(self, coder: WordCoder, codes: Codes, decide: Callable[[list[str]], Decision]) -> None:
        self._coder = coder
        self._codes = codes
        self._decide = decide
        self._known: dict[Key, Decision] = {}

    def read(self, lines: Sequence[list[str]]) -> list[Decision]:
        """Decide for each split line.

        Fast path: a line whose telling words were met before costs one look-up.
        """
        words = set(chain.from_iterable(lines))
        get = self._find_telling(words).get
        pairs = self._find_pairs(words)
        apart = pairs.isdisjoint
        known = self._known
        found = []
        for line in lines:
            key = tuple(filter(None, map(get, line))) if apart(pairwise(line)) else _key_with_pairs(line, pairs, get)
            decision = known.get(key)
            if decision is None:
                decision = self._decide(line)
                if key and not decision.depends:
                    known[key] = decision
            found.append(decision)
        return found

    def _find_telling(self, words: set[str]) -> dict[str, str | int]:
        """Give the words that count wherever they stand; left-overs of one weight share a number."""
        codes, coder = self._codes, self._coder
        for word in words:
            if word not in codes:
                coder.write_code(word, codes)
        telling: dict[str, str | int] = {}
        for word in words:
            action, flags, worth = codes[word]
            if flags & TELLING or word in coder.weak:
                telling[word] = word
            elif action >= UNKNOWN:
                telling[word] = 10 * worth + action
            elif action not in (DROP, NUMBER, LINK):
                telling[word] = word
        return telling

    def _find_pairs(self, words: set[str]) -> set[tuple[str, str]]:
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
        bound = {word for word in words if codes[word][0] in (LINK, NUMBER)}
        for pair in index.bigrams:
            if not bound.isdisjoint(pair) and words.issuperset(pair):
                pairs.add(pair)
        return pairs


def _key_with_pairs(line: list[str], pairs: set[tuple[str, str]], get: Callable[[str], str | int | None]) -> Key:
    """Give the key of a line with pairs: the words of these count too, and which stand side by side.

    Empty where a word comes twice, as the pairs would not tell which of the two.
    """
    if len(set(line)) < len(line):
        return ()
    beside = pairs.intersection(pairwise(line))
    paired = set(chain.from_iterable(beside))
    words = [word if word in paired else get(word) for word in line]
    return (*filter(None, words), frozenset(beside))
