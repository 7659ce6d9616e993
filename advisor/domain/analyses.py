"""A visitor's upload and what became of it: progress, answer, decisions, and when it is erased."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from advisor.domain.documents import Document, Failure, PurchaseList
from advisor.domain.marks import Mark
from advisor.domain.matches import LineMatch, TextMatch
from advisor.domain.reports import Decisions, LineDecision, Needs

AnalysisKind = Literal["list", "tender"]
AnalysisState = Literal["waiting", "running", "ready", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name, cleaned for display, and its bytes.

    `earlier` marks a file of the earlier version to compare with.
    """

    name: str
    data: bytes
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Columns and sheet a visitor chose; None is found by content."""

    sheet: str | None = None
    text: str | None = None
    vendor: str | None = None
    amount: str | None = None
    ends_on: str | None = None


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """A list that was read and matched; rows of the answer are built from it when shown."""

    purchases: PurchaseList
    matches: tuple[LineMatch, ...]


@dataclass(frozen=True, slots=True)
class TenderAnswer:
    """Documents that were read and scanned, and the files that could not be read.

    `earlier` are those of an earlier version; `earlier_answers` are (name, JSON) of answers kept
    about one.
    """

    documents: tuple[tuple[Document, tuple[TextMatch, ...]], ...]
    failures: tuple[Failure, ...] = ()
    earlier: tuple[tuple[Document, tuple[TextMatch, ...]], ...] = ()
    earlier_answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """One upload under its unguessable token.

    `share_token` opens it read-only. `progress` is (done, total) in the unit of `step`.
    `decisions` are what the visitor answered, by the folded text of the line: a product id,
    or None for "no product of the catalogue"; `choices` are what becomes of the product, by the same
    key. `sheets` and `headers` are what the columns of a list
    can be chosen from. `marks` are what the visitor said of the findings of a tender. `lang` is the
    language in which the file was read; `example` marks the project's own samples.
    """

    token: str
    kind: AnalysisKind
    name: str
    state: AnalysisState
    created: datetime
    expires: datetime
    edition: str | None = None
    method: str | None = None
    share_token: str | None = None
    step: str = ""
    progress: tuple[int, int] = (0, 0)
    failures: tuple[Failure, ...] = ()
    decisions: dict[str, str | None] = field(default_factory=dict)
    choices: dict[str, LineDecision] = field(default_factory=dict)
    needs: Needs = field(default_factory=Needs)
    columns: ColumnNames = field(default_factory=ColumnNames)
    sheets: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    lang: str = "fr"
    example: bool = False

    @property
    def decided(self) -> Decisions:
        """Return everything the visitor decided about the lines of a list."""
        return Decisions(dict(self.decisions), dict(self.choices))

    @property
    def open(self) -> bool:
        """Tell whether the upload still waits for its answer."""
        return self.state in ("waiting", "running")
