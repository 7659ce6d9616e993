"""A product or vendor named in a list: its swatch and labels, worked out once per edition."""

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.domain.criteria import Label
from advisor.domain.products import Product
from advisor.errors import UnknownEntry
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.shown.cache import per_edition
from advisor.web.shown.control import Jurisdiction, jurisdiction_of
from advisor.web.shown.prose import sort_key

SHOWN = ("published", "not-retained")
"""States of entries that have a page."""


@dataclass(frozen=True, slots=True)
class Card:
    """A product as other pages name it."""

    product: Product
    vendor: str
    control: Jurisdiction
    labels: tuple[Label, ...]

    @property
    def id(self) -> str:
        """Return the product's id."""
        return self.product.id

    @property
    def name(self) -> str:
        """Return the product's name."""
        return self.product.name


@per_edition
def card_of(edition: Edition, product_id: str) -> Card:
    """Return the card of a product."""
    catalogue = edition.catalogue
    product = catalogue.product(product_id)
    vendor = catalogue.vendor(product.vendor_id)
    labels = tuple(catalogue.labels[label] for label in product.labels if label in catalogue.labels)
    return Card(product, vendor.name, jurisdiction_of(catalogue, vendor, today()), labels)


@per_edition
def vendor_control(edition: Edition, vendor_id: str) -> Jurisdiction:
    """Return the swatch of a vendor."""
    return jurisdiction_of(edition.catalogue, edition.catalogue.vendor(vendor_id), today())


def cards_of(edition: Edition, product_ids: Iterable[str]) -> list[Card]:
    """Return the cards of the shown products among these, by name."""
    products = edition.catalogue.products
    shown = (card_of(edition, i) for i in dict.fromkeys(product_ids) if i in products and products[i].status in SHOWN)
    return sorted(shown, key=lambda card: (sort_key(card.name), card.id))


def shown_product(edition: Edition, product_id: str) -> Product:
    """Return a product that has a page; a draft is as unknown as a missing entry. Raises UnknownEntry."""
    product = edition.catalogue.product(product_id)
    if product.status not in SHOWN:
        raise UnknownEntry(product_id)
    return product
