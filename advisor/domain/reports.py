"""What a buyer needs, as plain values. Results themselves are in `advisor.reports.shapes`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a buyer asks of a product.

    `accept` lists the values of the criterion that satisfy it; empty means that any sourced
    value does (a certificate exists). A `required` need excludes, the others rank.
    """

    criterion: str
    accept: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """Who the buyer is and what it needs; the default asks nothing."""

    buyer: str | None = None
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """Matches that a person confirmed or corrected, by the folded text of the line.

    A None product means that the person said the line names no product of the catalogue.
    """

    products: dict[str, str | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.products)
