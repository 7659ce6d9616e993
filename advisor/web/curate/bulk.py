"""Facts out to a workbook and back: problems told by their cell, on the page or as notes in the workbook."""

import io

from flask import Response, render_template, request, send_file, url_for
from flask import redirect as lead
from werkzeug.wrappers import Response as BaseResponse

from advisor.errors import AdvisorError, UnusableInput
from advisor.services.curate.bulk import (
    MAX_BYTES,
    CheckedTable,
    cell_of,
    check_facts,
    export_facts,
    mark_problems,
    propose_checked,
)
from advisor.services.explain import explain_error
from advisor.web.accounts import acting_account, needs
from advisor.web.context import current_edition, today
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE_LIMIT = "60 per hour"
MAX_PROBLEMS = 200
"""Problems the page names; the workbook has them all."""
MAX_ENTRIES = 500


@curate.get("/workshop/tables")
@needs("contributor")
def tables() -> str:
    """Offer facts as a workbook, and to bring one back."""
    return _page()


@curate.get("/workshop/tables/facts.xlsx")
@needs("contributor")
@limiter.limit(TABLE_LIMIT)
def export_table() -> Response:
    """Send facts as a workbook: of one criterion or all, of some entries or all."""
    criterion = request.args.get("criterion", "")
    keep = [word.rsplit("/", 1)[-1] for word in request.args.get("entries", "").split()][:MAX_ENTRIES]
    data = export_facts(workshop(), keep, criterion if criterion in current_edition().catalogue.criteria else "")
    name = "-".join(filter(None, ("faits", criterion, current_edition().id[:8])))
    return send_file(io.BytesIO(data), mimetype=XLSX, as_attachment=True, download_name=f"{name}.xlsx")


@curate.post("/workshop/tables")
@needs("contributor")
@limiter.limit(TABLE_LIMIT)
def import_table() -> BaseResponse | tuple[str, int]:
    """Make a draft proposal of a workbook; with problems, show them or give the workbook back with notes."""
    title = request.form.get("title", "").strip()
    upload = request.files.get("table")
    name = upload.filename[:120] if upload and upload.filename else ""
    data = upload.read(MAX_BYTES + 1) if upload and name else b""
    try:
        if not data:
            raise UnusableInput("file-needed")
        store, lang = services().catalogue, current_lang()
        checked = check_facts(workshop(), store, data, name=name, on=today(), lang=lang)
        if checked.problems or checked.others:
            return _told(checked, name, title)
        title = title or _("Tableau %(name)s") % {"name": name}
        made = propose_checked(workshop(), store, checked, actor=acting_account(), title=title[:200])
    except AdvisorError as error:
        return _page(title, error=explain_error(error, current_lang())), 422
    if made.proposal is None:
        return _page(title, note=_("Ce tableau ne change rien : il n’y a rien à proposer.")), 200
    return lead(url_for("curate.proposal", number=made.proposal.number), 303)


def _told(checked: CheckedTable, name: str, title: str) -> BaseResponse | tuple[str, int]:
    if request.form.get("do") == "marked":
        marked = io.BytesIO(mark_problems(checked, current_lang()))
        stem = name.rsplit(".", 1)[0] or "faits"
        return send_file(marked, mimetype=XLSX, as_attachment=True, download_name=f"{stem}-annote.xlsx")
    return _page(title, checked=checked), 422


def _page(title: str = "", checked: CheckedTable | None = None, error: str = "", note: str = "") -> str:
    problems = checked.problems if checked else ()
    rows = checked.rows if checked else []
    return render_template(
        "curate/tables.html",
        criteria=current_edition().catalogue.criteria.values(),
        title_typed=title,
        problems=[
            (cell_of(problem, rows), problem, problem.what.say(current_lang())) for problem in problems[:MAX_PROBLEMS]
        ],
        count=len(problems) + (len(checked.others) if checked else 0),
        more=max(0, len(problems) - MAX_PROBLEMS),
        others=checked.others[:MAX_PROBLEMS] if checked else (),
        error=error,
        note=note,
    )
