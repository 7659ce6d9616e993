"""The dependency picture of a list, or of several, as a page and as files."""

import io
import re
from collections.abc import Sequence

from flask import Response, abort, render_template, request, send_file

from advisor.domain.analyses import Analysis
from advisor.errors import UnusableInput
from advisor.reports.papers import RENDERERS
from advisor.reports.picture.calendar import render_calendar
from advisor.reports.picture.context import ReportedList
from advisor.reports.picture.gather import gather_rows
from advisor.reports.picture.report import build_report
from advisor.web.buyer.blueprint import UPLOAD_LIMIT, analyses, buyer, open_result
from advisor.web.buyer.names import clean_name, download_name
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter
from advisor.web.shown.paper import show_paper

MAX_LISTS = 20
"""Lists put together at a time."""
ENDINGS = (*RENDERERS, "ics")
_TOKEN = re.compile(r"/results/([\w-]{20,100})")


def _reported(analysis: Analysis, segment: str = "") -> ReportedList:
    if analysis.kind != "list" or analysis.state != "ready":
        abort(404)
    result = analyses().list_result(analysis, current_lang())
    return ReportedList(result, gather_rows(result["rows"]), segment or analysis.name)


@buyer.get("/results/<token>/picture")
def picture(token: str) -> str:
    """Show who a list depends on, how concentrated it is and what can move."""
    visit = open_result(token)
    one = _reported(visit.analysis)
    shown = show_paper(build_report([one], current_lang()))
    return render_template(
        "advise/picture.html",
        visit=visit,
        shown=shown,
        name=visit.analysis.name,
        ends=bool(one.gathered.ends),
        endings=_endings(),
    )


@buyer.get("/results/<token>/picture.<any(pdf, docx, odt, html, ics):extension>")
@limiter.shared_limit(UPLOAD_LIMIT, scope="returned")
def picture_file(token: str, extension: str) -> Response:
    """Send the report of a list, or the calendar of what ends."""
    analysis = open_result(token).analysis
    return _send([_reported(analysis)], extension, analysis.name)


def _endings() -> list[tuple[str, str]]:
    """Name the files of a picture."""
    calendar = ("ics", _("Agenda des fins (.ics)"))
    return [("pdf", _("Rapport (PDF)")), ("docx", "DOCX"), ("odt", "ODT"), ("html", _("Page à imprimer")), calendar]


def _send(lists: Sequence[ReportedList], extension: str, name: str) -> Response:
    if extension == "ics":
        mimetype, data = "text/calendar; charset=utf-8", render_calendar(lists, current_lang())
    else:
        mimetype, render = RENDERERS[extension]
        data = render(build_report(lists, current_lang()))
    return send_file(
        io.BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=download_name(name, extension)
    )


@buyer.get("/combine")
def combine() -> str:
    """Offer to put several results together."""
    return render_template("advise/combine.html", errors={}, lists="")


@buyer.post("/combine")
@limiter.shared_limit(UPLOAD_LIMIT, scope="returned")
def combined() -> Response | str | tuple[str, int]:
    """Put the results behind several links together; nothing of it is kept."""
    text = request.form.get("lists", "")[:20_000]
    lists, error = _read_links(text)
    if error:
        return render_template("advise/combine.html", errors={"lists": error}, lists=text), 422
    ending = request.form.get("as", "")
    name = ", ".join(one.segment for one in lists)
    if ending in ENDINGS:
        return _send(lists, ending, name)
    shown = show_paper(build_report(lists, current_lang()))
    return render_template(
        "advise/picture.html",
        visit=None,
        shown=shown,
        name=name,
        lists=text,
        ends=any(one.gathered.ends for one in lists),
        endings=_endings(),
    )


def _read_links(text: str) -> tuple[list[ReportedList], str]:
    """Read links with the names of bodies; returns what is wrong as the second value."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return [], _("Collez au moins deux liens, un par ligne.")
    if len(lines) > MAX_LISTS:
        return [], _("%(count)s liens, %(limit)s au plus.") % {"count": len(lines), "limit": MAX_LISTS}
    lists = []
    for number, line in enumerate(lines, start=1):
        link, _separator, name = line.partition(";")
        found = _TOKEN.search(link)
        try:
            analysis = analyses().find(found[1]) if found else None
        except UnusableInput:
            analysis = None
        if analysis is None or analysis.kind != "list" or analysis.state != "ready":
            return [], _("Ligne %(n)s : ce lien ne mène à aucun résultat de liste.") % {"n": number}
        lists.append(_reported(analysis, clean_name(name.strip())[:80] if name.strip() else ""))
    return lists, ""
