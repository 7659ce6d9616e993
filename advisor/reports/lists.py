"""The answer for a buyer's list, built from its lines and their matches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import overload

from advisor.domain.catalogue import Catalogue
from advisor.domain.control import UNKNOWN, control_key, is_european, product_control, seat_country
from advisor.domain.documents import ListLine, PurchaseList
from advisor.domain.matches import LineMatch, Reason
from advisor.domain.products import Product
from advisor.domain.reports import LineDecision, Needs
from advisor.reports.controls import control_sources
from advisor.reports.picture.count import PictureCounter
from advisor.reports.ranking import RankedAlternative, order_of, rank_alternatives
from advisor.reports.shapes import (
    AlternativeShape,
    AskedShape,
    CategoryShape,
    DecisionShape,
    ListSourceShape,
    ListSummaryShape,
    MatchResultShape,
    ProductShape,
    ReasonShape,
    RowShape,
    SuiteShape,
)
from advisor.reports.steps import next_step
from advisor.reports.suites import RULE, SuiteCover, cover_suite
from advisor.reports.tally import Tallies, Tally

MAX_SAME_FUNCTION = 12
"""Products of the same function named beside a line; the category page has them all."""


@dataclass
class Shaper:
    """Turns catalogue entries into contract shapes, each once per answer.

    Holds what every answer needs: the catalogue, the day, the language and the buyer's needs. With `weights`,
    rows tell what each piece of evidence weighed.
    """

    catalogue: Catalogue
    on: date
    lang: str = "fr"
    needs: Needs = field(default_factory=Needs)
    weights: bool = False
    _products: dict[str, ProductShape] = field(default_factory=dict)
    _alternatives: dict[str, list[AlternativeShape]] = field(default_factory=dict)
    _same_function: dict[str, list[ProductShape]] = field(default_factory=dict)
    _controls: dict[str, str] = field(default_factory=dict)
    _suites: dict[str, SuiteShape | None] = field(default_factory=dict)

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
            "partly": item.partly,
            "eligibility": item.admission.access if item.admission else None,
            "evidence": item.evidence,
            "shared_functions": item.shared,
        }

    def suite(self, product: Product) -> SuiteShape | None:
        """Return which alternatives together cover the parts of a suite; None for a product without parts."""
        if product.id not in self._suites:
            cover = cover_suite(self.catalogue, product, self.needs, self.on)
            self._suites[product.id] = self._suite(cover) if cover else None
        return self._suites[product.id]

    def _suite(self, cover: SuiteCover) -> SuiteShape:
        return {
            "parts": [
                {
                    "product": self.product(part.product.id),
                    "functions": [self.named_category(c) for c in part.product.categories],
                    "alternatives": [self._alternative(item) for item in part.ranked],
                }
                for part in cover.parts
            ],
            "cover": [
                {
                    "product": self.product(chosen.product.id),
                    "covers": [
                        {
                            "part": covering.part,
                            "product": self.product(covering.link.product.id),
                            "through": covering.through,
                            "gaps": covering.link.link.gaps.get(self.lang),
                        }
                        for covering in chosen.coverings
                    ],
                }
                for chosen in cover.chosen
            ],
            "uncovered": list(cover.uncovered),
            "unused": list(cover.unused),
            "exact": cover.exact,
            "rule": RULE.get(self.lang),
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
        return self.named_category(category_id) if category_id else None

    def named_category(self, category_id: str) -> CategoryShape:
        """Return a function by id."""
        return {"id": category_id, "name": self.catalogue.category(category_id).name.get(self.lang)}

    def function(self, product: Product) -> CategoryShape | None:
        """Return the first function of a product."""
        return self.named_category(product.categories[0]) if product.categories else None

    def control(self, product: Product) -> str:
        """Return who controls a product: a country, "community" or "unknown"."""
        if product.id not in self._controls:
            self._controls[product.id] = control_key(self.catalogue, product, self.on)
        return self._controls[product.id]

    def decision(self, decision: LineDecision) -> DecisionShape:
        """Return what a person decided; a replacement the catalogue no longer has is left out."""
        product = self.catalogue.products.get(decision.replacement or "")
        return {
            "action": decision.action,
            "replacement": self.product(product.id) if product else None,
            "control": self.control(product) if product else None,
            "comment": decision.comment,
            "criticality": decision.criticality,
        }

    def asked(self) -> AskedShape:
        """Return who the buyer is and what it asked."""
        needs = self.needs
        return {
            "buyer": needs.buyer,
            "data": list(needs.data),
            "users": needs.users,
            "parts": list(needs.parts),
            "needs": [
                {"criterion": n.criterion, "accept": list(n.accept), "required": n.required} for n in needs.needs
            ],
        }


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


def build_row(shaper: Shaper, line: ListLine, match: LineMatch, decision: LineDecision | None = None) -> RowShape:
    """Build the answer for one line, with what a person decided about it."""
    product = shaper.catalogue.product(match.product_id) if match.product_id else None
    shown = shaper.product(product.id) if product else None
    suite = shaper.suite(product) if product and product.includes else None
    control = shaper.control(product) if product else UNKNOWN
    category = shaper.category(match.category) if product is None else None
    item = line.kind == "item"
    row: RowShape = {
        "row": line.row,
        "input": line.text,
        "vendor": line.vendor,
        "amount_eur": line.amount_eur,
        "ends_on": line.ends_on,
        "band": match.band,
        "probability": round(match.probability, 4),
        "product": shown,
        "category": category,
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
        "function": shaper.function(product) if product else category,
        "control": control if product and match.band == "sure" else None,
        "step": next_step(product, match, control) if item else None,
    }
    if suite is not None:
        row["suite"] = suite
    if shaper.weights:
        row["weights"] = [{"name": name, "weight": round(weight, 3)} for name, weight in match.weights]
    if decision and item:
        row["decision"] = shaper.decision(decision)
    return row


class Rows(Sequence[RowShape]):
    """The rows of an answer, built when they are read: an agent export has hundreds of thousands.

    Equal lines of a list get the same answer, so what is read again is kept for a while.
    """

    KEPT = 20_000

    def __init__(
        self,
        shaper: Shaper,
        lines: Sequence[ListLine],
        matches: Sequence[LineMatch],
        decisions: Sequence[LineDecision | None],
    ) -> None:
        """Take the lines with their matches and what people decided, in the same order."""
        self._shaper, self._lines, self._matches, self._decisions = shaper, lines, matches, decisions
        self._known: dict[tuple[str, str | None, str], RowShape] = {}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> RowShape: ...
    @overload
    def __getitem__(self, index: slice) -> list[RowShape]: ...
    def __getitem__(self, index: int | slice) -> RowShape | list[RowShape]:
        """Build one row, or several."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        line = self._lines[index]
        key = (line.text, line.vendor, line.kind)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= self.KEPT:
                self._known.clear()
            known = build_row(self._shaper, line, self._matches[index], self._decisions[index])
            self._known[key] = known
        row = known.copy()
        row["row"], row["amount_eur"], row["ends_on"] = line.row, line.amount_eur, line.ends_on
        return row


def build_list_result(
    shaper: Shaper,
    purchases: PurchaseList,
    matches: Sequence[LineMatch],
    *,
    method: str,
    created: str,
    decisions: Sequence[LineDecision | None] = (),
) -> MatchResultShape:
    """Build the whole answer for a list: one row per line, in order, and the counts.

    Args:
        decisions: what people decided about each line, in order; empty when nobody did.
    """
    rows = Rows(shaper, purchases.lines, matches, decisions or [None] * len(purchases.lines))
    summary, vendors = summarise_rows(rows, shaper)
    return {
        "edition": shaper.catalogue.edition,
        "method": method,
        "created": created,
        "source": _source(purchases),
        "needs": [need.criterion for need in shaper.needs.needs],
        "asked": shaper.asked(),
        "order": order_of(shaper.needs).get(shaper.lang),
        "rows": rows,
        "summary": summary,
        "controls": control_sources(shaper.catalogue, vendors, shaper.on),
    }


def _source(purchases: PurchaseList) -> ListSourceShape:
    columns = purchases.columns
    return {
        "name": purchases.name,
        "sheet": purchases.sheet,
        "columns": {
            "text": columns.text,
            "vendor": columns.vendor,
            "amount": columns.amount,
            "ends_on": columns.ends_on,
        },
        "unread": [{"where": u.where, "why": u.why} for u in purchases.unread],
        "tax": columns.tax,
    }


def summarise_rows(rows: Iterable[RowShape], shaper: Shaper) -> tuple[ListSummaryShape, set[str]]:
    """Count lines and euros by band, jurisdiction of control, function and product; list the vendors met.

    Only item rows count: a header, a total or an empty row is no purchase.
    """
    whole, bands = Tally(), Tallies()
    control, categories, products = Tallies(), Tallies(), Tallies()
    picture = PictureCounter()
    vendors: set[str] = set()
    for row in rows:
        if row["kind"] != "item":
            continue
        amount, product = row["amount_eur"], row["product"]
        picture.add(row)
        whole.add(amount)
        bands[row["band"]].add(amount)
        if product is None:
            continue
        control[product["control_country"] or UNKNOWN].add(amount)
        products[product["id"]].add(amount)
        vendors.add(product["vendor"]["id"])
        for category in shaper.catalogue.product(product["id"]).categories[:1]:
            categories[category].add(amount)
    names = {key: shaper.product(key)["name"] for key in products}
    functions = {key: shaper.catalogue.category(key).name.get(shaper.lang) for key in categories}
    summary: ListSummaryShape = {
        "rows": whole.rows,
        "sure": bands["sure"].rows,
        "review": bands["review"].rows,
        "none": bands["none"].rows,
        "amount_eur": whole.shape()["amount_eur"],
        "by_control": {key: control[key].shape() for key in sorted(control)},
        "by_category": categories.groups(functions),
        "by_product": products.groups(names),
        "picture": picture.shape(),
    }
    return summary, vendors
