"""From what was seen of a candidate to a probability: features, rules, bands.

The weights are data (`data/weights.json`), fitted by `benchmarks/fit_weights.py`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.domain.matches import Band
from advisor.matching.correction import Reading
from advisor.matching.index import Entry

FEATURES = (
    "bias", "missing", "distance", "distance_short", "rarity", "left", "left_plain", "left_share", "left_single",
    "brand_left", "vendor", "other_vendor", "column_contradicts", "weak", "weak_left", "short", "short_left",
    "in_order", "scattered", "purchase", "shared", "other_product",
)  # fmt: skip

SURE = 0.95
"""At or above: band "sure". Source: docs/matching.md, reliability table."""
REVIEW = 0.5
"""At or above, below SURE: band "review"."""
MARGIN = 0.3
"""Two products nearer than this (in logit) are a question, never sure."""

# Rules are weights set by hand, in logit: context that no generated line teaches well.
RULES: Mapping[str, float] = {
    "homonym": -8.0,
    "hardware": -9.0,
    "component": -9.0,
    "training": -9.0,
    "services": -1.0,
    "target": -8.0,
    "weak-unsupported": -6.0,
    "weak-alone": -3.0,
    "scattered-words": -4.0,
    "short-inexact": -6.0,
    "spelling": -1.8,
}
BARS = frozenset({"hardware", "component", "training"})
"""Rules that no evidence outweighs: with one of them nothing is proposed (asserted in the tests)."""


@dataclass(slots=True)
class Evidence:
    """What is seen of a candidate in its line.

    `left` and `plain` are the weights of the unknown and of the ordinary words nothing explains;
    `ordered` is None for a name of one word.
    """

    coverage: float
    lowest: float
    missing: int
    used: frozenset[int]
    readings: list[tuple[int, int, Reading]]
    ordered: bool | None
    left: float = 0.0
    plain: float = 0.0
    agrees: bool = False
    other_vendor: bool = False
    other_product: bool = False
    contradicts: bool = False
    purchase: bool = False


@dataclass(slots=True)
class Found:
    """A candidate, weighed. `rules` are the names of the rules that apply."""

    entry: Entry
    seen: Evidence
    logit: float
    rules: list[str]

    @property
    def used(self) -> frozenset[int]:
        """The places of the line the name takes."""
        return self.seen.used

    def parts(self, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Give the waterfall: each feature and rule that counted, with its weight (logit)."""
        learnt = [(name, round(weights[name] * value, 3)) for name, value in features(self.entry, self.seen)]
        return (*(part for part in learnt if part[1]), *((name, RULES[name]) for name in self.rules))


def features(entry: Entry, seen: Evidence) -> list[tuple[str, float]]:
    """Give the features of a candidate that are not zero. `Weigher.logit` must agree with it."""
    left, plain = seen.left, seen.plain
    gap = 1 - seen.lowest
    single = len(entry.required) == 1
    some = 0.0 if seen.agrees else min(left + plain, 3.0)
    values = {
        "bias": 1.0,
        "rarity": min(entry.total, 15) / 10,
        "missing": max(0.0, seen.lowest - seen.coverage) if seen.missing else 0.0,
        "distance": gap,
        "distance_short": gap * 5 if single and len(entry.required[0]) < 8 else 0.0,
        "left": min(left, 2.0),
        "left_single": min(left, 2.0) if single else 0.0,
        "brand_left": min(left, 2.0) if entry.brand else 0.0,
        "left_plain": min(plain, 4.0),
        "left_share": left / (left + len(seen.used)),
        "weak_left": some if entry.weak else 0.0,
        "short_left": some if entry.short else 0.0,
        "vendor": float(seen.agrees),
        "other_vendor": float(seen.other_vendor),
        "column_contradicts": float(seen.contradicts),
        "weak": float(entry.weak),
        "short": float(entry.short),
        "purchase": float(seen.purchase),
        "shared": float(entry.owners > 1),
        "other_product": float(seen.other_product),
        "in_order": float(seen.ordered is True),
        "scattered": float(seen.ordered is False),
    }
    return [(name, value) for name, value in values.items() if value]


class Weigher:
    """Adds up the weights of candidates; what an entry weighs by itself is added once."""

    def __init__(self, weights: Mapping[str, float], entries: Sequence[Entry]) -> None:
        self.weights = w = weights
        self._own = [
            w["bias"]
            + w["rarity"] * min(e.total, 15) / 10
            + w["weak"] * e.weak
            + w["short"] * e.short
            + w["shared"] * (e.owners > 1)
            for e in entries
        ]
        self._vendor, self._in_order, self._scattered = w["vendor"], w["in_order"], w["scattered"]
        self._other_vendor, self._other_product = w["other_vendor"], w["other_product"]

    def logit(self, entry: Entry, seen: Evidence) -> float:
        """Sum the weights of the features of a candidate.

        Fast path of `features`: a name read exactly, with nothing left over, costs a few look-ups.
        """
        total = self._own[entry.number]
        if seen.lowest < 1.0 or seen.missing:
            total += self._inexact(entry, seen)
        if seen.left or seen.plain:
            total += self._left(entry, seen)
        if seen.agrees:
            total += self._vendor
        if seen.other_vendor:
            total += self._other_vendor
        if seen.other_product:
            total += self._other_product
        if seen.contradicts:
            total += self.weights["column_contradicts"]
        if seen.purchase:
            total += self.weights["purchase"]
        if seen.ordered is not None:
            total += self._in_order if seen.ordered else self._scattered
        return total

    def _left(self, entry: Entry, seen: Evidence) -> float:
        """Weigh the words nothing explains."""
        w = self.weights
        left, plain = seen.left, seen.plain
        some = min(left, 2.0)
        total = w["left"] * some + w["left_plain"] * min(plain, 4.0) + w["left_share"] * left / (left + len(seen.used))
        if entry.size == 1:
            total += w["left_single"] * some
        if entry.brand:
            total += w["brand_left"] * some
        if not seen.agrees and (entry.weak or entry.short):
            rest = min(left + plain, 3.0)
            total += rest * (w["weak_left"] * entry.weak + w["short_left"] * entry.short)
        return total

    def _inexact(self, entry: Entry, seen: Evidence) -> float:
        w = self.weights
        gap = 1 - seen.lowest
        total = w["distance"] * gap
        if entry.size == 1 and len(entry.required[0]) < 8:
            total += w["distance_short"] * gap * 5
        if seen.missing:
            total += w["missing"] * max(0.0, seen.lowest - seen.coverage)
        return total


def probability(logit: float) -> float:
    """Turn a sum of weights into a probability, safe at both ends."""
    if logit < -30:
        return 0.0
    return 1.0 / (1.0 + math.exp(-logit)) if logit < 30 else 1.0


def band_of(value: float) -> Band:
    """Give the band of a probability."""
    if value >= SURE:
        return "sure"
    return "review" if value >= REVIEW else "none"
