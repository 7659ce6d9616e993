"""Static files with their content in the address, so that they are cached for good."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory, url_for

from advisor.config import PACKAGE, packaged_folder

ONE_YEAR_S = 31_536_000


def _folders() -> tuple[Path, ...]:
    built = packaged_folder("assets")
    return (PACKAGE / "web" / "static", built if built.is_dir() else PACKAGE.parent / "build" / "assets")


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    for folder in _folders():
        path = folder / name
        if path.is_file():
            return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    return "missing"


def register_assets(app: Flask) -> None:
    """Serve the project's own static files and the htmx script taken at build time."""

    @app.get("/static/<digest>/<path:name>", endpoint="static")
    def static(digest: str, name: str) -> Response:
        """Serve a file; the digest in the address only makes a new address for a new content."""
        for folder in _folders():
            if (folder / name).is_file():
                response = send_from_directory(folder, name, max_age=ONE_YEAR_S)
                response.cache_control.public = True
                return response
        abort(404)

    def asset(name: str) -> str:
        return url_for("static", digest=_digest(name), name=name)

    app.jinja_env.globals.update(asset=asset)
