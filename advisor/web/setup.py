"""Joins the parts of the web application: languages, security, assets, pages."""

from flask import Flask, g, redirect, request, url_for
from flask_htmx import HTMX
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

from advisor.services.analyses import Analyses
from advisor.services.editions import Edition, Editions
from advisor.web.account import account
from advisor.web.assets import register_assets
from advisor.web.browse import browse
from advisor.web.buyer import buyer
from advisor.web.context import current_edition
from advisor.web.contribute import contribute
from advisor.web.curate import curate
from advisor.web.earlier import register_earlier
from advisor.web.errors import register_errors
from advisor.web.i18n import DEFAULT, LANGUAGES, register_i18n
from advisor.web.security import register_security


class NumberConverter(IntegerConverter):
    """A number in an address: one that a database column can hold; a larger one is no page of ours."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


def register_web(app: Flask, editions: Editions, analyses: Analyses, *, https: bool) -> None:
    """Add everything the pages need to an application."""
    app.extensions["editions"] = editions
    app.extensions["analyses"] = analyses
    HTMX(app)
    app.url_map.converters["int"] = NumberConverter
    register_i18n(app)
    register_security(app, https=https)
    register_assets(app)
    register_errors(app)

    @app.before_request
    def take_edition() -> None:
        editions.refresh()

    register_earlier(app)

    @app.context_processor
    def everywhere() -> dict[str, Edition | None]:
        return {"edition": current_edition(), "earlier": g.get("earlier_edition")}

    @app.get("/")
    def root() -> Response:
        lang = request.accept_languages.best_match(LANGUAGES, DEFAULT)
        response = redirect(url_for("browse.home", lang=lang))
        response.vary.add("Accept-Language")
        return response

    app.register_blueprint(browse, url_prefix="/<any(fr, en):lang>")
    app.register_blueprint(account, url_prefix="/<any(fr, en):lang>")
    app.register_blueprint(curate, url_prefix="/<any(fr, en):lang>")
    app.register_blueprint(buyer, url_prefix="/<any(fr, en):lang>")
    app.register_blueprint(contribute, url_prefix="/<any(fr, en):lang>")
