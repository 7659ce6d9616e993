"""Proposals held against what is published: what changes, what conflicts, what would be wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.catalogue import Entries, check_entries
from advisor.catalogue.canonical import canonical_json
from advisor.catalogue.schema import EntryKind, parse_entry, payload_of
from advisor.catalogue.units import apply_changes, merge_payloads, review_units
from advisor.domain.proposals import Draft, Proposal
from advisor.domain.revisions import Change, EntryConflict, Key, Payload, PublishedEdition, UnitChange
from advisor.errors import InvalidEntry, UnusableInput
from advisor.problems import Problem, message
from advisor.services.curate.published import PublishedEntries, entry_kind
from advisor.services.ports import CatalogueStore

MAX_PAYLOAD = 500_000
"""Characters of one entry; a file of the catalogue may hold as many bytes."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One draft held against what is published.

    `units` are what a reviewer gives an opinion on. `conflict` is set when the entry was
    published again since the draft was begun.
    """

    draft: Draft
    base: Payload | None
    published: Payload | None
    units: tuple[UnitChange, ...]
    conflict: EntryConflict | None


class Examiner:
    """Answers questions about proposals from the published edition and its history."""

    def __init__(self, catalogue: CatalogueStore, today: Callable[[], date]) -> None:
        """Take the store, and how to name the present day."""
        self._catalogue = catalogue
        self._today = today
        self._published = PublishedEntries(catalogue)
        self._checked: tuple[Entries, set[Problem]] | None = None

    def entries(self) -> tuple[PublishedEdition, Entries]:
        """Return the published edition and its entries."""
        return self._published.current()

    def keep(self, published: PublishedEdition, entries: Entries) -> None:
        """Take entries that were just published: no need to read them again."""
        self._published.keep(published, entries)

    def check(self, proposal: Proposal) -> tuple[Problem, ...]:
        """List what is wrong with the catalogue as the proposal would leave it, errors first."""
        _, entries = self.entries()
        try:
            candidate = entries.with_changes((entry_kind(d.kind), d.entry_id, d.payload) for d in proposal.drafts)
        except InvalidEntry as error:
            return error.problems
        places = tuple(candidate.place(entry_kind(d.kind), d.entry_id) for d in proposal.drafts)
        problems = self.new_problems(entries, candidate)
        errors = [p for p in problems if p.level == "error"]
        return (*errors, *(p for p in problems if p.level != "error" and p.place.startswith(places)))

    def new_problems(self, entries: Entries, candidate: Entries) -> list[Problem]:
        """List the problems a candidate has, but for the errors that are published already.

        A rule made stricter since must not keep every other entry from being corrected.
        """
        if self._checked is None or self._checked[0] is not entries:
            errors = {p for p in check_entries(entries, self._today()) if p.level == "error"}
            self._checked = entries, errors
        known = self._checked[1]
        return [problem for problem in check_entries(candidate, self._today()) if problem not in known]

    def examine(self, proposal: Proposal, entries: Entries) -> tuple[Examined, ...]:
        """Hold each draft of a proposal against its base and against what is published."""
        last = self._catalogue.last_revisions([draft.key for draft in proposal.drafts])
        return tuple(self._examined(draft, entries, last.get(draft.key, 0), proposal.open) for draft in proposal.drafts)

    def _examined(self, draft: Draft, entries: Entries, last: int, open_: bool) -> Examined:
        published = entries.payload(entry_kind(draft.kind), draft.entry_id)
        fresh = draft.base == last
        base = published if fresh else self.base_of(draft)
        conflict = None
        if not fresh and open_:
            conflict = merge_payloads(draft.key, base=base, published=published, proposed=draft.payload, number=last)
        return Examined(draft, base, published, tuple(review_units(base, draft.payload)), conflict)

    def conflict(self, draft: Draft, entries: Entries) -> EntryConflict | None:
        """Return both versions of an entry published again since its draft was begun, else None."""
        last = self._catalogue.last_revisions([draft.key]).get(draft.key, 0)
        return self._examined(draft, entries, last, True).conflict

    def base_of(self, draft: Draft) -> Payload | None:
        """Return the version a draft was begun on, None for a new entry."""
        if draft.base == 0:
            return None
        revision = self._catalogue.revision_of(draft.key, draft.base)
        if revision is None:
            raise UnusableInput("unknown-base", entry=draft.entry_id, number=draft.base)
        return revision.payload


def parse_payload(kind: EntryKind, entry_id: str, raw: Payload) -> Payload:
    """Check one proposed entry and return it in its canonical form; raises InvalidEntry."""
    place = f"{kind} {entry_id}"
    size = len(canonical_json(raw))
    if size > MAX_PAYLOAD:
        raise InvalidEntry([Problem(place, message("payload-size", found=size, most=MAX_PAYLOAD))])
    entry = parse_entry(kind, dict(raw), place)
    if entry.id != entry_id:
        raise InvalidEntry([Problem(f"{place}: id", message("other-id", found=entry.id, expected=entry_id))])
    return payload_of(entry)


def split_accepted(
    examined: Sequence[Examined], accepted: Mapping[Key, Sequence[str]]
) -> tuple[list[Change], list[Draft]]:
    """Divide drafts into what is published and what is left, which then stands on the new revision."""
    changes: list[Change] = []
    remaining: list[Draft] = []
    for item in examined:
        draft, units = item.draft, accepted.get(item.draft.key, [])
        if not units:
            if item.units:
                remaining.append(draft)
            continue
        if len(units) == len(item.units):
            changes.append(Change(*draft.key, draft.payload))
            continue
        changes.append(Change(*draft.key, _canonical(draft, apply_changes(item.base, draft.payload, units))))
        remaining.append(replace(draft, base=draft.base + 1))
    return changes, remaining


def _canonical(draft: Draft, payload: Payload | None) -> Payload | None:
    return None if payload is None else parse_payload(entry_kind(draft.kind), draft.entry_id, payload)
