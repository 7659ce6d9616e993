"""Measures of the project's own labelled sources, for the page about the method: `python -m benchmarks.accuracy`.

Writes `advisor/matching/data/accuracy.json`: edition, method, date, and for each source what was
right, with 95 % Wilson intervals, and how true the probabilities are. Each source stands apart.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from advisor.matching import Alias
from advisor.matching.evaluate import Label, LineResult, ListReport, Rate, evaluate_lines, read_label
from advisor.services.editions import Edition, packaged_edition
from benchmarks.corpus import Corpus
from benchmarks.texts import make_pages

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "advisor" / "matching" / "data" / "accuracy.json"
EVALUATION = ROOT / "tests" / "evaluation"
MATCHER_LINES = ROOT / "tests" / "matching" / "data" / "lines.csv"
GENERATED = {"generated_known_wording": "fit", "generated_unseen_wording": "test"}
PAGES = {"clean": 0.0, "scanned_light_noise": 0.03, "scanned_heavy_noise": 0.06}
SEED = 7


def measure_labelled(edition: Edition, path: Path, together: str | None = None) -> dict[str, Any]:
    """Measure labelled lines of the tests, one group for each first word of `note`, or all `together`."""
    groups: dict[str, list[LineResult]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    matches = edition.matcher.match_lines([r["line"] for r in rows], [r["vendor"] or None for r in rows])
    for row, match in zip(rows, matches, strict=True):
        kind = together or (row.get("note") or "all").split(";")[0].split()[0]
        label = read_label(row["expected"])
        groups[kind].append(LineResult(row["line"], label, match.product_id, match.probability, match.band, kind))
    known = edition.catalogue.products.keys()
    return {kind: describe(evaluate_lines(results, known)) for kind, results in sorted(groups.items())}


def measure_generated(edition: Edition, aliases: Sequence[Alias], wording: str, count: int) -> dict[str, Any]:
    """Measure lines drawn from one wording file."""
    lines = list(Corpus(aliases, wording, SEED).lines(count))
    matches = edition.matcher.match_lines([line.text for line in lines])
    results = [
        LineResult(line.text, Label(line.right, not line.right, False), m.product_id, m.probability, m.band, line.kind)
        for line, m in zip(lines, matches, strict=True)
    ]
    return describe(evaluate_lines(results))


def measure_pages(edition: Edition, aliases: Sequence[Alias], noise: float, count: int) -> dict[str, Any]:
    """Measure generated pages: a name counts as found when a mention of its product overlaps it."""
    wanted = given = right = found = 0
    for page in make_pages(aliases, count, SEED, noise=noise):
        mentions = [m for m in edition.scanner.scan(page.text) if m.product_id]
        given += len(mentions)
        wanted += len(page.names)
        right += sum(any(m.start < e and s < m.end and m.product_id in ok for s, e, ok in page.names) for m in mentions)
        found += sum(any(m.start < e and s < m.end and m.product_id in ok for m in mentions) for s, e, ok in page.names)
    return {"precision": share(Rate(right, given)), "recall": share(Rate(found, wanted))}


def share(rate: Rate) -> dict[str, float | int | None]:
    """Give a share (0-1) with its Wilson interval and counts; None where nothing was counted."""
    low, high = rate.interval
    value = rate.value
    return {
        "value": None if value is None else round(value, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "right": rate.right,
        "total": rate.total,
    }


def describe(report: ListReport) -> dict[str, Any]:
    """Give the figures of one source; shares of which nothing was counted are left out."""
    rates: Mapping[str, Rate] = {
        "precision_of_sure": report.sure,
        "precision_of_review": report.review,
        "recall": report.recall,
        "abstention": report.abstention,
    }
    return {
        "lines": report.rows,
        **{name: share(rate) for name, rate in rates.items() if rate.total},
        "calibration_error": round(report.calibration_error, 4),
        "reliability": [
            {"mean_probability": round(mean, 4), "share_right": round(right, 4), "answers": count}
            for mean, right, count in report.reliability
        ],
    }


def measure(lines: int, pages: int) -> dict[str, Any]:
    """Measure every source on the packaged edition."""
    edition = packaged_edition()
    aliases = list(edition.catalogue.aliases())
    return {
        "edition": edition.id,
        "method": edition.method,
        "date": datetime.now(UTC).date().isoformat(),
        "labelled_lines": measure_labelled(edition, EVALUATION / "lines.csv"),
        "varied_lines": measure_labelled(edition, EVALUATION / "varied.csv"),
        "blind_lines": measure_labelled(edition, EVALUATION / "blind.csv", together="blind"),
        "lines_of_the_matcher_tests": measure_labelled(edition, MATCHER_LINES),
        **{name: measure_generated(edition, aliases, wording, lines) for name, wording in GENERATED.items()},
        "generated_pages": {name: measure_pages(edition, aliases, noise, pages) for name, noise in PAGES.items()},
    }


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=40_000, help="generated lines a wording")
    parser.add_argument("--pages", type=int, default=200, help="generated pages a noise")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    found = measure(options.lines, options.pages)
    options.target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{options.target.name}: edition {found['edition']}, method {found['method']}")


if __name__ == "__main__":
    main()
