"""Taking a revision back, alone or with what was published with it: a draft proposal, reviewed like any other."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.revisions import PublishedEdition, Revision
from advisor.errors import UnusableInput
from advisor.services.curate.history import MAX_UNDONE, ShownRevision
from advisor.services.explain import explain_error
from advisor.web.accounts import acting_account, needs
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _


@curate.get("/workshop/undo/<int:revision_id>")
@needs("contributor")
def undo(revision_id: int) -> str:
    """Ask what is to be taken back, and why."""
    return _page(services().history.find(revision_id), {})


@curate.post("/workshop/undo/<int:revision_id>")
@needs("contributor")
def propose_undo(revision_id: int) -> Response | tuple[str, int]:
    """Make a draft proposal that takes revisions back."""
    found, reason = services().history.find(revision_id), request.form.get("reason", "").strip()
    if not reason:
        return _page(found, {"reason": _("Dites pourquoi : la raison sera publique.")}), 422
    whole = request.form.get("what") == "edition"
    ids = [revision.id for revision in _with(found)] if whole else [revision_id]
    title = _("Défaire la révision %(number)s de %(id)s") % {
        "number": found.revision.number,
        "id": found.revision.entry_id,
    }
    if whole:
        title = _("Défaire l’édition %(number)s") % {"number": found.revision.edition_number}
    try:
        proposal = services().history.propose_undo(workshop(), acting_account(), ids, title, reason)
    except UnusableInput as error:
        return _page(found, {"reason": explain_error(error, current_lang())}), 422
    return redirect(url_for("curate.proposal", number=proposal.number), 303)


def _with(found: ShownRevision) -> tuple[Revision, ...]:
    return services().history.of_edition(found.revision.edition_number, limit=MAX_UNDONE)


def _page(found: ShownRevision, errors: dict[str, str]) -> str:
    edition = PublishedEdition(found.revision.edition, "curated", found.revision.edition_number)
    count = services().history.line(edition).count
    return render_template(
        "curate/undo.html",
        revision=found.revision,
        count=count,
        together=1 < count <= MAX_UNDONE,
        reason=request.form.get("reason", ""),
        whole=request.form.get("what") == "edition",
        errors=errors,
    )
