"""What people's decisions imply for the catalogue's names: aliases to propose, names to weaken.

Pure: nothing is kept or sent. Whoever decided chooses what is proposed, and curators what is published;
weights never change by this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.domain.matches import LineMatch
from advisor.domain.reports import Decisions
from advisor.services.editions import Edition

MAX_WORDS = 4
"""Words of the longest name that is proposed; more is a description."""
Kind = Literal["missing-alias", "wrong-name", "shared-name"]


@dataclass(frozen=True, slots=True)
class AliasProposal:
    """A change of the names of one product that decisions imply.

    "missing-alias": `text` is no name of `product_id` yet. "wrong-name": `text` led to `product_id`, and
    people said otherwise; the name needs support. "shared-name": `text` is a name of `others` already.
    `lines` is how many different lines say so. `use` is "weak" where only ordinary words are left.
    """

    kind: Kind
    product_id: str
    text: str
    use: Literal["auto", "weak"]
    lines: int
    others: tuple[str, ...] = ()


def propose_aliases(edition: Edition, decisions: Decisions) -> tuple[AliasProposal, ...]:
    """Say what the decided lines imply for the names of the catalogue.

    A line whose answer was already right and sure implies nothing. Only words that may be a name are
    given, no figure, quantity, purchase word or reseller; a person's name looks like any other, so whoever
    decided reads what is proposed before it is shared.

    Returns:
        Proposals by number of lines, then product and text.
    """
    known = [
        (text, product)
        for text, product in decisions.products.items()
        if product in (None, *edition.catalogue.products)
    ]
    matches = edition.matcher.match_lines([text for text, _ in known])
    counted: dict[AliasProposal, int] = {}
    for (text, product), match in zip(known, matches, strict=True):
        for proposal in _imply(edition, text, product, match):
            counted[proposal] = counted.get(proposal, 0) + 1
    found = [AliasProposal(p.kind, p.product_id, p.text, p.use, lines, p.others) for p, lines in counted.items()]
    return tuple(sorted(found, key=lambda p: (-p.lines, p.product_id, p.text, p.kind)))


def _imply(edition: Edition, text: str, product: str | None, match: LineMatch) -> Iterable[AliasProposal]:
    if match.product_id is not None and match.product_id != product:
        yield from _weaken(match)
    if product is None or (match.product_id == product and match.band == "sure"):
        return
    owners = _owners(edition)
    for name, plain in edition.matcher.find_names(text, product):
        if len(name.split()) > MAX_WORDS:
            continue
        others = tuple(sorted(owners.get(name, frozenset()) - {product}))
        if others:
            yield AliasProposal("shared-name", product, name, "weak", 1, others)
        elif product not in owners.get(name, ()):
            yield AliasProposal("missing-alias", product, name, "weak" if plain else "auto", 1)


def _weaken(match: LineMatch) -> Iterable[AliasProposal]:
    """Name the words that led to a product which was not meant."""
    for reason in match.reasons:
        if reason.kind == "alias" and reason.read_as and match.product_id:
            yield AliasProposal("wrong-name", match.product_id, reason.read_as, "weak", 1)


def _owners(edition: Edition) -> Mapping[str, set[str]]:
    return edition.matcher.index.exact_owners
