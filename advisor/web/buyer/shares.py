"""The picture of a list: shares of lines and euros by jurisdiction of control, and the same as a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.domain.catalogue import EU_COUNTRIES
from advisor.domain.control import COMMUNITY
from advisor.services.outline import Count, Entry, count_by, count_entries
from advisor.web.buyer.words import control_name
from advisor.web.i18n import gettext as _
from advisor.web.i18n import ngettext, show_euros, show_number, show_percent
from advisor.web.shown.control import zone_of_country
from advisor.web.shown.words import zone_word

ORDER = ("us", "third", "near", "eu", "free")
"""Zones as the strip shows them; what is not established comes last, hatched."""
OPEN = "open"
GAP = 0.25
WIDE = 34.0
"""Per cent of the strip from which a segment can hold words, on a phone too; from NARROW on, a figure."""
NARROW = 9.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a strip: its zone, place and width in per cent, and the words in it."""

    zone: str
    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One strip: what it counts, the words for who cannot see it, its pieces."""

    id: str
    label: str
    title: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One line of the table: a swatch, a jurisdiction, lines, euros and the share of both."""

    zone: str
    name: str
    count: Count
    rows_share: float
    amount_share: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `zones` are those met, for the legend."""

    strips: tuple[Strip, ...]
    table: tuple[ShareRow, ...]
    zones: tuple[str, ...]


def zone_key(control: str | None) -> str:
    """Return the zone of a key of control; OPEN when nothing is established."""
    if control == COMMUNITY:
        return "free"
    zone = zone_of_country(control) if control and len(control) == 2 else "unk"
    return OPEN if zone == "unk" else zone


def _ratio(part: Decimal | int | None, whole: Decimal | int | None) -> float:
    return float(part or 0) / float(whole) if whole else 0.0


def _strip(name: str, label: str, parts: Sequence[tuple[str, float, str]], words: Callable[[str, str], str]) -> Strip:
    segments = []
    x = 0.0
    for zone, share, figure in parts:
        width = 100 * share
        text = words(zone, figure) if width >= WIDE else figure if width >= NARROW else ""
        segments.append(Segment(zone, round(x, 2), round(max(width - GAP, 0.15), 2), text))
        x += width
    title = ", ".join(f"{figure} {_zone_name(zone)}" for zone, _share, figure in parts)
    return Strip(name, label, title, tuple(segments))


def _zone_name(zone: str) -> str:
    return _("à établir") if zone == OPEN else zone_word(zone)


def build_picture(entries: Iterable[Entry]) -> Picture:
    """Draw who controls what a list holds, in lines and, when amounts were read, in euros."""
    entries = list(entries)
    total = count_entries(entries)
    by_zone = count_by((zone_key(entry.control), entry) for entry in entries)
    zones = [zone for zone in (*ORDER, OPEN) if zone in by_zone]

    def words(zone: str, figure: str) -> str:
        return f"{figure} {_zone_name(zone)}"

    label = ngettext("%(n)s ligne", "%(n)s lignes", total.rows) % {"n": show_number(total.rows)}
    lines = [(z, _ratio(by_zone[z].rows, total.rows), show_number(by_zone[z].rows)) for z in zones]
    strips = [_strip("lines", label, lines, words)]
    if total.amount:
        shares = [(z, _ratio(by_zone[z].amount, total.amount)) for z in zones]
        euros = [(z, share, show_percent(share)) for z, share in shares if share > 0]
        strips.append(_strip("euros", show_euros(total.amount), euros, words))
    return Picture(tuple(strips), tuple(_table(entries, total)), tuple(zones))


def _table(entries: Sequence[Entry], total: Count) -> list[ShareRow]:
    keys = count_by((entry.control, entry) for entry in entries)
    rows = [_row(zone_key(key), control_name(key), keys[key], total) for key in keys]
    rows.sort(key=lambda row: (row.zone == OPEN, -row.count.rows, row.name))
    for step, name in (("confirm", _("à confirmer")), ("unrecognised", _("non reconnu"))):
        count = count_entries(entry for entry in entries if entry.step == step)
        if count.rows:
            rows.append(_row(OPEN, name, count, total))
    return rows


def _row(zone: str, name: str, count: Count, total: Count) -> ShareRow:
    share = _ratio(count.amount, total.amount) if total.amount else None
    return ShareRow(zone, name, count, _ratio(count.rows, total.rows), share)


def answer_sentence(entries: Iterable[Entry]) -> str:
    """Say the answer in one or two sentences with their numbers."""
    entries = list(entries)
    total = count_entries(entries)
    outside = count_entries(e for e in entries if e.control and len(e.control) == 2 and e.control not in EU_COUNTRIES)
    known = total.rows - count_entries(e for e in entries if e.step == "unrecognised").rows
    if not known:
        text = ngettext(
            "Aucun produit du catalogue dans %(total)s ligne.", "Aucun produit du catalogue dans %(total)s lignes.",
            total.rows,
        )  # fmt: skip
        return text % {"total": show_number(total.rows)}
    figures = {"n": show_number(outside.rows), "total": show_number(total.rows)}
    if total.amount and outside.amount:
        figures["share"] = show_percent(_ratio(outside.amount, total.amount))
        first = ngettext(
            "%(n)s ligne sur %(total)s, et %(share)s de la dépense, dépend d’un éditeur contrôlé hors de l’Union européenne.",
            "%(n)s lignes sur %(total)s, et %(share)s de la dépense, dépendent d’éditeurs contrôlés hors de l’Union européenne.",
            outside.rows,
        )
    elif outside.rows:
        first = ngettext(
            "%(n)s ligne sur %(total)s dépend d’un éditeur contrôlé hors de l’Union européenne.",
            "%(n)s lignes sur %(total)s dépendent d’éditeurs contrôlés hors de l’Union européenne.",
            outside.rows,
        )
    else:
        first = _("Aucune des %(total)s lignes ne dépend d’un éditeur dont le contrôle hors de l’Union est établi.")
    return f"{first % figures} {_second_sentence(entries)}".strip()


def _second_sentence(entries: Sequence[Entry]) -> str:
    replaceable = count_entries(e for e in entries if e.step == "replaceable").rows
    confirm = count_entries(e for e in entries if e.step == "confirm").rows
    parts = []
    if replaceable:
        text = ngettext("%(n)s a une alternative documentée", "%(n)s ont une alternative documentée", replaceable)
        parts.append(text % {"n": show_number(replaceable)})
    if confirm:
        parts.append(ngettext("%(n)s est à confirmer", "%(n)s sont à confirmer", confirm) % {"n": show_number(confirm)})
    return ", ".join(parts) + "." if parts else ""
