"""Home, and the search that answers as you type."""

from flask import current_app, render_template, request

from advisor.web.browse.blueprint import browse
from advisor.web.context import current_edition
from advisor.web.shown.answers import MAX_SUGGESTIONS, suggest_entries
from advisor.web.shown.categories import best_documented, count_edition

MAX_WORDS = 200
"""Characters of a search that are read."""
MAX_ANSWERS = 40
MAX_FUNCTIONS = 16
"""Functions named on the home page; their own page has them all."""


@browse.get("/")
def home() -> str:
    """Show the three ways in: a name, a document, a list."""
    words = _words()
    edition = current_edition()
    return render_template(
        "home.html",
        words=words,
        results=suggest_entries(edition, words, MAX_SUGGESTIONS),
        functions=best_documented(edition, MAX_FUNCTIONS),
        stats=count_edition(edition),
        ways=current_app.view_functions,
    )


@browse.get("/search")
def search() -> str:
    """Answer a search; htmx asks for the list of answers only."""
    words, edition = _words(), current_edition()
    if request.headers.get("HX-Request"):
        results = suggest_entries(edition, words, MAX_SUGGESTIONS)
        return render_template("components/suggestions.html", words=words, results=results, swapped=True)
    return render_template("browse/search.html", words=words, results=suggest_entries(edition, words, MAX_ANSWERS))


def _words() -> str:
    return request.args.get("q", "").strip()[:MAX_WORDS]
