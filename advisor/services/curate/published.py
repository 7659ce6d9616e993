"""The published entries, parsed once per edition and kept while they stay published."""

from typing import get_args

from advisor.catalogue import Entries, parse_entries
from advisor.catalogue.schema import EntryKind
from advisor.domain.revisions import Key, Payload, PublishedEdition
from advisor.errors import EditConflict, UnusableInput
from advisor.services.ports import CatalogueStore

MAX_REVISIONS = 10_000
"""Revisions of one entry that are looked through."""
KINDS: dict[str, EntryKind] = {kind: kind for kind in get_args(EntryKind)}


def entry_kind(kind: str) -> EntryKind:
    """Check the name of a kind of entry; raises UnusableInput."""
    if kind not in KINDS:
        raise UnusableInput("unknown-kind", found=kind[:40])
    return KINDS[kind]


def parse_stored(payloads: list[tuple[str, str, Payload]]) -> Entries:
    """Parse entries as the database holds them."""
    return parse_entries((entry_kind(kind), f"{kind} {entry_id}", payload) for kind, entry_id, payload in payloads)


def revision_at(store: CatalogueStore, key: Key, edition: PublishedEdition | None) -> int:
    """Return the number of the revision of an entry that an edition published, 0 when it had none."""
    if edition is None:
        return 0
    found = store.revisions(key=key, limit=MAX_REVISIONS)
    return next((revision.number for revision in found if revision.edition_number <= edition.number), 0)


class PublishedEntries:
    """Answers with the entries of the published edition; reads them again only when it moved."""

    def __init__(self, catalogue: CatalogueStore) -> None:
        """Take the store; nothing is read before the first question."""
        self._catalogue = catalogue
        self._known: tuple[PublishedEdition, Entries] | None = None

    def current(self) -> tuple[PublishedEdition, Entries]:
        """Return the published edition and its entries; raises EditConflict before the first one."""
        published, known = self._catalogue.published(), self._known
        if published is None:
            raise EditConflict("the database has no published edition yet")
        if known is None or known[0].edition != published.edition:
            edition, payloads = self._catalogue.snapshot()
            assert edition is not None
            known = edition, parse_stored(payloads)
            self._known = known
        return known

    def keep(self, published: PublishedEdition, entries: Entries) -> None:
        """Take entries that were just published: no need to read them again."""
        self._known = published, entries
