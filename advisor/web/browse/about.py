"""The site's own pages: method, privacy, legal notice, accessibility."""

from flask import render_template

from advisor.web.browse.blueprint import browse
from advisor.web.context import current_edition
from advisor.web.shown.method import describe_method


@browse.get("/method")
def method() -> str:
    """Explain how names are recognised, how control and order are worked out, and what was measured."""
    return render_template("browse/method.html", page=describe_method(current_edition()))


@browse.get("/privacy")
def privacy() -> str:
    """Say what is kept, for how long, and what is not."""
    return render_template("browse/privacy.html")


@browse.get("/legal")
def legal() -> str:
    """Show the legal notice."""
    return render_template("browse/legal.html")


@browse.get("/accessibility")
def accessibility() -> str:
    """Say how far the pages are accessible."""
    return render_template("browse/accessibility.html")
