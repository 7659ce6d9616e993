"""What a product's page shows: the answer first, then the evidence."""

from dataclasses import dataclass

from advisor.domain.criteria import Criterion
from advisor.domain.exposure import Exposure, product_exposure
from advisor.domain.products import Alternative, Category, Product, Vendor
from advisor.domain.reports import Needs
from advisor.reports.ranking import RankedAlternative, rank_alternatives
from advisor.reports.typeset import typeset
from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.i18n import country_name, ngettext, show_date, show_number
from advisor.web.i18n import gettext as _
from advisor.web.shown.cards import Card, card_of, cards_of, shown_product
from advisor.web.shown.control import Jurisdiction, Lane, delivery_lanes, ownership_lane, seat_of
from advisor.web.shown.evidence import Facts, Question, build_facts, build_questions
from advisor.web.shown.fitting import FitPage, build_fit_page
from advisor.web.shown.prose import plain
from advisor.web.shown.sources import NumberedSource, Sources
from advisor.web.shown.words import alias_word

CAUTIONS = frozenset(
    {
        "source-available",
        "steward-outside-eu",
        "foreign-technology",
        "foreign-hosting",
        "shared-state-tool",
        "restricted-eligibility",
        "discontinued",
        "control-changed",
    }
)
"""Labels a buyer must read before anything else."""
MAX_COMPARED = 5


@dataclass(frozen=True, slots=True)
class Replacement:
    """A documented link, seen from one of its ends, with the sources it cites."""

    card: Card
    link: Alternative
    sources: tuple[NumberedSource, ...]


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Everything a product's page shows, in order."""

    card: Card
    product: Product
    vendor: Vendor
    categories: tuple[Category, ...]
    answer: str
    control: str
    reserves: tuple[tuple[str, str], ...]
    lanes: tuple[Lane, ...]
    exposure: str
    facts: Facts
    alternatives: tuple[Replacement, ...]
    replaces: tuple[Replacement, ...]
    same_function: tuple[Card, ...]
    parts: tuple[Card, ...]
    part_of: tuple[Card, ...]
    decided_by: Criterion | None
    decision_sources: tuple[NumberedSource, ...]
    questions: tuple[Question, ...]
    more_questions: tuple[Question, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[NumberedSource, ...]
    compare: tuple[str, ...]
    fit: FitPage


def build_product_page(edition: Edition, product_id: str, needs: Needs | None = None) -> ProductPage:
    """Return what the page of a product shows, held against needs; raises UnknownEntry for drafts as for missing entries."""
    catalogue, on, sources = edition.catalogue, today(), Sources()
    product = shown_product(edition, product_id)
    vendor = catalogue.vendor(product.vendor_id)
    card = card_of(edition, product_id)
    lanes = (ownership_lane(catalogue, vendor, on, sources, product), *delivery_lanes(catalogue, product, on, sources))
    facts = build_facts(catalogue, (*vendor.facts, *product.facts), on, sources)
    asked = needs or Needs()
    ranked = [r for r in rank_alternatives(catalogue, product, asked, on) if r.product.status == "published"]
    alternatives = tuple(_replacement(edition, item, sources) for item in ranked)
    replaces = _replaces(edition, product, sources)
    questions, more = build_questions(catalogue, product, vendor, on)
    excluded = product.not_retained or product.no_substitute
    decision_sources = sources.of(excluded.sources) if excluded else ()
    return ProductPage(
        card=card,
        product=product,
        vendor=vendor,
        categories=tuple(c for c in map(catalogue.category, product.categories) if c.status == "published"),
        answer=_answer(product, len(alternatives), len(replaces)),
        control=control_sentence(card.control, seat_of(vendor, on)),
        reserves=tuple(_reserves(card)),
        lanes=lanes,
        exposure=exposure_sentence(product_exposure(catalogue, product, on)),
        facts=facts,
        alternatives=alternatives,
        replaces=replaces,
        same_function=() if alternatives else tuple(_same_function(edition, product)),
        parts=tuple(cards_of(edition, product.includes)),
        part_of=tuple(cards_of(edition, catalogue.suites_of(product.id))),
        decided_by=catalogue.criteria.get(product.not_retained.criterion) if product.not_retained else None,
        decision_sources=decision_sources,
        questions=tuple(questions),
        more_questions=tuple(more),
        names=tuple(_names(product)),
        sources=tuple(sources),
        compare=(product.id, *(item.card.id for item in alternatives))[:MAX_COMPARED],
        fit=build_fit_page(edition, product, asked, ranked),
    )


def control_sentence(control: Jurisdiction, seat: Jurisdiction) -> str:
    """Say in one sentence who controls the vendor, as far as sourced facts tell."""
    from_seat = _("Siège : %(country)s. ") % {"country": _country(seat)} if seat.country else ""
    if control.zone == "free":
        return typeset(from_seat + _("Communauté sans propriétaire connu."))
    if control.last:
        words = _("Dernier propriétaire connu : %(country)s (%(date)s) ; contrôle présent inconnu.")
        last = {"country": country_name(control.last), "date": show_date(control.stale)}
        return typeset(from_seat + words % last)
    if control.country is None:
        return typeset(from_seat + _("Contrôle inconnu : aucun fait sourcé ne dit qui détient l’éditeur."))
    if control.stale:
        words = _("Dernier contrôle connu : %(country)s (%(date)s).")
        return typeset(from_seat + words % {"country": _country(control), "date": show_date(control.stale)})
    if seat.country == control.country:
        return typeset(_("Siège et contrôle : %(country)s.") % {"country": _country(control)})
    return typeset(from_seat + _("Contrôle : %(country)s.") % {"country": _country(control)})


def exposure_sentence(exposure: Exposure) -> str:
    """Say which countries' laws can reach a product, as far as facts tell, and which links are unknown."""
    roles = {
        "vendor": _("qui contrôle l’éditeur"),
        "contract": _("qui signe le contrat"),
        "hosting": _("qui héberge"),
        "sub-processors": _("quels sous-traitants"),
    }
    reached = ", ".join(map(country_name, exposure.countries))
    unknown = ", ".join(roles[link.role] for link in exposure.links if link.state == "unknown")
    told = (
        _("Droits qui peuvent l’atteindre, d’après les faits : %(countries)s.") % {"countries": reached}
        if reached
        else ""
    )
    if unknown:
        told += " " + _("Reste inconnu : %(roles)s.") % {"roles": unknown}
    return typeset(told.strip())


def _country(place: Jurisdiction) -> str:
    return country_name(place.country)


def _answer(product: Product, alternatives: int, replaces: int) -> str:
    if product.not_retained:
        return _("Non retenu comme alternative.")
    if alternatives:
        words = ngettext(
            "%(n)s solution documentée peut le remplacer, en tout ou en partie.",
            "%(n)s solutions documentées peuvent le remplacer, en tout ou en partie.",
            alternatives,
        )
        return words % {"n": show_number(alternatives)}
    if product.no_substitute:
        return _("Aucun substitut crédible connu à ce jour.")
    if replaces:
        words = ngettext(
            "Il peut remplacer %(n)s produit, en tout ou en partie.",
            "Il peut remplacer %(n)s produits, en tout ou en partie.",
            replaces,
        )
        return words % {"n": show_number(replaces)}
    if "dominant" in product.roles:
        return _("Aucune solution n’est encore documentée face à ce produit.")
    return _("Solution au catalogue ; aucun remplacement n’est encore documenté.")


def _reserves(card: Card) -> list[tuple[str, str]]:
    found = [(plain(label.name), plain(label.meaning)) for label in card.labels if label.id in CAUTIONS]
    if card.control.stale:
        words = _("Dernier fait de propriété connu : %(date)s. À vérifier avant de retenir ou d’écarter ce produit.")
        found.append((_("contrôle ancien"), words % {"date": show_date(card.control.stale)}))
    if card.control.zone == "unk" and not card.control.last:
        words = _("Aucun fait sourcé ne le dit, et un siège seul ne le prouve pas : à demander à l’éditeur.")
        found.append((_("contrôle inconnu"), words))
    return found


def _replacement(edition: Edition, item: RankedAlternative, sources: Sources) -> Replacement:
    return Replacement(card_of(edition, item.product.id), item.link, sources.of(item.link.sources))


def _replaces(edition: Edition, product: Product, sources: Sources) -> tuple[Replacement, ...]:
    found = []
    for card in cards_of(edition, edition.catalogue.replaces(product.id)):
        for link in card.product.alternatives:
            if link.product_id == product.id:
                found.append(Replacement(card, link, sources.of(link.sources)))
    return tuple(found)


def _same_function(edition: Edition, product: Product) -> list[Card]:
    if product.no_substitute or "dominant" not in product.roles or not product.categories:
        return []
    found = edition.catalogue.in_category(product.categories[0], role="alternative")
    return cards_of(edition, (p.id for p in found if p.status == "published" and p.id != product.id))


def _names(product: Product) -> list[tuple[str, tuple[str, ...]]]:
    groups: dict[str, list[str]] = {}
    for alias in product.aliases:
        groups.setdefault(alias.kind, []).append(alias.text)
    return [(alias_word(kind), tuple(texts)) for kind, texts in groups.items()]
