"""An edition's catalogue: an immutable set of entries, looked up by id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from advisor.domain.criteria import Criterion, Fact, Label
from advisor.domain.matches import Alias
from advisor.domain.products import Category, Product, Vendor
from advisor.errors import UnknownEntry

EU_COUNTRIES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""Member States, ISO 3166 alpha-2. Source: Treaty on European Union, 27 members since 2020."""
EEA_COUNTRIES = frozenset({"IS", "LI", "NO"})
"""States of the EEA outside the Union. Source: Agreement on the European Economic Area."""


def zone_of(country: str | None) -> str:
    """Name the zone of a country: "EU", "EEA", "CH", "UK", "US", "other" or "unknown"."""
    if country is None:
        return "unknown"
    if country in EU_COUNTRIES:
        return "EU"
    if country in EEA_COUNTRIES:
        return "EEA"
    return {"CH": "CH", "GB": "UK", "US": "US"}.get(country, "other")


@dataclass(frozen=True)
class Catalogue:
    """Everything one edition publishes, plus the drafts and refusals it keeps.

    `edition` is the hash of the content; two catalogues with the same entries have the
    same edition, whatever the order in which they were read.
    """

    edition: str
    products: Mapping[str, Product]
    vendors: Mapping[str, Vendor]
    categories: Mapping[str, Category]
    criteria: Mapping[str, Criterion]
    labels: Mapping[str, Label] = field(default_factory=dict)

    def follow(self, kind: str, entry_id: str) -> str:
        """Return the id of the entry that took another's place, the same id when none did."""
        groups: Mapping[str, Mapping[str, Product | Vendor | Category]] = {
            "product": self.products,
            "vendor": self.vendors,
            "category": self.categories,
        }
        entry = groups.get(kind, {}).get(entry_id)
        return entry.merged_into if entry and entry.merged_into else entry_id

    def product(self, product_id: str) -> Product:
        """Return a product; raises UnknownEntry."""
        try:
            return self.products[product_id]
        except KeyError:
            raise UnknownEntry(product_id) from None

    def vendor(self, vendor_id: str) -> Vendor:
        """Return a vendor; raises UnknownEntry."""
        try:
            return self.vendors[vendor_id]
        except KeyError:
            raise UnknownEntry(vendor_id) from None

    def category(self, category_id: str) -> Category:
        """Return a category; raises UnknownEntry."""
        try:
            return self.categories[category_id]
        except KeyError:
            raise UnknownEntry(category_id) from None

    def published_products(self) -> Iterator[Product]:
        """Yield the products that pages show, in order of id. Refusals are shown, drafts are not."""
        return (p for p in self.products.values() if p.status in ("published", "not-retained"))

    def aliases(self) -> list[Alias]:
        """List every name of every product that can be recognised, drafts included.

        A draft is recognised like another product: a buyer's line names it whether or not
        its entry is finished.
        """
        return [
            alias
            for product in self.products.values()
            if product.status != "withdrawn"
            for alias in _aliases_of(product, self.vendor(product.vendor_id).name)
        ]

    def in_category(self, category_id: str, role: str | None = None) -> list[Product]:
        """List the shown products of a category, by name, optionally with one role."""
        found = [
            p for p in self.published_products() if category_id in p.categories and (role is None or role in p.roles)
        ]
        return sorted(found, key=lambda p: p.name.casefold())

    @cached_property
    def _replaces(self) -> Mapping[str, tuple[str, ...]]:
        links: dict[str, list[str]] = {}
        for product in self.published_products():
            for link in product.alternatives:
                links.setdefault(link.product_id, []).append(product.id)
        return {k: tuple(v) for k, v in links.items()}

    def replaces(self, product_id: str) -> tuple[str, ...]:
        """List the products that this one is a documented alternative to."""
        return self._replaces.get(product_id, ())

    @cached_property
    def _suites(self) -> Mapping[str, tuple[str, ...]]:
        parts: dict[str, list[str]] = {}
        for product in self.products.values():
            for part in product.includes:
                parts.setdefault(part, []).append(product.id)
        return {k: tuple(v) for k, v in parts.items()}

    def suites_of(self, product_id: str) -> tuple[str, ...]:
        """List the suites that include this product."""
        return self._suites.get(product_id, ())

    def products_of(self, vendor_id: str) -> list[Product]:
        """List a vendor's shown products, by name."""
        found = [p for p in self.published_products() if p.vendor_id == vendor_id]
        return sorted(found, key=lambda p: p.name.casefold())


def _aliases_of(product: Product, vendor: str) -> Iterator[Alias]:
    names = {alias.text for alias in product.aliases}
    if product.name not in names:
        yield Alias(product.id, vendor, product.name, product.name)
    for alias in product.aliases:
        yield Alias(product.id, vendor, product.name, alias.text, alias.use, alias.needs)


def facts_about(facts: Iterable[Fact], criterion: str) -> list[Fact]:
    """Keep the facts of one criterion that still hold, in their order of record."""
    return [fact for fact in facts if fact.criterion == criterion and fact.current()]
