"""Facts as rows with their origin and their freshness on one time axis, and gaps as questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Criterion, Fact, FactState, Localised
from advisor.domain.products import Product, Vendor
from advisor.reports.frameworks import CIRCULAR_QUESTIONS
from advisor.reports.questions import ASIDE, general_questions
from advisor.web.i18n import gettext as _
from advisor.web.i18n import show_date
from advisor.web.shown.prose import plain
from advisor.web.shown.sources import NumberedSource, Sources
from advisor.web.shown.values import ShownValue, show_value
from advisor.web.shown.words import claim_word, publisher_word

MIN_YEARS = 4
"""Shortest axis, so that a fact of this year does not fill it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A time axis shared by the facts of a page: first and last year, and today on it (percent)."""

    first: int
    last: int
    now: float

    def place(self, when: str) -> float:
        """Return where an ISO date, possibly partial, stands on the axis, in percent."""
        year, month, day = int(when[:4]), int(when[5:7] or "1"), int(when[8:10] or "1")
        years = year + (month - 1) / 12 + (day - 1) / 365 - self.first
        return round(min(max(years / (self.last - self.first), 0.0), 1.0) * 100, 1)


@dataclass(frozen=True, slots=True)
class Life:
    """A fact's life on the axis, in percent: published at `dot`, valid over `ok`, then stale over `old`."""

    words: str
    dot: float | None = None
    ok: tuple[float, float] | None = None
    old: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact, ready to be shown."""

    criterion: Criterion
    value: ShownValue
    state: FactState
    as_of: str
    origin: str
    claim: str
    sources: tuple[NumberedSource, ...]
    life: Life
    offer: str = ""
    note: str = ""
    question: str = ""
    disputed: bool = False
    until: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask the vendor, and the criterion it would settle."""

    text: str
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts that answer one question of the circular, or none; `silent` are its criteria without any."""

    title: str
    rows: tuple[FactRow, ...]
    silent: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an entry: those that hold, those replaced since, and the axis they share."""

    axis: Axis
    rows: tuple[FactRow, ...]
    past: tuple[FactRow, ...]
    groups: tuple[FactGroup, ...] = ()


def build_axis(facts: Iterable[Fact], on: date) -> Axis:
    """Return an axis that holds every date of the facts."""
    dates = [int(d[:4]) for fact in facts for d in (fact.dated, fact.expires or "") if d]
    first = min([*dates, on.year - MIN_YEARS + 2])
    last = min(max([*(d + 1 for d in dates), on.year + 2]), on.year + 8)
    bare = Axis(first, last, 0.0)
    return Axis(first, last, bare.place(on.isoformat()))


def build_facts(
    catalogue: Catalogue,
    facts: Iterable[Fact],
    on: date,
    sources: Sources,
    subjects: Iterable[str] = ("product", "vendor"),
) -> Facts:
    """Return the facts of an entry as rows, in the order of the criteria; open questions last.

    `subjects` are whose criteria they can answer: a vendor's page has those about vendors only.
    """
    order = {criterion_id: number for number, criterion_id in enumerate(catalogue.criteria)}
    known = sorted(
        (fact for fact in facts if fact.criterion in order),
        key=lambda fact: (fact.state(on) == "to-verify", order[fact.criterion]),
    )
    axis = build_axis(known, on)
    rows = [(fact, _row(catalogue, fact, on, axis, sources)) for fact in known]
    current = tuple(row for fact, row in rows if fact.current())
    past = tuple(row for fact, row in rows if not fact.current())
    return Facts(axis, current, past, tuple(_groups(catalogue, current, subjects)))


def _groups(catalogue: Catalogue, rows: Iterable[FactRow], subjects: Iterable[str]) -> Iterable[FactGroup]:
    """Put facts under the three questions of the circular, then the rest; a question without facts says so."""
    rows, kinds = list(rows), set(subjects)
    answered = {row.criterion.id for row in rows}
    for question, words in CIRCULAR_QUESTIONS.items():
        asked = [c for c in catalogue.criteria.values() if c.circular == question and c.subject in kinds]
        here = tuple(row for row in rows if row.criterion.circular == question)
        if asked or here:
            yield FactGroup(plain(words), here, tuple(c for c in asked if c.id not in answered and c.id not in ASIDE))
    rest = tuple(row for row in rows if row.criterion.circular is None)
    if rest:
        yield FactGroup(_("Autres critères"), rest)


def _row(catalogue: Catalogue, fact: Fact, on: date, axis: Axis, sources: Sources) -> FactRow:
    criterion, state = catalogue.criteria[fact.criterion], fact.state(on)
    numbered = sources.of(fact.sources)
    publishers = dict.fromkeys(item.source.publisher for item in numbered)
    return FactRow(
        criterion=criterion,
        value=show_value(catalogue, criterion, fact.value),
        state=state,
        as_of=show_date(fact.dated) if fact.as_of or state == "stale" else "",
        origin=", ".join(map(publisher_word, publishers)),
        claim=claim_word(fact.claim) if numbered else "",
        sources=numbered,
        life=build_life(fact, on, axis),
        offer=plain(fact.offer),
        note=plain(fact.note),
        question=plain(fact.question),
        disputed=fact.disputed,
        until=show_date(fact.until) if fact.until else "",
    )


def build_life(fact: Fact, on: date, axis: Axis) -> Life:
    """Place a fact on the axis and say in words how fresh it is."""
    state = fact.state(on)
    if state == "to-verify":
        return Life(_("jamais établi"), old=(0.0, 100.0))
    dot = axis.place(fact.dated) if fact.dated else 0.0
    if fact.until:
        return Life(_("jusqu’à : %(date)s") % {"date": show_date(fact.until)}, dot, (dot, axis.place(fact.until) - dot))
    if not fact.expires:
        words = _("daté : %(date)s") % {"date": show_date(fact.dated)}
        return Life(words, dot, (dot, round(100 - dot, 1)))
    end, month = axis.place(fact.expires), show_date(fact.expires[:7])
    if state == "stale":
        words = _("périmé depuis %(date)s") % {"date": month}
        return Life(words, dot, (dot, round(end - dot, 1)), (end, round(axis.now - end, 1)))
    return Life(_("valable jusqu’en %(date)s") % {"date": month}, dot, (dot, round(end - dot, 1)))


def build_questions(
    catalogue: Catalogue, product: Product, vendor: Vendor, on: date
) -> tuple[list[Question], list[Question]]:
    """Return what to ask a vendor: recorded questions and open criteria first, minor ones apart."""
    first, rest = general_questions(catalogue, product, vendor, on)
    return _shown(first), _shown(rest)


def _shown(questions: Iterable[tuple[Localised, Criterion]]) -> list[Question]:
    return [Question(plain(text), criterion) for text, criterion in questions]
