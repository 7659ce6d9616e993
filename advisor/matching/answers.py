"""Answers of the line matcher: a LineMatch whose reasons are written when they are read.

Writing the reasons of a line takes longer than deciding on it, and most lines of a long list are
never opened; the values are those of a plain LineMatch.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Protocol

from advisor.domain.matches import Band, Candidate, LineMatch, Reason
from advisor.matching.lexicon import load_lexicon
from advisor.matching.resolver import Decision, Verdict

Told = tuple[tuple[Reason, ...], str | None, Verdict]


class Explain(Protocol):
    """What an answer asks when it is read further than its decision."""

    def __call__(self, line: str, vendor: str | None) -> Told:
        """Give the reasons, the function named and the verdict of a line."""

    def find_others(self, line: str, vendor: str | None, decision: Decision) -> tuple[str, ...]:
        """Give the further products of a line on which a decision was taken."""


State = tuple[str, str | None, Decision, Explain]


class LazyLineMatch(LineMatch):
    """A LineMatch that keeps its decision and explains it on demand.

    Equal to a plain LineMatch of the same values; pickled and copied as one.
    """

    __slots__ = ("_others", "_state", "_told")

    _others: tuple[str, ...]
    _state: State
    _told: Told

    def _tell(self) -> Told:
        try:
            return self._told
        except AttributeError:
            line, vendor, _, explain = self._state
            told = explain(line, vendor)
            object.__setattr__(self, "_told", told)
            return told

    @property
    def product_id(self) -> str | None:
        """The product proposed, or None."""
        return self._state[2].product_id

    @property
    def probability(self) -> float:
        """Probability of the proposal, or of the best candidate below the bar."""
        return self._state[2].probability

    @property
    def band(self) -> Band:
        """One of "sure", "review", "none"."""
        return self._state[2].band

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Rivals of the proposal; in band "none", the best candidates refused."""
        return tuple(Candidate(product_id, value) for product_id, value in self._state[2].candidates)

    @property
    def others(self) -> tuple[str, ...]:
        """Further products named in the same line, in the order of the line."""
        try:
            return self._others
        except AttributeError:
            line, vendor, decision, explain = self._state
            found = explain.find_others(line, vendor, decision)
            object.__setattr__(self, "_others", found)
            return found

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Evidence for and against, in the order of the line."""
        return self._tell()[0]

    @property
    def category(self) -> str | None:
        """The function named in a line without a product."""
        return self._tell()[1]

    @property
    def verdict(self) -> Verdict:
        """The decision behind the answer with its evidence, for measures and for the waterfall."""
        return self._tell()[2]

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """The waterfall: each feature or rule that counted, with its weight (logit)."""
        best = self.verdict.best
        return best.parts(load_lexicon().weights) if best else ()

    def _values(self) -> tuple[object, ...]:
        return (
            self.product_id, self.probability, self.band, self.reasons, self.candidates, self.others, self.category,
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LineMatch):
            return NotImplemented
        return self._values() == (
            other.product_id, other.probability, other.band, other.reasons, other.candidates, other.others, other.category,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash(self._values())

    def __reduce__(self) -> tuple[type[LineMatch], tuple[object, ...]]:
        return LineMatch, self._values()


def make_answers(
    lines: Sequence[str], vendors: Iterable[str | None], decisions: Iterable[Decision], explain: Explain
) -> list[LineMatch]:
    """Make the answers of a list, as many as `lines`.

    Without a call of Python for each: a list may hold a million lines.
    """
    answers = list(map(object.__new__, repeat(LazyLineMatch, len(lines))))
    states = zip(lines, vendors, decisions, repeat(explain), strict=False)
    deque(map(_SET_STATE, answers, states), maxlen=0)
    return list[LineMatch](answers)


_SET_STATE = vars(LazyLineMatch)["_state"].__set__
