"""Products side by side; the address holds the whole state."""

from flask import render_template, request

from advisor.web.asked import address_needs, address_query
from advisor.web.browse.blueprint import browse
from advisor.web.context import current_edition
from advisor.web.shown.answers import MAX_SUGGESTIONS, suggest_entries
from advisor.web.shown.comparison import MAX_PRODUCTS, build_comparison

MAX_ASKED = 20
"""Products of an address that are read."""


@browse.get("/compare")
def compare() -> str:
    """Compare two to five products on the criteria."""
    edition = current_edition()
    only = request.args.get("view") == "differences"
    words = request.args.get("q", "").strip()[:200]
    asked = [edition.catalogue.follow("product", each) for each in request.args.getlist("p")[:MAX_ASKED]]
    page = build_comparison(edition, list(dict.fromkeys(asked)), only, address_needs())
    found = [item for item in suggest_entries(edition, words, 40) if item.endpoint == "browse.product"]
    return render_template(
        "browse/compare.html",
        page=page,
        only=only,
        words=words,
        found=found[:MAX_SUGGESTIONS],
        ids=[card.id for card in page.cards],
        most=MAX_PRODUCTS,
        query=address_query(),
    )
