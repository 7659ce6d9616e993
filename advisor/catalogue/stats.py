"""Counts of what an edition holds, and its facts as flat rows. Definitions are the contract's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import (
    Certificate,
    Eligibility,
    Fact,
    FactState,
    FactValue,
    Localised,
    Operator,
    Ownership,
)
from advisor.domain.products import Product

MIN_LINKS = 3
"""Published links that make a dominant product "fully covered". Source: the contract."""
MIN_OTHER_CRITERIA = 2
"""Further sourced criteria that make an alternative "documented". Source: the contract."""

FACT_COLUMNS = (
    "entry",
    "criterion",
    "value",
    "state",
    "claim",
    "url",
    "title",
    "publisher",
    "published",
    "seen",
    "access",
    "locator",
)


@dataclass(frozen=True, slots=True)
class CategoryStats:
    """What the catalogue holds for one category."""

    id: str
    dominant: int
    alternatives: int
    links: int
    fully_covered: int
    documented: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What an edition holds; drafts are counted nowhere but in `aliases` and `vendors`."""

    edition: str
    categories: int
    products: int
    dominant: int
    alternatives: int
    links: int
    fully_covered: int
    documented: int
    vendors: int
    aliases: int
    facts: dict[FactState, int]
    by_category: tuple[CategoryStats, ...]


def is_fully_covered(catalogue: Catalogue, product: Product) -> bool:
    """Tell whether a dominant product has enough links that can be used.

    A link counts when its target is published, it has scope and gaps, and a source or a
    signed judgement.
    """
    usable = [
        link
        for link in product.alternatives
        if catalogue.product(link.product_id).status == "published" and (link.sources or link.judgement)
    ]
    return "dominant" in product.roles and len(usable) >= MIN_LINKS


def is_documented(catalogue: Catalogue, product: Product, on: date) -> bool:
    """Tell whether an alternative has seat, control, hosting, licence and two more criteria sourced.

    Control is an owner or the way the vendor is held. Software that can be installed anywhere
    answers the question of hosting by `self-hosting`; it is then not counted twice.
    """
    if "alternative" not in product.roles or product.status != "published":
        return False
    facts = (*product.facts, *catalogue.vendor(product.vendor_id).facts)
    sourced = {f.criterion for f in facts if f.current() and f.state(on) == "sourced"}
    hosting = sourced & {"hosting-country", "hosting-operator"}
    installable = any(
        f.criterion == "self-hosting" and f.value == "yes" and f.state(on) == "sourced" for f in product.facts
    )
    if not ({"seat", "licence"} <= sourced and sourced & {"owner", "holding"}):
        return False
    if not hosting and not installable:
        return False
    used = {"seat", "licence", "owner", "holding", *hosting, *(() if hosting else ("self-hosting",))}
    return len(sourced - used) >= MIN_OTHER_CRITERIA


def count_catalogue(catalogue: Catalogue, on: date) -> Stats:
    """Count what an edition holds, the day `on`."""
    shown = [p for p in catalogue.published_products() if p.status == "published"]
    covered = {p.id for p in shown if is_fully_covered(catalogue, p)}
    documented = {p.id for p in shown if is_documented(catalogue, p, on)}
    states: dict[FactState, int] = {"sourced": 0, "to-verify": 0, "stale": 0}
    for _, fact in all_facts(catalogue):
        states[fact.state(on)] += 1
    by_category = []
    for category in catalogue.categories.values():
        members = [p for p in shown if category.id in p.categories]
        by_category.append(
            CategoryStats(
                id=category.id,
                dominant=sum("dominant" in p.roles for p in members),
                alternatives=sum("alternative" in p.roles for p in members),
                links=sum(len(p.alternatives) for p in members),
                fully_covered=sum(p.id in covered for p in members),
                documented=sum(p.id in documented for p in members),
            )
        )
    return Stats(
        edition=catalogue.edition,
        categories=len(catalogue.categories),
        products=len(shown),
        dominant=sum("dominant" in p.roles for p in shown),
        alternatives=sum("alternative" in p.roles for p in shown),
        links=sum(len(p.alternatives) for p in shown),
        fully_covered=len(covered),
        documented=len(documented),
        vendors=len(catalogue.vendors),
        aliases=len(catalogue.aliases()),
        facts=states,
        by_category=tuple(by_category),
    )


def all_facts(catalogue: Catalogue) -> Iterator[tuple[str, Fact]]:
    """Yield every fact with the id of its entry; a vendor's id is written "vendor:ID"."""
    for product in catalogue.products.values():
        for fact in product.facts:
            yield product.id, fact
    for vendor in catalogue.vendors.values():
        for fact in vendor.facts:
            yield f"vendor:{vendor.id}", fact


def fact_rows(catalogue: Catalogue, on: date) -> Iterator[dict[str, str]]:
    """Yield one row per source of each fact, with the columns of FACT_COLUMNS; no source, one row."""
    for entry_id, fact in all_facts(catalogue):
        base = {
            "entry": entry_id,
            "criterion": fact.criterion,
            "value": value_text(fact.value),
            "state": fact.state(on),
            "claim": fact.claim,
        }
        for source in fact.sources:
            yield base | {
                "url": source.url,
                "title": source.title,
                "publisher": source.publisher,
                "published": source.published or "",
                "seen": source.seen,
                "access": source.access,
                "locator": source.locator,
            }
        if not fact.sources:
            yield base | dict.fromkeys(FACT_COLUMNS[5:], "")


def draw_rows(rows: Sequence[dict[str, str]], count: int, seed: int) -> list[dict[str, str]]:
    """Draw sourced rows at random, in the order of the list; the same seed draws the same rows of the same list."""
    sourced = [place for place, row in enumerate(rows) if row["state"] == "sourced" and row["url"]]
    drawn = Random(seed).sample(sourced, min(count, len(sourced)))  # noqa: S311 - a draw for readers, no secret
    return [rows[place] for place in sorted(drawn)]


def value_text(value: FactValue | None, lang: str = "fr") -> str:
    """Write a value on one line, for exports; empty when there is none."""
    parts: tuple[str | None, ...]
    match value:
        case None:
            return ""
        case str():
            return value
        case Localised():
            return value.get(lang)
        case Ownership():
            share = f"{value.share_percent} %" if value.share_percent else None
            parts = (value.owner, value.country, share, value.power)
        case Operator():
            parts = (value.name, value.country)
        case Certificate():
            version = f"version {value.version}" if value.version else None
            dates = f"{value.issued or '?'} – {value.ends or '?'}" if value.issued or value.ends else None
            parts = (value.scheme, value.scope.get(lang), version, value.number, dates)
        case Eligibility():
            parts = (", ".join(value.buyers), value.access)
        case _:
            return ", ".join(value)
    return " ; ".join(part for part in parts if part)
