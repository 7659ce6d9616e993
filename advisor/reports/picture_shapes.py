"""The shapes of a dependency picture; part of the shapes of `advisor.reports.shapes`."""

from typing import Literal

from typing_extensions import TypedDict


class ShareShape(TypedDict):
    """Lines and euros of one group; the amount is null when no line of it has one."""

    rows: int
    amount_eur: str | None


class GroupShape(ShareShape):
    """A group by category or product."""

    id: str
    name: str


class JurisdictionShape(ShareShape):
    """Lines and euros of one jurisdiction of control, or of a state before it is known."""

    id: Literal["FR", "EU", "EEA", "CH", "GB", "US", "other", "community", "unknown", "to-confirm", "unrecognised"]


class FunctionShape(GroupShape):
    """Lines and euros of a function; `outside` are under control outside the Union, `unknown` under unknown control."""

    outside: ShareShape
    unknown: ShareShape


class VendorGroupShape(GroupShape):
    """Lines and euros of a vendor, and the jurisdiction that controls it."""

    control: str


class ConcentrationShape(TypedDict):
    """Shares (0-1) of the first vendor and of the first three, in lines and in euros of established lines."""

    vendors: int
    first_rows: float | None
    first_three_rows: float | None
    first_amount: float | None
    first_three_amount: float | None


class RenewalShape(ShareShape):
    """Lines that end in one quarter ("2027-Q1"), or in a year where no more is written ("2027").

    `unknown` counts those of unknown control, to confirm or not recognised.
    """

    when: str
    outside: ShareShape
    unknown: ShareShape


class UseShape(ShareShape):
    """Lines of one criticality; within them, what is controlled outside the Union and what can be replaced."""

    criticality: Literal["critical", "important", "ordinary", "unmarked"]
    outside: ShareShape
    replaceable: ShareShape


class PictureShape(ShareShape):
    """The dependency picture of a list: `rows` are its items without those decided "not-concerned".

    Established lines are those in band sure. `after` is the picture once the replacements decided are
    made, at the same amounts; null while none is decided. Jurisdictions, steps, decisions and uses each
    add up to the whole, functions and vendors to the established lines.
    """

    priced_rows: int
    not_concerned: ShareShape
    established: ShareShape
    outside: ShareShape
    by_jurisdiction: list[JurisdictionShape]
    after: list[JurisdictionShape] | None
    outside_after: ShareShape | None
    by_function: list[FunctionShape]
    by_vendor: list[VendorGroupShape]
    concentration: ConcentrationShape
    steps: dict[str, ShareShape]
    decisions: dict[str, ShareShape]
    renewals: list[RenewalShape]
    without_end: ShareShape
    uses: list[UseShape]
