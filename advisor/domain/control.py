"""Who controls a vendor, worked out from recorded facts only. The rule is shown in the docs.

1. A current, sourced owner with power "sole" or "majority" decides: the chain is followed
   while the owner is itself an entry, and ends at the last known country.
2. Without such an owner, a seat outside the Union decides: no owner could take the vendor
   out of the reach of the law of its seat.
3. Without such an owner and with a seat in the Union, the vendor is controlled from its seat
   only if a sourced fact says how it is held (founders, foundation, State, listed …).
   A European seat alone proves nothing, so control is then unknown.

An owner recorded by a fact past its validity is shown in the chain with its date and decides
nothing: only rule 2 is then left. A seat seldom moves: an old one counts.
"""

from dataclasses import dataclass, replace
from datetime import date

from advisor.domain.catalogue import EU_COUNTRIES, Catalogue, facts_about
from advisor.domain.criteria import Fact, Ownership
from advisor.domain.products import Product, Vendor

COMMUNITY = "community"
"""Instead of a country: a project nobody owns."""
UNKNOWN = "unknown"
MAX_CHAIN = 8
"""Longest chain of owners followed; the rules refuse cycles, this bounds drafts."""


@dataclass(frozen=True, slots=True)
class ControlLink:
    """One step of a chain of control: a vendor or owner, its country, and the fact that says so."""

    name: str
    country: str | None
    vendor_id: str | None
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Control:
    """The jurisdiction that controls a vendor; `country` is None when it is unknown.

    `chain` goes from the vendor to its ultimate owner; `rule` is 1, 2 or 3 of the module's
    docstring, 0 when nothing decides.
    """

    country: str | None
    chain: tuple[ControlLink, ...]
    rule: int


def usable(fact: Fact, on: date) -> bool:
    """Tell whether a fact says something: it has a source, and is neither open nor disputed."""
    return fact.state(on) != "to-verify" and not fact.disputed


def seat_country(vendor: Vendor, on: date) -> str | None:
    """Return the country of the vendor's seat, None when no sourced fact gives it."""
    for fact in facts_about(vendor.facts, "seat"):
        if usable(fact, on) and isinstance(fact.value, str):
            return fact.value
    return None


def _deciding_owner(vendor: Vendor, on: date) -> tuple[Fact, Ownership] | None:
    for fact in facts_about(vendor.facts, "owner"):
        value = fact.value
        if usable(fact, on) and isinstance(value, Ownership) and value.power in ("sole", "majority"):
            return fact, value
    return None


def control_of(catalogue: Catalogue, vendor: Vendor, on: date) -> Control:
    """Work out who controls a vendor, the day `on`."""
    chain: list[ControlLink] = []
    fact: Fact | None = None
    current = vendor
    stale = False
    for _ in range(MAX_CHAIN):
        seat = seat_country(current, on)
        chain.append(ControlLink(current.name, seat, current.id, fact))
        found = _deciding_owner(current, on)
        if found is None:
            top = _control_at_top(current, seat, tuple(chain), on)
            return _past(top) if stale else top
        fact, owner = found
        stale = stale or fact.state(on) == "stale"
        parent = catalogue.vendors.get(owner.vendor_id or "")
        if parent is None:
            chain.append(ControlLink(owner.owner, owner.country, None, fact))
            control = Control(owner.country, tuple(chain), 1 if owner.country else 0)
            return _past(control) if stale else control
        current = parent
    return Control(None, tuple(chain), 0)


def _past(control: Control) -> Control:
    """Keep a chain that rests on an old owner for reading; only a seat outside the Union decides then."""
    seat = control.chain[0].country
    outside = seat is not None and seat not in EU_COUNTRIES
    return replace(control, country=seat if outside else None, rule=2 if outside else 0)


def _control_at_top(top: Vendor, seat: str | None, chain: tuple[ControlLink, ...], on: date) -> Control:
    owned = len(chain) > 1
    if seat is None:
        country = chain[-1].country if owned else None
        return Control(country, chain, 1 if country else 0)
    if owned:
        return Control(seat, chain, 1)
    if seat not in EU_COUNTRIES:
        return Control(seat, chain, 2)
    if any(usable(f, on) for f in facts_about(top.facts, "holding")):
        return Control(seat, chain, 3)
    return Control(None, chain, 0)


def product_control(catalogue: Catalogue, product: Product, on: date) -> Control:
    """Work out who controls the vendor of a product, the day `on`."""
    return control_of(catalogue, catalogue.vendor(product.vendor_id), on)


def is_european(country: str | None) -> bool | None:
    """Tell whether a country of control is in the European Union; None when it is unknown."""
    return None if country is None else country in EU_COUNTRIES


def control_key(catalogue: Catalogue, product: Product, on: date) -> str:
    """Return the country that controls a product's vendor, COMMUNITY for a project nobody owns, or UNKNOWN."""
    country = product_control(catalogue, product, on).country
    if country is not None:
        return country
    holdings = facts_about(catalogue.vendor(product.vendor_id).facts, "holding")
    return COMMUNITY if any(usable(f, on) and f.value == COMMUNITY for f in holdings) else UNKNOWN
