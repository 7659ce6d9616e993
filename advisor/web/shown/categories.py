"""What a function's page and the list of functions show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.catalogue.stats import CategoryStats, Stats, count_catalogue
from advisor.domain.products import Category
from advisor.errors import UnknownEntry
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.shown.cache import per_edition
from advisor.web.shown.cards import Card, cards_of
from advisor.web.shown.control import ZONES
from advisor.web.shown.prose import plain, sort_key


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """Everything the page of a function shows; `alternatives` are those of the zone asked for."""

    category: Category
    dominant: tuple[Card, ...]
    alternatives: tuple[Card, ...]
    total: int
    zones: tuple[tuple[str, int], ...]
    zone: str
    terms: tuple[str, ...]
    links: dict[str, int]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A function in a list, with its counts."""

    category: Category
    name: str
    stats: CategoryStats


def build_category_page(edition: Edition, category_id: str, zone: str) -> CategoryPage:
    """Return what the page of a function shows, its alternatives kept to one zone of control if asked.

    Raises UnknownEntry.
    """
    catalogue = edition.catalogue
    category = catalogue.category(category_id)
    if category.status != "published":
        raise UnknownEntry(category_id)
    dominant = cards_of(edition, (p.id for p in catalogue.in_category(category_id, "dominant")))
    found = cards_of(
        edition, (p.id for p in catalogue.in_category(category_id, "alternative") if p.status == "published")
    )
    counts = Counter(card.control.zone for card in found)
    return CategoryPage(
        category=category,
        dominant=tuple(dominant),
        alternatives=tuple(card for card in found if zone in ("", card.control.zone)),
        total=len(found),
        zones=tuple((name, counts[name]) for name in ZONES if counts[name]),
        zone=zone,
        terms=category.terms_fr,
        links={card.id: len(card.product.alternatives) for card in dominant},
    )


@per_edition
def count_edition(edition: Edition) -> Stats:
    """Count what the edition holds."""
    return count_catalogue(edition.catalogue, today())


@per_edition
def list_categories(edition: Edition) -> tuple[CategoryLine, ...]:
    """Return every published function with its counts, by name."""
    catalogue = edition.catalogue
    lines = [
        CategoryLine(catalogue.category(row.id), plain(catalogue.category(row.id).name), row)
        for row in count_edition(edition).by_category
        if catalogue.category(row.id).status == "published"
    ]
    return tuple(sorted(lines, key=lambda line: sort_key(line.name)))


def best_documented(edition: Edition, limit: int) -> list[CategoryLine]:
    """Return the functions with the most documented alternatives, by name: a way in for who has no name to type."""
    found = sorted(list_categories(edition), key=lambda line: (-line.stats.documented, sort_key(line.name)))
    return sorted(found[:limit], key=lambda line: sort_key(line.name))


COLUMNS = ("name", "dominant", "fully-covered", "links", "alternatives", "documented")
"""Columns of the coverage table, as addresses name them."""


def sort_categories(lines: Sequence[CategoryLine], column: str, descending: bool) -> list[CategoryLine]:
    """Sort functions by one of COLUMNS; equal counts stay in order of name."""
    if column == "name":
        return sorted(lines, key=lambda line: sort_key(line.name), reverse=descending)
    field = column.replace("-", "_")
    return sorted(lines, key=lambda line: getattr(line.stats, field), reverse=descending)
