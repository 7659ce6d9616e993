"""What the public sent: reading it, making a proposal of it, answering with its outcome."""

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from advisor.domain.proposals import Contribution, ContributionState
from advisor.errors import AdvisorError, EditConflict, UnknownProposal, UnusableInput
from advisor.services.explain import explain_error
from advisor.web.accounts import acting_account, needs
from advisor.web.context import current_edition
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.report import describe_entry

BEGUN = "contribution-proposal"
"""Where the session keeps which proposal was begun from the contribution looked at last."""
MAX_TITLE = 120


@curate.get("/workshop/contributions")
@needs("contributor")
def contributions() -> str:
    """List what waits for an answer, the oldest first, or what was answered."""
    answered = request.args.get("state") == "answered"
    states: tuple[ContributionState, ...] = ("accepted", "declined") if answered else ("open",)
    found = services().contributions.list(states=states)
    return render_template("curate/contributions.html", found=found[::-1] if answered else found, answered=answered)


@curate.get("/workshop/contributions/<int:contribution_id>")
@needs("contributor")
def contribution(contribution_id: int) -> str:
    """Show one contribution, and the form that answers it."""
    return _page(services().contributions.find(contribution_id), {})


@curate.post("/workshop/contributions/<int:contribution_id>")
@needs("curator")
def answer_contribution(contribution_id: int) -> Response | tuple[str, int]:
    """Record what became of a contribution; its sender reads it under their link."""
    found = services().contributions.find(contribution_id)
    decision, outcome = request.form.get("decision", ""), request.form.get("outcome", "").strip()
    problems: dict[str, str] = {}
    if decision not in ("accepted", "declined"):
        problems["decision-accepted"] = _("Dites si la contribution est suivie ou non.")
    if not outcome:
        problems["outcome"] = _("Écrivez la suite donnée : la personne la lira.")
    try:
        proposal = _proposal(request.form.get("proposal", "").strip())
    except AdvisorError as error:
        problems["proposal"] = explain_error(error, current_lang())
    if problems:
        return _page(found, problems), 422
    try:
        services().contributions.answer(
            acting_account(),
            contribution_id,
            accepted=decision == "accepted",
            outcome=outcome,
            proposal=proposal,
            shown=request.form.get("shown") == "yes",
        )
    except EditConflict as error:
        return _page(found, {"outcome": explain_error(error, current_lang())}), 409
    return redirect(url_for("curate.contributions", _anchor="lines"), 303)


@curate.post("/workshop/contributions/<int:contribution_id>/proposals")
@needs("contributor")
def propose_contribution(contribution_id: int) -> Response:
    """Begin a proposal from a contribution and go to the form of its entry."""
    found = services().contributions.find(contribution_id)
    subject = found.subject or found.entry_id
    title = (_("Reçu du public : %(subject)s") % {"subject": subject})[:MAX_TITLE]
    reason = "\n".join(filter(None, (found.text, found.url)))
    proposal = workshop().open(acting_account(), title, reason, origin="public")
    session[BEGUN] = [contribution_id, proposal.number]
    if found.entry_id:
        address = url_for("curate.edit", number=proposal.number, kind=found.entry_kind, entry_id=found.entry_id)
        return redirect(address, 303)
    return redirect(url_for("curate.proposal", number=proposal.number), 303)


def _proposal(typed: str) -> int | None:
    """Read the number of a proposal that is there; raises UnusableInput or UnknownProposal."""
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 9:
        raise UnusableInput("number-needed", found=typed[:20])
    return workshop().find(int(typed)).number


def _page(found: Contribution, errors: dict[str, str]) -> str:
    begun = session.get(BEGUN)
    number = begun[1] if isinstance(begun, list) and begun[0] == found.id else found.proposal
    try:
        proposal = workshop().find(number) if number else None
    except UnknownProposal:
        proposal = None
    typed = request.form if errors else {}
    return render_template(
        "curate/contribution.html",
        sent=found,
        entry=describe_entry(current_edition(), f"{found.entry_kind}:{found.entry_id}"),
        criterion=current_edition().catalogue.criteria.get(found.criterion),
        proposal=proposal,
        decision=typed.get("decision", found.state if found.state != "open" else ""),
        outcome=typed.get("outcome", found.outcome),
        linked=typed.get("proposal", str(number or "")),
        shown=typed.get("shown") == "yes" if errors else found.shown or found.state == "open",
        errors=errors,
    )
