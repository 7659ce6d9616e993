"""One file as sent to the documents it holds: a document gives itself, an archive or a message what is inside.

One file that fails never stops the others: it becomes a `Failure` with its place. Reading in a child
process with limits is in `bounded`; this runs wherever it is called.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from advisor.documents import limits
from advisor.documents.containers import Member, list_inside, list_members
from advisor.documents.kinds import Kind, find_kind
from advisor.documents.names import free_name
from advisor.documents.parts import find_part
from advisor.documents.reader import CONTAINERS, read_known
from advisor.documents.recognition import Recogniser, is_installed
from advisor.documents.source import Source, read_source
from advisor.domain.documents import Document, DocumentSet, Failure, Progress
from advisor.errors import DocumentTooLarge, UnreadableDocument

Event = Progress | Document | Failure
Emit = Callable[[int, Event], None]
"""Called with the number of the file, in the order of the visit, and what happened."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Where to take up reading after a crash: files numbered below `start` are answered, `skip` are left out.

    `plain` are read without recognising the words of pictures.
    """

    start: int = 0
    skip: Collection[int] = ()
    plain: Collection[int] = ()


def read_files(source: Source, name: str, *, lang: str = "fr", recognise: bool = False) -> DocumentSet:
    """Read a file, and the files inside when it is a ZIP archive or a mail message.

    Bad input never raises: what can be read is in `documents`, the rest in `failures`.

    Args:
        source: the bytes, or a path.
        name: the file as the user named it; files inside get it before their own path.
        recognise: read the words of scanned pages, if the engine is installed; some ten seconds a page.
    """
    collected = Collected()
    visit_files(source, name, collected.add, lang=lang, recognise=recognise)
    return collected.build()


def collect_files(source: Source, name: str, wanted: Collection[str]) -> dict[str, bytes]:
    """Return the bytes of files by the name `read_files` gives them, those inside containers too.

    What cannot be opened is left out.
    """
    found: dict[str, bytes] = {}

    def take(path: str, data: bytes) -> None:
        if path in wanted:
            found[path] = data

    _Visit(lambda _number, _event: None, "fr", False, Resume(), limits.CONTAINER_SECONDS, take).visit(
        name, Member(name, lambda: read_source(source, name)), 0
    )
    return found


@dataclass(slots=True)
class Collected:
    """Gathers events into a DocumentSet."""

    documents: list[Document] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, _number: int, event: Event) -> None:
        """Keep a document or a failure; progress is for others."""
        if isinstance(event, Document):
            self.documents.append(event)
        elif isinstance(event, Failure):
            self.failures.append(event)

    def build(self) -> DocumentSet:
        """Return what was gathered."""
        return DocumentSet(tuple(self.documents), tuple(self.failures))


def visit_files(
    source: Source,
    name: str,
    emit: Emit,
    *,
    lang: str = "fr",
    recognise: bool = False,
    resume: Resume | None = None,
    seconds: float = limits.CONTAINER_SECONDS,
) -> None:
    """Read as `read_files` does, telling each step as it happens; the same file is always visited in the same order."""
    visit = _Visit(emit, lang, recognise, resume or Resume(), seconds)
    visit.visit(name, Member(name, lambda: read_source(source, name)), 0)


class _Visit:
    def __init__(
        self,
        emit: Emit,
        lang: str,
        recognise: bool,
        resume: Resume,
        seconds: float,
        take: Callable[[str, bytes], None] | None = None,
    ) -> None:
        self.emit = emit
        self.take = take
        self.lang = lang
        self.recognise = recognise
        self.resume = resume
        self.seconds = seconds
        self.until = time.monotonic() + seconds
        self.number = -1
        self.done, self.total = 0, 1
        self.left_bytes = limits.MAX_UNZIPPED_BYTES
        self.taken: set[str] = set()

    def visit(self, path: str, member: Member, depth: int) -> None:
        """Read one file; a container's members are visited in turn."""
        self.number += 1
        number = self.number
        name = free_name(path, self.taken)
        self.taken.add(name)
        if number in self.resume.skip:
            self.done += 1
            return
        self._tell(number, Progress(name, self.done, self.total))
        try:
            if self._open(number, name, member, depth):
                return
        except UnreadableDocument as error:
            self._fail(number, name, error)
        except MemoryError:
            self._tell(number, Failure(name, "reader-crashed"))
        self.done += 1

    def _open(self, number: int, name: str, member: Member, depth: int) -> bool:
        """Read a file; True when it is a container, whose members count instead of it."""
        if member.document is not None:
            self._tell(number, replace(member.document, name=name, part=find_part(member.document)))
            return False
        if time.monotonic() > self.until:
            raise DocumentTooLarge(name, "out-of-time", seconds=round(self.seconds))
        data = self._get_bytes(name, member)
        kind = find_kind(data, name)
        if kind.name in CONTAINERS:
            self._visit_members(data, name, kind, depth)
            return True
        if self.take is not None:
            self.take(name, data)
        elif number >= self.resume.start:
            self._tell(number, read_known(data, name, kind, self.lang, self._get_recogniser(number, name)))
        # Bytes are collected outside of the child: no native reader is called there.
        if depth < limits.MAX_DEPTH and not (self.take is not None and kind.name == "pdf"):
            self._visit_inside(list_inside(data, kind), name, depth)
        return False

    def _visit_inside(self, members: list[Member], name: str, depth: int) -> None:
        """Read the files set inside a document that was read, or attached to it."""
        members = members[: max(0, limits.MAX_FILES - self.number)]
        self.total += len(members)
        for member in members:
            self.visit(f"{name}/{member.path}", member, depth + 1)

    def _get_bytes(self, name: str, member: Member) -> bytes:
        if member.read is None or self.left_bytes <= 0:
            raise DocumentTooLarge(name, "container-full", limit_mb=limits.MAX_UNZIPPED_BYTES // limits.MIB)
        data = read_source(member.read(), name)
        self.left_bytes -= len(data)
        return data

    def _get_recogniser(self, number: int, name: str) -> Recogniser | None:
        if not self.recognise or number in self.resume.plain or not is_installed():
            return None
        left = max(0.0, min(limits.RECOGNISER_SECONDS, self.until - time.monotonic()))
        return Recogniser(
            left, lambda page, pages: self._tell(number, Progress(name, self.done, self.total, page, pages))
        )

    def _visit_members(self, data: bytes, name: str, kind: Kind, depth: int) -> None:
        if depth >= limits.MAX_DEPTH:
            raise DocumentTooLarge(name, "too-deep", limit=limits.MAX_DEPTH)
        members = list_members(data, name, kind, self.lang)
        if not members:
            raise UnreadableDocument(name, "empty-container")
        self.total += len(members) - 1
        for member in members:
            path = f"{name}/{member.path}" if member.path else name
            if self.number >= limits.MAX_FILES:
                raise DocumentTooLarge(path, "too-many-files", limit=limits.MAX_FILES)
            if member.document is not None:
                self.taken.discard(name)
            self.visit(path, member, depth + 1)

    def _fail(self, number: int, name: str, error: UnreadableDocument) -> None:
        detail = {key: str(value) for key, value in error.detail.items()}
        if error.reason == "too-many-files":
            name, number = error.name, self.number
        self._tell(number, Failure(name, error.reason, detail))

    def _tell(self, number: int, event: Event) -> None:
        if number >= self.resume.start:
            self.emit(number, event)
