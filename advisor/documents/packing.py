"""Documents and tables as JSON values, for the answers of the child process. No reading here."""

import datetime
from typing import Any

from advisor.documents.tables import Cell, Table
from advisor.domain.annotations import Annotation, Remark
from advisor.domain.documents import Document, Segment, Unread


def pack_document(document: Document) -> dict[str, Any]:
    """Return a Document as JSON values."""
    return {
        "name": document.name,
        "kind": document.kind,
        "text": document.text,
        "pages": document.pages,
        "part": document.part,
        "segments": [
            [one.start, one.end, one.kind, one.place, one.page, one.anchor, one.recognised] for one in document.segments
        ],
        "unread": [[one.where, one.why] for one in document.unread],
    }


def unpack_document(packed: dict[str, Any]) -> Document:
    """Return the Document packed by `pack_document`."""
    return Document(
        name=packed["name"],
        kind=packed["kind"],
        text=packed["text"],
        segments=tuple(Segment(*one) for one in packed["segments"]),
        pages=packed["pages"],
        unread=tuple(Unread(*one) for one in packed["unread"]),
        part=packed["part"],
    )


def pack_annotation(annotation: Annotation) -> dict[str, Any]:
    """Return an Annotation as JSON values."""
    return {
        "document": pack_document(annotation.document),
        "remarks": [[one.start, one.end, one.lines, one.elsewhere, one.strong] for one in annotation.remarks],
        "author": annotation.author,
        "created": annotation.created,
    }


def unpack_annotation(packed: dict[str, Any]) -> Annotation:
    """Return the Annotation packed by `pack_annotation`."""
    remarks = [
        Remark(start, end, tuple((label, text) for label, text in lines), elsewhere, strong)
        for start, end, lines, elsewhere, strong in packed["remarks"]
    ]
    return Annotation(unpack_document(packed["document"]), tuple(remarks), packed["author"], packed["created"])


def pack_table(table: Table) -> dict[str, Any]:
    """Return a Table as JSON values; a date becomes a list of one string.

    Each different cell is written once and the rows hold its place: an agent export repeats itself.
    """
    places: dict[tuple[type, Cell], int] = {}
    rows = [[places.setdefault((cell.__class__, cell), len(places)) for cell in row] for row in table.rows]
    return {
        "name": table.name,
        "kind": table.kind,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "header": table.header,
        "merged": table.merged,
        "by_line": table.by_line,
        "cells": [_pack_cell(cell) for _, cell in places],
        "rows": rows,
        "unread": [[one.where, one.why] for one in table.unread],
    }


def unpack_table(packed: dict[str, Any]) -> Table:
    """Return the Table packed by `pack_table`; the packed rows are used up on the way."""
    header = packed["header"]
    cell = [_unpack_cell(one) for one in packed["cells"]].__getitem__
    places = packed.pop("rows")
    rows = []
    for index, row in enumerate(places):
        rows.append(tuple(map(cell, row)))
        places[index] = None  # freed as it goes: both forms of a large table would double its memory
    return Table(
        name=packed["name"],
        kind=packed["kind"],
        sheet=packed["sheet"],
        header=None if header is None else tuple(header),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in packed["merged"]),
        by_line=packed["by_line"],
        rows=tuple(rows),
        unread=tuple(Unread(*one) for one in packed["unread"]),
        sheets=tuple(packed["sheets"]),
    )


def _pack_cell(cell: Cell) -> Any:
    return [cell.isoformat()] if isinstance(cell, datetime.date) else cell


def _unpack_cell(cell: Any) -> Cell:
    if isinstance(cell, list):
        return datetime.date.fromisoformat(cell[0])
    value: Cell = cell
    return value
