"""The same reads in a child process with limits of time and memory, for files nobody vouches for.

The child answers in lines of JSON, not pickle: what a hostile file made of it is never executed here.
The columns of a list are chosen in this process, from cells already read.
"""

import re
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor.documents import limits
from advisor.documents.child import Child
from advisor.documents.columns import ColumnChoice, ProductShare
from advisor.documents.intake import Collected, Event, read_files
from advisor.documents.lists import build_list
from advisor.documents.packing import unpack_document, unpack_table
from advisor.documents.reader import read_list
from advisor.documents.recognition import is_installed
from advisor.documents.source import Source, measure_source
from advisor.documents.tables import Table
from advisor.domain.documents import DocumentSet, Failure, Progress, PurchaseList
from advisor.errors import AdvisorError, DocumentTooLarge, UnreadableDocument, UnusableInput

# Kinds read by pure or memory-safe code whose size bounds their cost; told by their first bytes.
_ZIP, _PDF, _OLE, _XLSB = b"PK", b"%PDF", b"\xd0\xcf", b"xl/workbook.bin"
# The first member of an Office file, at the beginning of the zip; other zips hold files of any kind.
_OFFICE = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/")
_MESSAGE = re.compile(rb"^(?:from|subject|mime-version|received|return-path|message-id|date|to):", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use: seconds without a word from it, memory, and seconds in all for a container."""

    silence_s: float = limits.READER_SECONDS
    memory_bytes: int = limits.READER_MEMORY_BYTES
    total_s: float = limits.CONTAINER_SECONDS


DEFAULT_BOUNDS = Bounds()


def iter_files_bounded(
    source: Source, name: str, *, lang: str = "fr", recognise: bool = True, bounds: Bounds = DEFAULT_BOUNDS
) -> Generator[Event, None, None]:
    """Read a file, and the files it holds, in a child process; yield each step as it happens.

    A crash, a memory kill or a silence is a `Failure` of the file under way; a new child takes up
    after it. Bad input never raises. The child ends with the iteration.

    Args:
        source: the bytes, or a path.
        name: the file as the user named it; files inside get it before their own path.
        recognise: read the words of scanned pages, if the engine is installed.
    """
    try:
        measure_source(source, name)
    except UnreadableDocument as error:
        yield Failure(name, error.reason, {key: str(value) for key, value in error.detail.items()})
        return
    until = time.monotonic() + bounds.total_s
    memory_bytes = bounds.memory_bytes
    if recognise and is_installed() and memory_bytes == limits.READER_MEMORY_BYTES:
        memory_bytes = limits.RECOGNISER_MEMORY_BYTES
    state = _Followed(name)
    for _ in range(MAX_RESTARTS):
        request = {
            "function": "read_files",
            "name": name,
            "lang": lang,
            "recognise": recognise,
            "resume": [state.start, state.skip, state.plain],
            "total": max(1.0, until - time.monotonic()),
            "memory": memory_bytes,
            # Of the processor: recognising uses two threads.
            "seconds": 2 * int(bounds.total_s + bounds.silence_s) + 1,
        }
        reason = "reader-crashed"
        with Child(request, source) as child:
            try:
                for answer in child.answers(bounds.silence_s):
                    if "end" in answer:
                        return
                    yield state.follow(answer)
            except TimeoutError:
                reason = "reader-timeout"
        failure = state.give_up(reason, round(bounds.silence_s))
        if failure is not None:
            yield failure
        if state.at == 0 and failure is not None:
            return
    yield Failure(name, "reader-crashed")


MAX_RESTARTS = 20
"""Files of one container that may bring the child down before the rest is given up."""


@dataclass(slots=True)
class _Followed:
    """Where the child stands, so that another can take up: the file under way and what is answered."""

    name: str
    at: int = 0
    start: int = 0
    page: int = 0
    skip: list[int] = field(default_factory=list)
    plain: list[int] = field(default_factory=list)

    def follow(self, answer: dict[str, Any]) -> Event:
        """Turn an answer of the child into an event, and remember it."""
        self.at = answer["at"]
        if "progress" in answer:
            progress = Progress(*answer["progress"])
            self.name, self.page = progress.name, progress.page
            return progress
        self.start, self.page = self.at + 1, 0
        if "failure" in answer:
            return Failure(*answer["failure"])
        return unpack_document(answer["document"])

    def give_up(self, reason: str, seconds: int) -> Failure | None:
        """Leave the file under way; one that fell while its pictures were read is tried once more without."""
        if self.page and self.at not in self.plain:
            self.plain.append(self.at)
            return None
        self.skip.append(self.at)
        return Failure(self.name, reason, {"seconds": str(seconds)} if reason == "reader-timeout" else {})


def read_files_bounded(
    source: Source,
    name: str,
    *,
    lang: str = "fr",
    recognise: bool = True,
    only_if_risky: bool = False,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> DocumentSet:
    """Read a file and the files it holds as `iter_files_bounded` does, and return them all together.

    Args:
        only_if_risky: read small files of kinds safe in this process here, which saves about
            a fifth of a second; see `needs_child`.
        on_progress: called as reading goes on.
    """
    if only_if_risky and not needs_child(source, name):
        return read_files(source, name, lang=lang)
    collected = Collected()
    for event in iter_files_bounded(source, name, lang=lang, recognise=recognise):
        if isinstance(event, Progress):
            on_progress(event)
        else:
            collected.add(0, event)
    return collected.build()


def read_list_bounded(
    source: Source,
    name: str,
    *,
    lang: str = "fr",
    sheet: str | None = None,
    columns: ColumnChoice | None = None,
    looks_like_product: ProductShare | None = None,
    only_if_risky: bool = False,
) -> PurchaseList:
    """Read a list in a child process; a crash, a memory kill or a timeout is one UnreadableDocument.

    Raises: as `read_list`, and the reasons "reader-crashed" and "reader-timeout".
    """
    if only_if_risky and not needs_child(source, name):
        return read_list(source, name, sheet=sheet, columns=columns, looks_like_product=looks_like_product, lang=lang)
    table = read_table_bounded(source, name, lang=lang, sheet=sheet)
    return build_list(table, columns, looks_like_product, lang)


def read_table_bounded(
    source: Source, name: str, *, lang: str = "fr", sheet: str | None = None, bounds: Bounds = DEFAULT_BOUNDS
) -> Table:
    """Read the cells of a list in a child process, before anyone decides which column is which.

    Raises: the same as `read_list_bounded`, except for columns, which are not chosen yet.
    """
    measure_source(source, name)
    request = {
        "function": "read_table",
        "name": name,
        "lang": lang,
        "sheet": sheet,
        "memory": bounds.memory_bytes,
        "seconds": int(bounds.silence_s) + 1,
    }
    with Child(request, source) as child:
        try:
            for answer in child.answers(bounds.silence_s):
                if "error" in answer:
                    raise _unpack_error(answer["error"], name)
                return unpack_table(answer["table"])
        except TimeoutError as error:
            raise UnreadableDocument(name, "reader-timeout", seconds=round(bounds.silence_s)) from error
    raise UnreadableDocument(name, "reader-crashed", status=child.status)


def _unpack_error(error: dict[str, Any], name: str) -> AdvisorError:
    if error["code"] == UnusableInput.code:
        return UnusableInput(error["reason"], **error["detail"])
    kind = DocumentTooLarge if error["code"] == DocumentTooLarge.code else UnreadableDocument
    return kind(name, error["reason"], **error["detail"])


def needs_child(source: Source, name: str) -> bool:
    """Say whether a file should be read in the child.

    So are PDF, old or binary Office files, archives and messages, and anything not small. Office
    files and text under IN_PROCESS_BYTES are read by bounded code that counts as it goes.
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
    if data.startswith(_ZIP):
        return _XLSB in data or not data[30:].startswith(_OFFICE)
    return _PDF in data[:1024] or data.startswith(_OLE) or len(_MESSAGE.findall(data[:4096])) > 1
