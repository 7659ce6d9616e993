"""The entry a report of an error is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.domain.revisions import Payload
from advisor.services.editions import Edition
from advisor.web.i18n import current_lang
from advisor.web.shown.cards import SHOWN
from advisor.web.shown.control import page_of


@dataclass(frozen=True, slots=True)
class Reported:
    """An entry, its name as written in the catalogue, and where its page is."""

    kind: str
    id: str
    name: str

    @property
    def endpoint(self) -> str:
        """Return the endpoint of the entry's page."""
        return f"browse.{self.kind}"

    @property
    def argument(self) -> str:
        """Return the name of the id in the address of the entry's page."""
        return f"{self.kind}_id"


def payload_name(payload: Payload | None, entry_id: str) -> str:
    """Name an entry as people know it, from its payload; its id when there is none."""
    name = (payload or {}).get("name", entry_id)
    if isinstance(name, Mapping):
        return str(name.get(current_lang()) or name.get("fr") or entry_id)
    return str(name)


def describe_entry(edition: Edition, entry: str) -> Reported | None:
    """Read "product:tixeo", "vendor:tixeo" or "category:visioconference"; None for anything else."""
    kind, _, entry_id = entry.partition(":")
    catalogue = edition.catalogue
    if kind == "product" and entry_id in catalogue.products and catalogue.products[entry_id].status in SHOWN:
        return Reported(kind, entry_id, catalogue.products[entry_id].name)
    if kind == "vendor" and page_of(catalogue, entry_id):
        return Reported(kind, entry_id, catalogue.vendors[entry_id].name)
    if kind == "category" and entry_id in catalogue.categories and catalogue.categories[entry_id].status == "published":
        return Reported(kind, entry_id, catalogue.categories[entry_id].name.fr)
    return None
