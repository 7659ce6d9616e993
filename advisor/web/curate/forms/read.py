"""What a browser sends, back to a raw entry that the schema then checks. Nothing typed is lost on the way."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from werkzeug.datastructures import MultiDict

from advisor.catalogue.schema import MODELS, EntryKind, RawAlias, RawCriterion, RawFact
from advisor.web.curate.forms.shapes import Slot, slots_of, value_slot

Form = MultiDict[str, str]
MAX_ITEMS = 300
"""Items of one list that are read."""
REMOVE = "-remove"
"""Ends the name of the box that takes an item out."""


def read_form(
    kind: EntryKind, entry_id: str, form: Form, criteria: Mapping[str, RawCriterion], *, keep_blank: bool = False
) -> dict[str, Any]:
    """Read an entry; empty fields are absent, and so are empty items unless `keep_blank`."""
    names = _children(form)
    raw = _read(MODELS[kind], "", form, names, criteria, keep_blank)
    return {"id": entry_id, **raw}


def add_item(raw: dict[str, Any], path: str, criterion: str = "") -> None:
    """Add an empty item to the list at a path; a new fact says which criterion it is about."""
    node: Any = raw
    parts = path.split(".")
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        if isinstance(node, list):
            if not part.isdigit() or int(part) >= len(node):
                return
            node = node[int(part)]
        elif isinstance(node, dict):
            node = node.setdefault(part, [] if last or parts[i + 1].isdigit() else {})
        else:
            return
    if isinstance(node, list) and len(node) < MAX_ITEMS:
        node.append({"criterion": criterion} if criterion else {})


def _children(form: Form) -> dict[str, set[int]]:
    """Find the numbers of the items of each list in the names that were sent."""
    found: dict[str, set[int]] = {}
    for name in form:
        for match in re.finditer(r"\.(\d{1,4})(?=\.|$|-)", name):
            found.setdefault(name[: match.start()], set()).add(int(match[1]))
    return found


def _read(
    model: type[BaseModel],
    path: str,
    form: Form,
    names: Mapping[str, set[int]],
    criteria: Mapping[str, RawCriterion],
    keep_blank: bool,
) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for slot in slots_of(model):
        here = f"{path}.{slot.name}" if path else slot.name
        if model is RawFact and slot.name == "value":
            criterion = criteria.get(raw.get("criterion") or form.get(f"{path}.criterion", ""))
            if criterion is None:
                continue
            slot = value_slot(criterion)
        value = _read_slot(slot, here, form, names, criteria, keep_blank)
        if value not in (None, "", [], {}, False):
            raw[slot.name] = value
    return raw


def _read_slot(
    slot: Slot,
    here: str,
    form: Form,
    names: Mapping[str, set[int]],
    criteria: Mapping[str, RawCriterion],
    keep_blank: bool,
) -> Any:
    if slot.shape == "prose":
        return {lang: text for lang in ("fr", "en") if (text := _clean(form.get(f"{here}.{lang}", "")))}
    if slot.shape == "group" and slot.model is not None:
        return _read(slot.model, here, form, names, criteria, keep_blank)
    if slot.shape == "items" and slot.model is not None:
        return _read_items(slot.model, here, form, names, criteria, keep_blank)
    if slot.shape == "checks":
        return [value for value in form.getlist(here) if value]
    text = _clean(form.get(here, ""))
    match slot.shape:
        case "lines":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "pairs":
            return _read_pairs(text)
        case "proses":
            return _read_proses(text)
        case "yes":
            return bool(text)
        case "number":
            return int(text) if re.fullmatch(r"\d{1,9}", text) else text
        case _:
            return text


def _read_items(
    model: type[BaseModel],
    here: str,
    form: Form,
    names: Mapping[str, set[int]],
    criteria: Mapping[str, RawCriterion],
    keep_blank: bool,
) -> list[Any]:
    items: list[Any] = []
    for number in sorted(names.get(here, ()))[:MAX_ITEMS]:
        place = f"{here}.{number}"
        if form.get(f"{place}{REMOVE}"):
            continue
        item: Any = _read(model, place, form, names, criteria, keep_blank)
        if not keep_blank and not set(item) - {"criterion"}:
            continue
        items.append(item["text"] if model is RawAlias and set(item) == {"text"} else _without_defaults(model, item))
    return items


def _without_defaults(model: type[BaseModel], item: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is said by default, as files do: an alias "auto" is a bare name."""
    if model is not RawAlias:
        return item
    kept = {k: v for k, v in item.items() if model.model_fields[k].default != v}
    return kept["text"] if set(kept) == {"text"} else kept


def _clean(text: str) -> str:
    """Drop what a browser adds: carriage returns, and characters that no text holds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() or c in "\u00a0\u202f\u2009")).strip()


def _read_pairs(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _read_proses(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in filter(str.strip, text.splitlines()):
        key, *texts = (part.strip() for part in line.split("|"))
        found[key] = dict(zip(("fr", "en"), texts, strict=False))
    return found
