"""What a buyer says of the findings of a tender: corrected, kept with a reason, false alarm; one by one or by workbook."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.documents.limits import MIB
from advisor.domain.marks import STATUSES
from advisor.errors import UnusableInput
from advisor.services.explain import explain_error
from advisor.services.tender_desk import Taken, mark_findings, take_decisions
from advisor.web.buyer.blueprint import UPLOAD_LIMIT, Visit, analyses, buyer, own_result
from advisor.web.buyer.names import clean_name
from advisor.web.buyer.passages import Note
from advisor.web.buyer.tenders import TenderPages, read_tender, show_tender, tender_words
from advisor.web.buyer.view import parse_tender_view, view_args
from advisor.web.i18n import current_lang, ngettext
from advisor.web.i18n import gettext as _
from advisor.web.security import limiter

MAX_WORKBOOK_BYTES = 20 * MIB
"""Size of a workbook given back."""


@buyer.post("/results/<token>/findings/<int:number>/mark")
def mark(token: str, number: int) -> Response | str | tuple[str, int]:
    """Keep what the visitor says of a finding, and of those in its passage that say the same."""
    visit = own_result(token)
    pages = read_tender(visit)
    note = pages.note_of(number)
    status = request.form.get("status", "")
    if note is None:
        abort(404)
    if status not in STATUSES:
        return _refuse(visit, pages, note, _("Choisissez ce que vous en faites."))
    reason = request.form.get("reason", "")
    if status == "justified" and not reason.strip():
        return _refuse(visit, pages, note, _("Écrivez la raison : une marque maintenue se justifie."))
    changed = mark_findings(analyses(), visit.analysis, pages.result["mentions"], note.keys, status, reason)
    return _after(Visit(changed, token), pages.after(changed.marks), number)


def _refuse(visit: Visit, pages: TenderPages, note: Note, message: str) -> str | tuple[str, int]:
    """Say what is missing beside the finding; htmx swaps answers of success only."""
    if request.headers.get("HX-Request"):
        return _note(visit, pages, note.number, {note.number: message})
    return show_tender(visit, errors={note.number: message}), 422


def _after(visit: Visit, pages: TenderPages, number: int) -> Response | str:
    if request.headers.get("HX-Request"):
        return _note(visit, pages, number, {})
    view = parse_tender_view(request.args)
    # A filter may hide what was just decided.
    anchor = f"m{number}" if number in pages.chosen(view) else "findings"
    return redirect(url_for("buyer.result", token=visit.token, **view_args(view), _anchor=anchor), 303)


def _note(visit: Visit, pages: TenderPages, number: int, errors: dict[int, str]) -> str:
    """Render the note again, in its new state, with the progress beside it."""
    return render_template(
        "advise/_marked.html", visit=visit, note=pages.note_of(number), tender=pages, view=parse_tender_view(request.args),
        errors=errors, typed=request.form.get("reason", ""), fresh=True, **tender_words(),
    )  # fmt: skip


@buyer.post("/results/<token>/decisions")
@limiter.shared_limit(UPLOAD_LIMIT, scope="uploads")
def take_marks(token: str) -> str | tuple[str, int]:
    """Take over the statuses of a workbook that was filled in."""
    visit = own_result(token)
    read_tender(visit)
    sent = request.files.get("workbook")
    if sent is None or not sent.filename:
        return show_tender(visit, refused=_("Choisissez le classeur : aucun n’a été reçu.")), 422
    data = sent.stream.read(MAX_WORKBOOK_BYTES + 1)
    if len(data) > MAX_WORKBOOK_BYTES:
        return show_tender(visit, refused=_("Ce classeur est trop grand : 20 Mo au plus.")), 422
    try:
        changed, taken = take_decisions(analyses(), visit.analysis, data, clean_name(sent.filename))
    except UnusableInput as error:
        return show_tender(visit, refused=explain_error(error, current_lang())), 422
    return show_tender(Visit(changed, token), told=_tell(taken))


def _tell(taken: Taken) -> str:
    """Say what became of a workbook."""
    parts = [ngettext("%(num)s décision reprise.", "%(num)s décisions reprises.", taken.marked) % {"num": taken.marked}]
    if taken.gone:
        parts.append(
            ngettext(
                "%(num)s ligne parle d’une mention qui n’est plus là.",
                "%(num)s lignes parlent de mentions qui ne sont plus là.",
                taken.gone,
            )
            % {"num": taken.gone}
        )
    if taken.without_reason:
        rows = ", ".join(map(str, taken.without_reason[:20]))
        parts.append(_("« Justifié » sans raison, non repris : lignes %(rows)s.") % {"rows": rows})
    if taken.unknown_rows:
        rows = ", ".join(map(str, taken.unknown_rows[:20]))
        parts.append(_("Statut inconnu, non repris : lignes %(rows)s.") % {"rows": rows})
    return " ".join(parts)
