"""What changed between two sets of entries, entry by entry and field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from advisor.catalogue.schema import Entries


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry that differs; None stands for absent."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry that was added, removed or changed."""

    kind: str
    entry_id: str
    change: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...] = ()


def diff_entries(before: Entries, after: Entries) -> list[EntryChange]:
    """List the entries that differ, sorted by kind and id."""
    old = {(kind, entry_id): payload for kind, entry_id, payload in before.payloads()}
    new = {(kind, entry_id): payload for kind, entry_id, payload in after.payloads()}
    changes: list[EntryChange] = []
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            changes.append(EntryChange(*key, change="removed"))
        elif key not in old:
            changes.append(EntryChange(*key, change="added"))
        elif old[key] != new[key]:
            changes.append(EntryChange(*key, change="changed", fields=tuple(diff_payloads(old[key], new[key]))))
    return changes


def diff_payloads(before: Mapping[str, Any], after: Mapping[str, Any], path: str = "") -> list[FieldChange]:
    """List the fields that differ between two payloads; lists are compared item by item."""
    changes: list[FieldChange] = []
    for key in dict.fromkeys([*before, *after]):
        here = f"{path}.{key}" if path else key
        changes.extend(_diff_values(here, before.get(key), after.get(key)))
    return changes


def _diff_values(path: str, old: Any, new: Any) -> list[FieldChange]:
    if old == new:
        return []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return diff_payloads(old, new, path)
    if isinstance(old, list) and isinstance(new, list):
        changes = []
        for i in range(max(len(old), len(new))):
            a = old[i] if i < len(old) else None
            b = new[i] if i < len(new) else None
            changes.extend(_diff_values(f"{path}[{i}]", a, b))
        return changes
    return [FieldChange(path, old, new)]
