"""What a buyer needs, as plain values. Results themselves are in `advisor.reports.shapes`."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Buyer = Literal["state", "state-operator", "local-authority", "hospital", "school", "university", "company", "other"]
"""Kinds of buyer; the same words stand in facts of eligibility."""
BUYERS: tuple[Buyer, ...] = get_args(Buyer)
DataKind = Literal["public", "internal", "personal", "health", "sensitive"]
"""How sensitive the data is; "sensitive" is the particular sensitivity of law 2024-449, article 31."""
DATA_KINDS: tuple[DataKind, ...] = get_args(DataKind)
NATIONALITY = frozenset({"seat", "owner", "holding", "non-eu-capital"})
"""Criteria that say where a vendor is from: shown and filtered on, never a need, so that they order nothing."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a buyer asks of a product.

    `accept` lists the values of the criterion that satisfy it; empty means that any sourced
    value does (a certificate exists). For countries, "EU" and "EEA" stand for their members.
    A `required` need excludes, the others rank.
    """

    criterion: str
    accept: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """Who the buyer is and what it needs; the default asks nothing.

    `users` is how many people will use the product: no recorded fact answers it, so it becomes a
    question to the vendor. `parts` are the parts of suites in use, by product id; empty means all.
    """

    buyer: Buyer | None = None
    needs: tuple[Need, ...] = ()
    data: tuple[DataKind, ...] = ()
    users: int | None = None
    parts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Needs()


Action = Literal["keep", "replace", "study", "not-concerned"]
"""What a person decides about a line; "not-concerned" takes it out of the picture (hardware, a service)."""
ACTIONS: tuple[Action, ...] = get_args(Action)
Criticality = Literal["critical", "important", "ordinary"]
"""How critical the use behind a line is, as the buyer marks it."""
CRITICALITIES: tuple[Criticality, ...] = get_args(Criticality)


@dataclass(frozen=True, slots=True)
class LineDecision:
    """What a person decided about a line, beside which product it names.

    `replacement` is a product of the catalogue, None while it is open or when nothing is replaced.
    """

    action: Action | None = None
    replacement: str | None = None
    comment: str = ""
    criticality: Criticality | None = None

    def __bool__(self) -> bool:
        return self != LineDecision()


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people said of lines, by the folded text of the line.

    `products` are matches confirmed or corrected; None means that the line names no product of the
    catalogue. `lines` are decisions about what becomes of the product.
    """

    products: dict[str, str | None] = field(default_factory=dict)
    lines: dict[str, LineDecision] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.products or self.lines)
