"""What happened to the catalogue: revisions, their differences, earlier editions, and undoing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.catalogue import Entries
from advisor.catalogue.units import merge_payloads, review_units
from advisor.domain.accounts import Account
from advisor.domain.catalogue import Catalogue
from advisor.domain.proposals import Draft, Proposal
from advisor.domain.revisions import Key, Payload, PublishedEdition, Revision, UnitChange
from advisor.errors import UnknownEntry, UnusableInput
from advisor.services.curate.workshop import Workshop
from advisor.services.ports import CatalogueStore

MAX_IN_EDITION = 8
"""Revisions of one edition that the log names; the first packaged edition has thousands."""
MAX_DIGITS = 9
"""Of an edition's number."""
MAX_UNDONE = 200
"""Revisions of one edition that are taken back together."""


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """A revision with what it changed since the one before it."""

    revision: Revision
    before: Payload | None
    units: tuple[UnitChange, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One publication of the public log, its last revisions, and how many it has in all."""

    edition: PublishedEdition
    revisions: tuple[Revision, ...]
    count: int

    @property
    def more(self) -> int:
        """Return how many revisions are not named."""
        return self.count - len(self.revisions)


class History:
    """Reads the append-only history; writes nothing but proposals to undo."""

    def __init__(self, catalogue: CatalogueStore) -> None:
        """Take the store of revisions."""
        self._catalogue = catalogue

    def log(self, *, before: int | None = None, limit: int = 20) -> tuple[LogLine, ...]:
        """List publications, the newest first, from those numbered under `before`."""
        return tuple(self._line(edition) for edition in self._catalogue.editions(before=before, limit=limit))

    def _line(self, edition: PublishedEdition) -> LogLine:
        found = self._catalogue.revisions(edition_number=edition.number, limit=MAX_IN_EDITION)
        return LogLine(edition, tuple(found), self._catalogue.count_revisions(edition.number))

    def edition(self, name: str) -> PublishedEdition:
        """Return a published edition by its hash, or by its number in the log; raises UnknownEntry."""
        found = self._catalogue.find_edition(name)
        if found is None and name.isdecimal() and len(name) <= MAX_DIGITS:
            numbered = self._catalogue.editions(before=int(name) + 1, limit=1)
            found = next((edition for edition in numbered if edition.number == int(name)), None)
        if found is None:
            raise UnknownEntry(name)
        return found

    def line(self, edition: PublishedEdition) -> LogLine:
        """Return the log's line of one publication."""
        return self._line(edition)

    def of_edition(self, number: int, *, before: int | None = None, limit: int = 100) -> tuple[Revision, ...]:
        """List the revisions of one publication, the newest first."""
        return tuple(self._catalogue.revisions(edition_number=number, before=before, limit=limit))

    def of_proposal(self, number: int) -> tuple[ShownRevision, ...]:
        """List the revisions a proposal led to, with their differences."""
        return tuple(self.show(revision) for revision in self._catalogue.revisions(proposal=number, limit=500))

    def of_entry(
        self, kind: str, entry_id: str, *, before: int | None = None, limit: int = 50
    ) -> tuple[ShownRevision, ...]:
        """List the revisions of one entry with their differences, the newest first."""
        found = self._catalogue.revisions(key=(kind, entry_id), before=before, limit=limit)
        return tuple(self.show(revision) for revision in found)

    def find(self, revision_id: int) -> ShownRevision:
        """Return one revision with its difference; raises UnknownEntry."""
        revision = self._catalogue.revision(revision_id)
        if revision is None:
            raise UnknownEntry(str(revision_id))
        return self.show(revision)

    def neighbours(self, revision: Revision) -> tuple[Revision | None, Revision | None]:
        """Return the revisions of the same entry just before and just after one."""
        before, after = (self._catalogue.revision_of(revision.key, revision.number + step) for step in (-1, 1))
        return before, after

    def show(self, revision: Revision) -> ShownRevision:
        """Hold a revision against the one before it."""
        before = self._before(revision)
        return ShownRevision(revision, before, tuple(review_units(before, revision.payload)))

    def earlier_names(self, entries: Entries | Catalogue, kind: str, entry_id: str) -> tuple[str, ...]:
        """List the ids that were merged into an entry: their revisions are part of its history."""
        groups: Mapping[str, Mapping[str, Any]] = {
            "product": entries.products,
            "vendor": entries.vendors,
            "category": entries.categories,
        }
        group = groups.get(kind, {})
        return tuple(sorted(entry.id for entry in group.values() if entry.merged_into == entry_id))

    def propose_undo(
        self, workshop: Workshop, actor: Account, revision_ids: Sequence[int], title: str, reason: str = ""
    ) -> Proposal:
        """Make a draft proposal that takes revisions back, the newest first.

        What was changed since in other fields stays. Where the same field was changed again, the
        draft stands on its old base: the review shows both versions, and somebody chooses.
        """
        drafts: dict[Key, Draft] = {}
        for revision_id in sorted(revision_ids, reverse=True):
            revision = self.find(revision_id).revision
            draft = self._undone(workshop, revision, drafts.get(revision.key), actor)
            if draft is not None:
                drafts[revision.key] = draft
        if not drafts:
            raise UnusableInput("nothing-to-undo")
        return workshop.prepare(actor, title, reason, origin="undo", drafts=list(drafts.values()))

    def _undone(self, workshop: Workshop, revision: Revision, made: Draft | None, actor: Account) -> Draft | None:
        _, entries = workshop.entries()
        payloads = {(str(kind), entry_id): payload for kind, entry_id, payload in entries.payloads()}
        number = self._catalogue.last_revisions([revision.key]).get(revision.key, 0)
        published = payloads.get(revision.key)
        current = made.payload if made else published
        before = self._before(revision)
        merged = merge_payloads(revision.key, base=revision.payload, published=current, proposed=before)
        if merged.units:
            return Draft(*revision.key, before, revision.number, 1, actor.name)
        if merged.merged == current:
            return made
        return Draft(*revision.key, merged.merged, number, 1, actor.name)

    def _before(self, revision: Revision) -> Payload | None:
        if revision.number <= 1:
            return None
        earlier = self._catalogue.revision_of(revision.key, revision.number - 1)
        return earlier.payload if earlier else None
