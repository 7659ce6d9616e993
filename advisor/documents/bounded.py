"""The same reads in a child process with limits of time and memory, for files nobody vouches for.

The child answers in JSON, not pickle: what a hostile file made of it is never executed here.
The columns of a list are chosen in this process, from cells already read.
"""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal, overload

from advisor.documents import limits
from advisor.documents.columns import ColumnChoice, ProductShare
from advisor.documents.lists import build_list
from advisor.documents.reader import read_document, read_list
from advisor.documents.source import Source, measure_source
from advisor.documents.tables import Cell, Table
from advisor.domain.documents import Document, PurchaseList, Segment, Unread
from advisor.errors import AdvisorError, DocumentTooLarge, UnreadableDocument, UnusableInput

_ROOT = Path(__file__).resolve().parents[2]
# Kinds read by pure or memory-safe code whose size bounds their cost; told by their first bytes.
_ZIP, _PDF, _OLE, _XLSB = b"PK", b"%PDF", b"\xd0\xcf", b"xl/workbook.bin"


@overload
def read_bounded(
    function: Literal["read_document"],
    source: Source,
    name: str,
    *,
    lang: str = ...,
    only_if_risky: bool = ...,
    timeout_s: float = ...,
    memory_bytes: int = ...,
) -> Document: ...


@overload
def read_bounded(
    function: Literal["read_list"],
    source: Source,
    name: str,
    *,
    lang: str = ...,
    sheet: str | None = ...,
    columns: ColumnChoice | None = ...,
    looks_like_product: ProductShare | None = ...,
    only_if_risky: bool = ...,
    timeout_s: float = ...,
    memory_bytes: int = ...,
) -> PurchaseList: ...


def read_bounded(
    function: Literal["read_document", "read_list"],
    source: Source,
    name: str,
    *,
    lang: str = "fr",
    sheet: str | None = None,
    columns: ColumnChoice | None = None,
    looks_like_product: ProductShare | None = None,
    only_if_risky: bool = False,
    timeout_s: float = limits.READER_SECONDS,
    memory_bytes: int = limits.READER_MEMORY_BYTES,
) -> Document | PurchaseList:
    """Read in a child process; a crash, a memory kill or a timeout is one UnreadableDocument.

    Args:
        only_if_risky: read small files of kinds safe in this process here, which saves about
            a fifth of a second; see `needs_child`.

    Raises:
        UnreadableDocument: also with the reasons "reader-crashed" and "reader-timeout".
        DocumentTooLarge, UnusableInput: as the reads themselves.
    """
    if only_if_risky and not needs_child(source, name):
        if function == "read_document":
            return read_document(source, name, lang=lang)
        return read_list(source, name, sheet=sheet, columns=columns, looks_like_product=looks_like_product, lang=lang)
    if function == "read_list":
        table = read_table_bounded(source, name, lang=lang, sheet=sheet, timeout_s=timeout_s, memory_bytes=memory_bytes)
        return build_list(table, columns, looks_like_product, lang)
    measure_source(source, name)
    request = {"function": function, "name": name, "lang": lang, "sheet": sheet, "memory": memory_bytes}
    return unpack_document(_run(request, source, name, timeout_s))


def read_table_bounded(
    source: Source,
    name: str,
    *,
    lang: str = "fr",
    sheet: str | None = None,
    timeout_s: float = limits.READER_SECONDS,
    memory_bytes: int = limits.READER_MEMORY_BYTES,
) -> Table:
    """Read the cells of a list in a child process, before anyone decides which column is which.

    Raises: the same as `read_bounded`, except for columns, which are not chosen yet.
    """
    measure_source(source, name)
    request = {"function": "read_list", "name": name, "lang": lang, "sheet": sheet, "memory": memory_bytes}
    return unpack_table(_run(request, source, name, timeout_s))


def needs_child(source: Source, name: str) -> bool:
    """Say whether a file should be read in the child: PDF, old or binary Office files, and anything not small.

    Zip containers and text under IN_PROCESS_BYTES are read by bounded code that counts as it goes.
    """
    if measure_source(source, name) > limits.IN_PROCESS_BYTES:
        return True
    if isinstance(source, bytes):
        data = source
    else:
        try:
            with Path(source).open("rb") as handle:
                data = handle.read()
        except OSError:
            return False
    return _PDF in data[:1024] or data.startswith(_OLE) or (data.startswith(_ZIP) and _XLSB in data)


def _run(request: dict[str, Any], source: Source, name: str, timeout_s: float) -> dict[str, Any]:
    request["seconds"] = int(timeout_s) + 1
    if not isinstance(source, bytes):
        request["path"] = str(Path(source).resolve())
    head = json.dumps(request).encode() + b"\n"
    # -P keeps the current folder out of the import path: a file named lxml.py there must not run.
    command = [sys.executable, "-P", "-m", "advisor.documents.worker"]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and module, no word of the user)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        output, _ = child.communicate(head + (source if isinstance(source, bytes) else b""), timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(name, "reader-timeout", seconds=round(timeout_s)) from error
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise UnreadableDocument(name, "reader-crashed", status=child.returncode) from error
    if "error" in answer:
        raise _unpack_error(answer["error"], name)
    return answer


def _unpack_error(error: dict[str, Any], name: str) -> AdvisorError:
    if error["code"] == UnusableInput.code:
        return UnusableInput(error["reason"], **error["detail"])
    kind = DocumentTooLarge if error["code"] == DocumentTooLarge.code else UnreadableDocument
    return kind(name, error["reason"], **error["detail"])


def pack_document(document: Document) -> dict[str, Any]:
    """Return a Document as JSON values."""
    return {
        "name": document.name,
        "kind": document.kind,
        "text": document.text,
        "pages": document.pages,
        "segments": [[one.start, one.end, one.kind, one.place, one.page, one.anchor] for one in document.segments],
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
    )


def pack_table(table: Table) -> dict[str, Any]:
    """Return a Table as JSON values; a date becomes a list of one string."""
    return {
        "name": table.name,
        "kind": table.kind,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "header": table.header,
        "merged": table.merged,
        "by_line": table.by_line,
        "rows": [[_pack_cell(cell) for cell in row] for row in table.rows],
        "unread": [[one.where, one.why] for one in table.unread],
    }


def unpack_table(packed: dict[str, Any]) -> Table:
    """Return the Table packed by `pack_table`."""
    header = packed["header"]
    return Table(
        name=packed["name"],
        kind=packed["kind"],
        sheet=packed["sheet"],
        header=None if header is None else tuple(header),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in packed["merged"]),
        by_line=packed["by_line"],
        rows=tuple(tuple([_unpack_cell(cell) for cell in row]) for row in packed["rows"]),
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
