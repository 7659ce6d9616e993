"""A newer packaged catalogue beside an edited one: what it would change, and making a proposal of it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.catalogue import read_entries
from advisor.config import catalogue_folder
from advisor.errors import UnusableInput
from advisor.services.curate.files import compare_offered, propose_offered
from advisor.web.accounts import acting_account, needs
from advisor.web.curate.blueprint import curate, services, workshop
from advisor.web.i18n import gettext as _

SHOWN = 100


@curate.get("/workshop/offered")
@needs("curator")
def offered() -> str:
    """Show what the packaged catalogue would change, and what both sides changed."""
    store = services().catalogue
    difference = None
    if store.offered() is not None:
        difference = compare_offered(store, read_entries(catalogue_folder()), author=acting_account().name)
    return render_template("curate/offered.html", difference=difference, offered=store.offered(), most=SHOWN)


@curate.post("/workshop/offered")
@needs("curator")
def take_offered() -> Response:
    """Make a draft proposal of the packaged catalogue, or leave it aside."""
    store, actor = services().catalogue, acting_account()
    edition = store.offered()
    if edition is None:
        raise UnusableInput("nothing-offered")
    if request.form.get("do") == "leave":
        store.take_offer(edition)
        return redirect(url_for("curate.desk"), 303)
    title = _("Édition livrée avec le programme : %(edition)s") % {"edition": edition}
    proposal = propose_offered(workshop(), store, read_entries(catalogue_folder()), actor=actor, title=title)
    if proposal is None:
        return redirect(url_for("curate.desk"), 303)
    return redirect(url_for("curate.proposal", number=proposal.number), 303)
