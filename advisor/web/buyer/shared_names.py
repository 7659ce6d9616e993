"""Names that a visitor's answers imply and the catalogue lacks: read, ticked one by one, and shared alone."""

from flask import render_template, request
from werkzeug.wrappers import Response

from advisor.services.learning import propose_aliases
from advisor.web.buyer.blueprint import buyer
from advisor.web.buyer.lists import list_of
from advisor.web.context import current_edition
from advisor.web.contribute.blueprint import SEND_LIMIT, contributions
from advisor.web.security import limiter

MAX_NAMES = 40
"""Names of one list that are offered: more would not be read before they are shared."""


@buyer.get("/results/<token>/names")
def offer_names(token: str) -> str:
    """Show the names, none of them ticked, before anything is shared."""
    return _page(token, None)


@buyer.post("/results/<token>/names")
@limiter.limit(SEND_LIMIT)
def share_names(token: str) -> str | Response:
    """Count the ticked names, as sharing one by one does; nothing of the list or of its author is kept."""
    ticked = set(request.form.getlist("name"))
    shared = [name for name, _product in _offered(token) if name in ticked]
    for name in shared:
        contributions().share_name(name)
    return _page(token, shared)


def _offered(token: str) -> list[tuple[str, str]]:
    """List names the catalogue lacks with the product that was meant; only the name would be shared."""
    decided, edition = list_of(token).analysis.decided, current_edition()
    proposals = (each for each in propose_aliases(edition, decided) if each.kind == "missing-alias")
    found = {each.text: edition.catalogue.product(each.product_id).name for each in proposals}
    return list(found.items())[:MAX_NAMES]


def _page(token: str, shared: list[str] | None) -> str:
    return render_template("advise/names.html", visit=list_of(token), offered=_offered(token), shared=shared)
