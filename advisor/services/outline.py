"""A matched list as its reader meets it: equal lines together, sorted by what to do next.

The groups are worked out from the packed answer and the visitor's decisions; the full rows of the
contract are built only for the lines that a page shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from advisor.domain.analyses import ListAnswer
from advisor.domain.control import UNKNOWN, control_key
from advisor.domain.documents import ListLine
from advisor.domain.matches import LineMatch
from advisor.domain.reports import Decisions, LineDecision
from advisor.matching.normalise import fold
from advisor.reports.steps import SET_ASIDE, NextStep, next_step
from advisor.services.advise import decide_line
from advisor.services.editions import Edition


@dataclass(frozen=True, slots=True)
class Entry:
    """Equal lines of a list with their one answer.

    `line` is the first of them and `rows` are all their rows; `amount` is their sum, None when no
    line has one. `match` is the answer after decisions, `seen` the matcher's own. `control` is a
    country, COMMUNITY or UNKNOWN, and None where no product is established. `choice` is what was decided about the product.
    """

    line: ListLine
    match: LineMatch
    seen: LineMatch
    rows: tuple[int, ...]
    amount: Decimal | None
    step: NextStep
    control: str | None
    category: str | None
    decided: bool
    choice: LineDecision


@dataclass(frozen=True, slots=True)
class Count:
    """Lines and euros; the amount is None when no line has one."""

    rows: int = 0
    amount: Decimal | None = None


def count_entries(entries: Iterable[Entry]) -> Count:
    """Add up lines and euros."""
    rows, amount = 0, None
    for entry in entries:
        rows += len(entry.rows)
        if entry.amount is not None:
            amount = (amount or Decimal(0)) + entry.amount
    return Count(rows, amount)


def count_by(pairs: Iterable[tuple[str | None, Entry]]) -> dict[str, Count]:
    """Add up lines and euros by key, leaving out entries without one."""
    groups: dict[str, list[Entry]] = {}
    for key, entry in pairs:
        if key is not None:
            groups.setdefault(key, []).append(entry)
    return {key: count_entries(entries) for key, entries in groups.items()}


def build_outline(edition: Edition, answer: ListAnswer, decisions: Decisions, on: date) -> tuple[Entry, ...]:
    """Group the equal lines of a list, in the order of the file.

    Lines are equal when their text and vendor are, apart from case and accents. Headers, totals
    and empty rows are left out.
    """
    lines, catalogue = answer.purchases.lines, edition.catalogue
    controls: dict[str, str] = {}
    entries = []
    for (text, _), indexes in _group_lines(lines).items():
        first = indexes[0]
        match = decide_line(edition, lines[first], answer.matches[first], decisions)
        product = catalogue.products.get(match.product_id or "")
        if product is not None and product.id not in controls:
            controls[product.id] = control_key(catalogue, product, on)
        control = controls[product.id] if product else UNKNOWN
        choice = decisions.lines.get(text, LineDecision())
        step = SET_ASIDE if choice.action == "not-concerned" else next_step(product, match, control)
        established = product is not None and match.band == "sure" and step != SET_ASIDE
        entries.append(
            Entry(
                line=lines[first],
                match=match,
                seen=answer.matches[first],
                rows=tuple(lines[i].row for i in indexes),
                amount=_sum([lines[i] for i in indexes]),
                step=step,
                control=control if established else None,
                category=product.categories[0] if product and product.categories else match.category,
                decided=text in decisions.products,
                choice=choice,
            )
        )
    return tuple(entries)


def _group_lines(lines: Sequence[ListLine]) -> dict[tuple[str, str], list[int]]:
    # Folding costs more than all the rest: each different text of an agent export is folded once.
    places: dict[tuple[str, str | None], list[int]] = {}
    for index, line in enumerate(lines):
        if line.kind == "item":
            places.setdefault((line.text, line.vendor), []).append(index)
    groups: dict[tuple[str, str], list[int]] = {}
    for (text, vendor), indexes in places.items():
        key = (fold(text), fold(vendor or ""))
        groups[key] = sorted(groups[key] + indexes) if key in groups else indexes
    return groups


def _sum(lines: Sequence[ListLine]) -> Decimal | None:
    amounts = [Decimal(line.amount_eur) for line in lines if line.amount_eur is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def find_entry_of_row(entries: Iterable[Entry], row: int) -> Entry | None:
    """Return the entry that holds a row of the file, None for a header, a total or no row at all."""
    return next((entry for entry in entries if row in entry.rows), None)
