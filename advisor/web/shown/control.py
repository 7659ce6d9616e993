"""Who controls what is shown: one swatch and its words, and the chain it comes from."""

from dataclasses import dataclass
from datetime import date

from advisor.domain.catalogue import EEA_COUNTRIES, EU_COUNTRIES, Catalogue, facts_about
from advisor.domain.control import Control, control_of, seat_country, usable
from advisor.domain.criteria import Fact, Operator, Ownership
from advisor.domain.products import Product, Vendor
from advisor.web.i18n import gettext as _
from advisor.web.i18n import show_date
from advisor.web.shown.prose import plain
from advisor.web.shown.sources import Sources
from advisor.web.shown.words import power_word

ZONES = ("eu", "near", "us", "third", "free", "unk")
"""Symbols of the swatches, in the order in which filters list them."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A swatch: one of ZONES, the country behind it, and the date of the fact when it is stale.

    `last` is the country of the last known owner where that is too old to decide anything.
    """

    zone: str
    country: str | None = None
    stale: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a chain: how it is tied to the step before, who, in which country, after which sources."""

    who: str
    tie: str = ""
    vendor_id: str | None = None
    place: Jurisdiction | None = None
    detail: str = ""
    refs: tuple[int, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A chain drawn as a line, and the remarks under it."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    remarks: tuple[Node, ...] = ()


def page_of(catalogue: Catalogue, vendor_id: str | None) -> str | None:
    """Return a vendor's id if it has a page: drafts and unknown ids have none."""
    vendor = catalogue.vendors.get(vendor_id or "")
    return vendor.id if vendor and vendor.status == "published" else None


def zone_of_country(country: str | None) -> str:
    """Return the swatch of a country."""
    if country is None:
        return "unk"
    if country in EU_COUNTRIES:
        return "eu"
    if country in EEA_COUNTRIES or country in ("CH", "GB"):
        return "near"
    return "us" if country == "US" else "third"


def place_of(country: str | None) -> Jurisdiction:
    """Return the swatch of a country by itself."""
    return Jurisdiction(zone_of_country(country), country)


def _holdings(vendor: Vendor, on: date) -> list[Fact]:
    return [fact for fact in facts_about(vendor.facts, "holding") if usable(fact, on)]


def _stale_date(catalogue: Catalogue, control: Control, on: date) -> str | None:
    """Return the date of the oldest stale fact that decides the control."""
    deciding = [link.fact for link in control.chain if link.fact]
    top = catalogue.vendors.get(control.chain[-1].vendor_id or "")
    if top:
        deciding += [f for f in facts_about(top.facts, "seat") if usable(f, on)][:1]
        deciding += _holdings(top, on)[:1] if control.rule == 3 else []
    return min((fact.dated for fact in deciding if fact.state(on) == "stale"), default=None)


def jurisdiction_of(catalogue: Catalogue, vendor: Vendor, on: date) -> Jurisdiction:
    """Return the swatch of a vendor's control, the day `on`."""
    control = control_of(catalogue, vendor, on)
    if control.country is None and any(fact.value == "community" for fact in _holdings(vendor, on)):
        return Jurisdiction("free")
    stale = _stale_date(catalogue, control, on)
    if control.country is None and stale and len(control.chain) > 1:
        return Jurisdiction("unk", None, stale, control.chain[-1].country)
    return Jurisdiction(zone_of_country(control.country), control.country, stale)


def ownership_lane(
    catalogue: Catalogue, vendor: Vendor, on: date, sources: Sources, product: Product | None = None
) -> Lane:
    """Draw who owns a vendor, from the product, when one is given, to the last known owner."""
    control = control_of(catalogue, vendor, on)
    nodes = [Node(product.name, detail=_("le produit"))] if product else []
    for number, link in enumerate(control.chain):
        known = catalogue.vendors.get(link.vendor_id or "")
        seat = next((f for f in facts_about(known.facts, "seat") if usable(f, on)), None) if known else None
        tie, refs = _("proposé par") if product else "", sources.refs(seat)
        if number and link.fact and isinstance(link.fact.value, Ownership):
            tie = power_word(link.fact.value.power, link.fact.value.share_percent)
            refs = (*sources.refs(link.fact), *refs)
        stale = link.fact.dated if link.fact and link.fact.state(on) == "stale" else None
        place = Jurisdiction(zone_of_country(link.country), link.country, stale)
        vendor_id = page_of(catalogue, link.vendor_id) if product or number else None
        nodes.append(Node(link.name, tie, vendor_id, place, refs=tuple(dict.fromkeys(refs))))
    top = catalogue.vendors.get(control.chain[-1].vendor_id or "", vendor)
    if control.country is None:
        past = any(link.fact and link.fact.state(on) == "stale" for link in control.chain)
        tie = _("aujourd’hui") if past else _("détenu par")
        nodes.append(Node(_("inconnu"), tie, place=Jurisdiction("unk"), unknown=True))
    remarks = [
        *_holder_remarks(catalogue, vendor, on, sources),
        *_holding_remarks(catalogue, top, on, sources),
    ]
    return Lane("ownership", _("Propriété"), tuple(nodes), tuple(remarks))


def _holder_remarks(catalogue: Catalogue, vendor: Vendor, on: date, sources: Sources) -> list[Node]:
    found = []
    for fact in facts_about(vendor.facts, "owner"):
        value = fact.value
        if isinstance(value, Ownership) and value.power in ("minority", "veto") and fact.state(on) != "to-verify":
            detail = _("à la date de : %(date)s") % {"date": show_date(fact.dated)} if fact.state(on) == "stale" else ""
            tie = power_word(value.power, value.share_percent)
            found.append(
                Node(
                    value.owner,
                    tie,
                    page_of(catalogue, value.vendor_id),
                    place_of(value.country),
                    detail,
                    sources.refs(fact),
                )
            )
    return found


def _holding_remarks(catalogue: Catalogue, top: Vendor, on: date, sources: Sources) -> list[Node]:
    choices = catalogue.criteria["holding"].choices if "holding" in catalogue.criteria else {}
    return [
        Node(top.name, detail=plain(choices.get(str(fact.value))) or str(fact.value), refs=sources.refs(fact))
        for fact in _holdings(top, on)
    ]


def delivery_lanes(catalogue: Catalogue, product: Product, on: date, sources: Sources) -> list[Lane]:
    """Draw who signs a product's contract, who hosts it and who else reaches its data; what is unknown is drawn so."""
    first = Node(product.name, detail=_("le produit"))
    installable = any(
        f.value in ("yes", "partial") and f.state(on) != "to-verify" for f in facts_about(product.facts, "self-hosting")
    )
    chosen = [Node(_("vous, ou l’hébergeur de votre choix"), _("installable chez"))] if installable else []
    lanes = []
    for lane, title, criterion, tie, instead in (
        ("contract", _("Contrat"), "contracting-entity", _("contrat signé par"), []),
        ("hosting", _("Hébergement"), "hosting-operator", _("hébergé chez"), chosen),
        ("sub-processors", _("Sous-traitance"), "sub-processor", _("données ouvertes à"), chosen),
    ):
        operators = _operators(catalogue, product, criterion, tie, on, sources)
        found = operators or instead
        if lane == "hosting" and installable:
            found = [*operators, *chosen] if operators else [*chosen, *_unnamed_host(product, on)]
        if not found:
            found = [Node(_("inconnu"), tie, place=Jurisdiction("unk"), unknown=True)]
        if lane != "sub-processors" or found != chosen:
            lanes.append(Lane(lane, title, (first, found[0]), tuple(found[1:])))
    return lanes


def _seat_of(catalogue: Catalogue, vendor_id: str | None, on: date) -> str | None:
    known = catalogue.vendors.get(vendor_id or "")
    return seat_country(known, on) if known else None


def _unnamed_host(product: Product, on: date) -> list[Node]:
    """Say that a product one may install is also sold as a service, when its places are known and its host is not."""
    if any(usable(f, on) for f in facts_about(product.facts, "hosting-country")):
        return [Node(_("inconnu"), _("ou, en service, hébergé chez"), place=Jurisdiction("unk"), unknown=True)]
    return []


def _operators(
    catalogue: Catalogue, product: Product, criterion: str, tie: str, on: date, sources: Sources
) -> list[Node]:
    return [
        Node(
            f.value.name,
            tie,
            page_of(catalogue, f.value.vendor_id),
            place_of(f.value.country or _seat_of(catalogue, f.value.vendor_id, on)),
            plain(f.offer),
            sources.refs(f),
        )
        for f in facts_about(product.facts, criterion)
        if isinstance(f.value, Operator) and usable(f, on)
    ]


def seat_of(vendor: Vendor, on: date) -> Jurisdiction:
    """Return the swatch of a vendor's seat."""
    return place_of(seat_country(vendor, on))
