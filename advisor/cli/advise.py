"""`match`, `find` and `show`; `check` is in `check`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from advisor.cli.common import deliver, explained, lang_option, out_option, say, to_json, today
from advisor.cli.inputs import read_list_input
from advisor.cli.text import entry_text, found_text, match_text
from advisor.documents import ColumnChoice
from advisor.domain.documents import Unread
from advisor.domain.reports import Decisions, Needs
from advisor.messages import word
from advisor.reports.json_text import json_pieces
from advisor.reports.tables import csv_pieces, to_ods, to_xlsx
from advisor.services.advise import Request, find_entries, match_list
from advisor.services.decisions import read_decisions
from advisor.services.editions import packaged_edition
from advisor.services.entries import show_entry
from advisor.services.needs import read_needs

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", metavar="LIST")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "json", "csv", "xlsx", "ods"]),
    help="Form of the answer; by default a table, or what the name given to --out says.",
)
@out_option
@click.option("--sheet", help="Sheet to read, by name.")
@click.option("--column", help="Column of the product names: its header, letter or number.")
@click.option("--vendor-column", help="Column of the vendor's name.")
@click.option("--amount-column", help="Column of the amount.")
@click.option("--end-column", help="Column of the end date.")
@click.option("--needs", "needs_file", type=FILE, help="Needs of the buyer (YAML).")
@click.option("--decisions", "decisions_file", type=FILE, help="An earlier result with decisions (xlsx, csv).")
@click.option("--weights", is_flag=True, help="Tell what each piece of evidence weighed (json).")
@lang_option
@explained
def match(
    source: str,
    format_name: str | None,
    out: Path | None,
    sheet: str | None,
    column: str | None,
    vendor_column: str | None,
    amount_column: str | None,
    end_column: str | None,
    needs_file: Path | None,
    decisions_file: Path | None,
    weights: bool,
    lang: str,
) -> None:
    """Match each line of LIST (csv, tsv, txt, xlsx, xls, ods, json, or - for standard input)."""
    edition = packaged_edition()
    needs = read_needs(needs_file) if needs_file else Needs()
    read = read_decisions(decisions_file, decisions_file.name, edition.catalogue, lang) if decisions_file else None
    chosen = _format(format_name, out)
    say(word("reading", lang, name=source))
    choice = ColumnChoice(text=column, vendor=vendor_column, amount=amount_column, ends_on=end_column)
    purchases = read_list_input(edition, source, sheet, choice, lang)
    say(word("matching", lang, count=len(purchases.lines)))
    if read and decisions_file:
        unread = [
            Unread(word("decisions-cell", lang, name=decisions_file.name, cell=problem.cell), problem.explain(lang))
            for problem in read.problems
        ]
        for part in unread:
            click.echo(f"{part.where} : {part.why}", err=True)
        purchases = replace(purchases, unread=(*purchases.unread, *unread))
    decisions = read.decisions if read else Decisions()
    result = match_list(edition, purchases, Request(lang=lang, needs=needs, decisions=decisions, weights=weights))
    tables: dict[str, Any] = {"csv": csv_pieces, "xlsx": to_xlsx, "ods": to_ods}
    if chosen == "json":
        content: Any = json_pieces(result)
    else:
        content = tables[chosen](result, lang) if chosen in tables else match_text(result, lang)
    deliver(content, out, format_name=chosen, lang=lang)


def _format(format_name: str | None, out: Path | None) -> str:
    """Follow --format; else the extension of --out; else a table."""
    if format_name:
        return format_name
    suffix = out.suffix.lower().lstrip(".") if out else ""
    return suffix if suffix in ("json", "csv", "xlsx", "ods") else "table"


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@out_option
@lang_option
@explained
def find(words: tuple[str, ...], format_name: str, out: Path | None, lang: str) -> None:
    """Search products, functions and vendors: a name, a term, a CPV code, a misspelling."""
    result = find_entries(packaged_edition(), " ".join(words), lang)
    content = to_json(result) if format_name == "json" else found_text(result, lang)
    deliver(content, out, format_name=format_name, lang=lang)


@click.command()
@click.argument("entry_id", metavar="ID")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@out_option
@lang_option
@explained
def show(entry_id: str, format_name: str, out: Path | None, lang: str) -> None:
    """Show one entry whole, with what it replaces and what replaces it."""
    shown = show_entry(packaged_edition().catalogue, entry_id, today(), lang)
    content = to_json(shown) if format_name == "json" else entry_text(shown, lang)
    deliver(content, out, format_name=format_name, lang=lang)
