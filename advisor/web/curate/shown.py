"""Changes as people read them: a unit's two versions line by line, words struck and added, sources and checks."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from advisor.catalogue.schema import Entries, RawCriterion, RawFact
from advisor.domain.revisions import UnitChange, UnitConflict
from advisor.web.curate.forms.words import field_label, option_label
from advisor.web.i18n import current_lang
from advisor.web.i18n import gettext as _

MAX_DIFFED = 4000
"""Characters of a text that are compared word by word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a version: what it is about, and its text with what changed marked."""

    label: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Check:
    """Something a reviewer would look at first; `glyph` is yes, no or unk."""

    glyph: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source as the review names it."""

    url: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A changed unit: its name, both versions, its sources and the checks on it."""

    key: str
    id: str
    title: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    sources: tuple[ShownSource, ...] = ()
    checks: tuple[Check, ...] = ()


def show_unit(unit: UnitChange, number: int, entries: Entries, on: date) -> ShownUnit:
    """Show one change of a review; `number` tells its fields apart in the page."""
    criteria = {criterion.id: criterion for criterion in entries.criteria.criteria}
    before, after = compare_lines(_in_words(unit.before, criteria), _in_words(unit.after, criteria))
    fact = unit.after if unit.key.startswith("facts[") and isinstance(unit.after, Mapping) else None
    return ShownUnit(
        key=unit.key,
        id=f"u{number}",
        title=unit_title(unit.key, criteria),
        before=before,
        after=after,
        sources=tuple(_sources(unit.after)),
        checks=tuple(_fact_checks(fact, criteria, on)) if fact else tuple(_other_checks(unit)),
    )


def show_conflict(
    unit: UnitConflict, entries: Entries
) -> tuple[str, tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Return the title of a conflict and its lines before, as published and as proposed."""
    criteria = {criterion.id: criterion for criterion in entries.criteria.criteria}
    was, here, there = (_in_words(value, criteria) for value in (unit.base, unit.published, unit.proposed))
    published, proposed = compare_lines(was, here)[1], compare_lines(was, there)[1]
    return unit_title(unit.key, criteria), plain_lines(was), published, proposed


def _in_words(value: Any, criteria: Mapping[str, RawCriterion]) -> Any:
    """Write the choices of a fact's value as people read them."""
    if not isinstance(value, Mapping):
        return value
    criterion, held = criteria.get(str(value.get("criterion"))), value.get("value")
    if criterion is None or not criterion.choices or held is None:
        return value
    if isinstance(held, list):
        return {**value, "value": [option_label("value", str(each), criterion) for each in held]}
    return {**value, "value": option_label("value", str(held), criterion)}


def unit_title(key: str, criteria: Mapping[str, RawCriterion]) -> str:
    """Name a unit: the criterion of a fact, the product of a link, the label of a field."""
    match = re.match(r"^(\w+)\[(.*)\]$", key)
    if match is None:
        return field_label("", key) if key else _("La fiche entière")
    name = match[2].split("#")[0]
    if match[1] == "facts":
        criterion, _comma, offer = name.partition(", ")
        found = criteria.get(criterion)
        title = (found.name.en if current_lang() == "en" and found.name.en else found.name.fr) if found else criterion
        title = title[:1].upper() + title[1:]
        return f"{title}, {offer}" if offer else title
    return f"{field_label('', match[1])} : {name}"


def plain_lines(value: Any) -> tuple[Line, ...]:
    """Show one version by itself."""
    return tuple(Line(label, escape(text)) for label, text in _flatten(value))


def compare_lines(before: Any, after: Any) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Show two versions with what goes struck and what comes underlined; lines without change stay plain."""
    before, after = _without_same_sources(before, after)
    old, new = list(_flatten(before)), list(_flatten(after))
    if before is None:
        return (), tuple(Line(label, _wrapped("ins", text)) for label, text in new)
    if after is None:
        return tuple(Line(label, _wrapped("del", text)) for label, text in old), ()
    left, right = dict(old), dict(new)
    return (
        tuple(Line(label, _struck(text, right.get(label))) for label, text in old),
        tuple(Line(label, _added(left.get(label), text)) for label, text in new),
    )


def _without_same_sources(before: Any, after: Any) -> tuple[Any, Any]:
    """Leave sources out where they did not change: they stand beside the two versions."""
    pair = [before, after]
    for i, (side, other) in enumerate(((before, after), (after, before))):
        same = isinstance(side, Mapping) and (other is None or side.get("sources") == other.get("sources"))
        if same and "sources" in side:
            pair[i] = {key: value for key, value in side.items() if key != "sources"}
    return pair[0], pair[1]


def _struck(old: str, new: str | None) -> Markup:
    return _wrapped("del", old) if new is None else _diff(old, new)[0]


def _added(old: str | None, new: str) -> Markup:
    return _wrapped("ins", new) if old is None else _diff(old, new)[1]


def _diff(old: str, new: str) -> tuple[Markup, Markup]:
    if old == new:
        return escape(old), escape(new)
    if len(old) + len(new) > MAX_DIFFED:
        return _wrapped("del", old), _wrapped("ins", new)
    a, b = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    left, right = Markup(), Markup()
    for act, i, j, k, m in difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        was, now = "".join(a[i:j]), "".join(b[k:m])
        left += escape(was) if act == "equal" else _wrapped("del", was)
        right += escape(now) if act == "equal" else _wrapped("ins", now)
    return left, right


def _wrapped(tag: str, text: str) -> Markup:
    if not text:
        return Markup()
    if tag == "del":
        return Markup('<del><span class="vh">{} </span>{}</del>').format(_("supprimé :"), text)
    return Markup('<ins><span class="vh">{} </span>{}</ins>').format(_("ajouté :"), text)


def _flatten(value: Any, label: str = "", model: str = "") -> Iterator[tuple[str, str]]:
    """Cut a value into labelled lines; each label stands once."""
    seen: dict[str, int] = {}
    for name, text in _pieces(value, label, model):
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), text


def _pieces(value: Any, label: str, model: str) -> Iterator[tuple[str, str]]:
    if value is None or value == "":
        return
    if isinstance(value, Mapping):
        if set(value) <= {"fr", "en"}:
            for lang, text in value.items():
                name = field_label("RawText", lang)
                yield (f"{label}, {name}" if label else name), str(text)
            return
        for key, inner in value.items():
            if key in ("criterion", "id") and not label:
                continue
            if key == "sources" and isinstance(inner, list):
                yield from ((_("Sources"), _one_source(source)) for source in inner if isinstance(source, Mapping))
                continue
            name = field_label(model, key)
            yield from _pieces(inner, f"{label}, {name}" if label and key != "value" else name, model)
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            yield label, " · ".join(value)
            return
        for item in value:
            yield from _pieces({"text": item} if isinstance(item, str) else item, label, model)
    elif isinstance(value, bool):
        yield label, _("oui") if value else _("non")
    else:
        name = label.rsplit(", ", 1)[-1]
        yield label, _option(name, str(value))


def _one_source(source: Mapping[str, Any]) -> str:
    parts = (source.get("title"), source.get("published"), source.get("seen"), source.get("locator"), source.get("url"))
    return " ; ".join(str(part) for part in parts if part)


def _option(label: str, value: str) -> str:
    for name in ("claim", "publisher", "access", "effort", "status", "power"):
        if label == field_label("", name):
            return option_label(name, value)
    return value


def _sources(value: Any) -> Iterator[ShownSource]:
    if not isinstance(value, Mapping):
        return
    found = value.get("sources")
    for source in found if isinstance(found, list) else []:
        dated = source.get("published") or _("sans date")
        detail = f"{option_label('publisher', source.get('publisher', ''))}, {dated} ; {source.get('locator', '')}"
        yield ShownSource(source.get("url", ""), source.get("title") or source.get("url", ""), detail)


def _fact_checks(fact: Mapping[str, Any], criteria: Mapping[str, RawCriterion], on: date) -> Iterator[Check]:
    criterion = criteria.get(str(fact.get("criterion")))
    sources: Sequence[Mapping[str, Any]] = fact.get("sources") or []
    if fact.get("question"):
        yield Check("unk", _("question ouverte : ne compte ni pour oui, ni pour non"))
    elif not sources:
        yield Check("no", _("aucune source"))
    if criterion and sources:
        proving = any(source.get("publisher") in criterion.provers for source in sources)
        text = (
            _("une source de nature à prouver ce critère")
            if proving
            else _("aucune source de nature à prouver ce critère")
        )
        yield Check("yes" if proving else "unk", text)
    if sources and not any(source.get("published") for source in sources):
        yield Check("unk", _("aucune source datée par son auteur"))
    if sources and _is_stale(fact, criterion, on):
        yield Check("no", _("au-delà de sa durée : paraîtra périmé"))
    if fact.get("disputed"):
        yield Check("unk", _("contesté : l’autre valeur reste à côté"))


def _is_stale(fact: Mapping[str, Any], criterion: RawCriterion | None, on: date) -> bool:
    try:
        value = RawFact.model_validate(dict(fact)).fact(criterion.value() if criterion else None)
    except ValueError:
        return False
    return value.state(on) == "stale"


def _other_checks(unit: UnitChange) -> Iterator[Check]:
    if unit.key.startswith("alternatives[") and isinstance(unit.after, Mapping):
        signed = unit.after.get("judgement") or unit.after.get("sources")
        yield Check("yes" if signed else "no", _("source ou avis signé") if signed else _("ni source, ni avis signé"))
        yield Check("yes", _("portée et manques renseignés"))
    if unit.key == "summary" and isinstance(unit.after, Mapping):
        loaded = re.search(r"souverain|leader|meilleur|certifié", str(unit.after.get("fr", "")), re.I)
        if loaded:
            yield Check("no", _("« %(word)s » : la méthode demande le fait précis") % {"word": loaded[0]})
