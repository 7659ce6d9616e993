"""The shapes of every answer, as the contract gives them; `advisor schema NAME` prints them.

Those of tenders are written in `tender_shapes`; all are to be had from here. They are typed
dictionaries so that an answer of 200,000 rows is built without a second copy, and so that one
definition serves type checking, JSON Schema and the tests.
"""

from collections.abc import Mapping, Sequence
from typing import (
    Literal,
    NotRequired,  # pydantic reads typing's own only from Python 3.12
)

from typing_extensions import TypedDict

from advisor.reports.picture_shapes import GroupShape, PictureShape, ShareShape
from advisor.reports.shared_shapes import (
    Band as Band,
)
from advisor.reports.shared_shapes import (
    ProductShape as ProductShape,
)
from advisor.reports.shared_shapes import (
    ReasonShape as ReasonShape,
)
from advisor.reports.shared_shapes import (
    UnreadShape as UnreadShape,
)
from advisor.reports.shared_shapes import (
    VendorShape as VendorShape,
)
from advisor.reports.tender_shapes import (
    AgainstShape as AgainstShape,
)
from advisor.reports.tender_shapes import (
    ArticleShape as ArticleShape,
)
from advisor.reports.tender_shapes import (
    CaseShape as CaseShape,
)
from advisor.reports.tender_shapes import (
    CheckResultShape as CheckResultShape,
)
from advisor.reports.tender_shapes import (
    CheckSummaryShape as CheckSummaryShape,
)
from advisor.reports.tender_shapes import (
    ClauseShape as ClauseShape,
)
from advisor.reports.tender_shapes import (
    DocumentShape as DocumentShape,
)
from advisor.reports.tender_shapes import (
    FunctionShape as FunctionShape,
)
from advisor.reports.tender_shapes import (
    GoneShape as GoneShape,
)
from advisor.reports.tender_shapes import (
    GroundsShape as GroundsShape,
)
from advisor.reports.tender_shapes import (
    MentionShape as MentionShape,
)
from advisor.reports.tender_shapes import (
    PlaceShape as PlaceShape,
)
from advisor.reports.tender_shapes import (
    RuleShape as RuleShape,
)
from advisor.reports.tender_shapes import (
    StandardShape as StandardShape,
)
from advisor.reports.tender_shapes import (
    TestStepShape as TestStepShape,
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


class WeightShape(TypedDict):
    """What one piece of evidence weighed in a decision (logit); their sum gives the probability."""

    name: str
    weight: float


class RowShape(TypedDict):
    """The answer for one row of a list; `suite` is there for a suite with parts, `weights` where they were asked for.

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
    weights: NotRequired[list[WeightShape]]


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
