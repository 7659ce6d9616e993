"""Search as you type over names, functions, vendors and codes.

A query's words are prefixes of an entry's words, in any order. Only when a word begins nothing
is it read with one or two letters corrected. No ranking by zone or by how often a thing is asked.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor.matching.normalise import fold

SearchKind = Literal["product", "category", "vendor"]
How = Literal["name", "alias", "term", "code", "corrected"]

KIND_ORDER: Mapping[str, int] = {"product": 0, "category": 1, "vendor": 2}
"""Where two entries are found equally well: the product before the function before the vendor."""
MIN_CORRECTED = 4
"""Letters a word must have before it is read with a letter corrected."""
LONG_WORD = 8
"""From this length on two letters may be corrected, below it one."""
MAX_QUERY_WORDS = 8
MAX_CORRECTIONS = 6
"""Corrected readings tried for one word."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What can be found: an entry and its texts; the first text is its name."""

    kind: SearchKind
    id: str
    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One answer and why: `text` is the name, alias, term or code that was found.

    `corrected` lists (typed, read as) for the words that were read with a correction.
    """

    kind: SearchKind
    id: str
    name: str
    how: How
    text: str
    corrected: tuple[tuple[str, str], ...] = ()


class Search:
    """An index of entries; built once per edition and only read."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        """Index the entries; their order does not matter."""
        self._entries = sorted(entries, key=lambda entry: (entry.kind, entry.id))
        self._texts: list[tuple[int, str, str]] = []
        postings: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for text in dict.fromkeys(entry.texts):
                folded = fold(text)
                for word in set(folded.split()):
                    postings.setdefault(word, []).append(len(self._texts))
                self._texts.append((number, text, folded))
        self._words = sorted(postings)
        self._postings = [postings[word] for word in self._words]

    def find(self, words: str, limit: int = 20) -> list[SearchResult]:
        """Return the best answers first; an empty list when nothing is near.

        Exact names come first, then names and aliases that begin with the query, then those
        that hold its words; entries found with corrected letters come only when nothing else is.
        """
        query = fold(words).split()[:MAX_QUERY_WORDS]
        if not query:
            return []
        joined = " ".join(query)
        found = self._holding([self._beginning(word) for word in query])
        if found:
            return self._rank(found, joined, (), limit)
        readings = [self._readings(word) for word in query]
        corrected = tuple((w, r[0]) for w, r in zip(query, readings, strict=True) if r and r[0] != w)
        found = self._holding([set().union(*map(self._beginning, reading)) for reading in readings])
        return self._rank(found, " ".join(r[0] if r else "" for r in readings), corrected, limit)

    def _beginning(self, word: str) -> set[int]:
        """Return the texts that hold a word beginning with `word`."""
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "\uffff")
        return {text for posting in self._postings[first:last] for text in posting}

    @staticmethod
    def _holding(sets: Sequence[set[int]]) -> set[int]:
        return set.intersection(*sets) if sets else set()

    def _readings(self, word: str) -> list[str]:
        """Return what a word may stand for: itself where it begins something, else the nearest words."""
        if self._beginning(word):
            return [word]
        if len(word) < MIN_CORRECTED:
            return []
        most = 2 if len(word) >= LONG_WORD else 1
        starts = sorted({known[: len(word) + extra] for known in self._words for extra in (0, 1)})
        near = process.extract(word, starts, scorer=OSA.distance, score_cutoff=most, limit=MAX_CORRECTIONS)
        return [start for start, _, _ in near]

    def _rank(
        self, texts: set[int], query: str, corrected: tuple[tuple[str, str], ...], limit: int
    ) -> list[SearchResult]:
        best: dict[int, tuple[tuple[object, ...], SearchResult]] = {}
        for number in texts:
            position, text, folded = self._texts[number]
            entry = self._entries[position]
            rank = (
                folded != query,
                not folded.startswith(query),
                KIND_ORDER[entry.kind],
                len(folded),
                folded,
                entry.id,
            )
            if position not in best or rank < best[position][0]:
                how = "corrected" if corrected else _how(entry, text)
                best[position] = (rank, SearchResult(entry.kind, entry.id, entry.name, how, text, corrected))
        return [result for _, result in sorted(best.values(), key=lambda pair: pair[0])[:limit]]


def _how(entry: SearchEntry, text: str) -> How:
    if text == entry.name:
        return "name"
    if text.isdigit():
        return "code"
    return "term" if entry.kind == "category" else "alias"


def build_search(entries: Iterable[SearchEntry]) -> Search:
    """Build the index of one edition."""
    return Search(entries)
