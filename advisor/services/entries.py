"""One entry shown whole, with what it replaces and what replaces it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from advisor.catalogue.stats import value_text
from advisor.domain.catalogue import Catalogue
from advisor.domain.control import control_of, product_control, seat_country
from advisor.domain.criteria import Fact
from advisor.domain.exposure import product_exposure
from advisor.domain.products import Category, Product, Vendor
from advisor.errors import UnknownEntry
from advisor.reports.lists import Shaper


def find_entry(catalogue: Catalogue, entry_id: str) -> Product | Vendor | Category:
    """Return the entry with this id, or that took its place: a product first, then a category, then a vendor.

    "vendor:ID", "category:ID" and "product:ID" say which when ids meet; raises UnknownEntry.
    """
    groups: dict[str, Any] = {
        "product": catalogue.products,
        "category": catalogue.categories,
        "vendor": catalogue.vendors,
    }
    kind, _, rest = entry_id.rpartition(":")
    for name, entries in groups.items():
        if kind in ("", name) and rest in entries:
            found: Product | Vendor | Category = entries[catalogue.follow(name, rest)]
            return found
    raise UnknownEntry(entry_id)


def show_entry(catalogue: Catalogue, entry_id: str, on: date, lang: str = "fr") -> dict[str, Any]:
    """Return everything recorded about an entry, as plain values; `asked` is the id that led to it, if another."""
    entry, asked = find_entry(catalogue, entry_id), entry_id.rpartition(":")[2]
    shown: dict[str, Any] = {"edition": catalogue.edition, **_plain(asdict(entry))}
    if asked != entry.id:
        shown["asked"] = asked
    if isinstance(entry, Category):
        members = {role: [p.id for p in catalogue.in_category(entry.id, role)] for role in ("dominant", "alternative")}
        return shown | {"kind": "category", "products": members}
    shown["facts"] = [_fact(fact, on, lang) for fact in entry.facts]
    if isinstance(entry, Vendor):
        control = control_of(catalogue, entry, on)
        products = [p.id for p in catalogue.products_of(entry.id)]
        return shown | {
            "kind": "vendor",
            "seat_country": seat_country(entry, on),
            "control_country": control.country,
            "control_chain": [{"name": x.name, "country": x.country} for x in control.chain],
            "products": products,
        }
    return shown | _product(catalogue, entry, on, lang)


def _product(catalogue: Catalogue, product: Product, on: date, lang: str) -> dict[str, Any]:
    shaper = Shaper(catalogue, on, lang)
    control = product_control(catalogue, product, on)
    return {
        "kind": "product",
        **shaper.product(product.id),
        "control_chain": [{"name": x.name, "country": x.country} for x in control.chain],
        "exposure": [
            {"link": link.role, "state": link.state, "countries": list(link.countries)}
            for link in product_exposure(catalogue, product, on).links
        ],
        "alternatives": shaper.alternatives(product),
        "same_function": shaper.same_function(product),
        "replaces": [shaper.product(other) for other in catalogue.replaces(product.id)],
        "part_of": [shaper.product(suite) for suite in catalogue.suites_of(product.id)],
        "vendor_facts": [_fact(f, on, lang) for f in catalogue.vendor(product.vendor_id).facts],
    }


def _fact(fact: Fact, on: date, lang: str) -> dict[str, Any]:
    plain: dict[str, Any] = _plain(asdict(fact))
    return plain | {"state": fact.state(on), "dated": fact.dated, "text": value_text(fact.value, lang)}


def _plain(value: Any) -> Any:
    """Drop what is absent, so that an entry shows only what was recorded."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v not in (None, (), [], {}, "")}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value
