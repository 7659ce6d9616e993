"""The tree of fields that a template shows, built from a model and the entry as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from advisor.catalogue.schema import MODELS, EntryKind, RawAlias, RawCriterion, RawFact, RawText
from advisor.web.curate.forms.shapes import Shape, Slot, slots_of, value_slot
from advisor.web.curate.forms.words import field_help, field_label, option_label


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `path` names it in what is sent, `id` in the page."""

    path: str
    shape: Shape
    label: str
    help: str
    value: Any
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    most: int | None = None

    @property
    def id(self) -> str:
        """Return the field's id in the page."""
        return page_id(self.path)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `title` sums an item of a list up, `folded` hides what is optional and empty."""

    path: str
    label: str
    help: str
    fields: tuple["Node", ...]
    title: str = ""
    criterion: str = ""
    folded: bool = False

    @property
    def id(self) -> str:
        """Return the group's id in the page."""
        return page_id(self.path)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of groups, each of which can be taken out, and to which one can be added.

    `choices` are the criteria a new fact can be about; empty for other lists.
    """

    path: str
    label: str
    help: str
    items: tuple[Group, ...]
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Return the list's id in the page."""
        return page_id(self.path)


Node = Field | Group | Items


def page_id(path: str) -> str:
    """Name a path in the page."""
    return "f-" + path.replace(".", "-")


def build_form(kind: EntryKind, payload: Mapping[str, Any], criteria: Mapping[str, RawCriterion]) -> tuple[Node, ...]:
    """Build the form of an entry; `payload` may be raw, as it was typed."""
    return _nodes(MODELS[kind], payload, "", criteria, kind)


def _nodes(
    model: type[BaseModel], payload: Mapping[str, Any], path: str, criteria: Mapping[str, RawCriterion], kind: str
) -> tuple[Node, ...]:
    nodes = []
    for slot in slots_of(model):
        if model is RawFact and slot.name == "criterion":
            continue  # shown as the title, sent hidden
        if model is RawFact and slot.name == "value":
            criterion = criteria.get(str(payload.get("criterion")))
            if criterion is None:
                continue
            slot = value_slot(criterion)
        nodes.append(_node(model, slot, payload.get(slot.name), path, criteria, kind, payload))
    return tuple(nodes)


def _node(
    model: type[BaseModel],
    slot: Slot,
    value: Any,
    path: str,
    criteria: Mapping[str, RawCriterion],
    kind: str,
    payload: Mapping[str, Any],
) -> Node:
    here = f"{path}.{slot.name}" if path else slot.name
    label, help_text = field_label(model.__name__, slot.name), field_help(model.__name__, slot.name)
    if slot.shape == "prose":
        text = value if isinstance(value, Mapping) else {}
        pair = tuple(_prose_field(here, lang, text, slot) for lang in ("fr", "en"))
        return Group(here, label, help_text, pair, folded=not slot.required and not text)
    if slot.shape == "group" and slot.model is not None:
        inner = value if isinstance(value, Mapping) else {}
        fields = _nodes(slot.model, inner, here, criteria, kind)
        return Group(here, label, help_text, fields, folded=not slot.required and not inner and slot.name != "value")
    if slot.shape == "items" and slot.model is not None:
        return _items(slot.model, here, value, label, help_text, criteria, kind)
    criterion = criteria.get(str(payload.get("criterion"))) if model is RawFact and slot.name == "value" else None
    options = tuple((key, option_label(slot.name, key, criterion)) for key in _in_order(slot, value))
    value = value or slot.default
    if slot.shape == "choice" and not (slot.default or (slot.required and value)):
        options = (("", "—"), *options)
    return Field(here, slot.shape, label, help_text, _shown(slot, value), options, slot.required, slot.most)


def _in_order(slot: Slot, value: Any) -> list[str]:
    """List the choices with those already taken first: a list keeps its order when it is saved again."""
    taken = [key for key in value if key in slot.options] if slot.shape == "checks" and isinstance(value, list) else []
    return list(dict.fromkeys([*taken, *slot.options]))


def _items(
    model: type[BaseModel],
    here: str,
    value: Any,
    label: str,
    help_text: str,
    criteria: Mapping[str, RawCriterion],
    kind: str,
) -> Items:
    groups = []
    for i, item in enumerate(value if isinstance(value, list) else []):
        plain = {"text": item} if isinstance(item, str) and model is RawAlias else item
        plain = plain if isinstance(plain, Mapping) else {}
        place = f"{here}.{i}"
        fields = _nodes(model, plain, place, criteria, kind)
        criterion = str(plain.get("criterion", "")) if model is RawFact else ""
        groups.append(
            Group(place, label, _question(criterion, criteria), fields, _title(model, plain, criteria), criterion)
        )
    choices: tuple[tuple[str, str], ...] = ()
    if model is RawFact:
        choices = tuple((c.id, c.name.fr) for c in criteria.values() if c.subject == kind)
    return Items(here, label, help_text, tuple(groups), choices)


def _question(criterion: str, criteria: Mapping[str, RawCriterion]) -> str:
    found = criteria.get(criterion)
    return " ".join(filter(None, (found.question.fr, found.help.fr if found.help else None))) if found else ""


def _title(model: type[BaseModel], item: Mapping[str, Any], criteria: Mapping[str, RawCriterion]) -> str:
    if model is RawFact:
        found = criteria.get(str(item.get("criterion")))
        return found.name.fr if found else str(item.get("criterion", ""))
    if model is RawText:
        return str(item.get("fr", ""))[:80]
    for name in ("text", "product", "title", "code", "name", "id", "url"):
        value = item.get(name)
        if isinstance(value, str) and value:
            return value[:80]
    return ""


def _prose_field(path: str, lang: str, text: Mapping[str, Any], slot: Slot) -> Field:
    label = field_label("RawText", lang)
    return Field(f"{path}.{lang}", "area", label, "", text.get(lang, ""), (), slot.required and lang == "fr", 2000)


def _shown(slot: Slot, value: Any) -> Any:
    if slot.shape == "lines":
        return "\n".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else value or ""
    if slot.shape == "checks":
        return value if isinstance(value, list) else []
    if slot.shape == "pairs":
        return "\n".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, Mapping) else ""
    if slot.shape == "proses":
        lines = value.items() if isinstance(value, Mapping) else ()
        return "\n".join(" | ".join(filter(None, (k, t.get("fr"), t.get("en")))) for k, t in lines)
    if slot.shape == "yes":
        return bool(value)
    return "" if value is None else str(value)
