"""Lines and euros counted together, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.reports.picture_shapes import GroupShape, ShareShape


@dataclass(slots=True)
class Tally:
    """Lines and their euros; the amount is None as long as no line has one."""

    rows: int = 0
    amount: Decimal | None = None

    def add(self, amount_eur: str | None) -> None:
        """Count a line with its amount."""
        self.rows += 1
        if amount_eur is not None:
            self.amount = (self.amount or Decimal(0)) + Decimal(amount_eur)

    def merge(self, other: "Tally") -> None:
        """Count the lines of another tally."""
        self.rows += other.rows
        if other.amount is not None:
            self.amount = (self.amount or Decimal(0)) + other.amount

    def shape(self) -> ShareShape:
        """Return the counts as the contract spells them."""
        return {"rows": self.rows, "amount_eur": None if self.amount is None else f"{self.amount:.2f}"}


class Tallies(dict[str, Tally]):
    """Tallies by key, each made at its first line."""

    def __missing__(self, key: str) -> Tally:
        """Begin a tally."""
        self[key] = Tally()
        return self[key]

    def groups(self, names: Mapping[str, str]) -> list[GroupShape]:
        """Return the tallies as named groups, the most lines first."""
        ordered = sorted(self, key=lambda key: (-self[key].rows, names[key].casefold(), key))
        return [{"id": key, "name": names[key], **self[key].shape()} for key in ordered]
