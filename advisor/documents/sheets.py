"""Workbooks to a Table or a Document: XLSX, XLSB and XLS through calamine, ODS by a bounded reader.

Formulas are never computed: the values saved in the file are read. The sheet with most text is
taken when none is named; the others are listed as not read.
"""

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import python_calamine
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from advisor.documents import limits
from advisor.documents.archive import Archive
from advisor.documents.assemble import Assembler, Notes
from advisor.documents.kinds import Kind
from advisor.documents.ods import read_ods_sheets
from advisor.documents.places import name_place
from advisor.documents.reasons import note
from advisor.documents.sheet_asides import count_pictures, read_asides, read_ods_asides
from advisor.documents.tables import Cell, Table, show_cell
from advisor.domain.documents import Document
from advisor.errors import DocumentTooLarge, UnreadableDocument, UnusableInput

_VALUED = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*?(?<!/)>')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="(\d{1,7})"')
_TWO_LETTERS = re.compile(rb'\br="[A-Z]{2}\d')
_THREE_LETTERS = re.compile(rb'\br="[A-Z]{3}\d')
_OVERLAP_BYTES = 512


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as read."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


def read_sheet_table(data: bytes, name: str, kind: Kind, sheet: str | None = None, lang: str = "fr") -> Table:
    """Read one sheet of a workbook as a Table.

    Raises:
        UnusableInput: no sheet has the name given (its number from 1 works too).
        UnreadableDocument: damaged, encrypted, or without any row.
        DocumentTooLarge: more cells or rows than allowed.
    """
    sheets = _read_sheets(data, name, kind)
    chosen = _choose(sheets, name, sheet)
    notes = Notes(lang)
    for other in sheets:
        if other is not chosen and other.rows:
            notes.add(note("sheet", lang, sheet=other.name), "other-sheet", rows=len(other.rows))
    if kind.macros:
        notes.add_about_whole("macros")
    return Table(
        name=name,
        kind=kind.name,
        rows=chosen.rows,
        sheet=chosen.name,
        merged=chosen.merged,
        unread=notes.finish(),
        sheets=tuple(one.name for one in sheets if one.rows),
    )


def read_sheet_document(data: bytes, name: str, kind: Kind, lang: str = "fr") -> Document:
    """Read all sheets as a document, one segment per row, cells separated by tabs.

    Hidden sheets are read, and said. Notes on cells, and text boxes of an XLSX, come after the rows.
    """
    out = Assembler(name, kind.name, lang)
    for sheet in _read_sheets(data, name, kind):
        if sheet.hidden and sheet.rows:
            out.notes.add(note("sheet", lang, sheet=sheet.name), "hidden-sheet")
        for number, row in enumerate(sheet.rows, 1):
            text = "\t".join(filter(None, map(show_cell, row)))
            out.add(text, "table-cell", name_place("sheet", lang, sheet=sheet.name, row=number))
    if kind.name in ("xlsx", "ods"):
        _add_asides(out, Archive(data, name), kind.name, lang)
    if kind.macros:
        out.notes.add_about_whole("macros")
    document = out.build()
    if not document.segments:
        raise UnreadableDocument(name, "no-text")
    return document


def _add_asides(out: Assembler, archive: Archive, kind: str, lang: str) -> None:
    for aside in read_asides(archive) if kind == "xlsx" else read_ods_asides(archive):
        if aside.kind == "comment":
            word = "cell-note" if aside.ref else "sheet-note"
            out.add(aside.text, "comment", name_place(word, lang, sheet=aside.sheet, ref=aside.ref))
        else:
            out.add(aside.text, "paragraph", name_place("sheet-box", lang, sheet=aside.sheet))
    if pictures := count_pictures(archive):
        out.notes.add_about_whole("pictures", count=pictures)


def _choose(sheets: list[Sheet], name: str, wanted: str | None) -> Sheet:
    names = ", ".join(sheet.name for sheet in sheets)
    if wanted is not None:
        for sheet in sheets:
            if sheet.name.strip().casefold() == wanted.strip().casefold():
                return sheet
        if wanted.isdigit() and 1 <= int(wanted) <= len(sheets):
            return sheets[int(wanted) - 1]
        raise UnusableInput("missing-sheet", sheet=wanted, name=name, sheets=names)
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise UnreadableDocument(name, "no-rows", sheets=names or "…")
    visible = [sheet for sheet in filled if not sheet.hidden] or filled
    return max(visible, key=_weigh)


def _weigh(sheet: Sheet) -> int:
    return sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for row in sheet.rows for cell in row)


def _read_sheets(data: bytes, name: str, kind: Kind) -> list[Sheet]:
    if kind.name == "ods" and kind.archive is not None:
        return [Sheet(found.name, found.rows, found.merged) for found in read_ods_sheets(kind.archive, name)]
    if kind.archive is not None:
        kind.archive.check_all()
        if kind.name == "xlsx":
            _check_extent(Archive(data, name), name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return list(_read_calamine(workbook, name))
    except python_calamine.PasswordError as error:
        raise UnreadableDocument(name, "encrypted") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(name, "corrupt-document", kind=kind.name) from error
    except BaseException as error:
        # A panic of the Rust reader is no Exception; anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableDocument(name, "corrupt-document", kind=kind.name) from error


def _read_calamine(workbook: CalamineWorkbook, name: str) -> Iterator[Sheet]:
    cells = 0
    for place, meta in enumerate(workbook.sheets_metadata):
        try:
            sheet = workbook.get_sheet_by_index(place)
        except python_calamine.WorksheetNotFound:
            continue
        height, width = sheet.total_height, sheet.total_width
        cells += height * width
        _check_cells(name, cells, height)
        rows = tuple(tuple(map(_clean, row)) for row in sheet.to_python(skip_empty_area=False))
        merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or [])
        yield Sheet(meta.name, rows, merged, hidden=meta.visible != SheetVisibleEnum.Visible)


def _check_cells(name: str, cells: int, height: int) -> None:
    if height > limits.MAX_ROWS:
        raise DocumentTooLarge(name, "too-many-rows", limit=limits.MAX_ROWS)
    if cells > limits.MAX_CELLS:
        raise DocumentTooLarge(name, "too-many-cells", found=cells, limit=limits.MAX_CELLS)


def _clean(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value)
    if isinstance(value, str):
        return value if value.strip() else None
    cell: Cell = value
    return cell


def _check_extent(archive: Archive, name: str) -> None:
    """Refuse sheets whose far-apart cells would unfold into a huge grid.

    The grid is bounded first by its last row and by how many letters its columns have, which is
    quick; cells are looked at one by one only when that bound is too large.
    """
    total = 0
    for member in archive.members:
        if not (member.startswith("xl/worksheets/") and member.endswith(".xml")):
            continue
        height, width = _bound_extent(archive, member)
        if total + height * width > limits.MAX_CELLS:
            height, width = _measure_extent(archive, member)
        total += height * width
        if total > limits.MAX_CELLS:
            raise DocumentTooLarge(name, "too-many-cells", found=total, limit=limits.MAX_CELLS)


def _windows(archive: Archive, member: str) -> Iterator[bytes]:
    tail = b""
    for chunk in archive.stream(member):
        window = tail + chunk
        yield window
        tail = window[-_OVERLAP_BYTES:]


def _bound_extent(archive: Archive, member: str) -> tuple[int, int]:
    height, width = 1, 26
    for window in _windows(archive, member):
        height = max(height, max(map(int, _ROW.findall(window)), default=0))
        if width < 16_384 and _THREE_LETTERS.search(window):
            width = 16_384
        elif width < 702 and _TWO_LETTERS.search(window):
            width = 702
    return height, width


def _measure_extent(archive: Archive, member: str) -> tuple[int, int]:
    height = width = 1
    for window in _windows(archive, member):
        for letters, row in _VALUED.findall(window):
            height = max(height, int(row))
            width = max(width, _count_column(letters))
    return height, width


def _count_column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
