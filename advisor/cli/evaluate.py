"""`advisor evaluate`: how right the answers are on labelled lines and documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from advisor.cli.common import deliver, explained, out_option, to_json
from advisor.services.editions import packaged_edition
from advisor.services.evaluate import evaluate_list_file, evaluate_tender_folder, plain_figures, read_label_map

FILE = click.Path(path_type=Path, dir_okay=False)
map_option = click.option("--map", "map_file", type=FILE, help="Catalogue ids that are also right for a label (CSV).")
format_option = click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
MAX_ERRORS = 60
"""Errors listed in the text; --format json has them all."""


@click.group()
def evaluate() -> None:
    """Measure the answers on labelled data: shares with their 95 % Wilson intervals."""


@evaluate.command()
@click.argument("path", metavar="FILE.csv", type=FILE)
@map_option
@format_option
@out_option
@explained
def lists(path: Path, map_file: Path | None, format_name: str, out: Path | None) -> None:
    """Measure the matcher on labelled lines: columns line, vendor, expected, note."""
    edition = packaged_edition()
    _show(edition, evaluate_list_file(edition, path, read_label_map(map_file)), format_name, out)


@evaluate.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@map_option
@format_option
@out_option
@explained
def tenders(folder: Path, map_file: Path | None, format_name: str, out: Path | None) -> None:
    """Measure the check on labelled texts: NN.txt beside NN.json."""
    edition = packaged_edition()
    _show(edition, evaluate_tender_folder(edition, folder, read_label_map(map_file)), format_name, out)


def _show(edition: Any, report: Any, format_name: str, out: Path | None) -> None:
    figures = {"edition": edition.id, "method": edition.method, **plain_figures(report)}
    if format_name == "json":
        deliver(to_json(figures), out, format_name="json", lang="en")
        return
    deliver("\n".join(_lines(figures)) + "\n", out, format_name="text", lang="en")


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    errors = figures.pop("errors", [])
    for name, value in figures.items():
        if name == "by_kind":
            yield from (f"  {kind:<18}{_rate(rate)}" for kind, rate in value.items())
        elif name == "reliability":
            yield "reliability (mean probability, share right, answers):"
            yield from (f"  {mean:.3f}  {share:.3f}  {count}" for mean, share, count in value)
        elif isinstance(value, dict) and "low" in value:
            yield f"{name:<20}{_rate(value)}"
        else:
            yield f"{name:<20}{value}"
    yield f"{len(errors)} errors"
    for error in errors[:MAX_ERRORS]:
        yield f"  {_error(error)}"


def _rate(rate: dict[str, Any]) -> str:
    share = "-" if rate["value"] is None else f"{rate['value']:.3f}"
    return f"{share}  [{rate['low']:.3f}, {rate['high']:.3f}]  {rate['right']}/{rate['total']}"


def _error(error: Any) -> str:
    if isinstance(error, dict):
        wanted = "|".join(error["label"]["products"]) or "nothing"
        return f"{error['line']!r}: {error['product_id']} ({error['band']}, {error['probability']}), expected {wanted}"
    return " ".join(str(part) for part in error)
