"""Two to five products held against a buyer's own needs, then on every other recorded criterion. Nothing is averaged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.criteria import Assessment, Criterion, Fact
from advisor.domain.eligibility import Admission
from advisor.domain.products import Product
from advisor.domain.reports import Need, Needs
from advisor.reports.ranking import assess_product

MIN_PRODUCTS, MAX_PRODUCTS = 2, 5
CellState = Literal["met", "unmet", "partly", "unknown", "known"]


@dataclass(frozen=True, slots=True)
class ComparedProduct:
    """A product of a comparison: each need held against it, what excludes it, who may use it."""

    product: Product
    assessments: tuple[Assessment, ...]
    excluded_by: str | None
    admission: Admission | None


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One product on one criterion; "known" where nothing was asked and a fact is recorded."""

    state: CellState
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One criterion over the products, with the need it answers, if any."""

    criterion: Criterion
    need: Need | None
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True, slots=True)
class ProductComparison:
    """A comparison: rows of needs first, in the needs' order, then the other criteria on which something is recorded."""

    catalogue: Catalogue
    needs: Needs
    on: date
    products: tuple[ComparedProduct, ...]
    rows: tuple[ComparedRow, ...]

    def count(self, number: int, state: CellState) -> int:
        """Count the needs of a product, by its place, in one state."""
        return sum(row.cells[number].state == state for row in self.rows if row.need)


def compare_products(catalogue: Catalogue, product_ids: Sequence[str], needs: Needs, on: date) -> ProductComparison:
    """Compare products, in the order given. The ids are of the catalogue."""
    products = tuple(_compared(catalogue, catalogue.product(i), needs, on) for i in product_ids)
    rows = [
        ComparedRow(catalogue.criteria[need.criterion], need, tuple(_need_cell(p.assessments[n]) for p in products))
        for n, need in enumerate(needs.needs)
    ]
    asked = {need.criterion for need in needs.needs}
    for criterion in catalogue.criteria.values():
        cells = tuple(_fact_cell(catalogue, p.product, criterion.id, on) for p in products)
        if criterion.id not in asked and any(cell.facts for cell in cells):
            rows.append(ComparedRow(criterion, None, cells))
    return ProductComparison(catalogue, needs, on, products, tuple(rows))


def _compared(catalogue: Catalogue, product: Product, needs: Needs, on: date) -> ComparedProduct:
    assessments, excluded, admission = assess_product(catalogue, product, needs, on)
    return ComparedProduct(product, assessments, excluded, admission)


def _need_cell(assessment: Assessment) -> ComparedCell:
    state: CellState = "partly" if assessment.partly else assessment.verdict
    return ComparedCell(state, assessment.facts)


def _fact_cell(catalogue: Catalogue, product: Product, criterion: str, on: date) -> ComparedCell:
    facts = facts_about((*product.facts, *catalogue.vendor(product.vendor_id).facts), criterion)
    known = tuple(fact for fact in facts if fact.state(on) != "to-verify")
    return ComparedCell("known" if known else "unknown", known)
