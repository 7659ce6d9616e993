"""Keeping, sharing and erasing a result; choosing its columns and needs."""

from datetime import timedelta
from typing import cast

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.analyses import ColumnNames
from advisor.domain.reports import Needs
from advisor.errors import UnusableInput
from advisor.services.explain import explain_error
from advisor.services.needs import needs_query
from advisor.web.asked import address_needs, uploaded_needs
from advisor.web.buyer.blueprint import Visit, analyses, buyer, own_result
from advisor.web.context import current_edition
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.needs import Form, build_needs_form, read_needs_form

LIFETIMES_D = (1, 7, 30, 90)
"""Days a visitor can keep a result, from now."""


def _back(token: str, anchor: str = "keep") -> Response:
    return redirect(url_for("buyer.result", token=token, _anchor=anchor), 303)


@buyer.post("/results/<token>/extend")
def extend(token: str) -> Response:
    """Let a result live longer, or shorter."""
    visit = own_result(token)
    days = request.form.get("days", type=int)
    analyses().extend(visit.analysis, timedelta(days=days if days in LIFETIMES_D else 1))
    return _back(token)


@buyer.post("/results/<token>/share")
def share(token: str) -> Response:
    """Open a link that can only read."""
    analyses().share(own_result(token).analysis)
    return _back(token)


@buyer.post("/results/<token>/unshare")
def unshare(token: str) -> Response:
    """Close the link that can only read."""
    analyses().unshare(own_result(token).analysis)
    return _back(token)


@buyer.get("/results/<token>/erase")
def ask_erase(token: str) -> str:
    """Ask before erasing."""
    return render_template("advise/erase.html", visit=own_result(token))


@buyer.post("/results/<token>/erase")
def erase(token: str) -> Response:
    """Erase a result and all about it, at once."""
    analyses().erase(own_result(token).analysis)
    return redirect(url_for("buyer.erased"), 303)


@buyer.get("/erased")
def erased() -> str:
    """Show the receipt of an erasure; it names nothing."""
    return render_template("advise/erased.html")


@buyer.get("/results/<token>/columns")
def columns(token: str) -> str:
    """Offer the columns of a list to choose from, as long as its file is kept."""
    visit = own_result(token)
    if not analyses().keeps_upload(visit.analysis):
        raise UnusableInput("upload-dropped")
    used: ColumnNames | None = None
    if visit.analysis.state == "ready":
        purchases = analyses().list_answer(visit.analysis).purchases
        found = purchases.columns
        used = ColumnNames(purchases.sheet, found.text, found.vendor, found.amount, found.ends_on)
    fields = [
        ("text", _("Nom du produit"), True),
        ("vendor", _("Éditeur"), False),
        ("amount", _("Montant"), False),
        ("ends_on", _("Date de fin"), False),
    ]
    return render_template("advise/columns.html", visit=visit, used=used or visit.analysis.columns, fields=fields)


@buyer.post("/results/<token>/columns")
def choose_columns(token: str) -> Response:
    """Read the list again with the columns that were chosen."""
    visit = own_result(token)
    names = {
        name: request.form.get(name, "")[:200] or None for name in ("sheet", "text", "vendor", "amount", "ends_on")
    }
    if (names["sheet"] or "") != request.form.get("read_sheet", ""):
        # Another sheet has its own columns: they are found again by content.
        names = {"sheet": names["sheet"]}
    analyses().choose_columns(visit.analysis, ColumnNames(**names))
    return _back(token, "")


@buyer.get("/results/<token>/needs")
def needs(token: str) -> str:
    """Offer the needs that alternatives are held against; an address that holds needs fills the form."""
    visit = own_result(token)
    return _needs_page(visit, address_needs() or visit.analysis.needs)


def _needs_page(visit: Visit, found: Needs, errors: dict[str, str] | None = None) -> str:
    form = build_needs_form(current_edition().catalogue, found)
    return render_template("advise/needs.html", visit=visit, form=form, query=needs_query(found), errors=errors or {})


@buyer.post("/results/<token>/needs")
def choose_needs(token: str) -> Response | tuple[str, int]:
    """Keep what the visitor needs."""
    visit = own_result(token)
    found, errors = read_needs_form(cast(Form, request.form), current_edition().catalogue)
    if errors:
        return _needs_page(visit, found, errors), 422
    return _keep_needs(visit, found)


@buyer.post("/results/<token>/needs/file")
def read_needs_file(token: str) -> Response | tuple[str, int]:
    """Keep the needs of a file."""
    visit = own_result(token)
    try:
        found = uploaded_needs("needs-file")
    except UnusableInput as error:
        return _needs_page(visit, visit.analysis.needs, {"needs-file": explain_error(error, current_lang())}), 422
    return _keep_needs(visit, found)


def _keep_needs(visit: Visit, found: Needs) -> Response:
    analyses().choose_needs(visit.analysis, found)
    return _back(visit.token, "lines" if visit.analysis.kind == "list" else "note")
