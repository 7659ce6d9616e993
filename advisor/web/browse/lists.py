"""The lists of functions, vendors and criteria, and the coverage of the catalogue."""

from flask import render_template, request

from advisor.reports.frameworks import FRAMEWORKS
from advisor.web.browse.blueprint import browse
from advisor.web.context import current_edition
from advisor.web.shown.categories import COLUMNS, count_edition, list_categories, sort_categories
from advisor.web.shown.criteria import count_states
from advisor.web.shown.prose import initial_of
from advisor.web.shown.vendors import count_initials, list_vendors


@browse.get("/categories")
def categories() -> str:
    """List the functions, by name."""
    edition = current_edition()
    return render_template("browse/categories.html", lines=list_categories(edition), stats=count_edition(edition))


@browse.get("/vendors")
def vendors() -> str:
    """List the vendors filed under one letter."""
    lines = list_vendors(current_edition())
    initials = count_initials(lines)
    letters = [letter for letter, _ in initials]
    letter = request.args.get("letter", "").upper()
    letter = letter if letter in letters else next(iter(letters), "")
    shown = [line for line in lines if initial_of(line.vendor.name) == letter]
    return render_template("browse/vendors.html", lines=shown, initials=initials, letter=letter, total=len(lines))


@browse.get("/criteria")
def criteria() -> str:
    """List the criteria, in the order of the vocabulary."""
    edition = current_edition()
    found = edition.catalogue.criteria.values()
    return render_template("browse/criteria.html", criteria=found, states=count_states(edition), frameworks=FRAMEWORKS)


@browse.get("/coverage")
def coverage() -> str:
    """Show what the catalogue holds, function by function."""
    edition = current_edition()
    sort = request.args.get("sort", "name")
    sort = sort if sort in COLUMNS else "name"
    descending = request.args.get("order", "asc" if sort == "name" else "desc") == "desc"
    lines = sort_categories(list_categories(edition), sort, descending)
    return render_template(
        "browse/coverage.html", lines=lines, stats=count_edition(edition), sort=sort, descending=descending
    )
