"""A proposal read, discussed and decided: opinions field by field, partial publication, the decision bar."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.proposals import Verdict
from advisor.domain.revisions import Key
from advisor.errors import AdvisorError, EditConflict, InvalidEntry, UnusableInput
from advisor.services.curate import Review
from advisor.services.explain import explain_error
from advisor.web.accounts import acting_account, needs
from advisor.web.curate.blueprint import curate, open_new_edition, services, workshop
from advisor.web.curate.shown import show_unit
from advisor.web.i18n import current_lang

VERDICTS: Mapping[str, Verdict] = {"accept": "accept", "refuse": "refuse", "question": "question"}


@curate.get("/workshop/proposals/<int:number>")
@needs("contributor")
def proposal(number: int) -> str:
    """Show a proposal: what it changes, what is wrong, what is said of it, what can be done with it."""
    return _page(workshop().review(acting_account(), number))


@curate.post("/workshop/proposals/<int:number>")
@needs("contributor")
def decide(number: int) -> tuple[str, int] | Response:
    """Do what a button says: opinions first when there are some, then the act."""
    actor, act = acting_account(), request.form.get("do", "")
    text = request.form.get("remark", "")
    try:
        if act in ("opinions", "accept-all", "publish", "publish-part", "return", "reject"):
            _record_opinions(number, accept_all=act == "accept-all")
        match act:
            case "submit":
                workshop().submit(actor, number)
            case "take-back":
                workshop().take_back(actor, number)
            case "remark":
                workshop().remark(actor, number, text)
            case "return":
                workshop().send_back(actor, number, text)
            case "reject":
                workshop().reject(actor, number, text)
            case "abandon":
                workshop().abandon(actor, number, text)
            case "describe":
                workshop().describe(actor, number, request.form.get("title", ""), request.form.get("reason", ""))
            case "publish" | "publish-part":
                workshop().publish(actor, number, text, part="all" if act == "publish" else "accepted")
                open_new_edition()
    except (EditConflict, InvalidEntry, UnusableInput) as error:
        status = 409 if isinstance(error, EditConflict) else 422
        return _page(workshop().review(actor, number), error, text), status
    return redirect(url_for("curate.proposal", number=number), 303)


def _record_opinions(number: int, *, accept_all: bool) -> None:
    """Keep the opinions that came with the form, on the draft versions it showed."""
    actor, review = acting_account(), workshop().review(acting_account(), number)
    versions: dict[Key, int] = {}
    given: dict[tuple[str, str, str], Verdict | None] = {}
    for d, item in enumerate(review.drafts):
        shown = request.form.get(f"version-{d}", type=int)
        if request.form.get(f"draft-{d}") != f"{item.draft.kind}/{item.draft.entry_id}" or shown is None:
            raise EditConflict("the proposal changed while you were reading it", [item.draft.entry_id])
        versions[item.draft.key] = shown
        for u, unit in enumerate(item.units):
            answer = request.form.get(f"opinion-{d}-{u}", "")
            given[*item.draft.key, unit.key] = VERDICTS.get(answer)
    if accept_all:
        workshop().accept_all(actor, number, versions)
    elif given:
        workshop().give_opinions(actor, number, given, versions)


def _page(review: Review, error: AdvisorError | None = None, text: str = "") -> str:
    _edition, entries = workshop().entries()
    on = datetime.now(UTC).date()
    number = review.proposal.number
    shown = [
        (item, [show_unit(unit, 1000 * d + u, entries, on) for u, unit in enumerate(item.units)])
        for d, item in enumerate(review.drafts)
    ]
    published = services().history.of_proposal(number) if review.proposal.state != "submitted" else ()
    return render_template(
        "curate/proposal.html",
        review=review,
        proposal=review.proposal,
        shown=shown,
        names=_names(review),
        total=sum(len(item.units) for item in review.drafts),
        revisions=published,
        error=explain_error(error, current_lang()) if error else None,
        text=text,
        questions=sum(verdict == "question" for verdict in review.opinions.values()),
    )


def _names(review: Review) -> dict[Key, str]:
    """Name each entry of a proposal as people know it."""
    found: dict[Key, str] = {}
    for item in review.drafts:
        payload = item.draft.payload or item.published or item.base or {}
        name = payload.get("name", item.draft.entry_id)
        found[item.draft.key] = name if isinstance(name, str) else name.get("fr", item.draft.entry_id)
    return found
