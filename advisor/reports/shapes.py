"""The shapes of every answer, as the contract gives them; `advisor schema NAME` prints them.

They are typed dictionaries so that an answer of 200,000 rows is built without a second
copy, and so that one definition serves type checking, JSON Schema and the tests.
"""

from collections.abc import Mapping, Sequence
from typing import (
    Literal,
    NotRequired,  # pydantic reads typing's own only from Python 3.12
)

from typing_extensions import TypedDict

from advisor.domain.marks import MarkStatus
from advisor.reports.picture_shapes import GroupShape, PictureShape, ShareShape

Band = Literal["sure", "review", "none"]


class VendorShape(TypedDict):
    """The vendor of a product."""

    id: str
    name: str


class ProductShape(TypedDict):
    """A product, the same everywhere; a null country is unknown."""

    id: str
    name: str
    vendor: VendorShape
    seat_country: str | None
    control_country: str | None
    labels: list[str]


# "as" is a Python keyword: the class form cannot spell the contract's key.
ReasonShape = TypedDict(
    "ReasonShape",
    {
        "kind": str,
        "matched": str,
        "as": str | None,
        "start": int | None,
        "end": int | None,
        "weight": NotRequired[float],
    },
)


class CandidateShape(TypedDict):
    """A rival product that was considered."""

    product: ProductShape
    probability: float


class CategoryShape(TypedDict):
    """A function found in a line that names no product."""

    id: str
    name: str


class AlternativeShape(TypedDict):
    """A documented alternative, held against the buyer's needs.

    `met`, `unmet` and `unknown` list needs by the id of their criterion, `partly` those of the
    unknown ones that a fact answers in part; `excluded_by` is the requirement that excludes it
    ("eligibility" for a State tool closed to the buyer), null when none does. `eligibility` is null
    for a product that anyone may buy. `evidence` and `shared_functions` are the other inputs of
    the order.
    """

    product: ProductShape
    scope: str
    gaps: str
    effort: Literal["low", "medium", "high"]
    met: list[str]
    unmet: list[str]
    unknown: list[str]
    excluded_by: str | None
    partly: list[str]
    eligibility: Literal["open", "on-request", "closed", "unknown"] | None
    evidence: int
    shared_functions: int


class CoveringShape(TypedDict):
    """A part of a suite covered by an alternative: `through` is the part of the alternative that does it."""

    part: str
    product: ProductShape
    through: str | None
    gaps: str


class ChosenShape(TypedDict):
    """A product of the set that covers a suite, and what it covers there."""

    product: ProductShape
    covers: list[CoveringShape]


class SuitePartShape(TypedDict):
    """A part of a suite in use, with its documented alternatives in order."""

    product: ProductShape
    functions: list[CategoryShape]
    alternatives: list[AlternativeShape]


class SuiteShape(TypedDict):
    """Which alternatives together cover the parts of a suite in use; `unused` are parts left out.

    `exact` tells that no smaller set exists among the documented links; `rule` is the rule in words.
    """

    parts: list[SuitePartShape]
    cover: list[ChosenShape]
    uncovered: list[str]
    unused: list[str]
    exact: bool
    rule: str


class NeedShape(TypedDict):
    """One need as it was asked."""

    criterion: str
    accept: list[str]
    required: bool


class AskedShape(TypedDict):
    """Who the buyer is and what it asked, as a needs file says it."""

    buyer: str | None
    data: list[str]
    users: int | None
    parts: list[str]
    needs: list[NeedShape]


class DecisionShape(TypedDict):
    """What a person decided about a line; `control` is that of the replacement, as `RowShape.control`."""

    action: Literal["keep", "replace", "study", "not-concerned"] | None
    replacement: ProductShape | None
    control: str | None
    comment: str
    criticality: Literal["critical", "important", "ordinary"] | None


class RowShape(TypedDict):
    """The answer for one row of a list; `suite` is there for a suite with parts.

    `function` is that of the product, or the one found in the line. `control` is a country, "community"
    or "unknown", null where no product is established (any band but sure); `step` is what to do next,
    null for a row that is no item.
    """

    row: int
    input: str
    vendor: str | None
    amount_eur: str | None
    ends_on: str | None
    band: Band
    probability: float
    product: ProductShape | None
    category: CategoryShape | None
    others: list[ProductShape]
    candidates: list[CandidateShape]
    reasons: list[ReasonShape]
    european: bool | None
    alternatives: list[AlternativeShape]
    same_function: list[ProductShape]
    no_substitute: str | None
    kind: str
    function: NotRequired[CategoryShape | None]
    control: NotRequired[str | None]
    step: NotRequired[Literal["confirm", "replaceable", "european", "no-substitute", "unrecognised"] | None]
    decision: NotRequired[DecisionShape]
    suite: NotRequired[SuiteShape]


class UnreadShape(TypedDict):
    """A part of the input that was not read, and why."""

    where: str
    why: str


class ColumnsShape(TypedDict):
    """The columns that were used, by name."""

    text: str
    vendor: str | None
    amount: str | None
    ends_on: str | None


class ListSourceShape(TypedDict):
    """The list that was read; `tax` says whether its amounts hold tax, null when nothing says so."""

    name: str
    sheet: str | None
    columns: ColumnsShape
    unread: list[UnreadShape]
    tax: NotRequired[Literal["excluded", "included"] | None]


class ListSummaryShape(TypedDict):
    """The counts of a list."""

    rows: int
    sure: int
    review: int
    none: int
    amount_eur: str | None
    by_control: dict[str, ShareShape]
    by_category: list[GroupShape]
    by_product: list[GroupShape]
    picture: NotRequired[PictureShape]


class SourceShape(TypedDict):
    """A page a fact was read on."""

    title: str
    url: str
    published: str | None
    seen: str


class ControlSourceShape(TypedDict):
    """Who controls a vendor of the list, by which rule (1, 2 or 3 of the docs, 0 when unknown), read where."""

    vendor: VendorShape
    country: str | None
    rule: int
    sources: list[SourceShape]


class MatchResultShape(TypedDict):
    """The answer for a list: `advisor match --format json`."""

    edition: str
    method: str
    created: str
    source: ListSourceShape
    needs: list[str]
    asked: AskedShape
    order: str
    rows: Sequence[RowShape]
    summary: ListSummaryShape
    controls: NotRequired[list[ControlSourceShape]]


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
    against: NotRequired[AgainstShape]


class FoundShape(TypedDict):
    """One answer of a search, and why it is one."""

    kind: Literal["product", "category", "vendor"]
    id: str
    name: str
    why: str


class FindResultShape(TypedDict):
    """The answer of a search: `advisor find --format json`."""

    edition: str
    query: str
    results: list[FoundShape]


class CategoryStatsShape(TypedDict):
    """What the catalogue holds for one category."""

    id: str
    name: str
    dominant: int
    alternatives: int
    links: int
    fully_covered: int
    documented: int


class FactCountsShape(TypedDict):
    """Facts by how far they can be relied on."""

    sourced: int
    to_verify: int
    stale: int


class StatsShape(TypedDict):
    """What an edition holds: `advisor catalogue stats --format json`."""

    edition: str
    categories: int
    products: int
    dominant: int
    alternatives: int
    links: int
    fully_covered: int
    documented: int
    vendors: int
    aliases: int
    facts: FactCountsShape
    by_category: list[CategoryStatsShape]


SHAPES: Mapping[str, type] = {
    "match": MatchResultShape,
    "check": CheckResultShape,
    "find": FindResultShape,
    "stats": StatsShape,
}
"""The exported shapes by name."""
