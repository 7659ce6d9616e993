"""What needs a curator's eye: facts about to expire or badly sourced, products asked for and little documented.

Pure: an edition and counts in, lists out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from advisor.catalogue.stats import is_documented, value_text
from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Fact
from advisor.domain.products import Product, Vendor

Reason = Literal["expired", "expires", "unsourced", "weak-source", "disputed"]
WITHIN_DAYS = 90
MAX_OLDEST = 200


@dataclass(frozen=True, slots=True)
class FactTask:
    """A fact to look at, and why. `position` is its place in the entry, from 0."""

    kind: str
    entry_id: str
    name: str
    position: int
    criterion: str
    value: str
    dated: str
    expires: str
    reasons: tuple[Reason, ...]
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductTask:
    """A product people look at, and how little is known of it."""

    product_id: str
    name: str
    asked: int
    sourced: int
    documented: bool


def expiring_facts(catalogue: Catalogue, on: date, days: int = WITHIN_DAYS) -> list[FactTask]:
    """List current facts past their date, or that will be within `days`; the first to expire first."""
    limit = (on + timedelta(days=days)).isoformat()
    found = [
        _task(entry, i, fact, ("expired" if fact.state(on) == "stale" else "expires",))
        for entry, i, fact in _current_facts(catalogue)
        if fact.expires and fact.sources and fact.question is None and fact.expires <= limit[: len(fact.expires)]
    ]
    return sorted(found, key=lambda task: (task.expires, task.entry_id, task.position))


def weak_facts(catalogue: Catalogue, _: date) -> list[FactTask]:
    """List current facts without source, or whose sources are not of a kind that proves the criterion."""
    found = []
    for entry, i, fact in _current_facts(catalogue):
        criterion = catalogue.criteria.get(fact.criterion)
        reasons: list[Reason] = []
        if fact.value is not None and not fact.sources:
            reasons.append("unsourced")
        if criterion and fact.sources and not any(s.publisher in criterion.provers for s in fact.sources):
            reasons.append("weak-source")
        if fact.disputed:
            reasons.append("disputed")
        if reasons:
            found.append(_task(entry, i, fact, tuple(reasons)))
    return sorted(found, key=lambda task: (task.reasons, task.entry_id, task.position))


def oldest_facts(catalogue: Catalogue, _: date, most: int = MAX_OLDEST) -> list[FactTask]:
    """List the current sourced facts whose value has the oldest date."""
    dated = [(entry, i, fact) for entry, i, fact in _current_facts(catalogue) if fact.sources and fact.dated]
    dated.sort(key=lambda item: (item[2].dated, item[0].id, item[1]))
    return [_task(entry, i, fact, ()) for entry, i, fact in dated[:most]]


def asked_products(catalogue: Catalogue, asked: Mapping[str, int], on: date) -> list[ProductTask]:
    """List the products that are looked at most and documented least."""
    tasks = []
    for product in catalogue.published_products():
        if not asked.get(product.id):
            continue
        facts = (*product.facts, *catalogue.vendor(product.vendor_id).facts)
        sourced = len({f.criterion for f in facts if f.current() and f.state(on) == "sourced"})
        documented = is_documented(catalogue, product, on)
        tasks.append(ProductTask(product.id, product.name, asked[product.id], sourced, documented))
    return sorted(tasks, key=lambda task: (task.documented, -task.asked / (1 + task.sourced), task.product_id))


LISTS: Mapping[str, Callable[[Catalogue, date], list[FactTask]]] = {
    "expiring": expiring_facts,
    "weak": weak_facts,
    "oldest": oldest_facts,
}
"""The desk's lists of facts, by the word in their address."""


def _current_facts(catalogue: Catalogue) -> Iterator[tuple[Product | Vendor, int, Fact]]:
    entries: list[Product | Vendor] = [*catalogue.products.values(), *catalogue.vendors.values()]
    for entry in entries:
        if entry.status == "withdrawn":
            continue
        for i, fact in enumerate(entry.facts):
            if fact.current():
                yield entry, i, fact


def _task(entry: Product | Vendor, position: int, fact: Fact, reasons: tuple[Reason, ...]) -> FactTask:
    return FactTask(
        kind="product" if isinstance(entry, Product) else "vendor",
        entry_id=entry.id,
        name=entry.name,
        position=position,
        criterion=fact.criterion,
        value=value_text(fact.value),
        dated=fact.dated,
        expires=fact.expires or "",
        reasons=reasons,
        urls=tuple(source.url for source in fact.sources),
    )
