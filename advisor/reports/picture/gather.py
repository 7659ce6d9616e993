"""What a report says of lists beyond the counts: products in use, what was decided, what ends when.

Rows are read one at a time and once; equal lines are put together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from advisor.reports.picture.count import PictureCounter
from advisor.reports.shapes import AlternativeShape, DecisionShape, ProductShape, RowShape
from advisor.reports.tally import Tallies, Tally

MAX_DISTINCT = 20_000
"""Different texts remembered of lines without product and of ends: the counts go on past it."""


@dataclass(slots=True)
class ProductUse:
    """A product of a list: its lines, and what may take its place."""

    product: ProductShape
    function: str
    control: str | None
    step: str
    alternatives: list[AlternativeShape]
    no_substitute: str | None
    tally: Tally = field(default_factory=Tally)
    critical: Tally = field(default_factory=Tally)

    @property
    def open_alternatives(self) -> list[AlternativeShape]:
        """List the documented alternatives that no need excludes, in their order."""
        return [alternative for alternative in self.alternatives if alternative["excluded_by"] is None]


@dataclass(slots=True)
class DecidedLine:
    """Equal lines on which a person decided the same."""

    name: str
    decision: DecisionShape
    tally: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class Gathered:
    """Everything a report needs of one list, or of several together."""

    counter: PictureCounter = field(default_factory=PictureCounter)
    products: dict[str, ProductUse] = field(default_factory=dict)
    decided: dict[str, DecidedLine] = field(default_factory=dict)
    unrecognised: Tallies = field(default_factory=Tallies)
    to_confirm: Tallies = field(default_factory=Tallies)
    ends: dict[tuple[str, str], Tally] = field(default_factory=dict)

    def add(self, row: RowShape) -> None:
        """Read one row."""
        self.counter.add(row)
        decision = row.get("decision")
        if row["kind"] != "item":
            return
        if decision and decision["action"]:
            self._add_decision(row, decision)
            if decision["action"] == "not-concerned":
                return
        amount, product, step = row["amount_eur"], row["product"], row.get("step")
        if step == "confirm" or product is None:
            tallies = self.to_confirm if step == "confirm" else self.unrecognised
            if row["input"] in tallies or len(tallies) < MAX_DISTINCT:
                tallies[row["input"]].add(amount)
        else:
            use = self._use(row, product)
            use.tally.add(amount)
            if decision and decision["criticality"] == "critical":
                use.critical.add(amount)
        if row["ends_on"]:
            key = (row["ends_on"], product["name"] if product and step != "confirm" else row["input"])
            if key in self.ends or len(self.ends) < MAX_DISTINCT:
                self.ends.setdefault(key, Tally()).add(amount)

    def _use(self, row: RowShape, product: ProductShape) -> ProductUse:
        if product["id"] not in self.products:
            function = row.get("function")
            self.products[product["id"]] = ProductUse(
                product=product,
                function=function["name"] if function else "",
                control=row.get("control"),
                step=row.get("step") or "unrecognised",
                alternatives=row["alternatives"],
                no_substitute=row["no_substitute"],
            )
        return self.products[product["id"]]

    def _add_decision(self, row: RowShape, decision: DecisionShape) -> None:
        product = row["product"]
        name = product["name"] if product and row.get("step") != "confirm" else row["input"]
        replacement = decision["replacement"]
        key = "\0".join((name, decision["action"] or "", replacement["id"] if replacement else "", decision["comment"]))
        if key not in self.decided:
            self.decided[key] = DecidedLine(name, decision)
        self.decided[key].tally.add(row["amount_eur"])

    def merge(self, other: "Gathered") -> None:
        """Add what was gathered of another list."""
        self.counter.merge(other.counter)
        for key, use in other.products.items():
            mine = self.products.setdefault(
                key,
                ProductUse(use.product, use.function, use.control, use.step, use.alternatives, use.no_substitute),
            )
            mine.tally.merge(use.tally)
            mine.critical.merge(use.critical)
        for key, line in other.decided.items():
            self.decided.setdefault(key, DecidedLine(line.name, line.decision)).tally.merge(line.tally)
        for mine_by_text, theirs in ((self.unrecognised, other.unrecognised), (self.to_confirm, other.to_confirm)):
            for text, tally in theirs.items():
                mine_by_text[text].merge(tally)
        for end, tally in other.ends.items():
            self.ends.setdefault(end, Tally()).merge(tally)


def gather_rows(rows: Iterable[RowShape]) -> Gathered:
    """Gather what a report says of the rows of one list."""
    gathered = Gathered()
    for row in rows:
        gathered.add(row)
    return gathered
