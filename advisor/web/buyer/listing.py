"""The page of a list: its groups, filters and lines, built for one view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from advisor.domain.analyses import Analysis, ListAnswer
from advisor.matching.normalise import fold
from advisor.reports.lists import Shaper, build_row
from advisor.reports.ranking import order_of
from advisor.reports.shapes import RowShape
from advisor.reports.steps import PAGE_STEPS, SET_ASIDE, NextStep
from advisor.services.editions import Edition
from advisor.services.outline import Count, Entry, build_outline, count_by, count_entries
from advisor.web.buyer.marks import mark_line
from advisor.web.buyer.shares import Picture, answer_sentence, build_picture
from advisor.web.buyer.view import ListView
from advisor.web.buyer.words import control_name, explain_reasons
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _
from advisor.web.shown.cards import Card, card_of
from advisor.web.shown.needs import name_need
from advisor.web.shown.prose import plain, sort_key

PER_PAGE = 200
"""Lines (equal ones together) of a page."""
MAX_ROWS_NAMED = 12
MAX_CHOICES = 4


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as shown: its marked words, what it was read as and why, and the contract's row."""

    entry: Entry
    raw: Markup
    why: tuple[str, ...]
    shape: RowShape

    @property
    def row(self) -> int:
        """Return the first row of the file with this line."""
        return self.entry.rows[0]

    @property
    def named_rows(self) -> str:
        """Return the rows of the file, as far as they can be named."""
        rows = ", ".join(map(str, self.entry.rows[:MAX_ROWS_NAMED]))
        return rows + (" …" if len(self.entry.rows) > MAX_ROWS_NAMED else "")


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the page: its whole count, and the lines of this page."""

    step: NextStep
    count: Count
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice of a filter with its count."""

    key: str
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything the page of a list shows for one view."""

    view: ListView
    answer: str
    picture: Picture
    total: Count
    found: Count
    steps: tuple[Facet, ...]
    functions: tuple[Facet, ...]
    controls: tuple[Facet, ...]
    sections: tuple[Section, ...]
    pages: int
    needs: tuple[tuple[str, str], ...]
    order: str
    first_open: int | None


class ListBuilder:
    """Builds the page of a list; one edition and day serve the whole of it."""

    def __init__(self, edition: Edition, answer: ListAnswer, analysis: Analysis, on: date) -> None:
        self.edition = edition
        self.analysis = analysis
        self.purchases = answer.purchases
        self.entries = build_outline(edition, answer, analysis.decided, on)
        self.shaper = Shaper(edition.catalogue, on, current_lang(), analysis.needs)

    def page(self, view: ListView) -> ListPage:
        """Build the page of one view."""
        within = [entry for entry in self.entries if self._keeps(entry, view)]
        found = [entry for entry in within if view.show in ("", entry.step)]
        found.sort(key=lambda entry: (PAGE_STEPS.index(entry.step), *self._rank(entry, view.sort)))
        counted = [entry for entry in self.entries if entry.step != SET_ASIDE]
        pages = max(1, -(-len(found) // PER_PAGE))
        start = (min(view.page, pages) - 1) * PER_PAGE
        return ListPage(
            view=view,
            answer=answer_sentence(counted),
            picture=build_picture(counted),
            total=count_entries(counted),
            found=count_entries(found),
            steps=tuple(
                Facet(step, "", count_entries(e for e in within if e.step == step).rows) for step in PAGE_STEPS
            ),
            functions=self._functions(),
            controls=self._controls(),
            sections=tuple(self._sections(found, found[start : start + PER_PAGE])),
            pages=pages,
            needs=self.needs(),
            order=order_of(self.analysis.needs).get(current_lang()),
            first_open=next((entry.rows[0] for entry in found if entry.step == "confirm"), None),
        )

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Return the visitor's needs as (criterion, words), in the order of the squares."""
        return tuple((n.criterion, name_need(n, self.edition.catalogue)) for n in self.analysis.needs.needs)

    def _keeps(self, entry: Entry, view: ListView) -> bool:
        if view.function and entry.category != view.function:
            return False
        if view.control and entry.control != view.control:
            return False
        if not view.q:
            return True
        product = self.edition.catalogue.products.get(entry.match.product_id or "")
        return fold(view.q) in fold(f"{entry.line.text} {entry.line.vendor or ''} {product.name if product else ''}")

    def _rank(self, entry: Entry, sort: str) -> tuple[str | Decimal | int, ...]:
        if sort == "name":
            product = self.edition.catalogue.products.get(entry.match.product_id or "")
            return (sort_key(product.name if product else entry.line.text), entry.rows[0])
        if sort == "amount":
            return (-(entry.amount or Decimal(-1)), entry.rows[0])
        return (entry.rows[0],)

    def _functions(self) -> tuple[Facet, ...]:
        counts = count_by((entry.category, entry) for entry in self.entries)
        catalogue = self.edition.catalogue
        facets = [Facet(key, plain(catalogue.category(key).name), count.rows) for key, count in counts.items()]
        return tuple(sorted(facets, key=lambda facet: sort_key(facet.name)))

    def _controls(self) -> tuple[Facet, ...]:
        counts = count_by((entry.control, entry) for entry in self.entries)
        facets = [Facet(key, control_name(key), count.rows) for key, count in counts.items()]
        return tuple(sorted(facets, key=lambda facet: (-facet.rows, sort_key(facet.name))))

    def _sections(self, found: Sequence[Entry], shown: Iterable[Entry]) -> Iterable[Section]:
        groups: dict[NextStep, list[Entry]] = {}
        for entry in shown:
            groups.setdefault(entry.step, []).append(entry)
        for step, entries in groups.items():
            count = count_entries(entry for entry in found if entry.step == step)
            yield Section(step, count, tuple(map(self.line, entries)))

    def line(self, entry: Entry) -> ShownLine:
        """Build one line as shown."""
        why = explain_reasons(self.edition.catalogue, entry.seen.reasons)
        if entry.decided:
            why = [_("confirmé par vous") if entry.match.product_id else _("écarté par vous")]
        return ShownLine(
            entry=entry,
            raw=mark_line(entry.line.text, entry.seen.reasons),
            why=tuple(why),
            shape=build_row(self.shaper, entry.line, entry.match),
        )

    def choices(self, entry: Entry) -> list[Card]:
        """List the products a visitor may choose for a line: the answer and its rivals."""
        seen, match = entry.seen, entry.match
        ids = [match.product_id, seen.product_id, *(c.product_id for c in seen.candidates), *seen.others]
        known = [i for i in dict.fromkeys(ids) if i and i in self.edition.catalogue.products]
        return [card_of(self.edition, product_id) for product_id in known[: MAX_CHOICES + 1]]
