"""Fit the weights of the matcher on generated lines: `python -m benchmarks.fit_weights`.

Logistic regression by Newton steps with a small ridge, standard library only. Only "fit" wording
is used; hand-set rules stay as they are (an offset). Rounds: weights change which candidate wins.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from advisor.domain.matches import Alias
from advisor.matching.index import NameIndex
from advisor.matching.lexicon import load_lexicon
from advisor.matching.lines import LineMatcher
from advisor.matching.scoring import FEATURES, RULES, features, probability
from benchmarks.corpus import Corpus
from benchmarks.quality import load_aliases

WEIGHTS = Path(__file__).parent.parent / "advisor" / "matching" / "data" / "weights.json"
RIDGE = 8.0
# What the weights are pulled towards, and where the fixed ones stay. Set by hand.
PRIOR = {
    "bias": 4.0, "missing": -9.0, "distance": -6.0, "distance_short": -2.5, "rarity": 1.0, "left": -0.8, "left_plain": -0.3,
    "left_share": -1.5, "left_single": -0.3, "brand_left": -2.0, "vendor": 1.0, "other_vendor": -1.2, "column_contradicts": -1.5,
    "weak": -1.5, "weak_left": -1.2, "short": -0.5, "short_left": -0.5, "in_order": 0.3, "scattered": -0.8, "purchase": 0.5,
    "shared": -1.0, "other_product": -0.3,
}  # fmt: skip
Row = tuple[list[float], float, bool]

# A weight on the wrong side of these would be an artefact of the generator.
NOT_ABOVE_ZERO = frozenset(
    {"missing", "distance", "distance_short", "left", "left_plain", "left_share", "left_single", "brand_left"}
    | {
        "other_vendor",
        "column_contradicts",
        "weak",
        "weak_left",
        "short",
        "short_left",
        "scattered",
        "shared",
        "other_product",
    }
)
# Generated lines have no vendor column, hardly two vendors, few ordinary words and never a weak name without support:
# these stay as set by hand.
FIXED = frozenset(
    {"column_contradicts", "other_vendor", "shared", "weak", "weak_left", "other_product", "left_plain", "vendor"}
)
NOT_BELOW_ZERO = frozenset({"vendor", "purchase", "in_order", "rarity"})


def observe(aliases: Sequence[Alias], weights: dict[str, float], seeds: Sequence[int], count: int) -> list[Row]:
    """Give, for each line with a candidate, its features, its offset and whether it is right."""
    index = NameIndex(aliases, replace(load_lexicon(), weights=weights))
    matcher = LineMatcher(index)
    free = [name for name in FEATURES if name not in FIXED]
    rows: list[Row] = []
    for seed in seeds:
        lines = list(Corpus(aliases, "fit", seed).lines(count))
        for line, match in zip(lines, matcher.match_lines([ln.text for ln in lines]), strict=True):
            best = match.verdict.best
            if best is None:
                continue
            values = dict(features(best.entry, best.seen))
            offset = sum(RULES[name] for name in best.rules)
            offset += sum(weights[name] * values.get(name, 0.0) for name in FIXED)
            rows.append(([values.get(name, 0.0) for name in free], offset, best.entry.product_id in line.right))
    return rows


def fit(rows: Sequence[Row], start: Sequence[float], steps: int = 12) -> list[float]:
    """Fit the weights of the columns by Newton steps, pulled towards `start` by RIDGE."""
    size = len(start)
    weights = list(start)
    for _ in range(steps):
        gradient = [RIDGE * (w - s) for w, s in zip(weights, start, strict=True)]
        hessian = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for values, offset, right in rows:
            chance = probability(offset + sum(w * v for w, v in zip(weights, values, strict=True)))
            error = chance - right
            slope = max(chance * (1 - chance), 1e-6)
            present = [(i, v) for i, v in enumerate(values) if v]
            for i, v in present:
                gradient[i] += error * v
                for j, u in present:
                    hessian[i][j] += slope * v * u
        change = solve(hessian, gradient)
        weights = [w - c for w, c in zip(weights, change, strict=True)]
        if max(map(abs, change)) < 1e-4:
            break
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small linear system by elimination with pivoting."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i and rows[r][i]:
                share = rows[r][i] / rows[i][i]
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def log_loss(rows: Sequence[Row], weights: Sequence[float]) -> float:
    """Give the mean log loss."""
    total = 0.0
    for values, offset, right in rows:
        chance = probability(offset + sum(w * v for w, v in zip(weights, values, strict=True)))
        total -= math.log(max(1e-9, chance if right else 1 - chance))
    return total / len(rows)


def main() -> None:
    """Fit and write the weights file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    aliases = load_aliases()
    weights = dict(PRIOR)
    free = [name for name in FEATURES if name not in FIXED]
    for number in range(options.rounds):
        rows = observe(aliases, weights, (100 + number,), options.lines)
        fitted = fit(rows, [PRIOR[name] for name in free])
        for name, value in zip(free, fitted, strict=True):
            bounded = min(value, 0.0) if name in NOT_ABOVE_ZERO else value
            weights[name] = round(max(bounded, 0.0) if name in NOT_BELOW_ZERO else bounded, 3)
        print(f"round {number}: {len(rows)} candidates, log loss {log_loss(rows, fitted):.4f}")
    print(json.dumps(weights, indent=1))
    if not options.dry_run:
        origin = f"benchmarks/fit_weights.py, wording 'fit', {options.lines} generated lines a round, {options.rounds} rounds"
        WEIGHTS.write_text(json.dumps({"origin": origin, "weights": weights}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
