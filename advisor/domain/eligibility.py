"""Whether a buyer may use a shared State tool, worked out from dated facts only. Silence is unknown.

A tool of the State is no market offer: who may use it is recorded per kind of buyer. A fact that
does not name the buyer says nothing about it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor.domain.catalogue import facts_about
from advisor.domain.criteria import Eligibility, Fact
from advisor.domain.products import Product

Access = Literal["open", "on-request", "closed", "unknown"]
RESTRICTED = frozenset({"shared-state-tool", "restricted-eligibility"})
"""Labels of tools that not everyone may use."""
_BEST_FIRST: tuple[Access, ...] = ("open", "on-request", "closed")


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a kind of buyer may use a tool, and the facts that say so."""

    access: Access
    facts: tuple[Fact, ...] = ()

    @property
    def admitted(self) -> bool:
        """Tell whether the buyer may use the tool, at once or on request."""
        return self.access in ("open", "on-request")


def is_state_tool(product: Product) -> bool:
    """Tell whether a product is a tool the State provides to administrations."""
    return "shared-state-tool" in product.labels


def admission_of(product: Product, buyer: str | None, on: date) -> Admission | None:
    """Say whether a buyer may use a product; None for a product that anyone may buy.

    Several facts may name the buyer (one per offer): the widest access stands.
    """
    facts = facts_about(product.facts, "eligibility")
    if not facts and not RESTRICTED & set(product.labels):
        return None
    usable = [f for f in facts if f.state(on) == "sourced" and not f.disputed and isinstance(f.value, Eligibility)]
    about = [f for f in usable if isinstance(f.value, Eligibility) and buyer in f.value.buyers]
    for access in _BEST_FIRST:
        found = tuple(f for f in about if isinstance(f.value, Eligibility) and f.value.access == access)
        if found:
            return Admission(access, found)
    return Admission("unknown", tuple(facts))
