"""`match`, `check`, `find` and `show`: the advice commands."""

import sys
from pathlib import Path
from typing import Any

import click

from advisor.cli.common import FOUND, deliver, explained, lang_option, out_option, say, to_json, today
from advisor.cli.inputs import read_documents, read_list_input
from advisor.cli.text import check_text, entry_text, found_text, match_text
from advisor.documents import ColumnChoice
from advisor.domain.reports import Decisions, Needs
from advisor.errors import UnusableInput
from advisor.messages import word
from advisor.reports.tables import to_csv, to_ods, to_xlsx
from advisor.services.advise import Request, check_documents, find_entries, match_list
from advisor.services.decisions import read_decisions, read_needs
from advisor.services.editions import packaged_edition
from advisor.services.entries import show_entry

LEVELS = ("info", "warning", "high")
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
    lang: str,
) -> None:
    """Match each line of LIST (csv, tsv, txt, xlsx, xls, ods, json, or - for standard input)."""
    edition = packaged_edition()
    needs = read_needs(needs_file) if needs_file else Needs()
    decisions = read_decisions(decisions_file, edition.catalogue) if decisions_file else Decisions()
    chosen = _format(format_name, out)
    say(word("reading", lang, name=source))
    choice = ColumnChoice(text=column, vendor=vendor_column, amount=amount_column, ends_on=end_column)
    purchases = read_list_input(edition, source, sheet, choice, lang)
    say(word("matching", lang, count=len(purchases.lines)))
    result = match_list(edition, purchases, Request(lang=lang, needs=needs, decisions=decisions))
    writers: dict[str, Any] = {"json": to_json, "csv": to_csv, "xlsx": to_xlsx, "ods": to_ods}
    content = writers[chosen](result) if chosen in writers else match_text(result, lang)
    deliver(content, out, format_name=chosen, lang=lang)


def _format(format_name: str | None, out: Path | None) -> str:
    """Follow --format; else the extension of --out; else a table."""
    if format_name:
        return format_name
    suffix = out.suffix.lower().lstrip(".") if out else ""
    return suffix if suffix in ("json", "csv", "xlsx", "ods") else "table"


@click.command()
@click.argument("sources", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), help="Form of the answer.")
@out_option
@click.option("--with-text", is_flag=True, help="Add the text as read to the JSON answer.")
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit with 1 when a finding of this level or above is met.")
@lang_option
@explained
def check(
    sources: tuple[str, ...],
    format_name: str | None,
    out: Path | None,
    with_text: bool,
    fail_on: str | None,
    lang: str,
) -> None:
    """Find the brands named in DOCUMENT... (docx, odt, pdf, txt, xlsx, ods; - for standard input)."""
    edition = packaged_edition()
    documents, unread = read_documents(sources, lang)
    if not documents:
        for item in unread:
            click.echo(item["why"], err=True)
        if len(unread) > 1:
            raise UnusableInput("nothing-read")
        sys.exit(2)
    result = check_documents(edition, documents, Request(lang=lang), unread=unread, with_text=with_text)
    chosen = format_name or ("json" if out and out.suffix.lower() == ".json" else "text")
    content = to_json(result) if chosen == "json" else check_text(result, lang)
    deliver(content, out, format_name=chosen, lang=lang)
    if fail_on and any(LEVELS.index(m["severity"]) >= LEVELS.index(fail_on) for m in result["mentions"]):
        sys.exit(FOUND)


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
