"""Finding a function ("outil de visioconférence") in a line that names no product."""

from collections.abc import Mapping, Sequence

from advisor.matching.normalise import fold

LONGEST = 6
_EMPTY = frozenset(
    ["de", "d", "du", "des", "la", "le", "les", "l", "un", "une", "en", "et", "a", "au", "aux", "pour", "par"]
)


def _stem(word: str) -> str:
    """Drop the plural: good enough to compare terms, not to show them."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _term_key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_stem(w) for w in words if w not in _EMPTY)


class FunctionFinder:
    """Looks up the terms buyers use for the categories. Only read after it is built."""

    def __init__(self, functions: Mapping[str, Sequence[str]]) -> None:
        owners: dict[tuple[str, ...], set[str]] = {}
        for category, terms in functions.items():
            for term in terms:
                key = _term_key(fold(term).split())
                if key and sum(map(len, key)) > 2:
                    owners.setdefault(key, set()).add(category)
        # A term of two categories says neither.
        self._terms = {key: next(iter(found)) for key, found in owners.items() if len(found) == 1}

    def find(self, words: Sequence[str]) -> tuple[str, int, int] | None:
        """Find the longest term in folded words: (category, first word, last word), or None.

        The first in the line wins where two are as long.
        """
        places = [(i, _stem(w)) for i, w in enumerate(words[:200]) if w not in _EMPTY]
        for size in range(min(LONGEST, len(places)), 0, -1):
            for start in range(len(places) - size + 1):
                run = places[start : start + size]
                category = self._terms.get(tuple(w for _, w in run))
                if category:
                    return category, run[0][0], run[-1][0]
        return None
