"""What was read from a file: a text in segments, or a list of lines. No parsing here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

SegmentKind = Literal["paragraph", "heading", "table-cell", "list-item", "header", "footer", "note", "comment", "field"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of an input that could not be read: `where` it is and `why`, in plain words."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file gave no answer: a code or reason of the project's errors, with its blanks.

    `name` is the file as shown, with its place in the file that holds it ("DCE.zip/CCTP.docx").
    """

    name: str
    reason: str
    detail: dict[str, str] = field(default_factory=dict)


Part = Literal[
    "cctp", "ccap", "ccp", "rc", "ae", "bpu", "dqe", "dpgf", "notice", "answer-form", "candidacy", "questions", "annex"
]
"""What a document is in a consultation: specifications, rules, price schedules, notice, forms, annexes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document's text with one place in the original.

    `start` and `end` are offsets in `Document.text`, in characters, end excluded.
    `place` is what a reader can look for ("3.2 Messagerie, paragraphe 4"); `page` counts
    from 1 and is None where the format has no pages. `anchor` is the offset, in an earlier
    segment, of the words a note or comment is attached to, None where that is unknown.
    `recognised` marks words read from a picture: letters may be wrong.
    """

    start: int
    end: int
    kind: SegmentKind
    place: str
    page: int | None = None
    anchor: int | None = None
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: one text in reading order, and where each part of it stood.

    Segments are ordered, do not overlap, and are separated by line breaks in `text`. `part` is None
    where neither the name nor the first lines tell it.
    """

    name: str
    kind: str
    text: str
    segments: tuple[Segment, ...]
    pages: int | None = None
    unread: tuple[Unread, ...] = ()
    part: Part | None = None

    def segment_text(self, segment: Segment) -> str:
        """Return the text of one segment."""
        return self.text[segment.start : segment.end]

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """What was read from one or many files: a container gives the documents it holds.

    Names are unique; `failures` are the files that could not be read at all.
    """

    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading is: the file under way, files done and known so far, page of a long file (0: none)."""

    name: str
    done: int
    total: int
    page: int = 0
    pages: int = 0


LineKind = Literal["item", "header", "title", "total", "empty"]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row of a buyer's list, with only the columns that are needed.

    `row` counts from 1 as the buyer sees it. `amount_eur` is a decimal string with two
    places and a point ("1200.00"), None when absent or unreadable. `ends_on` is an ISO
    date, possibly only "YYYY" or "YYYY-MM".
    """

    row: int
    text: str
    vendor: str | None = None
    amount_eur: str | None = None
    ends_on: str | None = None
    kind: LineKind = "item"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by name as shown to the buyer ("Libellé", or "colonne 3").

    `tax` says whether the amounts hold tax, None when nothing says so.
    """

    text: str
    vendor: str | None = None
    amount: str | None = None
    ends_on: str | None = None
    tax: Literal["excluded", "included"] | None = None


@dataclass(frozen=True, slots=True)
class PurchaseList:
    """A buyer's list as read: one `ListLine` per row of the file, in order."""

    name: str
    sheet: str | None
    columns: Columns
    lines: tuple[ListLine, ...]
    unread: tuple[Unread, ...] = ()
