"""From raw data to checked entries, all problems at once, and on to the plain values of an edition."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from advisor.catalogue.canonical import content_hash
from advisor.catalogue.schema.entries import (
    MODELS,
    CategoryEntry,
    CriteriaEntry,
    EntryKind,
    ProductEntry,
    RawEntry,
    VendorEntry,
)
from advisor.domain import criteria as c
from advisor.domain.catalogue import Catalogue
from advisor.errors import InvalidEntry
from advisor.problems import TEXTS, Message, Problem, message


@dataclass(frozen=True)
class Entries:
    """Parsed entries by kind and id, and the place each was read from."""

    criteria: CriteriaEntry
    products: Mapping[str, ProductEntry]
    vendors: Mapping[str, VendorEntry]
    categories: Mapping[str, CategoryEntry]
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def place(self, kind: EntryKind, entry_id: str) -> str:
        """Name the place of an entry for a message, its file when it has one."""
        return self.places.get((kind, entry_id), f"{kind} {entry_id}")

    def payload(self, kind: str, entry_id: str) -> dict[str, Any] | None:
        """Return the canonical payload of one entry, None when there is no such entry."""
        entry = self._groups.get(kind, {}).get(entry_id)
        return None if entry is None else payload_of(entry)

    @property
    def _groups(self) -> Mapping[str, Mapping[str, RawEntry]]:
        return {
            "criteria": {self.criteria.id: self.criteria},
            "category": self.categories,
            "product": self.products,
            "vendor": self.vendors,
        }

    def with_changes(self, changes: Iterable[tuple[EntryKind, str, Mapping[str, Any] | None]]) -> "Entries":
        """Return these entries with some replaced or, for a None payload, removed.

        Raises:
            InvalidEntry: with every problem of the changed entries.
        """
        groups = {kind: dict(entries) for kind, entries in self._groups.items()}
        problems: list[Problem] = []
        for kind, entry_id, payload in changes:
            place = self.place(kind, entry_id)
            groups[kind].pop(entry_id, None)
            if payload is None:
                continue
            try:
                entry = parse_entry(kind, payload, place)
            except InvalidEntry as error:
                problems.extend(error.problems)
                continue
            if entry.id != entry_id:
                problems.append(Problem(f"{place}: id", message("other-id", found=entry.id, expected=entry_id)))
            groups[kind][entry_id] = entry
        return _join_groups(groups, self.places, problems)

    def payloads(self) -> Iterable[tuple[EntryKind, str, dict[str, Any]]]:
        """Yield (kind, id, canonical payload) of each entry, sorted."""
        yield "criteria", "criteria", payload_of(self.criteria)
        groups: tuple[tuple[EntryKind, Mapping[str, RawEntry]], ...] = (
            ("category", self.categories),
            ("product", self.products),
            ("vendor", self.vendors),
        )
        for kind, entries in groups:
            for entry_id in sorted(entries):
                yield kind, entry_id, payload_of(entries[entry_id])


def payload_of(entry: BaseModel) -> dict[str, Any]:
    """Return the canonical plain form of an entry: schema order, defaults left out."""
    payload: dict[str, Any] = entry.model_dump(exclude_defaults=True, exclude_none=True)
    if not isinstance(entry, RawEntry):
        return payload
    payload["id"] = entry.id
    # id, name first: pydantic lists a parent's fields before the child's own.
    order = [
        "id",
        *(k for k in type(entry).model_fields if k not in RawEntry.model_fields),
        "note",
        "status",
        "merged_into",
    ]
    return {key: payload[key] for key in order if key in payload}


def parse_entry(kind: EntryKind, raw: object, place: str) -> RawEntry:
    """Check one raw entry; raises InvalidEntry with all its problems."""
    try:
        return MODELS[kind].model_validate(raw)
    except ValidationError as error:
        raise InvalidEntry([Problem(_place(place, e["loc"]), schema_message(e)) for e in error.errors()]) from None


def _place(place: str, loc: tuple[int | str, ...]) -> str:
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif not re.match(r"^(Raw\w+|constrained-\w+|list\[.*|str|function-.*)$", part):
            path += f".{part}" if path else part
    return f"{place}: {path}" if path else place


_TYPES = {
    "string_type": "type-text",
    "list_type": "type-list",
    "model_type": "type-keys",
    "dict_type": "type-keys",
    "int_type": "type-number",
    "int_parsing": "type-number",
    "int_from_float": "type-number",
    "bool_type": "type-truth",
    "bool_parsing": "type-truth",
    "string_pattern_mismatch": "form",
}
_BOUNDS = {"greater_than_equal": ("ge", "≥"), "less_than_equal": ("le", "≤")}


def schema_message(error: Mapping[str, Any]) -> Message:
    """Say one error of pydantic, as `ValidationError.errors()` gives it, in our own words."""
    kind, found, bounds = error["type"], error.get("input"), error.get("ctx") or {}
    if kind == "missing":
        return message("missing")
    if kind == "extra_forbidden":
        return message("unknown-key")
    if kind in _TYPES:
        return message(_TYPES[kind], found=found)
    if kind == "literal_error":
        return message("choice", found=found, choices=str(bounds["expected"]).replace(" or ", ", "))
    if kind in ("too_short", "string_too_short"):
        return message("empty", found=found, least=bounds["min_length"])
    if kind in ("too_long", "string_too_long"):
        return message("long", found=found, most=bounds["max_length"])
    if kind in _BOUNDS:
        name, sign = _BOUNDS[kind]
        return message("bound", found=found, sign=sign, bound=bounds[name])
    return message(kind if kind in TEXTS else "schema", found=found, why=error["msg"])


def parse_entries(raw: Iterable[tuple[EntryKind, str, object]]) -> Entries:
    """Check raw entries given as (kind, place, data), all problems at once.

    Raises:
        InvalidEntry: with every problem of every entry, in the order of the input.
    """
    problems: list[Problem] = []
    groups: dict[EntryKind, dict[str, RawEntry]] = {kind: {} for kind in MODELS}
    places: dict[tuple[str, str], str] = {}
    for kind, place, data in raw:
        try:
            entry = parse_entry(kind, data, place)
        except InvalidEntry as error:
            problems.extend(error.problems)
            continue
        if entry.id in groups[kind]:
            problems.append(Problem(place, message("id-used", found=entry.id, place=places[kind, entry.id])))
            continue
        groups[kind][entry.id] = entry
        places[kind, entry.id] = place
    return _join_groups(groups, places, problems)


def _join_groups(
    groups: Mapping[Any, Mapping[str, RawEntry]], places: Mapping[tuple[str, str], str], problems: list[Problem]
) -> Entries:
    """Make entries of groups by kind; raises InvalidEntry when there are problems, or no vocabulary."""
    criteria = next(iter(groups["criteria"].values()), None)
    if not isinstance(criteria, CriteriaEntry):
        problems = [*problems, Problem("criteria.yaml", message("no-vocabulary"))]
    if problems:
        raise InvalidEntry(problems)
    assert isinstance(criteria, CriteriaEntry)
    return Entries(
        criteria,
        {k: v for k, v in groups["product"].items() if isinstance(v, ProductEntry)},
        {k: v for k, v in groups["vendor"].items() if isinstance(v, VendorEntry)},
        {k: v for k, v in groups["category"].items() if isinstance(v, CategoryEntry)},
        places,
    )


def build_catalogue(entries: Entries, edition: str | None = None) -> Catalogue:
    """Turn checked entries into the plain values of one edition."""
    criteria = {raw.id: raw.value() for raw in entries.criteria.criteria}
    return Catalogue(
        edition=edition or content_hash(entries.payloads()),
        products={k: entries.products[k].value(criteria) for k in sorted(entries.products)},
        vendors={k: entries.vendors[k].value(criteria) for k in sorted(entries.vendors)},
        categories={k: entries.categories[k].value() for k in sorted(entries.categories)},
        criteria=criteria,
        labels={x.id: c.Label(x.id, x.name.value(), x.meaning.value()) for x in entries.criteria.labels},
    )
