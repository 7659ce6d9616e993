"""The picture of a list, counted from the rows of its answer alone: whoever has the JSON can count it again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import get_args

from advisor.domain.catalogue import EEA_COUNTRIES, EU_COUNTRIES
from advisor.domain.control import COMMUNITY, UNKNOWN
from advisor.domain.reports import ACTIONS, CRITICALITIES
from advisor.reports.picture_shapes import ConcentrationShape, JurisdictionShape, PictureShape
from advisor.reports.shapes import RowShape
from advisor.reports.steps import STEPS
from advisor.reports.tally import Tallies, Tally

JURISDICTIONS: tuple[str, ...] = get_args(JurisdictionShape.__annotations__["id"])
"""In the order in which tables and strips show them."""
UNDECIDED = "undecided"
UNMARKED = "unmarked"
_ITSELF = frozenset({"FR", "CH", "GB", "US", COMMUNITY, UNKNOWN})


def jurisdiction_of(control: str) -> str:
    """Return the jurisdiction a key of control belongs to: a country, a group of countries, or why there is none."""
    if control in _ITSELF:
        return control
    if control in EU_COUNTRIES:
        return "EU"
    return "EEA" if control in EEA_COUNTRIES else "other"


def is_outside(control: str | None) -> bool:
    """Tell whether control is established outside the Union; a project nobody owns and unknown control are not."""
    return control is not None and control not in (COMMUNITY, UNKNOWN) and control not in EU_COUNTRIES


def quarter_of(ends_on: str) -> str:
    """Return the quarter of an ISO date ("2027-Q1"), the year alone when no more is written."""
    return f"{ends_on[:4]}-Q{(int(ends_on[5:7]) + 2) // 3}" if len(ends_on) >= 7 else ends_on[:4]


@dataclass(slots=True)
class PictureCounter:
    """Counts rows one at a time, so that a long answer need not be held."""

    whole: Tally = field(default_factory=Tally)
    priced_rows: int = 0
    not_concerned: Tally = field(default_factory=Tally)
    established: Tally = field(default_factory=Tally)
    outside: Tally = field(default_factory=Tally)
    outside_after: Tally = field(default_factory=Tally)
    replaced: int = 0
    now: Tallies = field(default_factory=Tallies)
    after: Tallies = field(default_factory=Tallies)
    functions: Tallies = field(default_factory=Tallies)
    functions_outside: Tallies = field(default_factory=Tallies)
    functions_unknown: Tallies = field(default_factory=Tallies)
    vendors: Tallies = field(default_factory=Tallies)
    steps: Tallies = field(default_factory=Tallies)
    decisions: Tallies = field(default_factory=Tallies)
    renewals: Tallies = field(default_factory=Tallies)
    renewals_outside: Tallies = field(default_factory=Tallies)
    renewals_unknown: Tallies = field(default_factory=Tallies)
    without_end: Tally = field(default_factory=Tally)
    uses: Tallies = field(default_factory=Tallies)
    uses_outside: Tallies = field(default_factory=Tallies)
    uses_replaceable: Tallies = field(default_factory=Tallies)
    names: dict[str, str] = field(default_factory=dict)
    vendor_names: dict[str, str] = field(default_factory=dict)
    vendor_controls: dict[str, str] = field(default_factory=dict)

    def add(self, row: RowShape) -> None:
        """Count one row; headers, totals and empty rows count for nothing."""
        if row["kind"] != "item":
            return
        amount, decision, control = row["amount_eur"], row.get("decision"), row.get("control")
        action = decision["action"] if decision else None
        if action == "not-concerned":
            self.not_concerned.add(amount)
            return
        self.whole.add(amount)
        self.priced_rows += amount is not None
        self.decisions[action or UNDECIDED].add(amount)
        step = row.get("step") or "unrecognised"
        self.steps[step].add(amount)
        use = (decision["criticality"] if decision else None) or UNMARKED
        self.uses[use].add(amount)
        if step == "replaceable":
            self.uses_replaceable[use].add(amount)
        outside = is_outside(control)
        if outside:
            self.outside.add(amount)
            self.uses_outside[use].add(amount)
        self._add_jurisdiction(row, control, step)
        self._add_renewal(row["ends_on"], amount, control)

    def _add_jurisdiction(self, row: RowShape, control: str | None, step: str) -> None:
        amount, product = row["amount_eur"], row["product"]
        if control is None or product is None:
            state = "to-confirm" if step == "confirm" else "unrecognised"
            self.now[state].add(amount)
            self.after[state].add(amount)
            return
        self.established.add(amount)
        key = jurisdiction_of(control)
        self.now[key].add(amount)
        decision = row.get("decision")
        later = control
        if decision and decision["action"] == "replace" and decision["control"]:
            later = decision["control"]
            self.replaced += 1
        self.after[jurisdiction_of(later)].add(amount)
        if is_outside(later):
            self.outside_after.add(amount)
        vendor = product["vendor"]
        self.vendors[vendor["id"]].add(amount)
        self.vendor_names[vendor["id"]], self.vendor_controls[vendor["id"]] = vendor["name"], control
        function = row.get("function")
        if function:
            self.names[function["id"]] = function["name"]
            self.functions[function["id"]].add(amount)
            if is_outside(control):
                self.functions_outside[function["id"]].add(amount)
            elif control == UNKNOWN:
                self.functions_unknown[function["id"]].add(amount)

    def _add_renewal(self, ends_on: str | None, amount: str | None, control: str | None) -> None:
        if ends_on is None:
            self.without_end.add(amount)
            return
        when = quarter_of(ends_on)
        self.renewals[when].add(amount)
        if is_outside(control):
            self.renewals_outside[when].add(amount)
        elif control is None or control == UNKNOWN:
            self.renewals_unknown[when].add(amount)

    def merge(self, other: "PictureCounter") -> None:
        """Count the rows of another list."""
        for name in self.__slots__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, Tally):
                mine.merge(theirs)
            elif isinstance(mine, Tallies):
                for key, tally in theirs.items():
                    mine[key].merge(tally)
            elif isinstance(mine, dict):
                mine.update(theirs)
            else:
                setattr(self, name, mine + theirs)

    def shape(self) -> PictureShape:
        """Return the picture."""
        after = self.replaced > 0
        return {
            **self.whole.shape(),
            "priced_rows": self.priced_rows,
            "not_concerned": self.not_concerned.shape(),
            "established": self.established.shape(),
            "outside": self.outside.shape(),
            "by_jurisdiction": _jurisdictions(self.now),
            "after": _jurisdictions(self.after) if after else None,
            "outside_after": self.outside_after.shape() if after else None,
            "by_function": [
                {
                    **group,
                    "outside": _get(self.functions_outside, group["id"]).shape(),
                    "unknown": _get(self.functions_unknown, group["id"]).shape(),
                }
                for group in self.functions.groups(self.names)
            ],
            "by_vendor": [
                {**group, "control": self.vendor_controls[group["id"]]}
                for group in self.vendors.groups(self.vendor_names)
            ],
            "concentration": self._concentration(),
            "steps": {step: _get(self.steps, step).shape() for step in STEPS},
            "decisions": {
                action: _get(self.decisions, action).shape()
                for action in (*(a for a in ACTIONS if a != "not-concerned"), UNDECIDED)
            },
            "renewals": [
                {
                    "when": when,
                    **self.renewals[when].shape(),
                    "outside": _get(self.renewals_outside, when).shape(),
                    "unknown": _get(self.renewals_unknown, when).shape(),
                }
                for when in sorted(self.renewals)
            ],
            "without_end": self.without_end.shape(),
            "uses": [
                {
                    "criticality": use,  # type: ignore[typeddict-item]
                    **self.uses[use].shape(),
                    "outside": _get(self.uses_outside, use).shape(),
                    "replaceable": _get(self.uses_replaceable, use).shape(),
                }
                for use in (*CRITICALITIES, UNMARKED)
                if use in self.uses
            ],
        }

    def _concentration(self) -> ConcentrationShape:
        rows = sorted((Decimal(t.rows) for t in self.vendors.values()), reverse=True)
        amounts = sorted((t.amount for t in self.vendors.values() if t.amount and t.amount > 0), reverse=True)
        return {
            "vendors": len(self.vendors),
            "first_rows": _ratio(rows[:1], rows),
            "first_three_rows": _ratio(rows[:3], rows),
            "first_amount": _ratio(amounts[:1], amounts),
            "first_three_amount": _ratio(amounts[:3], amounts),
        }


def _get(tallies: Tallies, key: str) -> Tally:
    return tallies.get(key) or Tally()


def _jurisdictions(tallies: Tallies) -> list[JurisdictionShape]:
    return [{"id": key, **tallies[key].shape()} for key in JURISDICTIONS if key in tallies]  # type: ignore[typeddict-item]


def _ratio(part: list[Decimal], whole: list[Decimal]) -> float | None:
    total = sum(whole)
    return round(float(sum(part) / total), 4) if total > 0 else None


def count_picture(rows: Iterable[RowShape]) -> PictureShape:
    """Count the picture of a list from the rows of its answer."""
    counter = PictureCounter()
    for row in rows:
        counter.add(row)
    return counter.shape()
