"""Counts and measures as the contract's shapes."""

from datetime import date

from advisor.catalogue.stats import count_catalogue
from advisor.domain.catalogue import Catalogue
from advisor.reports.shapes import StatsShape


def stats_shape(catalogue: Catalogue, on: date, lang: str = "fr") -> StatsShape:
    """Return what an edition holds, as `advisor catalogue stats --format json` prints it."""
    stats = count_catalogue(catalogue, on)
    return {
        "edition": stats.edition,
        "categories": stats.categories,
        "products": stats.products,
        "dominant": stats.dominant,
        "alternatives": stats.alternatives,
        "links": stats.links,
        "fully_covered": stats.fully_covered,
        "documented": stats.documented,
        "vendors": stats.vendors,
        "aliases": stats.aliases,
        "facts": {
            "sourced": stats.facts["sourced"],
            "to_verify": stats.facts["to-verify"],
            "stale": stats.facts["stale"],
        },
        "by_category": [
            {
                "id": row.id,
                "name": catalogue.category(row.id).name.get(lang),
                "dominant": row.dominant,
                "alternatives": row.alternatives,
                "links": row.links,
                "fully_covered": row.fully_covered,
                "documented": row.documented,
            }
            for row in stats.by_category
        ],
    }
