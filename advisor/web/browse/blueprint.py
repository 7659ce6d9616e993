"""The blueprint of the catalogue's pages: ids in addresses, prose filters, compressed answers."""

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from advisor.web.compress import compress_text
from advisor.web.shown.prose import highlight, localise
from advisor.web.shown.words import access_word, circular_word, claim_word, effort_word, publisher_word, zone_word

browse = Blueprint("browse", __name__)

UNCOMPRESSED = ("browse.home",)
"""Pages that hold a form token beside words the visitor typed: compressing both would help to guess the token."""


class SlugConverter(BaseConverter):
    """An entry's id in an address: lowercase words joined by hyphens."""

    regex = "[a-z0-9][a-z0-9-]*"
    part_isolating = True


@browse.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Teach the application what the templates of these pages use; runs before the routes are added."""
    app = state.app
    app.url_map.converters.setdefault("slug", SlugConverter)
    app.jinja_env.filters.update(local=localise, highlight=highlight)
    app.jinja_env.globals.update(
        effort_word=effort_word,
        publisher_word=publisher_word,
        claim_word=claim_word,
        circular_word=circular_word,
        access_word=access_word,
        zone_word=zone_word,
    )


@browse.after_request
def compress(response: Response) -> Response:
    """Compress pages that hold no secret."""
    return response if request.endpoint in UNCOMPRESSED else compress_text(response)
