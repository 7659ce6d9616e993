"""Two to five products side by side on the recorded criteria. Unknown is an answer; nothing is averaged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.criteria import Assessment, Criterion, Fact
from advisor.domain.eligibility import Admission
from advisor.domain.products import Product
from advisor.domain.reports import Needs
from advisor.reports.questions import ASIDE, USERS, beside_the_point, build_questions
from advisor.reports.ranking import assess_product
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.i18n import current_lang, ngettext, show_date, show_number
from advisor.web.i18n import gettext as _
from advisor.web.shown.cards import SHOWN, Card, card_of, cards_of
from advisor.web.shown.evidence import Question
from advisor.web.shown.fitting import GLYPHS, Fit, build_fit, state_word
from advisor.web.shown.needs import name_need
from advisor.web.shown.prose import join_names, plain
from advisor.web.shown.sources import NumberedSource, Sources
from advisor.web.shown.values import ShownValue, show_value

MAX_PRODUCTS = 5
MIN_PRODUCTS = 2
CellState = Literal["sourced", "stale", "unknown", "disputed", "moot"]


@dataclass(frozen=True, slots=True)
class CellValue:
    """One recorded value in a cell."""

    value: ShownValue
    refs: tuple[int, ...]
    offer: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one product on one criterion; `question` is the number of the question asked.

    "moot" is a criterion that another answer, or the kind of product, makes useless to ask. On a
    need, `glyph` and `word` say whether it is met.
    """

    state: CellState
    values: tuple[CellValue, ...] = ()
    question: int | None = None
    glyph: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion over the products, in their order; `need` is the buyer's need it answers, in words."""

    criterion: Criterion
    cells: tuple[Cell, ...]
    differs: bool
    need: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the vendors of some of the products."""

    products: tuple[str, ...]
    question: Question


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison, ready to be shown."""

    cards: tuple[Card, ...]
    title: str
    rows: tuple[Row, ...]
    total: int
    differences: int
    silent: tuple[Criterion, ...]
    tallies: tuple[dict[CellState, int], ...]
    questions: tuple[Asked, ...]
    sources: tuple[NumberedSource, ...]
    suggestions: tuple[Card, ...]
    dropped: tuple[str, ...]
    needs: tuple[Row, ...] = ()
    fits: tuple[Fit, ...] = ()


def build_comparison(
    edition: Edition, product_ids: list[str], only_differences: bool, needs: Needs | None = None
) -> Comparison:
    """Compare products on needs, then on the rest; ids that are unknown or too many are named in `dropped`."""
    catalogue, sources = edition.catalogue, Sources()
    wanted = list(dict.fromkeys(product_ids))
    known = [i for i in wanted if i in catalogue.products and catalogue.products[i].status in SHOWN][:MAX_PRODUCTS]
    cards = tuple(card_of(edition, product_id) for product_id in known)
    asked: dict[str, Asked] = {}
    held = [_Held(card, *assess_product(catalogue, card.product, needs or Needs(), today())) for card in cards]
    need_rows = tuple(_need_rows(edition, held, needs or Needs(), sources, asked))
    open_needs = len(asked)
    fits = tuple(build_fit(edition, needs or Needs(), h.assessments, h.excluded, h.admission) for h in held)
    rows, silent = _other_rows(catalogue, cards, {row.criterion.id for row in need_rows}, sources, asked)
    return Comparison(
        cards=cards,
        title=_needs_title(cards, fits, open_needs) if need_rows and len(cards) > 1 else _title(cards, rows),
        rows=tuple(row for row in rows if row.differs or not only_differences),
        total=len(rows) + len(need_rows),
        differences=sum(row.differs for row in (*need_rows, *rows)),
        silent=tuple(silent),
        tallies=tuple(_tally(rows, number) for number in range(len(cards))),
        questions=tuple(asked.values()),
        sources=tuple(sources),
        suggestions=tuple(_suggest(edition, cards)),
        dropped=tuple(i for i in wanted if i not in known),
        needs=tuple(row for row in need_rows if row.differs or not only_differences),
        fits=fits,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """A product with the needs held against it."""

    card: Card
    assessments: tuple[Assessment, ...]
    excluded: str | None
    admission: Admission | None


def _need_rows(
    edition: Edition, held: list[_Held], needs: Needs, sources: Sources, asked: dict[str, Asked]
) -> Iterator[Row]:
    catalogue = edition.catalogue
    questions = {
        h.card.id: {
            q.criterion: q.text
            for q in build_questions(catalogue, h.card.product, needs, h.assessments, h.admission, current_lang())
        }
        for h in held
    }
    for h in held:
        for key, shown in (("eligibility", "eligibility"), (USERS, "public-reference")):
            if key in questions[h.card.id] and shown in catalogue.criteria:
                _ask(asked, h.card, questions[h.card.id][key], catalogue.criteria[shown])
    for number, need in enumerate(needs.needs):
        criterion = catalogue.criteria[need.criterion]
        cells = tuple(
            _need_cell(catalogue, h, h.assessments[number], criterion, questions[h.card.id], sources, asked)
            for h in held
        )
        yield Row(criterion, cells, _differs(cells), name_need(need, catalogue), need.required)


def _need_cell(
    catalogue: Catalogue,
    held: _Held,
    assessment: Assessment,
    criterion: Criterion,
    questions: dict[str, str],
    sources: Sources,
    asked: dict[str, Asked],
) -> Cell:
    state = "partly" if assessment.partly else assessment.verdict
    values = tuple(_values(catalogue, criterion, assessment.facts, sources))
    number = _ask(asked, held.card, questions[criterion.id], criterion) if criterion.id in questions else None
    return Cell("sourced" if values else "unknown", values, number, GLYPHS[state], state_word(state))


def _values(catalogue: Catalogue, criterion: Criterion, facts: Iterable[Fact], sources: Sources) -> Iterator[CellValue]:
    on = today()
    for fact in facts:
        if fact.state(on) != "to-verify":
            value = show_value(catalogue, catalogue.criteria[fact.criterion], fact.value)
            if fact.criterion != criterion.id:
                value = ShownValue(_("au choix de l’acheteur : installable"))
            as_of = show_date(fact.dated) if fact.state(on) == "stale" else ""
            yield CellValue(value, sources.refs(fact), plain(fact.offer), as_of)


def _ask(asked: dict[str, Asked], card: Card, text: str, criterion: Criterion) -> int:
    """Return the number of a question, asked about one more product."""
    before = asked.get(text)
    names = (*before.products, card.name) if before else (card.name,)
    asked[text] = Asked(names, Question(text, criterion))
    return list(asked).index(text) + 1


def _needs_title(cards: tuple[Card, ...], fits: tuple[Fit, ...], questions: int) -> str:
    whole = [
        c.name for c, f in zip(cards, fits, strict=True) if all(m.glyph == "yes" for m in f.marks) and not f.excluded
    ]
    out = [c.name for c, f in zip(cards, fits, strict=True) if f.excluded]
    if whole:
        told = ngettext("%(names)s satisfait tous vos besoins.", "%(names)s satisfont tous vos besoins.", len(whole))
        words = told % {"names": join_names(whole, _("et"))}
    else:
        words = _("Aucun ne satisfait tous vos besoins, d’après les faits sourcés.")
    if out:
        told = ngettext("%(names)s est écarté par une exigence.", "%(names)s sont écartés par une exigence.", len(out))
        words += " " + told % {"names": join_names(out, _("et"))}
    if questions and not whole:
        told = ngettext("%(n)s réponse manque.", "%(n)s réponses manquent.", questions)
        words += " " + told % {"n": show_number(questions)}
    return words


def _other_rows(
    catalogue: Catalogue, cards: tuple[Card, ...], taken: set[str], sources: Sources, asked: dict[str, Asked]
) -> tuple[list[Row], list[Criterion]]:
    """Return the rows of the criteria nobody asked about, and those without any fact."""
    moot = {card.id: _moot(catalogue, card.product) for card in cards}
    rows, silent = [], []
    for criterion in catalogue.criteria.values():
        if criterion.id in taken:
            continue
        found = [_facts(catalogue, card.product, criterion.id) for card in cards]
        if not any(found):
            silent.extend([criterion] if any(criterion.id not in moot[card.id] for card in cards) else [])
            continue
        cells = tuple(
            Cell("moot")
            if not facts and criterion.id in moot[card.id]
            else _cell(catalogue, card, criterion, facts, sources, asked)
            for card, facts in zip(cards, found, strict=True)
        )
        rows.append(Row(criterion, cells, _differs(cells)))
    return rows, silent


def _facts(catalogue: Catalogue, product: Product, criterion: str) -> list[Fact]:
    return facts_about((*product.facts, *catalogue.vendor(product.vendor_id).facts), criterion)


def _moot(catalogue: Catalogue, product: Product) -> set[str]:
    facts = (*product.facts, *catalogue.vendor(product.vendor_id).facts)
    answered = {fact.criterion for fact in facts if fact.current() and fact.state(today()) == "sourced"}
    return beside_the_point(product, answered)


def _cell(
    catalogue: Catalogue,
    card: Card,
    criterion: Criterion,
    facts: list[Fact],
    sources: Sources,
    asked: dict[str, Asked],
) -> Cell:
    on = today()
    usable = [fact for fact in facts if fact.state(on) != "to-verify"]
    state: CellState = "sourced" if any(fact.state(on) == "sourced" for fact in usable) else "stale"
    if not usable:
        state = "unknown"
    elif any(fact.disputed for fact in usable):
        state = "disputed"
    number = None
    if state != "sourced" and criterion.id not in ASIDE:
        recorded = next((fact.question for fact in facts if fact.question), None)
        number = _ask(asked, card, plain(recorded or criterion.question), criterion)
    return Cell(state, tuple(_values(catalogue, criterion, usable, sources)), number)


def _differs(cells: tuple[Cell, ...]) -> bool:
    return len({(cell.state, cell.word, tuple(value.value for value in cell.values)) for cell in cells}) > 1


def _tally(rows: list[Row], number: int) -> dict[CellState, int]:
    states: dict[CellState, int] = {"sourced": 0, "stale": 0, "disputed": 0, "unknown": 0, "moot": 0}
    for row in rows:
        states[row.cells[number].state] += 1
    return states


def _title(cards: tuple[Card, ...], rows: list[Row]) -> str:
    if not cards:
        return _("Comparer des produits")
    names = join_names((card.name for card in cards), _("et"))
    if len(cards) < MIN_PRODUCTS:
        return _("Comparer %(name)s : avec quel autre produit ?") % {"name": names}
    known = sum(all(cell.state in ("sourced", "moot") for cell in row.cells) for row in rows)
    words = ngettext(
        "%(names)s : %(n)s critère sourcé pour tous, %(open)s où il manque une réponse.",
        "%(names)s : %(n)s critères sourcés pour tous, %(open)s où il manque une réponse.",
        known,
    )
    return words % {"names": names, "n": show_number(known), "open": show_number(len(rows) - known)}


def _suggest(edition: Edition, cards: tuple[Card, ...]) -> list[Card]:
    """Name products one may want beside these: documented links first, then the same function."""
    if not cards or len(cards) >= MAX_PRODUCTS:
        return []
    here = {card.id for card in cards}
    linked = {link.product_id for card in cards for link in card.product.alternatives}
    linked |= {other for card in cards for other in edition.catalogue.replaces(card.id)}
    found = cards_of(edition, linked - here)
    if len(found) < MAX_PRODUCTS and cards[0].product.categories:
        members = edition.catalogue.in_category(cards[0].product.categories[0], "alternative")
        found += cards_of(edition, {p.id for p in members} - here - linked)
    return found[:12]
