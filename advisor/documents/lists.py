"""A Table to a PurchaseList: what kind each row is, its text, vendor, amount and end date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from advisor.documents import limits
from advisor.documents.amounts import (
    find_decimal_mark,
    is_month_first,
    is_nothing,
    is_other_currency,
    parse_amount,
    parse_date,
)
from advisor.documents.assemble import Notes
from advisor.documents.columns import ColumnChoice, Layout, ProductShare, find_layout
from advisor.documents.headers import fold_header, scale_of, tax_of
from advisor.documents.reasons import note
from advisor.documents.tables import Cell, Table, show_cell
from advisor.domain.documents import Columns, LineKind, ListLine, PurchaseList
from advisor.errors import UnreadableDocument

# "Total" also begins product names ("Total Commander"): only these words may follow it.
_AFTER_TOTAL = (
    r"general|generaux|global|ht|ttc|tva|du|de|des|par|pour|lot|page|annuel|intermediaire|parc|lignes?|achats?|depenses?"
    r"|logiciels?|licences?|euros?|eur|€|\d+|hors|toutes|a|amount|cumule|budget"
)
_TOTAL = re.compile(
    rf"(?:total|totaux)(?: (?:{_AFTER_TOTAL})\b.*)?|(?:s|sous|sub|grand) ?(?:total|totaux)\b.*"
    r"|(?:montant|cout|amount) total.*|a reporter|report(?: page.*| de la page.*)?|cumul(?: .*)?|somme"
)
_TOTAL_HINT = re.compile(r"tota|somme|cumul|report|nombre|nb", re.I)
_TAX_WORDS = re.compile(r"(?<![a-z])(h\.?t|ttc)(?![a-z])", re.I)
_SCALED = re.compile(r"\d\s?[km]\s?(?:€|eur)?", re.I)
_COUNT_LINE = re.compile(r"(?:nombre|nb) (?:de|total|d) .*")


def build_list(
    table: Table,
    choice: ColumnChoice | None = None,
    looks_like_product: ProductShare | None = None,
    lang: str = "fr",
) -> PurchaseList:
    """Turn a table into one line per row, in order.

    Args:
        looks_like_product: given a column's cells, the share (0-1) that names a product.

    Returns:
        Header, title, total and empty rows are present under their kind, without amount, so that
        adding amounts never counts a total twice. Text and vendor of a cell merged over several
        rows are repeated; its amount is not.

    Raises:
        UnusableInput: a named column does not exist.
        UnreadableDocument: no row, or no column that can hold product names.
    """
    if not any(cell is not None for row in table.rows for cell in row):
        raise UnreadableDocument(table.name, "no-rows", sheets=table.sheet or "…")
    layout = find_layout(table, choice or ColumnChoice(), looks_like_product, lang)
    return _Builder(table, layout, lang).build()


@dataclass(slots=True)
class _Sums:
    """Running sums of amounts, to tell a total row that carries no word."""

    since_total: Decimal = Decimal(0)
    overall: Decimal = Decimal(0)
    count: int = 0

    def add(self, amount: str) -> None:
        self.since_total += Decimal(amount)
        self.overall += Decimal(amount)
        self.count += 1

    def is_sum(self, amount: str) -> bool:
        return self.count >= 2 and Decimal(amount) in (self.since_total, self.overall)


@dataclass(slots=True)
class _Builder:
    table: Table
    layout: Layout
    lang: str
    notes: Notes = field(init=False)
    sums: _Sums = field(default_factory=_Sums)
    unreadable: int = 0
    foreign: int = 0
    taxed: dict[str, int] = field(default_factory=dict)
    header: str = field(init=False)

    def __post_init__(self) -> None:
        self.notes = Notes(self.lang)
        self.header = "" if self.layout.amount is None else self.layout.names[self.layout.amount]

    def build(self) -> PurchaseList:
        layout, table = self.layout, self.table
        body = table.rows[layout.header_row + 1 :]
        mark = find_decimal_mark(_column(body, layout.amount))
        month_first = is_month_first(_column(body, layout.ends_on))
        header = table.rows[layout.header_row] if layout.header_row >= 0 else ()
        header_shape = _shape(header)
        fills = _find_fills(table, layout)
        wide = _find_wide(table)
        lines = []
        for index, row in enumerate(table.rows):
            kind = self._find_kind(index, row, header_shape, wide)
            lines.append(self._build_line(index, row, kind, mark, month_first, fills))
        tax = self._find_tax()
        self._say_amounts()
        names = layout.names
        columns = Columns(
            text=names[layout.text],
            vendor=None if layout.vendor is None else names[layout.vendor],
            amount=None if layout.amount is None else names[layout.amount],
            ends_on=None if layout.ends_on is None else names[layout.ends_on],
            tax=tax,
        )
        unread = (*table.unread, *self.notes.finish())
        return PurchaseList(table.name, table.sheet, columns, tuple(lines), unread)

    def _find_kind(self, index: int, row: tuple[Cell, ...], header_shape: tuple[str, ...], wide: set[int]) -> LineKind:
        cells = [cell for cell in row if cell is not None]
        if not cells:
            return "empty"
        if index < self.layout.header_row:
            return "title"
        if index == self.layout.header_row or self._repeats_header(cells, row, header_shape):
            return "header"
        if self._is_rule(cells):
            return "empty"
        if self._is_total(row, cells):
            return "total"
        alone = len(cells) == 1 and len(self.layout.names) > 2
        if alone and (index in wide or _at(row, self.layout.text) is None) and isinstance(cells[0], str):
            return "title"
        return "item"

    def _repeats_header(self, cells: Sequence[Cell], row: tuple[Cell, ...], header_shape: tuple[str, ...]) -> bool:
        # The first cell alone rules most rows out; folding them all took a third of the time on an agent export.
        if not header_shape or not isinstance(cells[0], str) or len(cells) != len(header_shape):
            return False
        return fold_header(cells[0][:80]) == header_shape[0] and _shape(row) == header_shape

    def _is_rule(self, cells: Sequence[Cell]) -> bool:
        """Lines of dashes drawn under a header."""
        return isinstance(cells[0], str) and all(isinstance(cell, str) and not cell.strip("-=_*+ ") for cell in cells)

    def _is_total(self, row: tuple[Cell, ...], cells: Sequence[Cell]) -> bool:
        if self.table.header is not None:
            return False
        own = _at(row, self.layout.text)
        first = next((cell for cell in cells if isinstance(cell, str)), None)
        for cell in (own, first):
            if isinstance(cell, str) and len(cell) <= 80 and _says_total(cell, alone=len(cells) <= 4):
                return True
        # "Total bureautique" with the sum of the lines above is a total whatever the words.
        spoken = isinstance(own, str) and own.lstrip()[:6].casefold() == "total "
        if (own is not None and not spoken) or self.layout.amount is None:
            return False
        amount = parse_amount(_at(row, self.layout.amount))
        vendor = self.layout.vendor is not None and _at(row, self.layout.vendor) is not None
        return amount is not None and not vendor and self.sums.is_sum(amount)

    def _build_line(
        self,
        index: int,
        row: tuple[Cell, ...],
        kind: LineKind,
        mark: str | None,
        month_first: bool,
        fills: dict[tuple[int, int], Cell],
    ) -> ListLine:
        layout = self.layout
        if kind == "empty":
            return ListLine(row=index + 1, text="", kind="empty")
        text = show_cell(_at(row, layout.text))
        if kind != "item":
            if kind == "total":
                self.sums.since_total = Decimal(0)
            shown = text or next((show_cell(cell) for cell in row if cell is not None), "")
            return ListLine(row=index + 1, text=self._cut(shown, index), kind=kind)
        vendor = None
        if layout.vendor is not None:
            cell = _at(row, layout.vendor)
            vendor = show_cell(fills.get((index, layout.vendor)) if cell is None else cell)[:200] or None
        text = text or show_cell(fills.get((index, layout.text)))
        amount = self._read_amount(row, mark)
        if amount is not None:
            self.sums.add(amount)
        ends_on = None if layout.ends_on is None else parse_date(_at(row, layout.ends_on), month_first)
        return ListLine(index + 1, self._cut(text, index), vendor, amount, ends_on, "item")

    def _read_amount(self, row: tuple[Cell, ...], mark: str | None) -> str | None:
        if self.layout.amount is None:
            return None
        cell = _at(row, self.layout.amount)
        if is_nothing(cell):
            return None
        currency = show_cell(_at(row, self.layout.currency)) if self.layout.currency is not None else ""
        if currency and currency.strip().casefold() not in ("eur", "€", "euro", "euros"):
            self.foreign += 1
            return None
        if not currency and is_other_currency(self.header):
            # A column in dollars: no cell of it says so, and none of it is euros.
            self.foreign += 1
            return None
        amount = parse_amount(cell, mark)
        if isinstance(cell, str) and (words := _TAX_WORDS.search(cell)):
            tax = "excluded" if words[1].casefold().startswith("h") else "included"
            self.taxed[tax] = self.taxed.get(tax, 0) + 1
        if amount is None:
            if isinstance(cell, str) and is_other_currency(cell):
                self.foreign += 1
            else:
                self.unreadable += 1
        scale = scale_of(fold_header(self.header))
        if amount is not None and scale != 1 and not (isinstance(cell, str) and _SCALED.search(cell)):
            return f"{Decimal(amount) * scale:.2f}"
        return amount

    def _find_tax(self) -> Literal["excluded", "included"] | None:
        """Say whether the amounts hold tax, from the header, else from the cells; mixed cells are said."""
        told = tax_of(fold_header(self.header))
        where, count = note("amounts", self.lang), sum(self.taxed.values())
        if told is None and len(self.taxed) == 1 and count == self.sums.count:
            return "excluded" if "excluded" in self.taxed else "included"
        if told is not None and (others := sum(n for tax, n in self.taxed.items() if tax != told)):
            self.notes.add(where, "other-tax", count=others)
        elif told is None and count:
            self.notes.add(where, "mixed-tax", count=count)
        return told

    def _cut(self, text: str, index: int) -> str:
        if len(text) <= limits.MAX_CELL_CHARACTERS:
            return text
        where = note("row", self.lang, row=index + 1)
        self.notes.add(where, "long-cell", length=len(text), limit=limits.MAX_CELL_CHARACTERS)
        return text[: limits.MAX_CELL_CHARACTERS]

    def _say_amounts(self) -> None:
        where = note("amounts", self.lang)
        if self.foreign:
            self.notes.add(where, "other-currency", count=self.foreign)
        if self.unreadable:
            self.notes.add(where, "unreadable-amounts", count=self.unreadable)


def _says_total(cell: str, *, alone: bool) -> bool:
    if _TOTAL_HINT.search(cell) is None:
        return False
    folded = fold_header(cell)
    return _TOTAL.fullmatch(folded) is not None or (alone and _COUNT_LINE.fullmatch(folded) is not None)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _column(rows: Sequence[tuple[Cell, ...]], column: int | None) -> list[Cell]:
    return [] if column is None else [_at(row, column) for row in rows[:2000]]


def _shape(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """A header row as compared with a repeated one: its words, empty cells apart."""
    if not all(cell is None or isinstance(cell, str) for cell in row):
        return ()
    return tuple(fold_header(cell) for cell in row if isinstance(cell, str))


def _find_fills(table: Table, layout: Layout) -> dict[tuple[int, int], Cell]:
    """Cells hidden under a vertical merge take the text of its first cell."""
    fills: dict[tuple[int, int], Cell] = {}
    for top, left, bottom, right in table.merged:
        if bottom == top or left != right or left not in (layout.text, layout.vendor) or top >= len(table.rows):
            continue
        value = _at(table.rows[top], left)
        for row in range(top + 1, min(bottom + 1, len(table.rows))):
            fills[(row, left)] = value
    return fills


def _find_wide(table: Table) -> set[int]:
    """Rows with a cell merged over three columns or more: titles inside a table."""
    return {top for top, left, bottom, right in table.merged if top == bottom and right - left >= 2}
