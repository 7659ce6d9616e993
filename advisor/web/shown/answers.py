"""Answers of the search, with the words that were matched and where each leads."""

from dataclasses import dataclass

from markupsafe import Markup

from advisor.reports.shapes import FoundShape
from advisor.reports.typeset import typeset
from advisor.services.advise import find_entries
from advisor.services.editions import Edition
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.cards import SHOWN, card_of, vendor_control
from advisor.web.shown.control import Jurisdiction
from advisor.web.shown.prose import highlight, plain

MAX_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One answer: its kind in words, its marked name, why it is an answer, and its page."""

    kind: str
    endpoint: str
    id: str
    name: Markup
    why: str
    control: Jurisdiction | None = None


def suggest_entries(edition: Edition, words: str, limit: int) -> list[Suggestion]:
    """Search published entries by name, term, code, abbreviation or misspelling."""
    found = find_entries(edition, words, current_lang(), limit)["results"] if words else []
    return [shown for item in found if (shown := _suggestion(edition, item, words))]


def _suggestion(edition: Edition, item: FoundShape, words: str) -> Suggestion | None:
    catalogue, entry_id, why = edition.catalogue, item["id"], typeset(item["why"])
    if item["kind"] == "category":
        category = catalogue.category(entry_id)
        if category.status != "published":
            return None
        name = highlight(plain(category.name), words)
        return Suggestion(_("Fonction"), "browse.category", entry_id, name, why)
    name = highlight(item["name"], words)
    if item["kind"] == "vendor":
        if catalogue.vendor(entry_id).status != "published":
            return None
        control = vendor_control(edition, entry_id)
        return Suggestion(_("Éditeur"), "browse.vendor", entry_id, name, why, control)
    card = card_of(edition, entry_id)
    if card.product.status not in SHOWN:
        return None
    kind = _("Outil d’État") if "shared-state-tool" in card.product.labels else _("Produit")
    return Suggestion(kind, "browse.product", entry_id, name, why, card.control)
