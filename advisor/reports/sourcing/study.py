"""What a sourcing note says, before it is a paper: functions, what can be proposed for each, what is unknown.

Built from the products that a list or documents name; nothing here reads a file or knows a format.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from advisor.domain.catalogue import Catalogue
from advisor.domain.eligibility import Admission, admission_of, is_state_tool
from advisor.domain.products import Alternative, Category, Product
from advisor.domain.reports import Needs
from advisor.reports.ranking import (
    STATE_FIRST_BUYERS,
    RankedAlternative,
    assess_alternative,
    order_of,
    ranking_key,
)
from advisor.reports.suites import SuiteCover, cover_suite

MAX_LISTED = 12
"""Products of a function that are named without having been judged."""


@dataclass(frozen=True, slots=True)
class Named:
    """A product that the list or the documents name, and where; `amount` is None when no line has one.

    `kept` tells that a person decided to keep it: nothing is proposed in its place.
    """

    product_id: str
    places: tuple[str, ...] = ()
    rows: int = 0
    amount: Decimal | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words that may name a product: a person decides before the note relies on them."""

    text: str
    place: str
    product_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a buyer's files: products, doubts, functions named without a product, parts not read."""

    sources: tuple[str, ...]
    named: tuple[Named, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()
    unrecognised: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A product proposed for a function: ranked once, with its link to each product it would replace."""

    ranked: RankedAlternative
    links: tuple[tuple[Product, Alternative], ...]

    @property
    def product(self) -> Product:
        """Return the product proposed."""
        return self.ranked.product


@dataclass(frozen=True, slots=True)
class FunctionStudy:
    """One function of the note: products in place, proposals in order, those excluded, those only listed.

    `state_listed` are State tools of the function that no entry links to the products in place.
    """

    category: Category
    named: tuple[Named, ...]
    proposals: tuple[Proposal, ...]
    excluded: tuple[Proposal, ...]
    listed: tuple[Product, ...]
    state_listed: tuple[tuple[Product, Admission | None], ...]
    places: tuple[str, ...] = ()

    @property
    def state_tools(self) -> tuple[Proposal, ...]:
        """Return the proposals that are tools of the State."""
        return tuple(p for p in self.proposals if is_state_tool(p.product))

    @property
    def market(self) -> tuple[Proposal, ...]:
        """Return the proposals of the market."""
        return tuple(p for p in self.proposals if not is_state_tool(p.product))


@dataclass(frozen=True, slots=True)
class Study:
    """Everything a note says; `circular` tells that its order is that of circular 6519/SG."""

    catalogue: Catalogue
    needs: Needs
    found: Found
    on: date
    functions: tuple[FunctionStudy, ...]
    suites: tuple[SuiteCover, ...]
    without_substitute: tuple[Named, ...]
    settled: tuple[Named, ...]
    circular: bool
    order: str

    def proposed(self) -> list[RankedAlternative]:
        """List each product proposed somewhere once, in the order of first mention."""
        seen: dict[str, RankedAlternative] = {}
        for function in self.functions:
            for proposal in function.proposals:
                seen.setdefault(proposal.product.id, proposal.ranked)
        return list(seen.values())


def build_study(
    catalogue: Catalogue, found: Found, needs: Needs, on: date, lang: str, only: Sequence[str] = ()
) -> Study:
    """Study what was found: one part per function, in order of the functions' names.

    `only` keeps these functions, by id; empty keeps all.
    """
    named = _merged(found.named)
    replaced = [n for n in named if catalogue.product(n.product_id).alternatives and not n.kept]
    rest = [n for n in named if n not in replaced]
    groups: dict[str, list[Named]] = {category: [] for category in found.functions}
    for item in replaced:
        groups.setdefault(catalogue.product(item.product_id).categories[0], []).append(item)
    functions = [
        _function(catalogue, catalogue.category(key), items, needs, on, found.functions.get(key, ()))
        for key, items in groups.items()
        if not only or key in only
    ]
    suites = [cover_suite(catalogue, catalogue.product(n.product_id), needs, on) for n in replaced]
    kept = {function.category.id for function in functions}
    if only:
        found = replace(found, unsure=tuple(u for u in found.unsure if _is_about(catalogue, u, only)))
    return Study(
        catalogue=catalogue,
        needs=needs,
        found=found,
        on=on,
        functions=tuple(sorted(functions, key=lambda f: f.category.name.get(lang).casefold())),
        suites=tuple(s for s in suites if s and s.suite.categories[0] in kept),
        without_substitute=tuple(n for n in rest if _needs_one(catalogue, n) and not only),
        settled=tuple(n for n in rest if not _needs_one(catalogue, n) and not only),
        circular=needs.buyer in STATE_FIRST_BUYERS,
        order=order_of(needs).get(lang),
    )


def _is_about(catalogue: Catalogue, unsure: Unsure, functions: Sequence[str]) -> bool:
    product = catalogue.products.get(unsure.product_id or "")
    return product is not None and bool(set(product.categories) & set(functions))


def _needs_one(catalogue: Catalogue, named: Named) -> bool:
    if named.kept:
        return False
    product = catalogue.product(named.product_id)
    return product.no_substitute is not None or "alternative" not in product.roles


def _merged(named: Iterable[Named]) -> list[Named]:
    merged: dict[tuple[str, bool], Named] = {}
    for item in named:
        key = (item.product_id, item.kept)
        before = merged.get(key)
        if before is None:
            merged[key] = item
            continue
        amounts = [a for a in (before.amount, item.amount) if a is not None]
        merged[key] = replace(
            before,
            places=(*before.places, *item.places),
            rows=before.rows + item.rows,
            amount=sum(amounts, Decimal(0)) if amounts else None,
        )
    return list(merged.values())


def _function(
    catalogue: Catalogue,
    category: Category,
    named: Sequence[Named],
    needs: Needs,
    on: date,
    places: tuple[str, ...],
) -> FunctionStudy:
    proposals = _proposals(catalogue, [catalogue.product(n.product_id) for n in named], needs, on)
    linked = {proposal.product.id for proposal in proposals}
    others = [p for p in catalogue.in_category(category.id, "alternative") if p.status == "published"]
    others = [p for p in others if p.id not in linked]
    return FunctionStudy(
        category=category,
        named=tuple(named),
        proposals=tuple(p for p in proposals if p.ranked.excluded_by is None),
        excluded=tuple(p for p in proposals if p.ranked.excluded_by is not None),
        listed=tuple(p for p in others if not is_state_tool(p)),
        state_listed=tuple((p, admission_of(p, needs.buyer, on)) for p in others if is_state_tool(p)),
        places=places,
    )


def _proposals(catalogue: Catalogue, replaced: Sequence[Product], needs: Needs, on: date) -> list[Proposal]:
    """Rank the alternatives of several products together: each once, by its best link."""
    links: dict[str, list[tuple[Product, Alternative]]] = {}
    for product in replaced:
        for link in product.alternatives:
            if catalogue.product(link.product_id).status == "published":
                links.setdefault(link.product_id, []).append((product, link))
    best = []
    for pairs in links.values():
        ranked = [assess_alternative(catalogue, product, link, needs, on) for product, link in pairs]
        best.append(Proposal(min(ranked, key=lambda r: ranking_key(r, needs)), tuple(pairs)))
    return sorted(best, key=lambda p: ranking_key(p.ranked, needs))
