"""`report`: the dependency report of one result or several, and their calendar of renewals."""

from pathlib import Path

import click

from advisor.cli.common import deliver, explained, lang_option, say
from advisor.errors import UnusableInput
from advisor.messages import word
from advisor.reports.papers import RENDERERS
from advisor.services.results import read_calendar, read_report

FILE = click.Path(path_type=Path, dir_okay=False)
CALENDAR = "ics"


@click.command()
@click.argument("results", metavar="RESULT.json...", nargs=-1, required=True, type=FILE)
@click.option("--out", type=FILE, required=True, help="Write to this file: .docx, .pdf, .odt, .html, or .ics.")
@click.option("--segment", "segments", multiple=True, help="Name of each list, in order: a body, a member.")
@lang_option
@explained
def report(results: tuple[Path, ...], out: Path, segments: tuple[str, ...], lang: str) -> None:
    """Write the dependency report of results of `advisor match --format json`; .ics gives the renewals."""
    ending = out.suffix.lower().lstrip(".")
    if ending not in (*RENDERERS, CALENDAR):
        known = ", ".join(f".{name}" for name in (*RENDERERS, CALENDAR))
        raise UnusableInput("unknown-format", found=out.suffix or out.name, known=known)
    for source in results:
        say(word("reading", lang, name=source))
    if ending == CALENDAR:
        deliver(read_calendar(results, segments, lang), out, format_name=ending, lang=lang)
        return
    paper = read_report(results, segments, lang)
    deliver(RENDERERS[ending][1](paper), out, format_name=ending, lang=lang)
