"""`check`: the findings of documents, the documents handed back, the reports."""

import sys
from pathlib import Path

import click

from advisor.cli.common import FOUND, deliver, explained, lang_option, out_option, to_json, write_whole
from advisor.cli.inputs import Inputs, read_documents
from advisor.cli.returned import write_returned
from advisor.cli.text import check_text
from advisor.errors import UnusableInput
from advisor.messages import word
from advisor.reports.marking import apply_marks
from advisor.reports.remarks import SETTLED
from advisor.reports.shapes import CheckResultShape
from advisor.services.advise import Request, check_documents, scan_document
from advisor.services.comparing import Earlier, compare_with, earlier_findings, read_answer
from advisor.services.editions import Edition, packaged_edition
from advisor.services.tender_marks import read_marks
from advisor.services.tender_reports import TENDER_REPORTS, write_tender_report

LEVELS = ("info", "warning", "high")
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("sources", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), help="Form of the answer.")
@out_option
@click.option("--with-text", is_flag=True, help="Add the text as read to the JSON answer.")
@click.option(
    "--annotate",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write each document back into this folder, with comments (docx, odt, pdf) or a workbook beside it.",
)
@click.option(
    "--report", "reports", type=FILE, multiple=True, help="Write a report: docx, pdf, html, odt, or xlsx to fill in."
)
@click.option(
    "--decisions",
    "decisions",
    type=FILE,
    help="The workbook of an earlier report, with statuses filled in (xlsx, ods, csv).",
)
@click.option(
    "--against", "old", type=FILE, multiple=True, metavar="OLD", help="An earlier version, or its JSON answer."
)
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit with 1 when a finding of this level or above is met.")
@lang_option
@explained
def check(
    sources: tuple[str, ...],
    format_name: str | None,
    out: Path | None,
    with_text: bool,
    folder: Path | None,
    reports: tuple[Path, ...],
    decisions: Path | None,
    old: tuple[Path, ...],
    fail_on: str | None,
    lang: str,
) -> None:
    """Find the brands named in DOCUMENT....

    Reads docx, odt, pdf, xlsx, ods, txt, html, eml, eForms or TED xml, BOAMP json, and zip files of these; - is
    standard input.
    """
    for report in reports:
        _check_report(report)
    edition = packaged_edition()
    inputs = Inputs(sources)
    documents, unread = read_documents(inputs, lang)
    if not documents:
        colon = ": " if lang == "en" else " : "
        for item in unread:
            click.echo(f"{item['where']}{colon}{item['why']}", err=True)
        if len(unread) > 1:
            raise UnusableInput("nothing-read")
        sys.exit(2)
    request = Request(lang=lang)
    result = check_documents(edition, documents, request, unread=unread, with_text=with_text)
    if decisions is not None:
        result = _mark(result, decisions, lang)
    if old:
        result = _compare(edition, result, old, request)
    chosen = format_name or ("json" if out and out.suffix.lower() == ".json" else "text")
    deliver(to_json(result) if chosen == "json" else check_text(result, lang), out, format_name=chosen, lang=lang)
    for report in reports:
        write_whole(write_tender_report(result, _extension(report), lang), report, lang)
    if folder is not None:
        write_returned(result, documents, inputs, folder, lang)
    if fail_on and _reaches(result, fail_on):
        sys.exit(FOUND)


def _extension(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _check_report(path: Path) -> None:
    """Refuse an unknown form before anything is read."""
    if _extension(path) not in TENDER_REPORTS:
        raise UnusableInput("unknown-format", found=_extension(path), known=", ".join(TENDER_REPORTS))


def _reaches(result: CheckResultShape, level: str) -> bool:
    """Tell whether a finding nobody settled or justified is of a level or above."""
    aside = {*SETTLED, "justified"}
    open_findings = [m for m in result["mentions"] if m.get("status") not in aside]
    return any(LEVELS.index(m["severity"]) >= LEVELS.index(level) for m in open_findings)


def _mark(result: CheckResultShape, path: Path, lang: str) -> CheckResultShape:
    read = read_marks(path, path.name, lang)
    for row in read.unknown_rows:
        click.echo(word("unknown_status", lang, name=path.name, row=row), err=True)
    for row in read.without_reason:
        click.echo(word("missing_reason", lang, name=path.name, row=row), err=True)
    return apply_marks(result, read.marks)


def _compare(edition: Edition, result: CheckResultShape, old: tuple[Path, ...], request: Request) -> CheckResultShape:
    """Compare with earlier versions: answers kept as JSON, or documents read now."""
    found: list[Earlier] = []
    documents = []
    for path in old:
        answer = read_answer(path.read_bytes(), path.name) if path.is_file() else None
        if answer is not None:
            found.append(answer)
        else:
            documents.append(str(path))
    if documents:
        earlier, unread = read_documents(Inputs(documents), request.lang)
        if unread:
            raise UnusableInput("earlier-file", name=unread[0]["where"], why=unread[0]["why"])
        found.append(earlier_findings(edition, [(d, scan_document(edition, d)) for d in earlier], request))
    return compare_with(result, found)
