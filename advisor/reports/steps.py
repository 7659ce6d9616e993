"""What a buyer does next about a line of a list."""

from typing import Literal

from advisor.domain.catalogue import EU_COUNTRIES
from advisor.domain.control import COMMUNITY
from advisor.domain.matches import LineMatch
from advisor.domain.products import Product

NextStep = Literal["confirm", "replaceable", "european", "no-substitute", "unrecognised"]
STEPS: tuple[NextStep, ...] = ("confirm", "replaceable", "european", "no-substitute", "unrecognised")


def next_step(product: Product | None, match: LineMatch, control: str) -> NextStep:
    """Say what a buyer does next about a line.

    A product under European control, or free without a documented alternative, needs no search.
    """
    if product is None:
        return "unrecognised"
    if match.band == "review":
        return "confirm"
    if control in EU_COUNTRIES or control == COMMUNITY:
        return "european"
    if product.alternatives:
        return "replaceable"
    return "european" if "free-software" in product.labels else "no-substitute"
