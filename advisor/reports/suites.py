"""Which alternatives, taken together, cover the parts of a suite that are in use, and with which gaps.

The rule, short enough to be read aloud: only documented links count, part by part; a suite covers
a part through one of its own parts. For a State service, what the shared State tools it may use
can cover is given to them first; the rest goes to the fewest products. Between sets as small, the
one that meets more needs, then has more sourced criteria, then comes first by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Localised
from advisor.domain.eligibility import is_state_tool
from advisor.domain.products import Product
from advisor.domain.reports import Needs
from advisor.reports.ranking import (
    STATE_FIRST_BUYERS,
    RankedAlternative,
    assess_product,
    rank_alternatives,
    sourced_criteria,
    usable_alternatives,
)

RULE = Localised(
    fr="le moins de produits, chacun lié par une fiche à une partie ; à nombre égal : besoins remplis, critères "
    "sourcés, nom ; pour un service de l’État, les outils mutualisés qui lui sont ouverts d’abord",
    en="the fewest products, each linked to a part by an entry; when as few: needs met, sourced criteria, name; "
    "for a State service, the shared tools open to it first",
)
MAX_TRIED = 20_000
"""Sets tried before the smallest one is given up for one built step by step."""


@dataclass(frozen=True, slots=True)
class SuitePart:
    """A part of a suite in use, with its documented alternatives for the buyer, in order."""

    product: Product
    ranked: tuple[RankedAlternative, ...]


@dataclass(frozen=True, slots=True)
class Covering:
    """One part covered by a product: the documented link, through which of its own parts if any."""

    part: str
    link: RankedAlternative
    through: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A product of the set, and the parts it covers there."""

    product: Product
    coverings: tuple[Covering, ...]


@dataclass(frozen=True, slots=True)
class SuiteCover:
    """The set found for a suite; `exact` tells that no smaller one exists, `unused` names parts not in use."""

    suite: Product
    parts: tuple[SuitePart, ...]
    chosen: tuple[Chosen, ...]
    uncovered: tuple[str, ...]
    unused: tuple[str, ...]
    exact: bool


@dataclass
class _Option:
    """A product that may be taken, with the parts it would cover."""

    product: Product
    state_tool: bool
    met: int
    evidence: int
    covers: dict[str, Covering] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, int, str, str]:
        return (-self.met, -self.evidence, self.product.name.casefold(), self.product.id)


def cover_suite(catalogue: Catalogue, suite: Product, needs: Needs, on: date) -> SuiteCover | None:
    """Find a set of alternatives for the parts of a suite in use; None for a product without parts."""
    known = [catalogue.products[part] for part in suite.includes if part in catalogue.products]
    chosen_parts = [part for part in known if part.id in needs.parts]
    used = chosen_parts or known
    if not used:
        return None
    parts = tuple(SuitePart(p, tuple(rank_alternatives(catalogue, p, needs, on))) for p in used)
    options = _options(catalogue, suite, parts, needs, on)
    first = [o for o in options if o.state_tool] if needs.buyer in STATE_FIRST_BUYERS else []
    taken, exact = _smallest([part.product.id for part in parts], first)
    covered = {part for option in taken for part in option.covers}
    rest, also_exact = _smallest([p.product.id for p in parts if p.product.id not in covered], options)
    chosen = tuple(_shares([*taken, *rest]))
    reached = {covering.part for item in chosen for covering in item.coverings}
    return SuiteCover(
        suite=suite,
        parts=parts,
        chosen=chosen,
        uncovered=tuple(part.product.id for part in parts if part.product.id not in reached),
        unused=tuple(part.id for part in known if part not in used),
        exact=exact and also_exact,
    )


def _options(catalogue: Catalogue, suite: Product, parts: Sequence[SuitePart], needs: Needs, on: date) -> list[_Option]:
    """List what may be taken: each usable alternative, and each suite that holds some of them."""
    found: dict[str, _Option] = {}
    for part in parts:
        for item in usable_alternatives(part.ranked):
            if item.product.status != "published":
                continue
            option = found.setdefault(
                item.product.id,
                _Option(item.product, item.state_tool, len(item.with_verdict("met")), item.evidence),
            )
            option.covers[part.product.id] = Covering(part.product.id, item, None)
    for bigger in _suites_of(catalogue, found, suite):
        assessments, excluded, admission = assess_product(catalogue, bigger, needs, on)
        if excluded or (admission is not None and not admission.admitted):
            continue
        met = sum(a.verdict == "met" for a in assessments)
        state_tool = is_state_tool(bigger) and admission is not None
        option = _Option(bigger, state_tool, met, len(sourced_criteria(catalogue, bigger, on)))
        for piece in bigger.includes:
            for covering in found[piece].covers.values() if piece in found else ():
                option.covers.setdefault(covering.part, Covering(covering.part, covering.link, piece))
        if len(option.covers) > 1:
            found[bigger.id] = option
    return sorted(found.values(), key=lambda option: option.order)


def _suites_of(catalogue: Catalogue, found: Mapping[str, _Option], suite: Product) -> list[Product]:
    ids = {bigger for product_id in found for bigger in catalogue.suites_of(product_id)} - {suite.id, *found}
    bigger = (catalogue.products[i] for i in sorted(ids))
    return [p for p in bigger if p.status == "published" and "alternative" in p.roles]


def _smallest(parts: Sequence[str], options: Sequence[_Option]) -> tuple[list[_Option], bool]:
    """Return the smallest set that covers every part some option covers, and whether that is certain."""
    reachable = [part for part in parts if any(part in option.covers for option in options)]
    if not reachable:
        return [], True
    useful = [option for option in options if any(part in option.covers for part in reachable)]
    stepwise = _step_by_step(reachable, useful)
    tried = 0
    for size in range(1, len(stepwise) + 1):
        best: list[_Option] | None = None
        for candidate in _sets(reachable, useful, size):
            tried += 1
            if tried > MAX_TRIED:
                return stepwise, False
            if candidate and (best is None or _order(candidate) < _order(best)):
                best = candidate
        if best:
            return best, True
    return stepwise, True


def _sets(parts: Sequence[str], options: Sequence[_Option], size: int) -> Iterator[list[_Option]]:
    """Yield the sets of at most `size` options that cover all parts; an empty list marks a dead end."""
    if not parts:
        yield []
        return
    if size == 0:
        return
    rarest = min(parts, key=lambda part: sum(part in option.covers for option in options))
    for option in options:
        if rarest not in option.covers:
            continue
        left = [part for part in parts if part not in option.covers]
        if not left:
            yield [option]
        elif size > 1:
            for others in _sets(left, options, size - 1):
                yield [option, *others] if others else []
        else:
            yield []


def _order(options: Sequence[_Option]) -> tuple[int, int, int, tuple[str, ...]]:
    met, evidence = sum(o.met for o in options), sum(o.evidence for o in options)
    return (len(options), -met, -evidence, tuple(sorted(o.product.name.casefold() for o in options)))


def _step_by_step(parts: Sequence[str], options: Sequence[_Option]) -> list[_Option]:
    left, taken = set(parts), []
    while left:
        best = min(options, key=lambda option: (-len(left & set(option.covers)), option.order))
        taken.append(best)
        left -= set(best.covers)
    return taken


def _shares(options: Iterable[_Option]) -> Iterator[Chosen]:
    """Give each part to the first product of the set that covers it; the widest goes first."""
    given: set[str] = set()
    for option in sorted(options, key=lambda o: (not o.state_tool, -len(o.covers), o.order)):
        mine = tuple(c for part, c in option.covers.items() if part not in given)
        given |= {covering.part for covering in mine}
        if mine:
            yield Chosen(option.product, mine)
