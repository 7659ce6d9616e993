"""From what was seen of a candidate to a probability: features, rules, bands.

The weights are data (`data/weights.json`), fitted by `benchmarks/fit_weights.py`.
"""

import math
from collections.abc import Mapping

from advisor.domain.matches import Band

FEATURES = (
    "bias", "missing", "distance", "distance_short", "rarity", "left", "left_plain", "left_share", "left_single", "brand_left",
    "vendor", "other_vendor", "column_contradicts", "weak", "weak_left", "short", "short_left",
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
    "file-format": -3.0,
    "target": -8.0,
    "weak-unsupported": -6.0,
    "weak-alone": -3.0,
    "scattered-words": -4.0,
    "short-inexact": -6.0,
}


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
