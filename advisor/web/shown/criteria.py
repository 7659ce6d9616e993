"""What the pages of criteria show: who has a value, and which."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Criterion, Fact, FactState
from advisor.errors import UnknownEntry
from advisor.reports.frameworks import CIRCULAR_QUESTIONS, FRAMEWORKS, Framework
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.shown.cache import per_edition
from advisor.web.shown.prose import plain


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """A criterion, its facts counted by state, and its sourced values counted by choice."""

    criterion: Criterion
    states: dict[FactState, int]
    values: tuple[tuple[str, int], ...]


def _current_facts(catalogue: Catalogue) -> Iterator[Fact]:
    for product in catalogue.published_products():
        yield from (fact for fact in product.facts if fact.current())
    for vendor in catalogue.vendors.values():
        yield from (fact for fact in vendor.facts if fact.current())


@per_edition
def count_states(edition: Edition) -> dict[str, Counter[FactState]]:
    """Count the current facts of each criterion by how far they can be relied on."""
    catalogue, counts = edition.catalogue, {key: Counter[FactState]() for key in edition.catalogue.criteria}
    for fact in _current_facts(catalogue):
        counts[fact.criterion][fact.state(today())] += 1
    return counts


@per_edition
def build_criterion_page(edition: Edition, criterion_id: str) -> CriterionPage:
    """Return what the page of a criterion shows; raises UnknownEntry."""
    catalogue = edition.catalogue
    if criterion_id not in catalogue.criteria:
        raise UnknownEntry(criterion_id)
    criterion = catalogue.criteria[criterion_id]
    values: Counter[str] = Counter()
    for fact in _current_facts(catalogue):
        if fact.criterion == criterion_id and fact.state(today()) == "sourced" and criterion.choices:
            values.update([fact.value] if isinstance(fact.value, str) else _words(fact.value))
    shown = tuple((plain(text), values[choice]) for choice, text in criterion.choices.items())
    return CriterionPage(criterion, dict(count_states(edition)[criterion_id]), shown)


def references_of(criterion: Criterion) -> list[tuple[Framework, str]]:
    """List the frameworks a criterion points at, each with what it points at: a question, objectives, codes."""
    words = {
        "circular": plain(CIRCULAR_QUESTIONS[criterion.circular]) if criterion.circular else "",
        "eu-csf": ", ".join(criterion.eu_csf),
        "irn": ", ".join(criterion.irn),
    }
    return [(framework, words[framework.id]) for framework in FRAMEWORKS if words[framework.id]]


def _words(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, tuple) else []
