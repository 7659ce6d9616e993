"""The pages. Flask lives here and in `api` only."""

from flask import Flask, Response, render_template, request, send_from_directory

from advisor.config import PACKAGE, Config, packaged_folder
from advisor.services.advise import find_entries
from advisor.services.editions import Editions


def register_web(app: Flask, editions: Editions, config: Config) -> None:
    """Add the pages to an application."""

    @app.before_request
    def take_edition() -> None:
        editions.refresh()

    @app.get("/")
    def home() -> str:
        words = request.args.get("q", "").strip()[:200]
        edition = editions.current
        results = find_entries(edition, words)["results"] if words else []
        return render_template("home.html", q=words, results=results, edition=edition, lang=config.lang)

    @app.get("/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(PACKAGE / "web" / "static", name)
