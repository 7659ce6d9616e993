"""Recorded values in words."""

from dataclasses import dataclass

from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Certificate, Criterion, Eligibility, FactValue, Localised, Operator, Ownership
from advisor.web.i18n import gettext as _
from advisor.web.i18n import show_date
from advisor.web.shown.control import Jurisdiction, page_of, place_of
from advisor.web.shown.prose import plain
from advisor.web.shown.words import buyer_word, eligibility_word, holding_word


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value in words: a text, the countries it names, an entry it links to, a remark, a glyph for yes and no."""

    text: str = ""
    places: tuple[Jurisdiction, ...] = ()
    vendor_id: str | None = None
    detail: str = ""
    glyph: str = ""


GLYPHS = {"yes": "yes", "partial": "part", "no": "no"}


def show_value(catalogue: Catalogue, criterion: Criterion | None, value: FactValue | None) -> ShownValue:
    """Return a value in words; empty when there is none."""
    match value:
        case None:
            return ShownValue()
        case str() if criterion and criterion.value_type == "country":
            return ShownValue(places=(place_of(value),))
        case str():
            return _show_word(criterion, value)
        case Localised():
            return ShownValue(plain(value))
        case Ownership():
            name, vendor_id = _entry(catalogue, value.owner, value.vendor_id)
            places = (place_of(value.country),) if value.country else ()
            return ShownValue(name, places, vendor_id, holding_word(value.power, value.share_percent))
        case Operator():
            name, vendor_id = _entry(catalogue, value.name, value.vendor_id)
            return ShownValue(name, (place_of(value.country),) if value.country else (), vendor_id)
        case Certificate():
            return _show_certificate(value)
        case Eligibility():
            buyers = ", ".join(map(buyer_word, value.buyers))
            return ShownValue(eligibility_word(value.access), detail=buyers)
        case _ if criterion and criterion.value_type == "countries":
            return ShownValue(places=tuple(map(place_of, value)))
        case _:
            return ShownValue(", ".join(_show_word(criterion, item).text for item in value))


def _entry(catalogue: Catalogue, name: str, vendor_id: str | None) -> tuple[str, str | None]:
    return name, page_of(catalogue, vendor_id)


def _show_word(criterion: Criterion | None, value: str) -> ShownValue:
    if value == "proprietary":
        return ShownValue(_("propriétaire"))
    choice = criterion.choices.get(value) if criterion else None
    return ShownValue(plain(choice) if choice else value, glyph=GLYPHS.get(value, "") if choice else "")


def _show_certificate(value: Certificate) -> ShownValue:
    version = _("version %(number)s") % {"number": value.version} if value.version else ""
    number = _("n° %(number)s") % {"number": value.number} if value.number else ""
    issued = _("du %(date)s") % {"date": show_date(value.issued)} if value.issued else ""
    ends = _("jusqu’au %(date)s") % {"date": show_date(value.ends)} if value.ends else ""
    head = ", ".join(filter(None, (value.scheme, version, number, issued, ends)))
    return ShownValue(head, detail=plain(value.scope), glyph="yes")
