"""The answer for a buyer's list, built from its lines and their matches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from advisor.domain.catalogue import Catalogue
from advisor.domain.control import is_european, product_control, seat_country
from advisor.domain.documents import ListLine, PurchaseList
from advisor.domain.matches import LineMatch, Reason
from advisor.domain.products import Product
from advisor.domain.reports import Needs
from advisor.reports.ranking import ORDER, RankedAlternative, rank_alternatives
from advisor.reports.shapes import (
    AlternativeShape,
    CategoryShape,
    GroupShape,
    ListSummaryShape,
    MatchResultShape,
    ProductShape,
    ReasonShape,
    RowShape,
    ShareShape,
)

MAX_SAME_FUNCTION = 12
"""Products of the same function named beside a line; the category page has them all."""


@dataclass
class Shaper:
    """Turns catalogue entries into contract shapes, each once per answer.

    Holds what every answer needs: the catalogue, the day, the language and the buyer's needs.
    """

    catalogue: Catalogue
    on: date
    lang: str = "fr"
    needs: Needs = field(default_factory=Needs)
    _products: dict[str, ProductShape] = field(default_factory=dict)
    _alternatives: dict[str, list[AlternativeShape]] = field(default_factory=dict)
    _same_function: dict[str, list[ProductShape]] = field(default_factory=dict)

    def product(self, product_id: str) -> ProductShape:
        """Return the contract's product."""
        if product_id not in self._products:
            product = self.catalogue.product(product_id)
            vendor = self.catalogue.vendor(product.vendor_id)
            self._products[product_id] = {
                "id": product.id,
                "name": product.name,
                "vendor": {"id": vendor.id, "name": vendor.name},
                "seat_country": seat_country(vendor, self.on),
                "control_country": product_control(self.catalogue, product, self.on).country,
                "labels": list(product.labels),
            }
        return self._products[product_id]

    def alternatives(self, product: Product) -> list[AlternativeShape]:
        """Return the documented alternatives of a product, ranked for the needs."""
        if product.id not in self._alternatives:
            ranked = rank_alternatives(self.catalogue, product, self.needs, self.on)
            self._alternatives[product.id] = [self._alternative(item) for item in ranked]
        return self._alternatives[product.id]

    def _alternative(self, item: RankedAlternative) -> AlternativeShape:
        return {
            "product": self.product(item.product.id),
            "scope": item.link.scope.get(self.lang),
            "gaps": item.link.gaps.get(self.lang),
            "effort": item.link.effort,
            "met": item.with_verdict("met"),
            "unmet": item.with_verdict("unmet"),
            "unknown": item.with_verdict("unknown"),
            "excluded_by": item.excluded_by,
        }

    def same_function(self, product: Product) -> list[ProductShape]:
        """Return products of the same first function, where no alternative is documented.

        They are named, not proposed: what they cover of this product has not been judged.
        """
        if product.alternatives or product.no_substitute or "dominant" not in product.roles:
            return []
        category = product.categories[0]
        if category not in self._same_function:
            found = self.catalogue.in_category(category, role="alternative")
            shown = [p for p in found if p.status == "published"][:MAX_SAME_FUNCTION]
            self._same_function[category] = [self.product(p.id) for p in shown]
        return [p for p in self._same_function[category] if p["id"] != product.id]

    def category(self, category_id: str | None) -> CategoryShape | None:
        """Return a function by id, None when there is none."""
        if category_id is None:
            return None
        return {"id": category_id, "name": self.catalogue.category(category_id).name.get(self.lang)}


def reason_shape(reason: Reason) -> ReasonShape:
    """Return a reason as the contract spells it."""
    shape: ReasonShape = {
        "kind": reason.kind,
        "matched": reason.matched,
        "as": reason.read_as,
        "start": reason.start,
        "end": reason.end,
    }
    if reason.weight is not None:
        shape["weight"] = round(reason.weight, 3)
    return shape


def build_row(shaper: Shaper, line: ListLine, match: LineMatch) -> RowShape:
    """Build the answer for one line."""
    product = shaper.catalogue.product(match.product_id) if match.product_id else None
    shown = shaper.product(product.id) if product else None
    return {
        "row": line.row,
        "input": line.text,
        "vendor": line.vendor,
        "amount_eur": line.amount_eur,
        "ends_on": line.ends_on,
        "band": match.band,
        "probability": round(match.probability, 4),
        "product": shown,
        "category": shaper.category(match.category) if product is None else None,
        "others": [shaper.product(other) for other in match.others],
        "candidates": [
            {"product": shaper.product(c.product_id), "probability": round(c.probability, 4)} for c in match.candidates
        ],
        "reasons": [reason_shape(reason) for reason in match.reasons],
        "european": is_european(shown["control_country"]) if shown else None,
        "alternatives": shaper.alternatives(product) if product else [],
        "same_function": shaper.same_function(product) if product else [],
        "no_substitute": product.no_substitute.reason.get(shaper.lang) if product and product.no_substitute else None,
        "kind": line.kind,
    }


def build_list_result(
    shaper: Shaper, purchases: PurchaseList, matches: Sequence[LineMatch], *, method: str, created: str
) -> MatchResultShape:
    """Build the whole answer for a list: one row per line, in order, and the counts."""
    rows = [build_row(shaper, line, match) for line, match in zip(purchases.lines, matches, strict=True)]
    columns = purchases.columns
    return {
        "edition": shaper.catalogue.edition,
        "method": method,
        "created": created,
        "source": {
            "name": purchases.name,
            "sheet": purchases.sheet,
            "columns": {
                "text": columns.text,
                "vendor": columns.vendor,
                "amount": columns.amount,
                "ends_on": columns.ends_on,
            },
            "unread": [{"where": u.where, "why": u.why} for u in purchases.unread],
        },
        "needs": [need.criterion for need in shaper.needs.needs],
        "order": ORDER.get(shaper.lang),
        "rows": rows,
        "summary": summarise_rows(rows, shaper),
    }


def summarise_rows(rows: Iterable[RowShape], shaper: Shaper) -> ListSummaryShape:
    """Count lines and euros by band, jurisdiction of control, function and product.

    Only item rows count: a header, a total or an empty row is no purchase.
    """
    items = [row for row in rows if row["kind"] == "item"]
    control: dict[str, list[RowShape]] = {}
    categories: dict[str, list[RowShape]] = {}
    products: dict[str, list[RowShape]] = {}
    for row in items:
        product = row["product"]
        if product is None:
            continue
        control.setdefault(product["control_country"] or "unknown", []).append(row)
        products.setdefault(product["id"], []).append(row)
        for category in shaper.catalogue.product(product["id"]).categories[:1]:
            categories.setdefault(category, []).append(row)
    names = {key: shaper.product(key)["name"] for key in products}
    functions = {key: shaper.catalogue.category(key).name.get(shaper.lang) for key in categories}
    return {
        "rows": len(items),
        "sure": sum(row["band"] == "sure" for row in items),
        "review": sum(row["band"] == "review" for row in items),
        "none": sum(row["band"] == "none" for row in items),
        "amount_eur": _total(items),
        "by_control": {key: _share(control[key]) for key in sorted(control)},
        "by_category": _groups(categories, functions),
        "by_product": _groups(products, names),
    }


def _total(rows: Iterable[RowShape]) -> str | None:
    amounts = [Decimal(row["amount_eur"]) for row in rows if row["amount_eur"] is not None]
    return f"{sum(amounts):.2f}" if amounts else None


def _share(rows: Sequence[RowShape]) -> ShareShape:
    return {"rows": len(rows), "amount_eur": _total(rows)}


def _groups(groups: Mapping[str, Sequence[RowShape]], names: Mapping[str, str]) -> list[GroupShape]:
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), names[key].casefold(), key))
    return [{"id": key, "name": names[key], **_share(groups[key])} for key in ordered]
