"""The shapes of every answer, as the contract gives them; `advisor schema NAME` prints them.

They are typed dictionaries so that an answer of 200,000 rows is built without a second
copy, and so that one definition serves type checking, JSON Schema and the tests.
"""

from collections.abc import Mapping
from typing import (
    Literal,
    NotRequired,  # pydantic reads typing's own only from Python 3.12
)

from typing_extensions import TypedDict

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


class AlternativeShape(TypedDict):
    """A documented alternative, held against the buyer's needs.

    `met`, `unmet` and `unknown` list needs by the id of their criterion; `excluded_by` is the
    requirement that excludes it, null when none does.
    """

    product: ProductShape
    scope: str
    gaps: str
    effort: Literal["low", "medium", "high"]
    met: list[str]
    unmet: list[str]
    unknown: list[str]
    excluded_by: str | None


class CategoryShape(TypedDict):
    """A function found in a line that names no product."""

    id: str
    name: str


class RowShape(TypedDict):
    """The answer for one row of a list."""

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
    """The list that was read."""

    name: str
    sheet: str | None
    columns: ColumnsShape
    unread: list[UnreadShape]


class ShareShape(TypedDict):
    """Lines and euros of one group; the amount is null when no line of it has one."""

    rows: int
    amount_eur: str | None


class GroupShape(ShareShape):
    """A group by category or product."""

    id: str
    name: str


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


class MatchResultShape(TypedDict):
    """The answer for a list: `advisor match --format json`."""

    edition: str
    method: str
    created: str
    source: ListSourceShape
    needs: list[str]
    order: str
    rows: list[RowShape]
    summary: ListSummaryShape


class RuleShape(TypedDict):
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
    """A clause that can go with a wording, and when it applies."""

    id: str
    name: str
    text: str
    when: str


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
    allows; it is empty for other findings.
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


class DocumentShape(TypedDict):
    """A document that was read."""

    name: str
    kind: str
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


class CheckResultShape(TypedDict):
    """The answer for documents: `advisor check --format json`."""

    edition: str
    method: str
    created: str
    documents: list[DocumentShape]
    mentions: list[MentionShape]
    summary: CheckSummaryShape
    unread: list[UnreadShape]
    clauses: NotRequired[list[ClauseShape]]


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
