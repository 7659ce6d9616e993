"""The desk of a signed-in account: what waits for it, its own proposals, and beginning one."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.web.accounts import acting_account, needs
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.i18n import gettext as _

SHOWN = 50


@curate.get("/workshop")
@needs("contributor")
def desk() -> str:
    """Show what waits for a review, one's own proposals, and what was decided last."""
    actor = acting_account()
    waiting = workshop().list(states=["submitted"])
    mine = workshop().list(states=["draft", "submitted"], author=actor.name)
    drafts = workshop().list(states=["draft"])
    decided = workshop().list(states=["published", "rejected"])
    return render_template(
        "curate/desk.html",
        waiting=[p for p in waiting if p.author != actor.name][:SHOWN],
        mine=mine[:SHOWN],
        others=[p for p in drafts if p.author != actor.name][:SHOWN],
        decided=decided[:SHOWN],
        offered=services().catalogue.offered() if actor.publishes else None,
    )


@curate.post("/workshop/proposals")
@needs("contributor")
def open_proposal() -> tuple[str, int] | Response:
    """Begin a proposal."""
    title, reason = request.form.get("title", "").strip(), request.form.get("reason", "")
    if not title:
        errors = {"title": _("Dites en quelques mots ce que la proposition change.")}
        return render_template("curate/new.html", errors=errors, reason=reason), 422
    proposal = workshop().open(acting_account(), title, reason)
    return redirect(url_for("curate.proposal", number=proposal.number), 303)
