"""From bytes to a Document or a list: recognise the kind, then hand over to its reader."""

from dataclasses import replace

from advisor.documents.assemble import Notes
from advisor.documents.columns import ColumnChoice, ProductShare
from advisor.documents.delimited import read_delimited
from advisor.documents.docx import read_docx
from advisor.documents.html import read_html, read_html_rows
from advisor.documents.kinds import READ_KINDS, Kind, disagrees, find_kind, get_extension
from advisor.documents.lists import build_list
from advisor.documents.notices import find_records, read_boamp, read_notice_xml
from advisor.documents.odt import read_odt
from advisor.documents.parts import find_part
from advisor.documents.reasons import note
from advisor.documents.recognition import Recogniser
from advisor.documents.sbom import read_cyclonedx_xml, read_json_table, read_spdx_tags
from advisor.documents.sheets import read_sheet_document, read_sheet_table
from advisor.documents.source import Source, read_source
from advisor.documents.tables import Table
from advisor.documents.text import decode_text, read_text
from advisor.domain.documents import Document, PurchaseList, Unread
from advisor.errors import UnreadableDocument

_WORKBOOKS = ("xlsx", "xlsb", "xls", "ods")
CONTAINERS = {"zip": "archive", "eml": "message"}
"""Kinds that hold other files, and why they are refused where one document or list is wanted."""


def read_document(source: Source, name: str, *, lang: str = "fr") -> Document:
    """Read one document: docx, odt, pdf, txt, html, a notice in XML or JSON, or a workbook row by row.

    The kind is found by content; a misleading extension is said in `unread`. Files that hold others
    (zip, eml) are opened by `advisor.documents.intake`.

    Args:
        source: the bytes, or a path.
        name: the file as the user named it, for messages and its extension.

    Raises:
        UnreadableDocument: with a reason of `advisor.documents.reasons`.
        DocumentTooLarge: past a limit of `advisor.documents.limits`.
    """
    data = read_source(source, name)
    kind = find_kind(data, name)
    return read_known(data, name, kind, lang)


def read_known(data: bytes, name: str, kind: Kind, lang: str = "fr", recogniser: Recogniser | None = None) -> Document:
    """Read a document whose kind was found; raises as `read_document`."""
    document = _read_by_kind(data, name, kind, lang, recogniser)
    unread = (*_say_kind(kind, name, lang), *document.unread)
    return replace(document, unread=unread, part=find_part(document))


def _read_by_kind(data: bytes, name: str, kind: Kind, lang: str, recogniser: Recogniser | None) -> Document:
    if kind.name == "pdf":
        # Here because loading pdfium costs 80 ms that a list of lines should not pay.
        from advisor.documents.pdf import read_pdf

        return read_pdf(data, name, lang, recogniser)
    if kind.archive is not None and kind.name == "docx":
        return read_docx(kind.archive, name, macros=kind.macros, lang=lang)
    if kind.archive is not None and kind.name == "odt":
        return read_odt(kind.archive, name, macros=kind.macros, lang=lang)
    if kind.name in _WORKBOOKS:
        return read_sheet_document(data, name, kind, lang)
    if kind.name in CONTAINERS:
        raise UnreadableDocument(name, CONTAINERS[kind.name])
    if kind.name == "cyclonedx":
        raise UnreadableDocument(name, "unknown-kind", kinds=READ_KINDS)
    if kind.name in ("eforms", "ted"):
        return read_notice_xml(data, name, kind.name, lang)
    if kind.decoded is not None and kind.name == "html":
        return read_html(kind.decoded.text, name, lang)
    if kind.decoded is not None and kind.name == "json" and (records := find_records(kind.decoded.text)):
        return read_boamp(records, name, lang)
    return read_text(kind.decoded or decode_text(data, name), name, lang)


def read_table(source: Source, name: str, *, sheet: str | None = None, lang: str = "fr") -> Table:
    """Read the cells of a list file: csv, tsv, txt, xlsx, xlsb, xls, ods, json, or a table in HTML.

    Raises: the same as `read_list`, except for columns, which are not chosen yet.
    """
    data = read_source(source, name)
    kind = find_kind(data, name)
    table = _read_table_by_kind(data, name, kind, sheet, lang)
    return replace(table, unread=(*_say_kind(kind, name, lang), *table.unread))


def _read_table_by_kind(data: bytes, name: str, kind: Kind, sheet: str | None, lang: str) -> Table:
    if kind.name in _WORKBOOKS:
        return read_sheet_table(data, name, kind, sheet, lang)
    if kind.name in CONTAINERS:
        raise UnreadableDocument(name, CONTAINERS[kind.name])
    if kind.name == "cyclonedx":
        return read_cyclonedx_xml(data, name)
    if kind.decoded is None or kind.name in ("eforms", "ted"):
        raise UnreadableDocument(name, "not-a-list", kind=kind.name)
    if kind.name == "json":
        return read_json_table(kind.decoded.text, name)
    if kind.name == "spdx":
        return read_spdx_tags(kind.decoded.text, name)
    if kind.name == "html":
        rows = read_html_rows(kind.decoded.text, name)
        if not rows:
            raise UnreadableDocument(name, "not-a-list", kind="html")
        return Table(name=name, kind="html", rows=tuple(tuple(cell or None for cell in row) for row in rows))
    return read_delimited(kind.decoded, name, lang)


def read_list(
    source: Source,
    name: str,
    *,
    sheet: str | None = None,
    columns: ColumnChoice | None = None,
    looks_like_product: ProductShare | None = None,
    lang: str = "fr",
) -> PurchaseList:
    """Read a buyer's list, one line per row of the file.

    Args:
        source: the bytes (standard input too, under a name such as "-"), or a path.
        sheet: the sheet by name or number from 1; by default the one with most text.
        columns: columns named by the user; the others are found by header and content.
        looks_like_product: given a column's cells, the share (0-1) that names a product.

    Raises:
        UnreadableDocument: with a reason of `advisor.documents.reasons`.
        DocumentTooLarge: past a limit of `advisor.documents.limits`.
        UnusableInput: a sheet or column that does not exist.
    """
    table = read_table(source, name, sheet=sheet, lang=lang)
    return build_list(table, columns, looks_like_product, lang)


def _say_kind(kind: Kind, name: str, lang: str) -> tuple[Unread, ...]:
    if not disagrees(kind, name):
        return ()
    notes = Notes(lang)
    notes.add(note("whole-file", lang), "read-as", kind=kind.name, extension="." + get_extension(name))
    return notes.finish()
