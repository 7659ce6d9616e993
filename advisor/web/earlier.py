"""Reading the catalogue as it was: `?edition=HASH` on any of its pages opens an earlier edition.

The links of such a page stay in that edition; a line at its top says so and leads back.
"""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g, request, url_for

from advisor.services.editions import Edition, Editions
from advisor.services.exchange import catalogue_at
from advisor.web.curate.blueprint import services

MAX_KEPT = 2
"""Earlier editions kept in memory, some 50 MB each."""
HISTORY = ("browse.history", "browse.entry_history", "browse.revision", "browse.edition", "browse.export_edition")
"""Pages about all editions: they belong to none."""


def register_earlier(app: Flask) -> None:
    """Let the pages of the catalogue show earlier editions."""

    @lru_cache(maxsize=MAX_KEPT)
    def load(name: str) -> Edition:
        return Edition(catalogue_at(services().catalogue, name))

    app.jinja_env.globals["page_in_force"] = page_in_force

    @app.before_request
    def open_earlier() -> None:
        name = request.args.get("edition", "")
        editions: Editions = current_app.extensions["editions"]
        if name and _of_catalogue(request.endpoint) and name != editions.current.id:
            g.earlier_edition = load(name[:64])

    @app.url_defaults
    def stay_in_edition(endpoint: str, values: dict[str, Any]) -> None:
        earlier = g.get("earlier_edition")
        if earlier is not None and _of_catalogue(endpoint):
            values.setdefault("edition", earlier.id)


def page_in_force() -> str:
    """Return the address of the present page in the edition in force."""
    values = {**(request.view_args or {}), **request.args.to_dict(flat=False), "edition": None}
    return url_for(request.endpoint or "browse.home", **values)


def _of_catalogue(endpoint: str | None) -> bool:
    return bool(endpoint) and str(endpoint).startswith("browse.") and endpoint not in HISTORY
