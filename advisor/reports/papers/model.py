"""A paper: what a note, a report or a comparison says, before it becomes a PDF, a text document or a page.

Blocks hold words only; how they look is each renderer's business. Any text may come from a buyer's
file: renderers write it as it stands and never read it as markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Mark = Literal["plain", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner; with a `url` (http, https or mailto) it is a link."""

    text: str
    mark: Mark = "plain"
    url: str | None = None


Words = str | tuple[Run, ...]
"""A text in one manner, or in several."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is a section of the paper. A level deeper than the one before by two counts as one deeper."""

    text: str
    level: Literal[1, 2, 3, 4] = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; "lead" opens a paper or a section, "note" is for sources and asides."""

    words: Words
    style: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, each item a text."""

    items: tuple[Words, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row, repeated on every page.

    `numeric` gives the columns, from 0, that hold numbers: set to the right. `widths` are shares of
    the width, one per column; empty means by content. Rows shorter than the header are filled up.
    """

    header: tuple[str, ...]
    rows: Sequence[Sequence[Words]]
    caption: str
    numeric: frozenset[int] = frozenset()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG made by the project itself, with its text alternative and caption.

    `svg` has a `viewBox` and presentation attributes only: no style sheet, script or link.
    `width` is the share of the text's width it takes.

    Raises:
        ValueError: the alternative is empty; a picture nobody can hear is not made.
    """

    svg: str
    alternative: str
    caption: str
    width: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a picture without text alternative."""
        if not self.alternative.strip():
            raise ValueError("a figure needs a text alternative")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted exactly, and whose they are."""

    text: str
    source: Words = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must not miss: a limit, a reserve."""

    title: str
    words: Words


@dataclass(frozen=True, slots=True)
class Blank:
    """Lines for a person to fill in by hand, under a label."""

    label: str
    lines: int = 2


Block = Heading | Paragraph | Items | Table | Figure | Quote | Notice | Blank


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language.

    `meta` are the rows under the title (edition, method, date, source …), in order. `created` is
    an ISO moment: the date the files bear, so that the same answer gives the same file. `foot`
    stands at the foot of every page.
    """

    title: str
    lang: str
    created: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    meta: tuple[tuple[str, Words], ...] = ()
    foot: str = ""


def runs_of(words: Words) -> tuple[Run, ...]:
    """Return words as runs."""
    return (Run(words),) if isinstance(words, str) else words


def text_of(words: Words) -> str:
    """Return words without their manner."""
    return words if isinstance(words, str) else "".join(run.text for run in words)
