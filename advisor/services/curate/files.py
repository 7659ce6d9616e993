"""Files that changed become a proposal; where the database changed too, both versions are told.

A folder says which edition it was exported from (`EDITION`). Without that, it is held against the
published edition when nobody edited it, else against the last packaged one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.catalogue import Entries, read_entries
from advisor.catalogue.units import merge_payloads
from advisor.domain.accounts import Account
from advisor.domain.proposals import Draft, Proposal
from advisor.domain.revisions import EntryConflict, Key, Payload, PublishedEdition
from advisor.errors import EditConflict
from advisor.services.curate.published import revision_at
from advisor.services.curate.workshop import Workshop
from advisor.services.exchange import read_marker
from advisor.services.ports import CatalogueStore


@dataclass(frozen=True, slots=True)
class Difference:
    """What a set of entries would change in what is published.

    `drafts` are the entries only these files changed. `conflicts` are those that both sides
    changed, each in its way; some have no unit in conflict and can be merged.
    """

    drafts: tuple[Draft, ...]
    conflicts: tuple[EntryConflict, ...]

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to propose."""
        return not self.drafts and not self.conflicts


def compare_entries(
    store: CatalogueStore, theirs: Entries, *, base: PublishedEdition | None, author: str
) -> Difference:
    """Hold entries, made on the edition `base`, against what is published now."""
    _, payloads = store.snapshot()
    ours = _by_key(payloads)
    new = {(str(kind), entry_id): payload for kind, entry_id, payload in theirs.payloads()}
    old = _by_key(store.payloads_at(base.number)) if base else {}
    touched = sorted(
        key for key in old.keys() | ours.keys() | new.keys() if new.get(key) not in (old.get(key), ours.get(key))
    )
    numbers = store.last_revisions(touched)
    drafts: list[Draft] = []
    conflicts: list[EntryConflict] = []
    for key in touched:
        number = numbers.get(key, 0)
        if ours.get(key) == old.get(key):
            drafts.append(Draft(*key, new.get(key), number, 1, author))
        else:
            conflicts.append(
                merge_payloads(key, base=old.get(key), published=ours.get(key), proposed=new.get(key), number=number)
            )
    return Difference(tuple(drafts), tuple(conflicts))


def compare_folder(store: CatalogueStore, folder: Path, *, author: str) -> Difference:
    """Hold a folder's entries against what is published; raises InvalidEntry with every problem."""
    entries = read_entries(folder)
    marker = read_marker(folder)
    base = store.find_edition(marker) if marker else None
    published = store.published()
    if base is None:
        base = published if published and published.origin == "packaged" else store.last_packaged()
    return compare_entries(store, entries, base=base, author=author)


def propose_folder(
    workshop: Workshop, store: CatalogueStore, folder: Path, *, actor: Account, title: str, reason: str = ""
) -> Proposal | None:
    """Make a submitted proposal of the files that changed; None when none did.

    Raises:
        InvalidEntry: with every problem of the files, or of the catalogue they would make.
        EditConflict: entries changed on both sides; holds both versions. Nothing was kept.
    """
    difference = compare_folder(store, folder, author=actor.name)
    if difference.empty:
        return None
    if difference.conflicts:
        names = ", ".join(conflict.entry_id for conflict in difference.conflicts)
        raise EditConflict(f"changed on both sides: {names}", conflicts=difference.conflicts)
    proposal = workshop.prepare(actor, title, reason, origin="files", drafts=difference.drafts)
    return workshop.submit(actor, proposal.number)


def compare_offered(store: CatalogueStore, packaged: Entries, *, author: str) -> Difference:
    """Hold the packaged catalogue that was offered against what curators published."""
    return compare_entries(store, packaged, base=store.last_packaged(), author=author)


def propose_offered(
    workshop: Workshop, store: CatalogueStore, packaged: Entries, *, actor: Account, title: str
) -> Proposal | None:
    """Make a draft proposal of the offered packaged catalogue; None when it brings nothing.

    Entries changed on both sides are drafts on their old base: the review shows both versions,
    and nothing of them can be published before somebody has chosen.
    """
    difference = compare_offered(store, packaged, author=actor.name)
    if offered := store.offered():
        store.take_offer(offered)
    if difference.empty:
        return None
    base = store.last_packaged()
    stale = tuple(
        Draft(c.kind, c.entry_id, c.proposed, revision_at(store, (c.kind, c.entry_id), base), 1, actor.name)
        for c in difference.conflicts
    )
    return workshop.prepare(actor, title, "", origin="packaged", drafts=difference.drafts + stale)


def _by_key(payloads: list[tuple[str, str, Payload]]) -> Mapping[Key, Payload]:
    return {(kind, entry_id): payload for kind, entry_id, payload in payloads}
