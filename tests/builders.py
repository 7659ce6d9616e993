"""Valid values with one thing changed, so that a test shows only what it is about."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from advisor.catalogue.files import parse_yaml
from advisor.catalogue.schema import CriteriaEntry, Entries, EntryKind, build_catalogue, parse_entries
from advisor.config import packaged_folder
from advisor.domain.catalogue import Catalogue
from advisor.domain.documents import Columns, ListLine, PurchaseList
from advisor.domain.matches import LineMatch, Reason

TODAY = date(2026, 11, 23)


def a_source(**changed: Any) -> dict[str, Any]:
    """A passage that was read."""
    return {
        "url": "https://exemple.fr/page",
        "title": "Une page",
        "publisher": "vendor",
        "published": "2026-03",
        "seen": "2026-11-20",
        "access": "archived-copy",
        "locator": "premier paragraphe : « une phrase lue »",
    } | changed


def a_fact(criterion: str = "licence", value: Any = "proprietary", **changed: Any) -> dict[str, Any]:
    """A sourced fact."""
    return {"criterion": criterion, "value": value, "claim": "vendor-statement", "sources": [a_source()]} | changed


def a_link(product: str, **changed: Any) -> dict[str, Any]:
    """A link to an alternative, judged and signed."""
    text = {"fr": "réunions", "en": "meetings"}
    return {
        "product": product,
        "scope": text,
        "gaps": {"fr": "pas de téléphonie"},
        "effort": "medium",
        "effort_reason": {"fr": "comptes à recréer"},
        "judgement": {"by": "Rédaction", "date": "2026-11-23", "rests_on": {"fr": "les fonctions décrites"}},
    } | changed


def a_product(id: str = "acme-meet", **changed: Any) -> dict[str, Any]:
    """A published product of the vendor Acme."""
    return {
        "id": id,
        "name": id.replace("-", " ").title(),
        "vendor": "acme",
        "roles": ["dominant"],
        "categories": ["visioconference"],
    } | changed


def a_vendor(id: str = "acme", **changed: Any) -> dict[str, Any]:
    """A vendor with nothing known about it."""
    return {"id": id, "name": id.title()} | changed


def a_category(id: str = "visioconference", **changed: Any) -> dict[str, Any]:
    """A function with its words."""
    return {
        "id": id,
        "name": {"fr": id.title(), "en": id.title()},
        "definition": {"fr": "Tenir des réunions à distance."},
        "terms": {"fr": ["visioconférence"]},
    } | changed


def the_criteria() -> dict[str, Any]:
    """The real vocabulary of criteria and labels."""
    path = packaged_folder("catalogue") / "criteria.yaml"
    raw = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(raw, dict)
    return raw


def entries(
    products: list[Mapping[str, Any]] | None = None,
    vendors: list[Mapping[str, Any]] | None = None,
    categories: list[Mapping[str, Any]] | None = None,
) -> Entries:
    """Parse a small set of entries; one product, vendor and category by default."""
    raw: list[tuple[EntryKind, str, object]] = [("criteria", "criteria.yaml", the_criteria())]
    raw += [("product", f"products/{p['id']}.yaml", p) for p in products or [a_product()]]
    raw += [("vendor", f"vendors/{v['id']}.yaml", v) for v in vendors or [a_vendor()]]
    raw += [("category", f"categories/{c['id']}.yaml", c) for c in categories or [a_category()]]
    return parse_entries(raw)


def a_catalogue(**groups: Any) -> Catalogue:
    """Build a small catalogue; see `entries`."""
    return build_catalogue(entries(**groups))


__all__ = [
    "TODAY",
    "CriteriaEntry",
    "a_catalogue",
    "a_category",
    "a_fact",
    "a_link",
    "a_product",
    "a_source",
    "a_vendor",
    "entries",
    "the_criteria",
]


def a_purchase_list(*texts: str, **changed: Any) -> PurchaseList:
    """A list of items that cost 12.50 each, below a header."""
    lines = (ListLine(i, text, None, "12.50") for i, text in enumerate(texts, start=2))
    header = ListLine(1, "Libellé", kind="header")
    return replace(PurchaseList("parc.csv", None, Columns("Libellé"), (header, *lines)), **changed)


def matches_of(purchases: PurchaseList, product_id: str, confirmed: Collection[str] = ()) -> list[LineMatch]:
    """One sure match per item of a list; `confirmed` are the texts a person answered for."""
    return [
        LineMatch(None, 0.0, "none")
        if line.kind != "item"
        else LineMatch(
            product_id,
            0.99,
            "sure",
            (Reason("decision" if line.text in confirmed else "alias", line.text, product_id, 0, len(line.text)),),
        )
        for line in purchases.lines
    ]
