"""What a buyer does next about a line of a list."""

from typing import Literal, get_args

from advisor.domain.catalogue import EU_COUNTRIES
from advisor.domain.control import COMMUNITY
from advisor.domain.matches import LineMatch
from advisor.domain.products import Product

Step = Literal["confirm", "replaceable", "european", "no-substitute", "unrecognised"]
NextStep = Literal[Step, "set-aside"]
"""What a page groups lines by; "set-aside" was decided not concerned: shown apart, counted nowhere."""
STEPS: tuple[Step, ...] = get_args(Step)
SET_ASIDE: NextStep = "set-aside"
PAGE_STEPS: tuple[NextStep, ...] = (*STEPS, SET_ASIDE)


def next_step(product: Product | None, match: LineMatch, control: str) -> Step:
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
