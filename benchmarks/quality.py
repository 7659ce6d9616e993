"""Quality on generated lines: recall at a precision, calibration, by kind. `python -m benchmarks.quality`."""

import argparse
from collections import defaultdict
from collections.abc import Sequence

from advisor.catalogue import load_catalogue
from advisor.matching import Alias, LineMatch, build_matcher
from benchmarks.corpus import Corpus, LabelledLine


def answer(matches: Sequence[LineMatch]) -> list[tuple[str | None, float]]:
    """Give the best product and its probability, below the bars too."""
    best = []
    for match in matches:
        if match.product_id is not None:
            best.append((match.product_id, match.probability))
        elif match.candidates:
            best.append((match.candidates[0].product_id, match.candidates[0].probability))
        else:
            best.append((None, 0.0))
    return best


def recall_at(lines: Sequence[LabelledLine], answers: Sequence[tuple[str | None, float]], precision: float) -> float:
    """Give the best recall among thresholds whose precision is at least `precision`."""
    ranked = sorted(zip(answers, lines, strict=True), key=lambda pair: -pair[0][1])
    total = sum(bool(line.right) for line in lines)
    right = given = 0
    best = 0.0
    for (product, _), line in ranked:
        if product is None:
            continue
        given += 1
        right += product in line.right
        if right >= precision * given:
            best = max(best, right / total)
    return best


def calibration_error(lines: Sequence[LabelledLine], answers: Sequence[tuple[str | None, float]]) -> float:
    """Give the expected calibration error over ten bins of the lines that have an answer."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for (product, value), line in zip(answers, lines, strict=True):
        if product is not None:
            bins[min(9, int(value * 10))].append((value, product in line.right))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(v for v, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, total)


def report(wording: str, seed: int, count: int) -> None:
    """Print the figures of one corpus."""
    aliases = load_aliases()
    lines = list(Corpus(aliases, wording, seed).lines(count))
    matches = build_matcher(aliases).match_lines([line.text for line in lines])
    answers = answer(matches)
    print(f"{wording}: {count} lines, {len(aliases)} aliases")
    for precision in (0.98, 0.995):
        print(f"  recall at precision {precision}: {recall_at(lines, answers, precision):.3f}")
    print(f"  calibration error: {calibration_error(lines, answers):.4f}")
    kinds: dict[str, list[tuple[LabelledLine, LineMatch]]] = defaultdict(list)
    for line, match in zip(lines, matches, strict=True):
        kinds[line.kind].append((line, match))
    for band in ("sure", "review"):
        given = [(ln, m) for group in kinds.values() for ln, m in group if m.band == band]
        right = sum(m.product_id in ln.right for ln, m in given)
        print(f"  {band}: {right} right of {len(given)}")
    for kind, group in sorted(kinds.items()):
        right = sum((m.product_id in ln.right) if ln.right else m.product_id is None for ln, m in group)
        print(f"  {kind:10s} {right}/{len(group)} {right / len(group):.3f}")


def load_aliases() -> list[Alias]:
    """Give the aliases of the packaged catalogue."""
    return list(load_catalogue().aliases())


def main() -> None:
    """Report on known and on unseen wording."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    for wording in ("fit", "test"):
        report(wording, options.seed, options.lines)


if __name__ == "__main__":
    main()
