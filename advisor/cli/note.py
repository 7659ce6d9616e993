"""`note`, `questions` and `compare`: the papers that name alternatives, for the buyer alone."""

import sys
from pathlib import Path

import click

from advisor.cli.common import deliver, explained, lang_option, say
from advisor.cli.inputs import Inputs, read_documents, read_list_input
from advisor.documents import ColumnChoice
from advisor.domain.reports import Decisions, Needs
from advisor.errors import UnreadableDocument, UnusableInput
from advisor.messages import word
from advisor.services.advise import Request, check_documents, match_purchases
from advisor.services.decisions import read_decisions
from advisor.services.editions import Edition, packaged_edition
from advisor.services.explain import explain_error
from advisor.services.needs import read_needs
from advisor.services.sourcing import Finds, find_products, render_paper, write_comparison, write_note, write_questions

FILE = click.Path(path_type=Path, dir_okay=False)
LIST_ENDINGS = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".xlsb", ".ods", ".json"})
"""Endings read as a list, one purchase a row, unless --read-as says otherwise."""
out_option = click.option("--out", type=FILE, required=True, help="Write to this file: .docx, .pdf, .html or .odt.")
needs_option = click.option("--needs", "needs_file", type=FILE, help="Needs of the buyer (YAML).")


@click.command()
@click.argument("sources", metavar="LIST|DOCUMENT...", nargs=-1, required=True)
@needs_option
@out_option
@click.option("--function", "functions", multiple=True, help="Keep this function (an id); may be given again.")
@click.option(
    "--read-as", type=click.Choice(["list", "document"]), help="How to read the files; by default by their ending."
)
@click.option("--decisions", "decisions_file", type=FILE, help="An earlier result with decisions (xlsx, csv).")
@lang_option
@explained
def note(
    sources: tuple[str, ...],
    needs_file: Path | None,
    out: Path,
    functions: tuple[str, ...],
    read_as: str | None,
    decisions_file: Path | None,
    lang: str,
) -> None:
    """Write the internal sourcing note about LIST|DOCUMENT...: alternatives named, per function."""
    edition = packaged_edition()
    extension = _extension(out)
    read = read_decisions(decisions_file, decisions_file.name, edition.catalogue, lang) if decisions_file else None
    for problem in read.problems if read else ():
        click.echo(f"{problem.cell} : {problem.explain(lang)}", err=True)
    needs = read_needs(needs_file) if needs_file else Needs()
    request = Request(lang=lang, needs=needs, decisions=read.decisions if read else Decisions())
    finds = _read(edition, sources, request, read_as)
    paper = write_note(edition, finds.found(), request, functions)
    say(word("writing", lang, path=out))
    deliver(render_paper(paper, extension)[1], out, format_name=extension, lang=lang)


@click.command()
@click.argument("products", metavar="PRODUCT...", nargs=-1, required=True)
@needs_option
@out_option
@lang_option
@explained
def questions(products: tuple[str, ...], needs_file: Path | None, out: Path, lang: str) -> None:
    """Write the questions to the vendors of PRODUCT... (ids or names): what the needs leave unknown."""
    edition = packaged_edition()
    extension = _extension(out)
    request = Request(lang=lang, needs=read_needs(needs_file) if needs_file else Needs())
    paper = write_questions(edition, find_products(edition, products), request)
    deliver(render_paper(paper, extension)[1], out, format_name=extension, lang=lang)


@click.command()
@click.argument("products", metavar="PRODUCT...", nargs=-1, required=True)
@needs_option
@click.option("--out", type=FILE, required=True, help="Write to this file: .docx, .pdf, .html, .odt, .xlsx or .csv.")
@lang_option
@explained
def compare(products: tuple[str, ...], needs_file: Path | None, out: Path, lang: str) -> None:
    """Compare two to five PRODUCT... (ids or names) on the buyer's own needs."""
    edition = packaged_edition()
    extension = _extension(out, "xlsx", "csv")
    request = Request(lang=lang, needs=read_needs(needs_file) if needs_file else Needs())
    _mimetype, content = write_comparison(edition, find_products(edition, products), request, extension)
    deliver(content, out, format_name=extension, lang=lang)


def _extension(out: Path, *others: str) -> str:
    extension = out.suffix.lower().lstrip(".")
    known = ("docx", "pdf", "html", "odt", *others)
    if extension not in known:
        raise UnusableInput("unknown-format", found=out.suffix or out.name, known=", ".join(known))
    return extension


def _read(edition: Edition, sources: tuple[str, ...], request: Request, read_as: str | None) -> Finds:
    """Read lists and documents; what cannot be read is listed, and 2 is given when nothing could be."""
    finds = Finds(request.lang)
    documents: list[str] = []
    for source in sources:
        if read_as == "document" or (read_as is None and Path(source).suffix.lower() not in LIST_ENDINGS):
            documents.append(source)
        elif not _add_list(edition, finds, source, request):
            # A notice is JSON too: what is no list may be a document.
            documents.append(source)
    if documents:
        read, unread = read_documents(Inputs(documents), request.lang)
        if read:
            finds.add_check(check_documents(edition, read, request))
        finds.add_unread(unread)
    if not finds.sources:
        for _where, why in finds.unread:
            click.echo(why, err=True)
        sys.exit(2)
    return finds


def _add_list(edition: Edition, finds: Finds, source: str, request: Request) -> bool:
    """Add a list; tells False when the file is to be read as a document instead."""
    say(word("reading", request.lang, name=source))
    try:
        purchases = read_list_input(edition, source, None, ColumnChoice(), request.lang)
    except UnreadableDocument as error:
        if Path(source).suffix.lower() == ".json":
            return False
        finds.add_unread([{"where": Path(source).name, "why": explain_error(error, request.lang)}])
        return True
    finds.add_list(edition, purchases, match_purchases(edition, purchases), request)
    return True
