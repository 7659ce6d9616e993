"""Two entries that are one, and entries whose name or id changes: drafts of every entry concerned.

An id is never reused. The entry that goes is withdrawn and says which one took its place
(`merged_into`), so that its address and its history still lead somewhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from advisor.catalogue import Entries
from advisor.catalogue.rules import fold_name
from advisor.domain.accounts import Account
from advisor.domain.proposals import Draft, Proposal
from advisor.domain.revisions import Key, Payload
from advisor.errors import UnknownEntry, UnusableInput
from advisor.services.curate.examine import parse_payload
from advisor.services.curate.published import entry_kind
from advisor.services.curate.workshop import Workshop
from advisor.services.ports import CatalogueStore

Plain = dict[str, Any]
MAX_ID = 60


def propose_merge(
    workshop: Workshop, store: CatalogueStore, actor: Account, *, kind: str, gone: str, kept: str, title: str
) -> Proposal:
    """Make a draft proposal that merges the entry `gone` into `kept`; see `plan_merge`."""
    drafts = plan_merge(workshop, store, actor, kind=kind, gone=gone, kept=kept)
    return workshop.prepare(actor, title, "", origin="merge", drafts=drafts)


def plan_merge(
    workshop: Workshop, store: CatalogueStore, actor: Account, *, kind: str, gone: str, kept: str
) -> list[Draft]:
    """Return the drafts that merge the entry `gone` into `kept`, of the same kind; nothing is stored.

    Names and the facts on criteria the kept entry does not answer move over; every entry that
    named `gone` names `kept`. Facts on the same criterion stay in the withdrawn entry, for the
    curator to compare: none is chosen silently.
    """
    _, entries = workshop.entries()
    if gone == kept or kind not in _COMBINE:
        raise UnusableInput("cannot-merge", why=f"{kind} {gone}, {kind} {kept}")
    from_, into = _entry(entries, kind, gone), _entry(entries, kind, kept)
    if into.get("merged_into") or from_.get("merged_into"):
        raise UnusableInput("already-merged")
    changed = rename_references(entries, kind, gone, kept)
    into = dict(changed.get((kind, kept), into))
    changed[kind, kept] = _COMBINE[kind](into, from_)
    changed[kind, gone] = _withdrawn(from_, kept)
    return _drafts(store, changed, actor)


def facts_left(entries: Entries, kind: str, gone: str, kept: str) -> list[tuple[Payload, list[Payload]]]:
    """List the facts that a merge leaves in the withdrawn entry, each with those kept on the same criterion."""
    from_, into = _entry(entries, kind, gone), _entry(entries, kind, kept)
    found = [(fact, _facts_on(into, fact["criterion"])) for fact in from_.get("facts", [])]
    return [(fact, others) for fact, others in found if others and fact not in others]


def _facts_on(payload: Payload, criterion: str) -> list[Payload]:
    return [fact for fact in payload.get("facts", []) if fact["criterion"] == criterion]


def propose_new_id(
    workshop: Workshop, store: CatalogueStore, actor: Account, *, kind: str, old: str, new: str, title: str
) -> Proposal:
    """Make a draft proposal that moves an entry to another id; the old id leads to the new one."""
    drafts = plan_new_id(workshop, store, actor, kind=kind, old=old, new=new)
    return workshop.prepare(actor, title, "", origin="merge", drafts=drafts)


def plan_new_id(
    workshop: Workshop, store: CatalogueStore, actor: Account, *, kind: str, old: str, new: str
) -> list[Draft]:
    """Return the drafts that move an entry to another id; nothing is stored."""
    _, entries = workshop.entries()
    entry = _entry(entries, kind, old)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", new) or len(new) > MAX_ID:
        raise UnusableInput("bad-id", found=new[:MAX_ID])
    if (
        kind not in _COMBINE
        or entries.payload(entry_kind(kind), new) is not None
        or store.last_revisions([(kind, new)])
    ):
        raise UnusableInput("id-used", found=new)
    if entry.get("merged_into"):
        raise UnusableInput("already-merged")
    changed = rename_references(entries, kind, old, new)
    changed[kind, new] = {**changed.get((kind, old), entry), "id": new}
    changed[kind, old] = _withdrawn(entry, new)
    return _drafts(store, changed, actor)


def plan_new_name(
    workshop: Workshop, store: CatalogueStore, actor: Account, *, kind: str, entry_id: str, name: str
) -> list[Draft]:
    """Return the draft that gives an entry another name; nothing is stored."""
    _, entries = workshop.entries()
    entry, shown = _entry(entries, kind, entry_id), " ".join(name.split())
    if not shown or kind not in _COMBINE:
        raise UnusableInput("cannot-merge", why=f"{kind} {entry_id}")
    return _drafts(store, {(kind, entry_id): with_new_name(kind, entry, shown)}, actor)


def with_new_name(kind: str, payload: Payload, name: str) -> Plain:
    """Give an entry another name and keep the old one as a name it had; the id does not change."""
    old = payload["name"]
    changed: Plain = {**payload, "name": {**old, "fr": name} if kind == "category" else name}
    if kind == "category":
        terms = dict(payload.get("terms") or {})
        terms["fr"] = _with_names(terms.get("fr", []), [old["fr"]])
        return {**changed, "terms": terms}
    known = [a for a in payload.get("aliases", []) if fold_name(_alias_text(a)) != fold_name(name)]
    former: Any = {"text": old, "kind": "former"} if kind == "product" else old
    if fold_name(old) != fold_name(name) and fold_name(old) not in {fold_name(_alias_text(a)) for a in known}:
        known.append(former)
    return {**changed, "aliases": known}


def rename_references(entries: Entries, kind: str, old: str, new: str) -> dict[Key, Plain]:
    """Return the entries that named `old`, naming `new` instead."""
    changed: dict[Key, Plain] = {}
    for other_kind, entry_id, payload in entries.payloads():
        if (renamed := _RENAME[kind](payload, old, new)) != payload:
            changed[other_kind, entry_id] = renamed
        if payload.get("merged_into") == old and other_kind == kind:
            changed[other_kind, entry_id] = {**changed.get((other_kind, entry_id), payload), "merged_into": new}
    return changed


def _drafts(store: CatalogueStore, changed: Mapping[Key, Plain], actor: Account) -> list[Draft]:
    numbers = store.last_revisions(list(changed))
    return [
        Draft(*key, parse_payload(entry_kind(key[0]), key[1], payload), numbers.get(key, 0), 1, actor.name)
        for key, payload in sorted(changed.items())
    ]


def _entry(entries: Entries, kind: str, entry_id: str) -> Plain:
    payload = entries.payload(entry_kind(kind), entry_id)
    if payload is None:
        raise UnknownEntry(entry_id)
    return payload


def _withdrawn(payload: Payload, into: str) -> Plain:
    kept = {k: v for k, v in payload.items() if k not in ("alternatives", "no_substitute", "includes")}
    return {**kept, "status": "withdrawn", "merged_into": into}


def _rename_vendor(payload: Payload, old: str, new: str) -> Plain:
    changed = dict(payload)
    if changed.get("vendor") == old:
        changed["vendor"] = new
    if "facts" in changed:
        changed["facts"] = [_rename_in_fact(fact, old, new) for fact in changed["facts"]]
    return changed


def _rename_in_fact(fact: Plain, old: str, new: str) -> Plain:
    value = fact.get("value")
    if isinstance(value, Mapping) and value.get("vendor") == old:
        return {**fact, "value": {**value, "vendor": new}}
    return fact


def _rename_product(payload: Payload, old: str, new: str) -> Plain:
    changed = dict(payload)
    if "includes" in changed:
        changed["includes"] = _renamed(changed["includes"], old, new, but=payload.get("id"))
    links = [{**x, "product": new} if x["product"] == old else x for x in changed.get("alternatives", [])]
    links = [x for x in _first_of_each(links, "product") if x["product"] != payload.get("id")]
    if "alternatives" in changed:
        changed["alternatives"] = links
    return changed


def _rename_category(payload: Payload, old: str, new: str) -> Plain:
    changed = dict(payload)
    if "categories" in changed:
        changed["categories"] = _renamed(changed["categories"], old, new)
    return changed


def _renamed(ids: Sequence[str], old: str, new: str, *, but: str | None = None) -> list[str]:
    return [i for i in dict.fromkeys(new if i == old else i for i in ids) if i != but]


def _first_of_each(items: Sequence[Plain], field: str) -> Iterator[Plain]:
    seen: set[str] = set()
    for item in items:
        if item[field] not in seen:
            seen.add(item[field])
            yield item


def _combine_products(into: Plain, gone: Plain) -> Plain:
    known = [*into.get("aliases", [])]
    folded = {fold_name(into["name"]), *(fold_name(_alias_text(alias)) for alias in known)}
    for alias in (gone["name"], *gone.get("aliases", [])):
        if fold_name(_alias_text(alias)) not in folded:
            known.append(alias)
            folded.add(fold_name(_alias_text(alias)))
    combined = {**into, "aliases": known, "facts": _combined_facts(into, gone)}
    combined["categories"] = list(dict.fromkeys([*into["categories"], *gone["categories"]]))
    links = [*into.get("alternatives", []), *gone.get("alternatives", [])]
    links = [link for link in _first_of_each(links, "product") if link["product"] != into["id"]]
    if links and not into.get("no_substitute"):
        combined["alternatives"] = links
    combined["includes"] = _renamed([*into.get("includes", []), *gone.get("includes", [])], "", "", but=into["id"])
    return combined


def _combine_vendors(into: Plain, gone: Plain) -> Plain:
    names = _with_names([into["name"], *into.get("aliases", [])], [gone["name"], *gone.get("aliases", [])])
    return {**into, "aliases": names[1:], "facts": _combined_facts(into, gone)}


def _combine_categories(into: Plain, gone: Plain) -> Plain:
    terms = {
        lang: _with_names(
            (into.get("terms") or {}).get(lang, []),
            [*filter(None, [gone["name"].get(lang)]), *(gone.get("terms") or {}).get(lang, [])],
        )
        for lang in ("fr", "en")
    }
    cpv = list(_first_of_each([*into.get("cpv", []), *gone.get("cpv", [])], "code"))
    return {**into, "terms": terms, "cpv": cpv}


def _combined_facts(into: Plain, gone: Plain) -> list[Plain]:
    answered = {fact["criterion"] for fact in into.get("facts", [])}
    return [*into.get("facts", []), *(f for f in gone.get("facts", []) if f["criterion"] not in answered)]


def _with_names(known: Sequence[str], more: Sequence[str]) -> list[str]:
    names = {fold_name(name): name for name in known}
    for name in more:
        names.setdefault(fold_name(name), name)
    return list(names.values())


def _alias_text(alias: Any) -> str:
    return str(alias if isinstance(alias, str) else alias["text"])


_RENAME: Mapping[str, Callable[[Payload, str, str], Plain]] = {
    "vendor": _rename_vendor,
    "product": _rename_product,
    "category": _rename_category,
    "criteria": lambda payload, _old, _new: dict(payload),
}
_COMBINE: Mapping[str, Callable[[Plain, Plain], Plain]] = {
    "vendor": _combine_vendors,
    "product": _combine_products,
    "category": _combine_categories,
}
