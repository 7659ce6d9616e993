"""The blueprint of the workshop's pages, and the services they call."""

from dataclasses import dataclass

from flask import Blueprint, Response, current_app
from flask.blueprints import BlueprintSetupState

from advisor.services.curate import Workshop
from advisor.services.curate.contributions import Contributions
from advisor.services.curate.history import History
from advisor.services.editions import Editions
from advisor.services.ports import CatalogueStore
from advisor.web.curate.words import act_word, kind_word, role_options, role_word, state_word, verdict_word

curate = Blueprint("curate", __name__)


@dataclass(frozen=True, slots=True)
class CurateServices:
    """What the pages of the workshop and of the public contributions call."""

    workshop: Workshop
    history: History
    contributions: Contributions
    catalogue: CatalogueStore


def services() -> CurateServices:
    """Return the services of the workshop."""
    found: CurateServices = current_app.extensions["curate"]
    return found


def workshop() -> Workshop:
    """Return the service of proposals."""
    return services().workshop


def open_new_edition() -> None:
    """Serve what was just published from the next request of this worker on."""
    editions: Editions = current_app.extensions["editions"]
    editions.refresh(wait=True)


@curate.record_once
def prepare(state: BlueprintSetupState) -> None:
    """Teach the application what the templates of these pages use."""
    state.app.jinja_env.filters["opens"] = holds_error
    state.app.jinja_env.globals.update(
        role_word=role_word,
        role_options=role_options,
        state_word=state_word,
        kind_word=kind_word,
        act_word=act_word,
        verdict_word=verdict_word,
    )


def holds_error(errors: dict[str, str], place: str) -> bool:
    """Tell whether a field with an error stands at a place of the form, or inside it."""
    return any(name == place or name.startswith(f"{place}-") for name in errors)


@curate.after_request
def protect(response: Response) -> Response:
    """Keep the workshop out of search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
