"""Which country's law can reach a product, worked out from recorded facts only.

Four links are looked at: the vendor (through who controls it), the entity that signs the
contract, the hosting operator, the sub-processors. Each link answers with the countries whose
law reaches it, or "unknown"; nothing is guessed from silence. The rule:

1. A link's countries are those of its sourced, undisputed, current facts: the seat of each
   company of the vendor's chain of control, the country of each operator (its own, else that of
   its controller where it is an entry).
2. A link without such a fact is unknown, except hosting and sub-processors of software that
   can be installed by the buyer: the buyer then chooses, and the link says so.
3. A stale fact is shown with its date and leaves the link unknown.

This is a list of facts, not a verdict: being reached by a law says nothing of how it is used.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor.domain.catalogue import Catalogue, facts_about
from advisor.domain.control import control_of, product_control, seat_country
from advisor.domain.criteria import Fact, Operator
from advisor.domain.products import Product

ExposureRole = Literal["vendor", "contract", "hosting", "sub-processors"]
ExposureState = Literal["known", "unknown", "chosen-by-buyer"]


@dataclass(frozen=True, slots=True)
class ExposureLink:
    """One link: the countries whose law reaches it, the facts that say so, and how sure it is."""

    role: ExposureRole
    state: ExposureState
    countries: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """All links of a product. `countries` are known reaches; `complete` tells that no link is unknown."""

    links: tuple[ExposureLink, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country known to reach the product, sorted."""
        return tuple(sorted({country for link in self.links for country in link.countries}))

    @property
    def complete(self) -> bool:
        """Tell whether every link is known or left to the buyer's choice."""
        return all(link.state != "unknown" for link in self.links)


def product_exposure(catalogue: Catalogue, product: Product, on: date) -> Exposure:
    """Work out which laws can reach a product, the day `on`."""
    installable = any(f.value == "yes" and f.state(on) == "sourced" for f in facts_about(product.facts, "self-hosting"))
    return Exposure(
        (
            _vendor_link(catalogue, product, on),
            _operator_link(catalogue, product, "contract", "contracting-entity", on, chosen=False),
            _operator_link(catalogue, product, "hosting", "hosting-operator", on, chosen=installable),
            _operator_link(catalogue, product, "sub-processors", "sub-processor", on, chosen=installable),
        )
    )


def _vendor_link(catalogue: Catalogue, product: Product, on: date) -> ExposureLink:
    control = product_control(catalogue, product, on)
    vendor = catalogue.vendor(product.vendor_id)
    seat = seat_country(vendor, on)
    countries = {country for country in (seat, control.country) if country}
    facts = [*facts_about(vendor.facts, "seat"), *(link.fact for link in control.chain if link.fact)]
    state: ExposureState = "known" if control.country else "unknown"
    return ExposureLink("vendor", state, tuple(sorted(countries)), tuple(facts))


def _operator_link(
    catalogue: Catalogue, product: Product, role: ExposureRole, criterion: str, on: date, *, chosen: bool
) -> ExposureLink:
    facts = facts_about(product.facts, criterion)
    sourced = [fact for fact in facts if fact.state(on) == "sourced" and not fact.disputed]
    reached = [_reach(catalogue, fact.value, on) for fact in sourced if isinstance(fact.value, Operator)]
    known = {country for countries in reached for country in countries}
    state: ExposureState = "known" if reached and all(reached) else "unknown"
    if not reached and chosen:
        state = "chosen-by-buyer"
    return ExposureLink(role, state, tuple(sorted(known)), tuple(facts))


def _reach(catalogue: Catalogue, operator: Operator, on: date) -> set[str]:
    """Countries whose law reaches an operator: where it is, and who controls it when it is an entry."""
    vendor = catalogue.vendors.get(operator.vendor_id or "")
    controller = control_of(catalogue, vendor, on).country if vendor else None
    seat = seat_country(vendor, on) if vendor else None
    return {country for country in (operator.country, seat, controller) if country}
