"""The shapes that lists, tenders and papers share: products, reasons, what was not read."""

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


class UnreadShape(TypedDict):
    """A part of the input that was not read, and why."""

    where: str
    why: str
