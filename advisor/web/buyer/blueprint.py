"""The blueprint of the buyer's pages: who may open a result, and what every answer of it carries."""

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, render_template, request
from flask.blueprints import BlueprintSetupState

from advisor.domain.analyses import Analysis
from advisor.errors import NotAllowed, UnusableInput
from advisor.services.analyses import Analyses
from advisor.services.explain import explain_error
from advisor.web.asked import address_query
from advisor.web.buyer.marks import mark_blanks
from advisor.web.buyer.view import view_args
from advisor.web.buyer.words import action_word, as_sentence, criticality_word, first_clause, step_help, step_title
from advisor.web.compress import compress_text
from advisor.web.context import current_edition
from advisor.web.i18n import current_lang
from advisor.web.shown.cards import Card, card_of
from advisor.web.shown.paper import teach_paper
from advisor.web.shown.words import zone_word

buyer = Blueprint("buyer", __name__)

UPLOAD_LIMIT = "20 per minute"
"""Uploads of one address: reading a file costs far more than a page."""
_GONE = {"upload-gone": 404, "upload-dropped": 410, "documents-dropped": 410}


@dataclass(frozen=True, slots=True)
class Visit:
    """A result and how it was opened: by its author's token, or by the shared one that only reads."""

    analysis: Analysis
    token: str

    @property
    def owner(self) -> bool:
        """Tell whether the visitor came by the author's link."""
        return self.token == self.analysis.token


def analyses() -> Analyses:
    """Return the service of uploads."""
    service: Analyses = current_app.extensions["analyses"]
    return service


def open_result(token: str) -> Visit:
    """Open a result to read it; raises UnusableInput once it is gone."""
    return Visit(analyses().find(token), token)


def own_result(token: str) -> Visit:
    """Open a result to change it; raises NotAllowed for a shared link."""
    visit = open_result(token)
    if not visit.owner:
        raise NotAllowed
    return visit


def only_part(target: str) -> bool:
    """Tell whether htmx asks for one part of a page; going back in history asks for the whole."""
    if request.headers.get("HX-History-Restore-Request"):
        return False
    return bool(request.headers.get("HX-Request")) and request.headers.get("HX-Target") == target


@buyer.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Teach the application what the templates of these pages use."""
    teach_paper(state.app)
    state.app.jinja_env.filters.update(
        blanks=mark_blanks, sentence=as_sentence, first_clause=first_clause, product_name_of=product_name_of
    )
    state.app.jinja_env.globals.update(
        view_args=view_args,
        product_card=product_card,
        step_title=step_title,
        step_help=step_help,
        zone_word=zone_word,
        action_word=action_word,
        criticality_word=criticality_word,
        address_query=address_query,
    )


def product_name_of(product_id: str) -> str:
    """Return the name of a product in the edition in use."""
    return product_card(product_id).name


def product_card(product_id: str) -> Card:
    """Return the card of a product in the edition in use."""
    return card_of(current_edition(), product_id)


@buyer.after_request
def protect(response: Response) -> Response:
    """Keep results out of search engines, and compress them.

    The pages hold a form token beside words of the visitor; guessing it by sizes would need the
    address, which is itself a secret.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    in_result = "token" in (request.view_args or {})
    return compress_text(response) if in_result and response.mimetype == "text/html" else response


@buyer.errorhandler(UnusableInput)
def show_refusal(error: UnusableInput) -> tuple[str, int]:
    """Say that a result is gone, or why it cannot be followed, with the way to send the file again."""
    status = _GONE.get(error.reason, 400)
    message = explain_error(error, current_lang())
    return render_template("advise/gone.html", message=message, gone=error.reason == "upload-gone"), status
