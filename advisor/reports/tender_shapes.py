"""The shapes of the answer for documents: `advisor check --format json`, as the contract gives them."""

from typing import (
    Literal,
    NotRequired,  # pydantic reads typing's own only from Python 3.12
)

from typing_extensions import TypedDict

from advisor.domain.marks import MarkStatus
from advisor.reports.shared_shapes import Band, ProductShape, ReasonShape, UnreadShape


class CaseShape(TypedDict):
    """A decision to read; not `official` when it was read in a commentary."""

    name: str
    what: str
    source: str
    official: bool


class GroundsShape(TypedDict):
    """What could justify a finding, what is not settled about it, and decisions to read."""

    justified_by: str
    caveat: str | None
    source_note: str
    cases: list[CaseShape]


class RuleShape(GroundsShape):
    """The rule a finding points at, and its source."""

    article: str
    why: str
    source: str
    note: str


class TestStepShape(TypedDict):
    """One step of the test of the case law, and what the text allows to answer."""

    question: str
    answer: str


class ArticleShape(TypedDict):
    """An article that findings point at: its words where they were read in full, and its sense."""

    article: str
    quote: str | None
    sense: str
    source: str
    consolidated: str


class ClauseShape(TypedDict):
    """A clause that can go with a wording, when it applies, and the reason the buyer has to write for it."""

    id: str
    name: str
    text: str
    when: str
    justification: str


class FunctionShape(TypedDict):
    """The function a product has: what a wording describes in the place of its name."""

    id: str
    name: str


class StandardShape(TypedDict):
    """A standard that is left out of a wording because citing it can exclude bids."""

    name: str
    reference: str | None
    warning: str


class PlaceShape(TypedDict):
    """Where a mention stands, and its words."""

    document: str
    page: int | None
    place: str
    start: int
    end: int
    text: str
    sentence: str


class MentionShape(PlaceShape):
    """One mention of a document and what was found about it.

    `test` holds the three steps of the case law for a product of the catalogue, as far as the text
    allows; it is empty for other findings. `key` names the finding in a later answer about the same
    text. `status` and `status_reason` are what a person said of it; `change` and `severity_before`
    compare it with an earlier version.
    """

    product: ProductShape | None
    band: Band
    probability: float
    reasons: list[ReasonShape]
    role: Literal["requirement", "compatibility", "context", "criterion", "certification", "title"] | None
    or_equivalent: bool
    equivalent: Literal["governs", "general-clause", "none"]
    finding: Literal["brand", "unknown-brand", "origin", "norm-without-equivalent", "hidden-brand"]
    severity: Literal["high", "warning", "info"]
    rule: RuleShape
    wording: str | None
    test: NotRequired[list[TestStepShape]]
    key: NotRequired[str]
    function: NotRequired[FunctionShape | None]
    status: NotRequired[MarkStatus]
    status_reason: NotRequired[str]
    change: NotRequired[Literal["new", "remaining"]]
    severity_before: NotRequired[Literal["high", "warning", "info"]]


class DocumentShape(TypedDict):
    """A document that was read; `part` is what it is in the consultation (cctp, rc, bpu …), null when unclear."""

    name: str
    kind: str
    part: str | None
    pages: int | None
    characters: int
    unread: list[UnreadShape]
    text: NotRequired[str]


class CheckSummaryShape(TypedDict):
    """The counts of a check."""

    documents: int
    unread: list[UnreadShape]
    mentions: int
    by_severity: dict[str, int]
    by_finding: dict[str, int]
    products: int
    by_status: NotRequired[dict[MarkStatus, int]]


class GoneShape(TypedDict):
    """A finding of an earlier version that the present one no longer has; `product` is its name."""

    document: str
    page: int | None
    place: str
    text: str
    sentence: str
    product: str | None
    finding: str
    severity: Literal["high", "warning", "info"]


class AgainstShape(TypedDict):
    """The comparison with an earlier version; `eased` counts those of `remaining` that are less serious now."""

    names: list[str]
    edition: str | None
    corrected: int
    remaining: int
    new: int
    eased: int
    gone: list[GoneShape]


class CheckResultShape(TypedDict):
    """The answer for documents: `advisor check --format json`.

    `standards` holds, by function, those left out of the wordings and why.
    """

    edition: str
    method: str
    created: str
    documents: list[DocumentShape]
    mentions: list[MentionShape]
    summary: CheckSummaryShape
    unread: list[UnreadShape]
    clauses: NotRequired[list[ClauseShape]]
    standards: NotRequired[dict[str, list[StandardShape]]]
    articles: NotRequired[list[ArticleShape]]
    against: NotRequired[AgainstShape]
