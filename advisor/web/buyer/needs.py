"""The buyer's needs: a form whose answer is an address, and the same as a file. Nothing is kept here."""

from typing import Any, cast

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from advisor.domain.reports import Needs
from advisor.errors import UnusableInput
from advisor.services.explain import explain_error
from advisor.services.needs import dump_needs, needs_query
from advisor.web.asked import address_needs, uploaded_needs
from advisor.web.buyer.blueprint import buyer
from advisor.web.context import current_edition
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.answers import MAX_SUGGESTIONS, suggest_entries
from advisor.web.shown.needs import Form, build_needs_form, needs_words, read_needs_form

FORM = "form"
"""Field that says the query is the form as sent, not the short address it becomes."""


@buyer.get("/needs")
def own_needs() -> str | tuple[str, int] | Redirect:
    """Ask who buys and what it needs; the answer is the address itself."""
    if FORM not in request.args:
        return _page(address_needs())
    found, errors = read_needs_form(cast(Form, request.args), current_edition().catalogue)
    if errors:
        return _page(found, errors), 422
    if request.headers.get("HX-Request"):
        return _page(found)
    return _lead_to(found)


def _lead_to(found: Needs) -> Redirect:
    query: dict[str, Any] = dict(needs_query(found))
    return redirect(url_for("buyer.own_needs", **query, _anchor="kept"), 303)


def _page(found: Needs, errors: dict[str, str] | None = None) -> str:
    edition = current_edition()
    words = request.args.get("q", "").strip()[:200]
    answers = suggest_entries(edition, words, 40) if words else []
    return render_template(
        "advise/own-needs.html",
        form=build_needs_form(edition.catalogue, found),
        query=needs_query(found),
        told=needs_words(found, edition.catalogue),
        errors=errors or {},
        words=words,
        found=[item for item in answers if item.endpoint == "browse.product"][:MAX_SUGGESTIONS],
    )


@buyer.get("/needs.yaml")
def own_needs_file() -> Response:
    """Send the needs of the address as a file that every command and page reads back."""
    response = Response(dump_needs(address_needs()), mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("besoins")}.yaml"'
    return response


@buyer.post("/needs/file")
def read_own_needs() -> str | tuple[str, int] | Redirect:
    """Read a needs file: it becomes an address."""
    try:
        found = uploaded_needs("needs-file")
    except UnusableInput as error:
        return _page(Needs(), {"needs-file": explain_error(error, current_lang())}), 422
    return _lead_to(found)
