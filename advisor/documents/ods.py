"""ODS cells, read as a stream with repeats bounded: a few bytes can claim a million equal rows."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from advisor.documents import limits
from advisor.documents.archive import Archive
from advisor.documents.odt import OFFICE, TABLE, TEXT
from advisor.documents.tables import Cell
from advisor.errors import DocumentTooLarge, UnreadableDocument

_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_SKIPPED = {OFFICE + "annotation"}


@dataclass(slots=True)
class OdsSheet:
    """One sheet while it is read; `blank_rows` wait for a row with content before they count."""

    name: str
    kept: list[tuple[Cell, ...]] = field(default_factory=list)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    blank_rows: int = 0

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows from the first to the last with content."""
        return tuple(self.kept)

    @property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]:
        """Merged ranges: top, left, bottom, right, from 0, ends included."""
        return tuple(self.spans)


def read_ods_sheets(archive: Archive, name: str) -> list[OdsSheet]:
    """Read every sheet of an ODS.

    Raises:
        UnreadableDocument: damaged, or XML with its own definitions.
        DocumentTooLarge: more rows or cells than allowed once repeats are unfolded.
    """
    data = archive.read("content.xml", limits.MAX_UNZIPPED_BYTES)
    if b"<!DOCTYPE" in data[:4096]:
        raise UnreadableDocument(name, "unsafe-xml")
    try:
        return list(_iterate(data, name))
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise UnreadableDocument(name, "corrupt-document", kind="ods") from error


def _iterate(data: bytes, name: str) -> Iterator[OdsSheet]:
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=(TABLE + "table", TABLE + "table-row"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    sheet: OdsSheet | None = None
    cells = 0
    for event, node in events:
        if node.tag == TABLE + "table":
            if event == "start" and sheet is None:
                sheet = OdsSheet(node.get(TABLE + "name", ""))
            elif event == "end" and sheet is not None:
                yield sheet
                sheet = None
        elif event == "end" and sheet is not None:
            cells += _add_row(sheet, node, name)
            if cells > limits.MAX_CELLS:
                raise DocumentTooLarge(name, "too-many-cells", found=cells, limit=limits.MAX_CELLS)
            node.clear()


def _add_row(sheet: OdsSheet, node: etree._Element, name: str) -> int:
    """Add a row and return how many cells it unfolded to."""
    repeats = _count(node, TABLE + "number-rows-repeated")
    row, spans = _read_row(node, name)
    if not row:
        sheet.blank_rows += repeats
        return 0
    if len(sheet.kept) + sheet.blank_rows + repeats > limits.MAX_ROWS:
        raise DocumentTooLarge(name, "too-many-rows", limit=limits.MAX_ROWS)
    if len(row) * repeats > limits.MAX_CELLS:
        raise DocumentTooLarge(name, "too-many-cells", found=len(row) * repeats, limit=limits.MAX_CELLS)
    sheet.kept.extend([()] * sheet.blank_rows)
    sheet.blank_rows = 0
    top = len(sheet.kept)
    sheet.spans.extend((top, left, top + height - 1, left + width - 1) for left, height, width in spans)
    sheet.kept.extend([tuple(row)] * repeats)
    return len(row) * repeats


def _read_row(node: etree._Element, name: str) -> tuple[list[Cell], list[tuple[int, int, int]]]:
    row: list[Cell] = []
    spans: list[tuple[int, int, int]] = []
    blanks = 0
    for child in node.iterchildren(*_CELLS):
        repeats = _count(child, TABLE + "number-columns-repeated")
        value = _read_cell(child)
        if value is None:
            blanks += repeats
            continue
        if len(row) + blanks + repeats > max(limits.MAX_COLUMNS, 16_384):
            raise DocumentTooLarge(name, "too-many-cells", found=repeats, limit=limits.MAX_COLUMNS)
        row.extend([None] * blanks)
        blanks = 0
        height, width = (
            _count(child, TABLE + "number-rows-spanned"),
            _count(child, TABLE + "number-columns-spanned"),
        )
        if height > 1 or width > 1:
            spans.append((len(row), height, width))
        row.extend([value] * repeats)
    return row, spans


def _count(node: etree._Element, attribute: str) -> int:
    value = node.get(attribute, "1")
    return max(1, int(value)) if value.isdigit() and len(value) < 9 else 1


def _read_cell(node: etree._Element) -> Cell:
    kind = node.get(OFFICE + "value-type")
    if kind in ("float", "percentage", "currency"):
        try:
            value = float(node.get(OFFICE + "value", ""))
        except ValueError:
            return _read_text(node)
        currency = node.get(OFFICE + "currency", "EUR")
        return value if currency in ("EUR", "") else f"{value} {currency}"
    if kind == "date":
        try:
            return datetime.date.fromisoformat(node.get(OFFICE + "date-value", "")[:10])
        except ValueError:
            return _read_text(node)
    return _read_text(node)


def _read_text(node: etree._Element) -> str | None:
    text = "\n".join(_flatten(part) for part in node.iterchildren(TEXT + "p"))
    return text if text.strip() else None


def _flatten(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == TEXT + "s":
            parts.append(" ")
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            parts.append(_flatten(child))
        parts.append(child.tail or "")
    return "".join(parts)
