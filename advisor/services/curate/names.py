"""Names already taken: what a curator is told while typing one."""

from dataclasses import dataclass

from advisor.catalogue.rules import fold_name
from advisor.services.editions import Edition

MAX_CLOSE = 5


@dataclass(frozen=True, slots=True)
class TakenName:
    """Another entry that bears a name, or one that is close to it."""

    kind: str
    entry_id: str
    name: str
    same: bool


def names_taken(edition: Edition, name: str, kind: str, entry_id: str) -> list[TakenName]:
    """List the other products and vendors with this name, those with the very same one first.

    `kind` and `entry_id` are the entry being written, which is left out.
    """
    folded = fold_name(name)
    if len(folded) < 2:
        return []
    found: dict[tuple[str, str], TakenName] = {}
    for hit in edition.search.find(name, 2 * MAX_CLOSE):
        key = (hit.kind, hit.id)
        if hit.kind == "category" or key == (kind, entry_id):
            continue
        found[key] = TakenName(hit.kind, hit.id, hit.name, folded in _names_of(edition, *key))
    same = [taken for taken in found.values() if taken.same]
    return (same + [taken for taken in found.values() if not taken.same])[:MAX_CLOSE]


def _names_of(edition: Edition, kind: str, entry_id: str) -> set[str]:
    catalogue = edition.catalogue
    if kind == "product":
        product = catalogue.products[entry_id]
        return {fold_name(text) for text in (product.name, *(alias.text for alias in product.aliases))}
    vendor = catalogue.vendors[entry_id]
    return {fold_name(text) for text in (vendor.name, *vendor.aliases)}
