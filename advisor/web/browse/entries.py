"""The page of one product, vendor, function or criterion."""

from flask import current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from advisor.web.asked import address_needs
from advisor.web.browse.blueprint import browse
from advisor.web.browse.replies import replies_to
from advisor.web.context import current_edition
from advisor.web.shown.categories import build_category_page
from advisor.web.shown.control import ZONES
from advisor.web.shown.criteria import build_criterion_page, references_of
from advisor.web.shown.products import build_product_page
from advisor.web.shown.vendors import build_vendor_page


@browse.get("/products/<slug:product_id>")
def product(product_id: str) -> str | Response:
    """Show a product: who controls it, the facts, what replaces it, what to ask."""
    if moved := _moved("product", product_id):
        return moved
    page = build_product_page(current_edition(), product_id, address_needs())
    replies = replies_to(("product", product_id), ("vendor", page.vendor.id))
    if not g.get("earlier_edition"):
        current_app.extensions["asked"].count(product_id)
    return render_template("browse/product.html", page=page, replies=replies)


@browse.get("/vendors/<slug:vendor_id>")
def vendor(vendor_id: str) -> str | Response:
    """Show a vendor: its chain of control, its facts and its products."""
    if moved := _moved("vendor", vendor_id):
        return moved
    page = build_vendor_page(current_edition(), vendor_id)
    return render_template("browse/vendor.html", page=page, replies=replies_to(("vendor", vendor_id)))


@browse.get("/categories/<slug:category_id>")
def category(category_id: str) -> str | Response:
    """Show a function: its words, its need to copy, its products."""
    if moved := _moved("category", category_id):
        return moved
    zone = request.args.get("zone", "")
    page = build_category_page(current_edition(), category_id, zone if zone in ZONES else "")
    return render_template("browse/category.html", page=page)


@browse.get("/criteria/<slug:criterion_id>")
def criterion(criterion_id: str) -> str:
    """Show a criterion: what it asks, who can prove it, what is known."""
    page = build_criterion_page(current_edition(), criterion_id)
    return render_template("browse/criterion.html", page=page, references=references_of(page.criterion))


def _moved(kind: str, entry_id: str) -> Response | None:
    """Lead for good from an entry that was merged, or had another id, to the one that took its place."""
    followed = current_edition().catalogue.follow(kind, entry_id)
    if followed == entry_id:
        return None
    view = {name: value for name, value in request.args.to_dict(flat=False).items() if name != "edition"}
    return redirect(url_for(f"browse.{kind}", **{**view, f"{kind}_id": followed}), 308)  # type: ignore[arg-type]
