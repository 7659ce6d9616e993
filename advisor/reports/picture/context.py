"""What the sections of a dependency report share: the lists, their counts, the words, small helpers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from advisor.reports.papers import Table, Words
from advisor.reports.picture.charts import Bar, Legend
from advisor.reports.picture.gather import Gathered
from advisor.reports.picture.words import MISSING
from advisor.reports.picture.words import Words as Vocabulary
from advisor.reports.picture_shapes import PictureShape, ShareShape
from advisor.reports.shapes import MatchResultShape
from advisor.reports.tally import Tally


@dataclass(frozen=True, slots=True)
class ReportedList:
    """A list's answer and what was gathered of its rows; `segment` is how the buyer names it."""

    answer: MatchResultShape
    gathered: Gathered
    segment: str


_FIGURES = (
    "lines", "share-lines", "amount", "share-amount", "within-outside", "lines-outside", "replaceable-lines", "to-confirm-lines",
)  # fmt: skip
"""Names of columns that hold figures."""


@dataclass(frozen=True)
class Context:
    """The lists of one report, counted together."""

    lists: tuple[ReportedList, ...]
    words: Vocabulary

    @cached_property
    def gathered(self) -> Gathered:
        """Return what was gathered of all lists."""
        if len(self.lists) == 1:
            return self.lists[0].gathered
        whole = Gathered()
        for one in self.lists:
            whole.merge(one.gathered)
        return whole

    @cached_property
    def picture(self) -> PictureShape:
        """Return the picture of all lists together."""
        return self.gathered.counter.shape()

    @property
    def priced(self) -> bool:
        """Tell whether some line has an amount that counts."""
        amount = self.picture["amount_eur"]
        return amount is not None and Decimal(amount) > 0

    def pick(self, french: str, english: str) -> str:
        """Return the text of the report's language."""
        return self.words.pick(french, english)

    def lines(self, rows: int) -> str:
        """Write a number of lines."""
        return self.words.plural(rows, self.pick("{n} ligne", "{n} line"), self.pick("{n} lignes", "{n} lines"))

    def share(self, share: ShareShape, whole: ShareShape) -> tuple[str, ...]:
        """Return the cells of a group: lines, their share, and where amounts were read, euros and their share."""
        words = self.words
        cells = (words.number(share["rows"]), words.percent(share["rows"], whole["rows"]))
        if not self.priced:
            return cells
        return (*cells, words.euros(share["amount_eur"]), self.amount_share(share, whole))

    def amount_share(self, share: ShareShape, whole: ShareShape) -> str:
        """Write the share of the euros; a dash when there are none."""
        amount, total = share["amount_eur"], whole["amount_eur"]
        return self.words.percent(amount, total) if amount and total and Decimal(total) > 0 else MISSING

    def bar(self, label: str, share: ShareShape, outside: ShareShape, unknown: ShareShape) -> Bar:
        """Return a bar in euros where amounts were read, else in lines; credits do not draw backwards."""
        whole = max(self._value(share), Decimal(0))
        parts = [min(max(self._value(part), Decimal(0)), whole) for part in (outside, unknown)]
        figure = self.words.short_euros(share["amount_eur"]) if self.priced else self.words.number(share["rows"])
        return Bar(label, whole, parts[0], min(parts[1], whole - parts[0]), figure)

    def _value(self, share: ShareShape) -> Decimal:
        return Decimal(share["amount_eur"] or 0) if self.priced else Decimal(share["rows"])

    def legend(self, unknown: str) -> Legend:
        """Return the names of the parts of a bar."""
        return Legend(
            self.pick("contrôle hors de l’Union", "control outside the Union"),
            self.pick("Union ou communauté", "Union or community"),
            unknown,
        )

    def share_names(self) -> tuple[str, ...]:
        """Name the columns of `share`."""
        names = (self.words["lines"], self.words["share-lines"])
        return (*names, self.words["amount"], self.words["share-amount"]) if self.priced else names

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[Words]], caption: str, widths: Sequence[float] = ()
    ) -> Table:
        """Build a table whose columns of figures stand to the right."""
        figures = {self.words[name] for name in _FIGURES}
        numeric = frozenset(i for i, name in enumerate(header) if name in figures)
        return Table(tuple(header), rows, caption, numeric, tuple(widths))


def weight(tally: Tally) -> tuple[Decimal, int]:
    """Order by euros, then by lines, the greatest first."""
    return (-(tally.amount or Decimal(0)), -tally.rows)


def sentence(parts: Iterable[str]) -> str:
    """Join sentences that are not empty."""
    return " ".join(part for part in parts if part)
