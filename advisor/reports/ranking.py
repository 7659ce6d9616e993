"""The order in which alternatives are proposed; short enough to be read aloud.

Requirements that are unmet exclude, with the reason. Then, in this order: needs met,
sourced criteria, functions shared with the replaced product, name. Nothing else counts:
no zone, no nationality, no score. Unknown is neither met nor unmet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.criteria import Assessment, Certificate, Fact, Localised, Verdict
from advisor.domain.products import Alternative, Product
from advisor.domain.reports import Need, Needs

ORDER = Localised(
    fr="exigences non remplies écartées ; puis besoins remplis, critères sourcés, fonctions communes, nom",
    en="unmet requirements excluded; then needs met, sourced criteria, shared functions, name",
)
"""The order used, written on every output."""


@dataclass(frozen=True, slots=True)
class RankedAlternative:
    """A documented alternative with its assessment against each need, in the needs' order."""

    link: Alternative
    product: Product
    assessments: tuple[Assessment, ...]
    excluded_by: str | None

    def with_verdict(self, verdict: Verdict) -> list[str]:
        """List the criteria that got this verdict."""
        return [a.criterion for a in self.assessments if a.verdict == verdict]


def assess_need(catalogue: Catalogue, product: Product, need: Need, on: date) -> Assessment:
    """Hold one need against the recorded facts of a product and its vendor.

    Only sourced facts that have not expired and are not disputed count; without one the
    verdict is unknown. Where several offers are recorded, one that fits is enough.
    """
    vendor = catalogue.vendor(product.vendor_id)
    facts = facts_about((*product.facts, *vendor.facts), need.criterion)
    usable = [fact for fact in facts if fact.state(on) == "sourced" and not fact.disputed]
    if not usable:
        return Assessment(need.criterion, "unknown", tuple(facts))
    verdict: Verdict = "met" if any(_accepts(need, fact) for fact in usable) else "unmet"
    return Assessment(need.criterion, verdict, tuple(usable))


def _accepts(need: Need, fact: Fact) -> bool:
    value = fact.value
    if not need.accept:
        return value is not None and value != "no"
    if isinstance(value, str):
        return value in need.accept or ("free" in need.accept and value != "proprietary")
    if isinstance(value, tuple):
        # Every country of hosting must be accepted; one standard or directory of a list is enough.
        return (
            all(v in need.accept for v in value)
            if need.criterion.endswith("-country")
            else bool(set(value) & set(need.accept))
        )
    if isinstance(value, Certificate):
        return value.scheme in need.accept
    return False


def rank_alternatives(catalogue: Catalogue, product: Product, needs: Needs, on: date) -> list[RankedAlternative]:
    """Order the documented alternatives of a product for a buyer; the excluded ones come last."""
    ranked = [_assess(catalogue, link, needs.needs, on) for link in product.alternatives]
    functions = set(product.categories)

    def key(item: RankedAlternative) -> tuple[bool, int, int, int, str]:
        evidence = sourced_criteria(catalogue, item.product, on)
        shared = len(functions & set(item.product.categories))
        met = len(item.with_verdict("met"))
        return (item.excluded_by is not None, -met, -len(evidence), -shared, item.product.name.casefold())

    return sorted(ranked, key=key)


def _assess(catalogue: Catalogue, link: Alternative, needs: Iterable[Need], on: date) -> RankedAlternative:
    product = catalogue.product(link.product_id)
    pairs = [(need, assess_need(catalogue, product, need, on)) for need in needs]
    excluded = next((n.criterion for n, a in pairs if n.required and a.verdict == "unmet"), None)
    return RankedAlternative(link, product, tuple(a for _, a in pairs), excluded)


def sourced_criteria(catalogue: Catalogue, product: Product, on: date) -> set[str]:
    """Name the criteria of a product and its vendor that have a sourced, current fact."""
    facts = (*product.facts, *catalogue.vendor(product.vendor_id).facts)
    return {fact.criterion for fact in facts if fact.current() and fact.state(on) == "sourced"}
