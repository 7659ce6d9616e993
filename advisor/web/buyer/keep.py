"""Keeping, sharing and erasing a result; choosing its columns and needs."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.domain.analyses import ColumnNames
from advisor.errors import UnusableInput
from advisor.web.buyer.blueprint import analyses, buyer, own_result
from advisor.web.buyer.needs import OFFERED, chosen_levels, read_needs
from advisor.web.i18n import gettext as _

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
    """Offer the needs that alternatives are held against."""
    visit = own_result(token)
    return render_template(
        "advise/needs.html", visit=visit, offered=OFFERED, levels=chosen_levels(visit.analysis.needs)
    )


@buyer.post("/results/<token>/needs")
def choose_needs(token: str) -> Response:
    """Keep what the visitor needs."""
    visit = own_result(token)
    analyses().choose_needs(visit.analysis, read_needs(request.form))
    return _back(token, "lines")
