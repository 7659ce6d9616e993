"""Static files with their content in the address, so that they are cached for good."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory, url_for

from advisor.config import PACKAGE, packaged_folder

ONE_YEAR_S = 31_536_000
COMPRESSED = (".css", ".js", ".svg")
"""Kinds of files that are sent compressed; each is compressed once per process."""


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


@lru_cache(maxsize=64)
def _compressed(path: Path, _modified: float) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def _answer(folder: Path, name: str) -> Response:
    path = folder / name
    if path.suffix not in COMPRESSED:
        return send_from_directory(folder, name, max_age=ONE_YEAR_S)
    kind = mimetypes.guess_type(name)[0]
    if request.accept_encodings["gzip"]:
        response = Response(_compressed(path, path.stat().st_mtime), mimetype=kind)
        response.headers["Content-Encoding"] = "gzip"
        response.cache_control.max_age = ONE_YEAR_S
    else:
        response = send_from_directory(folder, name, max_age=ONE_YEAR_S)
    response.vary.add("Accept-Encoding")
    return response


def register_assets(app: Flask) -> None:
    """Serve the project's own static files and the htmx script taken at build time."""

    @app.get("/static/<digest>/<path:name>", endpoint="static")
    def static(digest: str, name: str) -> Response:  # noqa: ARG001  the digest only makes the address
        """Serve a file; the digest in the address only makes a new address for a new content."""
        folder = next((f for f in _folders() if ".." not in name.split("/") and (f / name).is_file()), None)
        if folder is None:
            abort(404)
        response = _answer(folder, name)
        response.cache_control.public = True
        return response

    def asset(name: str) -> str:
        return url_for("static", digest=_digest(name), name=name)

    app.jinja_env.globals.update(asset=asset)
