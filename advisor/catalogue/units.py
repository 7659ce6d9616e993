"""An entry cut into the units that people review: each field, each fact, each link.

Comparing, applying part of a change, and merging two changes made on the same base all work on
these units, so that a review, a conflict page and an import show the same pieces.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from advisor.domain.revisions import EntryConflict, Key, Payload, UnitChange, UnitConflict

Units = dict[str, Any]
WHOLE = ""
"""The key of an entry taken as one unit."""
MAX_NAME = 120
"""Characters of an item's name that are kept in its key."""


def _fact_name(fact: Mapping[str, Any]) -> str:
    offer = fact.get("offer") or {}
    name = f"{fact.get('criterion')}, {offer['fr']}" if offer.get("fr") else str(fact.get("criterion"))
    return name[:MAX_NAME]


_NAMES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "facts": _fact_name,
    "alternatives": lambda link: str(link.get("product")),
    "criteria": lambda criterion: str(criterion.get("id")),
    "labels": lambda label: str(label.get("id")),
}
"""Lists that are reviewed item by item, and what names an item. Other lists are one unit each."""


def compare_payloads(before: Payload | None, after: Payload | None) -> list[UnitChange]:
    """List the units that differ, in the order of the newer version, removals last.

    A fact keeps its name when its value changes; two facts that share one are told apart by
    "#2", "#3"…, equal ones being paired first. The order of facts and links is no difference.
    """
    old, new = _units(before), _units(after, before)
    keys = [*new, *(key for key in old if key not in new)]
    return [UnitChange(k, old.get(k), new.get(k)) for k in keys if old.get(k) != new.get(k)]


def review_units(before: Payload | None, after: Payload | None) -> list[UnitChange]:
    """List what a reviewer gives an opinion on.

    An entry that is new, removed or only put in another order is one unit, under the key "".
    """
    if before == after:
        return []
    units = compare_payloads(before, after)
    whole = before is None or after is None or not units
    return [UnitChange(WHOLE, before, after)] if whole else units


def apply_changes(before: Payload | None, after: Payload | None, keys: Collection[str]) -> Payload | None:
    """Take from `after` only the changes of the units named in `keys`; the key "" takes it whole.

    An entry cannot appear or vanish by halves: without either version, any key takes it whole.
    """
    if WHOLE in keys or ((before is None or after is None) and keys):
        return after
    if before is None or after is None:
        return before
    new = _units(after, before)
    return _replace(_units(before), {key: new.get(key) for key in keys})


def merge_payloads(
    key: Key, *, base: Payload | None, published: Payload | None, proposed: Payload | None, number: int = 0
) -> EntryConflict:
    """Hold two versions made on the same base against each other.

    Units that one side changed are taken from it; units that both changed differently are
    conflicts, and the merged version keeps the published one. Where one side removed the entry
    and the other changed it, the one conflict is the whole entry, under the key "".
    """
    if published in (base, proposed):
        return EntryConflict(*key, base, published, proposed, proposed, (), number)
    if proposed == base:
        return EntryConflict(*key, base, published, proposed, published, (), number)
    if published is None or proposed is None:
        whole = (UnitConflict(WHOLE, base, published, proposed),)
        return EntryConflict(*key, base, published, proposed, published, whole, number)
    old, ours, theirs = _units(base), _units(published, base), _units(proposed, base, published)
    conflicts: list[UnitConflict] = []
    wanted: dict[str, Any] = {}
    for unit in [*theirs, *(k for k in old if k not in theirs)]:
        was, here, there = old.get(unit), ours.get(unit), theirs.get(unit)
        if there in (was, here):
            continue
        if here == was:
            wanted[unit] = there
        else:
            conflicts.append(UnitConflict(unit, was, here, there))
    merged = _replace(ours, wanted)
    return EntryConflict(*key, base, published, proposed, merged, tuple(conflicts), number)


def choose_versions(conflict: EntryConflict, proposed: Collection[str]) -> Payload | None:
    """Settle a conflict: units named in `proposed` take the proposed version, the others the published one."""
    if [unit.key for unit in conflict.units] == [WHOLE]:
        return conflict.proposed if WHOLE in proposed else conflict.published
    if conflict.merged is None or not conflict.units:
        return conflict.merged
    chosen = {unit.key: unit.proposed for unit in conflict.units if unit.key in proposed}
    return _replace(_units(conflict.merged, conflict.base, conflict.published), chosen)


def _units(payload: Payload | None, *earlier: Payload | None) -> Units:
    """Cut a payload into units; items bear the names they have in the earlier versions."""
    units: Units = {}
    for field, value in (payload or {}).items():
        if _has_items(field, value):
            units.update(_name_items(field, value, _named_before(field, earlier)))
        else:
            units[field] = value
    return units


def _has_items(field: str, value: object) -> bool:
    return field in _NAMES and isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _named_before(field: str, earlier: Sequence[Payload | None]) -> list[tuple[str, Any]]:
    known: list[tuple[str, Any]] = []
    for i, payload in enumerate(earlier):
        items: Any = (payload or {}).get(field)
        if _has_items(field, items):
            known += _name_items(field, items, _named_before(field, earlier[:i])).items()
    return known


def _name_items(field: str, items: Sequence[Mapping[str, Any]], known: Sequence[tuple[str, Any]]) -> Units:
    """Give each item a key of its own: the one of an equal item first, then the one of its name."""
    free = list(dict.fromkeys(key for key, _ in known))
    keys: dict[int, str] = {}
    for i, item in enumerate(items):  # equal items first, so that a removal does not shift the names after it
        same = next((key for key, other in known if key in free and other == item), None)
        if same is not None:
            keys[i] = same
            free.remove(same)
    taken = {key for key, _ in known}
    for i, item in enumerate(items):
        if i in keys:
            continue
        name = _NAMES[field](item)
        same = next((key for key, other in known if key in free and _NAMES[field](other) == name), None)
        if same is not None:
            free.remove(same)
        keys[i] = same or _fresh_key(field, name, taken)
        taken.add(keys[i])
    return {keys[i]: item for i, item in enumerate(items)}


def _fresh_key(field: str, name: str, taken: Collection[str]) -> str:
    key, count = f"{field}[{name}]", 1
    while key in taken:
        count += 1
        key = f"{field}[{name}#{count}]"
    return key


def _replace(units: Units, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Make a payload of units once some are replaced; None removes one, a new item comes last of its list."""
    result: dict[str, Any] = {}
    for key, value in {**units, **wanted}.items():
        field = key.split("[")[0]
        if value is None:
            continue
        if field != key and field in _NAMES:
            result.setdefault(field, []).append(value)
        else:
            result[key] = value
    return result
