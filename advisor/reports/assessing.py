"""One need held against recorded facts: met, unmet or unknown, with the facts that say so.

What is silent is unknown. An open list (standards, directories, certificates) that does not hold
what is asked is silent too: nobody wrote that the rest is missing.
"""

from collections.abc import Sequence
from datetime import date

from advisor.domain.catalogue import EEA_COUNTRIES, EU_COUNTRIES, Catalogue, facts_about
from advisor.domain.criteria import Assessment, Certificate, Criterion, Fact
from advisor.domain.products import Product
from advisor.domain.reports import Need

ZONES = {"EU": EU_COUNTRIES, "EEA": EU_COUNTRIES | EEA_COUNTRIES}
"""Words for many countries at once, in a need."""
FREE = "free"
"""In a need about the licence: any licence that is not proprietary."""
HOSTING = frozenset({"hosting-country", "hosting-operator", "sub-processor"})
"""Criteria a buyer answers itself where it installs the product, or has a host of its choice run it."""
_PARTIAL = "partial"
_NO = frozenset({("accessibility", "none"), ("lifecycle", "discontinued")})
"""Choices that say no in other words than "no"."""


def assess_need(catalogue: Catalogue, product: Product, need: Need, on: date) -> Assessment:
    """Hold one need against the recorded facts of a product and its vendor.

    Only sourced facts that have not expired and are not disputed count; without one the
    verdict is unknown. Where several offers are recorded, one that fits is enough. A product the
    buyer can install leaves the place and the host to the buyer. "Partly" is unknown, and said.
    """
    facts = facts_about((*product.facts, *catalogue.vendor(product.vendor_id).facts), need.criterion)
    usable = _usable(facts, on)
    fitting = tuple(fact for fact in usable if _accepts(need, fact))
    if fitting:
        return Assessment(need.criterion, "met", fitting)
    if need.criterion in HOSTING and (own := _installable(product, on)):
        return Assessment(need.criterion, "met", own)
    if not usable or _is_open_list(catalogue.criteria.get(need.criterion)):
        return Assessment(need.criterion, "unknown", tuple(usable or facts))
    partly = tuple(fact for fact in usable if fact.value == _PARTIAL)
    if partly:
        return Assessment(need.criterion, "unknown", partly, partly=True)
    return Assessment(need.criterion, "unmet", tuple(usable))


def _usable(facts: Sequence[Fact], on: date) -> list[Fact]:
    return [fact for fact in facts if fact.state(on) == "sourced" and not fact.disputed]


def _installable(product: Product, on: date) -> tuple[Fact, ...]:
    return tuple(f for f in _usable(facts_about(product.facts, "self-hosting"), on) if f.value == "yes")


def _is_open_list(criterion: Criterion | None) -> bool:
    return criterion is not None and criterion.value_type in ("names", "choices", "certificate")


def _accepts(need: Need, fact: Fact) -> bool:
    value = fact.value
    if not need.accept:
        return value not in (None, "no", _PARTIAL) and (need.criterion, value) not in _NO
    if isinstance(value, str):
        return _is_accepted(value, need.accept) or (
            FREE in need.accept and need.criterion == "licence" and value != "proprietary"
        )
    if isinstance(value, tuple):
        # Every country of hosting must be accepted; one standard or directory of a list is enough.
        accepted = [_is_accepted(v, need.accept) for v in value]
        return all(accepted) if need.criterion.endswith("-country") else any(accepted)
    if isinstance(value, Certificate):
        return _is_accepted(value.scheme, need.accept)
    return False


def _is_accepted(value: str, accept: Sequence[str]) -> bool:
    if any(value in ZONES[word] for word in accept if word in ZONES):
        return True
    return value.casefold() in {word.casefold() for word in accept}
