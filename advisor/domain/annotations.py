"""What is written beside the words of a document that is handed back, and what came of it."""

from dataclasses import dataclass

from advisor.domain.documents import Document

SIGNATURE = "Ou équivalent"
"""Who signs comments: the tool, never a person. Comments with this signature are no part of a document's text."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on some words of a document.

    `start` and `end` are offsets in `Document.text`, end excluded. `lines` are (label, text) pairs,
    the label possibly empty. `elsewhere` says which words and place the comment is about, for a
    comment that has to stand beside other words (a header cannot carry one). `strong` asks for
    the livelier of the two colours where the format has colours.
    """

    start: int
    end: int
    lines: tuple[tuple[str, str], ...]
    elsewhere: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything a writer needs: the document as read, its remarks in order, who signs and when.

    `created` is ISO, UTC, ending in "Z".
    """

    document: Document
    remarks: tuple[Remark, ...]
    author: str
    created: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """The file handed back, with the numbers of remarks on their very words and beside others."""

    data: bytes
    placed: int
    elsewhere: int
