"""The order in which alternatives are proposed; short enough to be read aloud.

Requirements that are unmet exclude, with the reason; so does a State tool closed to the buyer.
For a State service, shared State tools it may use come first (circular 6519/SG). Then, in this
order: needs met, sourced criteria, functions shared with the replaced product, name. Nothing else
counts: no zone, no nationality, no score. Unknown is neither met nor unmet: it is a question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Assessment, Localised, Verdict
from advisor.domain.eligibility import Admission, admission_of, is_state_tool
from advisor.domain.products import Alternative, Product
from advisor.domain.reports import Needs
from advisor.reports.assessing import assess_need

_PLAIN = Localised(
    fr="exigences non remplies écartées ; puis besoins remplis, critères sourcés, fonctions communes, nom",
    en="unmet requirements excluded; then needs met, sourced criteria, shared functions, name",
)
_CIRCULAR = Localised(
    fr="exigences non remplies écartées ; puis outils mutualisés de l’État ouverts à cet acheteur (circulaire "
    "6519/SG du 5 février 2026), besoins remplis, critères sourcés, fonctions communes, nom",
    en="unmet requirements excluded; then shared State tools open to this buyer (circular 6519/SG of "
    "5 February 2026), needs met, sourced criteria, shared functions, name",
)
STATE_FIRST_BUYERS = frozenset({"state"})
"""Buyers whose order of study is the circular's. Source: its title and press name the State's services;
whether it binds operators is not established, so their order stays the plain one."""
ELIGIBILITY = "eligibility"
"""What excludes a State tool that is closed to the buyer."""


def order_of(needs: Needs) -> Localised:
    """Return the order used for a buyer, in words; it is written on every output."""
    return _CIRCULAR if needs.buyer in STATE_FIRST_BUYERS else _PLAIN


class RankingKey(NamedTuple):
    """What decides the order, smallest first; each part is public and recomputable from the answer."""

    excluded: bool
    after_state_tools: bool
    met: int
    evidence: int
    shared: int
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class RankedAlternative:
    """A documented alternative with its assessment against each need, in the needs' order.

    `evidence` counts the criteria with a sourced, current fact; `shared` the functions it has in
    common with the replaced product. `admission` is None for a product anyone may buy.
    """

    link: Alternative
    product: Product
    assessments: tuple[Assessment, ...]
    excluded_by: str | None
    admission: Admission | None = None
    evidence: int = 0
    shared: int = 0

    def with_verdict(self, verdict: Verdict) -> list[str]:
        """List the criteria that got this verdict."""
        return [a.criterion for a in self.assessments if a.verdict == verdict]

    @property
    def partly(self) -> list[str]:
        """List the unknown criteria that a fact answers in part."""
        return [a.criterion for a in self.assessments if a.partly]

    @property
    def state_tool(self) -> bool:
        """Tell whether this is a shared State tool that the buyer may use."""
        return is_state_tool(self.product) and self.admission is not None and self.admission.admitted


def rank_alternatives(catalogue: Catalogue, product: Product, needs: Needs, on: date) -> list[RankedAlternative]:
    """Order the documented alternatives of a product for a buyer; the excluded ones come last."""
    ranked = [assess_alternative(catalogue, product, link, needs, on) for link in product.alternatives]
    return sorted(ranked, key=lambda item: ranking_key(item, needs))


def ranking_key(item: RankedAlternative, needs: Needs) -> RankingKey:
    """Return what decides the place of an alternative."""
    state_first = needs.buyer in STATE_FIRST_BUYERS and item.state_tool
    return RankingKey(
        excluded=item.excluded_by is not None,
        after_state_tools=not state_first,
        met=-len(item.with_verdict("met")),
        evidence=-item.evidence,
        shared=-item.shared,
        name=item.product.name.casefold(),
        id=item.product.id,
    )


def assess_alternative(
    catalogue: Catalogue, product: Product, link: Alternative, needs: Needs, on: date
) -> RankedAlternative:
    """Hold one documented alternative against every need of a buyer."""
    candidate = catalogue.product(link.product_id)
    assessments, excluded, admission = assess_product(catalogue, candidate, needs, on)
    return RankedAlternative(
        link=link,
        product=candidate,
        assessments=assessments,
        excluded_by=excluded,
        admission=admission,
        evidence=len(sourced_criteria(catalogue, candidate, on)),
        shared=len(set(product.categories) & set(candidate.categories)),
    )


def assess_product(
    catalogue: Catalogue, product: Product, needs: Needs, on: date
) -> tuple[tuple[Assessment, ...], str | None, Admission | None]:
    """Hold a product against needs: each assessment, what excludes it, and who may use it."""
    pairs = [(need, assess_need(catalogue, product, need, on)) for need in needs.needs]
    excluded = next((n.criterion for n, a in pairs if n.required and a.verdict == "unmet"), None)
    admission = admission_of(product, needs.buyer, on)
    if excluded is None and admission is not None and admission.access == "closed":
        excluded = ELIGIBILITY
    return tuple(a for _, a in pairs), excluded, admission


def sourced_criteria(catalogue: Catalogue, product: Product, on: date) -> set[str]:
    """Name the criteria of a product and its vendor that have a sourced, current fact."""
    facts = (*product.facts, *catalogue.vendor(product.vendor_id).facts)
    return {fact.criterion for fact in facts if fact.current() and fact.state(on) == "sourced"}


def usable_alternatives(ranked: Iterable[RankedAlternative]) -> list[RankedAlternative]:
    """Keep what a buyer may use: not excluded, and no State tool whose access is unknown."""
    return [r for r in ranked if r.excluded_by is None and (r.admission is None or r.admission.admitted)]
