"""What a vendor's page and the list of vendors show."""

from collections import Counter
from dataclasses import dataclass

from advisor.domain.products import Vendor
from advisor.errors import UnknownEntry
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.shown.cache import per_edition
from advisor.web.shown.cards import Card, cards_of, vendor_control
from advisor.web.shown.control import Jurisdiction, Lane, ownership_lane, seat_of
from advisor.web.shown.evidence import Facts, build_facts
from advisor.web.shown.products import control_sentence
from advisor.web.shown.prose import initial_of, sort_key
from advisor.web.shown.sources import NumberedSource, Sources


@dataclass(frozen=True, slots=True)
class VendorPage:
    """Everything a vendor's page shows, in order."""

    vendor: Vendor
    place: Jurisdiction
    control: str
    lane: Lane
    facts: Facts
    products: tuple[Card, ...]
    owns: tuple[Vendor, ...]
    sources: tuple[NumberedSource, ...]


@dataclass(frozen=True, slots=True)
class VendorLine:
    """A vendor in the list of vendors."""

    vendor: Vendor
    control: Jurisdiction
    products: int


def build_vendor_page(edition: Edition, vendor_id: str) -> VendorPage:
    """Return what the page of a vendor shows; raises UnknownEntry."""
    catalogue, on, sources = edition.catalogue, today(), Sources()
    vendor = catalogue.vendor(vendor_id)
    if vendor.status != "published":
        raise UnknownEntry(vendor_id)
    place = vendor_control(edition, vendor_id)
    return VendorPage(
        vendor=vendor,
        place=place,
        control=control_sentence(place, seat_of(vendor, on)),
        lane=ownership_lane(catalogue, vendor, on, sources),
        facts=build_facts(catalogue, vendor.facts, on, sources, ("vendor",)),
        products=tuple(cards_of(edition, (p.id for p in catalogue.products_of(vendor_id)))),
        owns=tuple(catalogue.vendor(owned) for owned in _subsidiaries(edition).get(vendor_id, ())),
        sources=tuple(sources),
    )


@per_edition
def _subsidiaries(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for vendor in list_vendors(edition):
        for fact in vendor.vendor.facts:
            owner = getattr(fact.value, "vendor_id", None)
            power = getattr(fact.value, "power", None)
            deciding = power in ("sole", "majority") and fact.current() and fact.state(today()) != "to-verify"
            if fact.criterion == "owner" and owner and deciding and vendor.vendor.id not in found.get(owner, ()):
                found.setdefault(owner, []).append(vendor.vendor.id)
    return found


@per_edition
def list_vendors(edition: Edition) -> tuple[VendorLine, ...]:
    """Return every published vendor, by name."""
    counts = Counter(product.vendor_id for product in edition.catalogue.published_products())
    lines = [
        VendorLine(vendor, vendor_control(edition, vendor.id), counts[vendor.id])
        for vendor in edition.catalogue.vendors.values()
        if vendor.status == "published"
    ]
    return tuple(sorted(lines, key=lambda line: (sort_key(line.vendor.name), line.vendor.id)))


def count_initials(lines: tuple[VendorLine, ...]) -> list[tuple[str, int]]:
    """Count vendors by the letter they are filed under."""
    return sorted(Counter(initial_of(line.vendor.name) for line in lines).items())
