"""Search as you type over names: prefixes of words, then typing errors; a reason with each answer.

`build_search(entries).find(words, limit)`. Knows kinds, ids and texts, nothing of what they are.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from advisor.matching.lexicon import load_lexicon
from advisor.matching.normalise import fold

MAX_QUERY = 100
MAX_WORDS = 8
MEMO_LIMIT = 5000
CODE = re.compile(r"(?P<code>\d{8})(?:-\d)?")
"""A CPV code, with or without its digit of control."""
MIN_TYPO = 4
MIN_TYPO_START = 6


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that can be found: a kind ("product", "vendor", "category"), an id, a name, other texts."""

    kind: str
    id: str
    name: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An answer. `why` is one of "name", "prefix", "alias", "words", "typo"; `matched` is the text found."""

    kind: str
    id: str
    name: str
    why: str
    matched: str
    score: float


class NameSearch:
    """Finds entries by the start of the words of their texts. Only its memory of answers grows."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self.entries = sorted(entries, key=lambda e: (e.kind, e.id))
        self._texts: list[tuple[str, str, int]] = []
        for number, entry in enumerate(self.entries):
            for text in dict.fromkeys((entry.name, *entry.texts)):
                folded = fold(text)
                if folded:
                    self._texts.append((folded, text, number))
        self._words: dict[str, list[int]] = defaultdict(list)
        for place, (folded, _, _) in enumerate(self._texts):
            joined = folded.replace(" ", "")
            for word in dict.fromkeys([*folded.split(), joined]):
                self._words[word].append(place)
        self._sorted = sorted(self._words)
        self._long = [word for word in self._sorted if len(word) >= MIN_TYPO]
        self._abbreviations = load_lexicon().abbreviations
        self._memo: dict[tuple[str, int], tuple[SearchHit, ...]] = {}

    def find(self, words: str, limit: int = 10) -> list[SearchHit]:
        """Find the entries whose texts hold words that start as the ones typed, best first.

        The typo path is only taken when no prefix fits. An empty query finds nothing.
        """
        code = CODE.fullmatch(words.strip())
        # A division or a group of the CPV ("48000000") holds the codes that start like it.
        query = (code["code"].rstrip("0") or code["code"]) if code else fold(words[:MAX_QUERY])
        if not query or limit < 1:
            return []
        key = (query, limit)
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            found = self._memo[key] = tuple(self._find(query, limit))
        return list(found)

    def _find(self, query: str, limit: int) -> list[SearchHit]:
        typed = query.split()[:MAX_WORDS]
        places = self._all(self._starting(word) for word in typed) or set(self._starting("".join(typed)))
        ranked = self._rank(query, typed, places)
        if not ranked:
            ranked = self._rank_near(query, typed)
        best: dict[int, tuple[float, str, int]] = {}
        for score, why, place in ranked:
            number = self._texts[place][2]
            if number not in best or best[number][0] < score:
                best[number] = (score, why, place)
        order = sorted(best.items(), key=lambda item: (-item[1][0], len(self.entries[item[0]].name), item[0]))
        return [self._hit(number, *answer) for number, answer in order[:limit]]

    def _hit(self, number: int, score: float, why: str, place: int) -> SearchHit:
        entry = self.entries[number]
        return SearchHit(entry.kind, entry.id, entry.name, why, self._texts[place][1], round(score, 3))

    def _starting(self, start: str) -> list[int]:
        """Give the texts with a word that starts so, or that its full form starts so ("ms")."""
        found: list[int] = []
        for word in (start, *self._abbreviations.get(start, ())):
            place = bisect_left(self._sorted, word)
            while place < len(self._sorted) and self._sorted[place].startswith(word):
                found.extend(self._words[self._sorted[place]])
                place += 1
        return found

    def _all(self, groups: Iterable[Sequence[int]]) -> set[int]:
        common: set[int] | None = None
        for group in groups:
            common = set(group) if common is None else common & set(group)
            if not common:
                return set()
        return common or set()

    def _rank(self, query: str, typed: list[str], places: Iterable[int]) -> list[tuple[float, str, int]]:
        ranked = []
        for place in places:
            folded, text, number = self._texts[place]
            own = text == self.entries[number].name
            if folded == query:
                ranked.append((4.0 if own else 3.5, "name" if own else "alias", place))
            elif folded.startswith(query):
                ranked.append((3.0 if own else 2.5, "prefix" if own else "alias", place))
            else:
                share = sum(map(len, typed)) / max(len(folded), 1)
                ranked.append((1.0 + 0.5 * own + min(share, 1.0) * 0.4, "words", place))
        return ranked

    def _rank_near(self, query: str, typed: list[str]) -> list[tuple[float, str, int]]:
        near = [self._misspelt(word) or self._starting(word) for word in typed]
        places = self._all(near) or self._all([self._misspelt("".join(typed))])
        ranked = []
        for place in places:
            folded = self._texts[place][0]
            distance = OSA.normalized_distance(query, folded[: len(query) + 2])
            ranked.append((max(0.05, 1.0 - distance), "typo", place))
        return ranked

    def _misspelt(self, word: str) -> list[int]:
        # Two codes that look alike stand for different things.
        if len(word) < MIN_TYPO or word.isdigit():
            return []
        allowed = 1 if len(word) < 8 else 2
        # A word still being typed can be misspelt too; a short one would fit too many others.
        starts = [other[: len(word)] for other in self._long] if len(word) >= MIN_TYPO_START else []
        close = {
            self._long[place]
            for others in (self._long, starts)
            for _, _, place in extract(word, others, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        }
        return [place for other in sorted(close) for place in self._words[other]]


def build_search(entries: Iterable[SearchEntry | tuple[str, str, str, Sequence[str]]]) -> NameSearch:
    """Build the search from entries or (kind, id, name, texts) tuples, in any order."""
    return NameSearch(e if isinstance(e, SearchEntry) else SearchEntry(e[0], e[1], e[2], tuple(e[3])) for e in entries)
