"""Two to five products side by side on the recorded criteria. Unknown is an answer; nothing is averaged."""

from dataclasses import dataclass
from typing import Literal

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.criteria import Criterion, Fact
from advisor.domain.products import Product
from advisor.reports.questions import ASIDE, beside_the_point
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.i18n import gettext as _
from advisor.web.i18n import ngettext, show_date, show_number
from advisor.web.shown.cards import SHOWN, Card, card_of, cards_of
from advisor.web.shown.evidence import Question
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

    "moot" is a criterion that another answer, or the kind of product, makes useless to ask.
    """

    state: CellState
    values: tuple[CellValue, ...] = ()
    question: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion over the products, in their order."""

    criterion: Criterion
    cells: tuple[Cell, ...]
    differs: bool


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


def build_comparison(edition: Edition, product_ids: list[str], only_differences: bool) -> Comparison:
    """Compare products; ids that are unknown or too many are named in `dropped`."""
    catalogue, sources = edition.catalogue, Sources()
    wanted = list(dict.fromkeys(product_ids))
    known = [i for i in wanted if i in catalogue.products and catalogue.products[i].status in SHOWN][:MAX_PRODUCTS]
    cards = tuple(card_of(edition, product_id) for product_id in known)
    asked: dict[str, Asked] = {}
    moot = {card.id: _moot(catalogue, card.product) for card in cards}
    rows, silent = [], []
    for criterion in catalogue.criteria.values():
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
    return Comparison(
        cards=cards,
        title=_title(cards, rows),
        rows=tuple(row for row in rows if row.differs or not only_differences),
        total=len(rows),
        differences=sum(row.differs for row in rows),
        silent=tuple(silent),
        tallies=tuple(_tally(rows, number) for number in range(len(cards))),
        questions=tuple(asked.values()),
        sources=tuple(sources),
        suggestions=tuple(_suggest(edition, cards)),
        dropped=tuple(i for i in wanted if i not in known),
    )


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
    values = tuple(
        CellValue(
            show_value(catalogue, criterion, fact.value),
            sources.refs(fact),
            plain(fact.offer),
            show_date(fact.dated) if fact.state(on) == "stale" else "",
        )
        for fact in usable
    )
    state: CellState = "sourced" if any(fact.state(on) == "sourced" for fact in usable) else "stale"
    if not usable:
        state = "unknown"
    elif any(fact.disputed for fact in usable):
        state = "disputed"
    number = None
    if state != "sourced" and criterion.id not in ASIDE:
        recorded = next((fact.question for fact in facts if fact.question), None)
        question = Question(plain(recorded or criterion.question), criterion)
        before = asked.get(question.text)
        asked[question.text] = Asked((*before.products, card.name) if before else (card.name,), question)
        number = list(asked).index(question.text) + 1
    return Cell(state, values, number)


def _differs(cells: tuple[Cell, ...]) -> bool:
    return len({(cell.state, tuple(value.value for value in cell.values)) for cell in cells}) > 1


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
