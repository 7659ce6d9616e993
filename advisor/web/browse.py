"""The catalogue, for anyone: home and search."""

from flask import Blueprint, render_template, request

from advisor.services.advise import find_entries
from advisor.web.context import current_edition
from advisor.web.i18n import current_lang

browse = Blueprint("browse", __name__)
MAX_WORDS = 200
"""Characters of a search that are read."""


@browse.get("/")
def home() -> str:
    """Show the three ways in: a name, a document, a list."""
    return render_template("home.html", **_search())


@browse.get("/search")
def search() -> str:
    """Answer a search; htmx asks for the list of answers only."""
    found = _search()
    block = "components/suggestions.html" if request.headers.get("HX-Request") else "browse/search.html"
    return render_template(block, **found)


def _search() -> dict[str, object]:
    words = request.args.get("q", "").strip()[:MAX_WORDS]
    edition = current_edition()
    return {"words": words, "results": find_entries(edition, words, current_lang())["results"] if words else []}
