"""The workshop: from a draft to a published edition. Pages, API and command line all come through here.

The rules are in `permissions` and `decide`, which store nothing; this module reads, asks them,
and writes, starting again when somebody else wrote in between.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from advisor.catalogue import Entries
from advisor.catalogue.canonical import content_hash
from advisor.catalogue.schema import EntryKind
from advisor.catalogue.units import choose_versions, review_units
from advisor.domain.accounts import Account
from advisor.domain.proposals import Draft, Proposal, ProposalOrigin, ProposalState, ProposalSummary, Verdict
from advisor.domain.revisions import (
    EntryConflict,
    Key,
    Payload,
    Publication,
    PublishedEdition,
)
from advisor.errors import EditConflict, InvalidEntry, NotAllowed, UnknownProposal, UnusableInput
from advisor.problems import Problem
from advisor.services.curate import decide
from advisor.services.curate.examine import Examined, Examiner, parse_payload, split_accepted
from advisor.services.curate.permissions import Action, allowed_actions, is_author, require
from advisor.services.curate.published import entry_kind
from advisor.services.ports import CatalogueStore, ProposalStore

TRIES = 60
"""How often a write is begun again because somebody else wrote in between."""
MAX_PAUSE_S = 0.05
MAX_PAYLOAD = 500_000
"""Characters of one entry; a file of the catalogue may hold as many bytes."""


@dataclass(frozen=True, slots=True)
class Review:
    """A proposal with everything a reviewer needs: what changes, what is wrong, what they may do.

    `problems` are the errors, which block, and the warnings about entries of the proposal.
    `accepted` and `pending` count the units by the reader's own opinions.
    """

    proposal: Proposal
    edition: PublishedEdition
    drafts: tuple[Examined, ...]
    problems: tuple[Problem, ...]
    allowed: frozenset[Action]
    opinions: Mapping[tuple[str, str, str], Verdict]
    solo: bool
    accepted: int
    pending: int

    @property
    def conflicts(self) -> tuple[EntryConflict, ...]:
        """Return the entries that were published again since their draft was begun."""
        return tuple(item.conflict for item in self.drafts if item.conflict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that block publication."""
        return tuple(problem for problem in self.problems if problem.level == "error")


@dataclass(frozen=True, slots=True)
class EditableEntry:
    """An entry as a form shows it, with what the form gives back when it is saved.

    `others` are the open proposals about the same entry.
    """

    kind: EntryKind
    entry_id: str
    payload: Payload | None
    base: int
    expected: int
    others: tuple[ProposalSummary, ...]


class Workshop:
    """Proposals from their first draft to their publication, for signed-in accounts."""

    def __init__(
        self,
        catalogue: CatalogueStore,
        proposals: ProposalStore,
        *,
        publishers: Callable[[], int],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take the stores, and how to count the active accounts that may publish."""
        self._catalogue = catalogue
        self._proposals = proposals
        self._publishers = publishers
        self._now = now
        self._examiner = Examiner(catalogue, lambda: now().date())

    # Reading

    def find(self, number: int) -> Proposal:
        """Return a proposal; raises UnknownProposal."""
        found = self._proposals.find(number)
        if found is None:
            raise UnknownProposal(number)
        return found

    def list(
        self, *, states: Sequence[ProposalState] = (), author: str | None = None, key: Key | None = None
    ) -> Sequence[ProposalSummary]:
        """List proposals, those changed last first."""
        return self._proposals.list(states=states, author=author, key=key)

    def entries(self) -> tuple[PublishedEdition, Entries]:
        """Return the published edition and its entries."""
        return self._examiner.entries()

    def edit(self, number: int, kind: str, entry_id: str) -> EditableEntry:
        """Return what the form of an entry shows: the proposal's draft, else what is published."""
        proposal, checked = self.find(number), entry_kind(kind)
        _, entries = self.entries()
        key = (checked, entry_id)
        draft = proposal.draft(key)
        base = draft.base if draft else self._catalogue.last_revisions([key]).get(key, 0)
        open_ones = self._proposals.list(states=("draft", "submitted"), key=key)
        return EditableEntry(
            kind=checked,
            entry_id=entry_id,
            payload=draft.payload if draft else entries.payload(checked, entry_id),
            base=base,
            expected=draft.version if draft else 0,
            others=tuple(other for other in open_ones if other.number != number),
        )

    def review(self, actor: Account, number: int) -> Review:
        """Return a proposal held against what is published, for the account that reads it."""
        proposal = self.find(number)
        edition, entries = self.entries()
        drafts = self._examiner.examine(proposal, entries)
        alone = self._alone(actor)
        based = {item.draft.key: item.base for item in drafts}
        accepted, pending = decide.accepted_units(proposal, actor.name, based)
        return Review(
            proposal=proposal,
            edition=edition,
            drafts=drafts,
            problems=self._examiner.check(proposal) if proposal.open else (),
            allowed=allowed_actions(actor, proposal, alone=alone),
            opinions=decide.opinions_of(proposal, actor.name),
            solo=alone and is_author(actor, proposal),
            accepted=sum(len(units) for units in accepted.values()),
            pending=pending,
        )

    def check(self, proposal: Proposal) -> tuple[Problem, ...]:
        """List what is wrong with the catalogue as the proposal would leave it, errors first."""
        return self._examiner.check(proposal)

    # Writing

    def open(self, actor: Account, title: str, reason: str = "", origin: ProposalOrigin = "workshop") -> Proposal:
        """Begin a proposal."""
        if not actor.active:
            raise NotAllowed("account-closed")
        return self._proposals.add(decide.open_proposal(actor.name, title, reason, origin=origin, now=self._now()))

    def prepare(
        self, actor: Account, title: str, reason: str, *, origin: ProposalOrigin, drafts: Sequence[Draft]
    ) -> Proposal:
        """Keep a draft proposal with drafts made by another service (files, table, undo, merge)."""
        if not actor.active:
            raise NotAllowed("account-closed")
        proposal = decide.open_proposal(
            actor.name, title, reason, origin=origin, now=self._now(), drafts=[replace(d, version=1) for d in drafts]
        )
        return self._proposals.add(proposal)

    def save_draft(
        self,
        actor: Account,
        number: int,
        kind: str,
        entry_id: str,
        raw: Payload | None,
        *,
        base: int,
        expected: int,
    ) -> Proposal:
        """Put the proposed version of an entry into a proposal; None proposes to remove the entry.

        `base` and `expected` are those of the `EditableEntry` that was shown. A draft on a base
        that was published again meanwhile is kept: the review shows it as a conflict.

        Raises:
            InvalidEntry: with every problem of the entry; nothing is kept.
            EditConflict: the draft itself was changed meanwhile; holds both versions.
            NotAllowed: by the table of `permissions`.
        """
        checked = entry_kind(kind)
        payload = None if raw is None else parse_payload(checked, entry_id, raw)
        draft = Draft(checked, entry_id, payload, base, 0, actor.name)
        based_on = self._examiner.base_of(draft)

        def step(proposal: Proposal) -> Proposal:
            require("edit", actor, proposal)
            return decide.write_draft(proposal, actor, draft, expected=expected, based_on=based_on, now=self._now())

        return self._change(number, step)

    def drop_draft(self, actor: Account, number: int, kind: str, entry_id: str) -> Proposal:
        """Take an entry out of a proposal."""
        return self._step("edit", actor, number, lambda p: decide.drop_draft(p, (kind, entry_id), self._now()))

    def describe(self, actor: Account, number: int, title: str, reason: str) -> Proposal:
        """Change a proposal's title and reason."""
        return self._step("edit", actor, number, lambda p: decide.describe(p, title, reason, self._now()))

    def resolve(
        self, actor: Account, number: int, kind: str, entry_id: str, proposed: Sequence[str], *, published: int
    ) -> Proposal:
        """Settle a stale draft: the units in `proposed` as proposed, the other conflicts as published.

        `published` is the published revision that was shown; raises EditConflict when there is a
        newer one.
        """
        key = (kind, entry_id)

        def step(proposal: Proposal) -> Proposal:
            require("edit", actor, proposal)
            draft = proposal.draft(key)
            _, entries = self.entries()
            found = self._examiner.conflict(draft, entries) if draft else None
            if draft is None or found is None:
                return proposal
            if found.number != published:
                raise EditConflict(f"{entry_id} was published again meanwhile", conflicts=[found])
            settled = choose_versions(found, proposed)
            payload = None if settled is None else parse_payload(entry_kind(kind), entry_id, settled)
            return decide.write_draft(
                proposal,
                actor,
                replace(draft, payload=payload, base=found.number),
                expected=draft.version,
                based_on=found.published,
                now=self._now(),
            )

        return self._change(number, step)

    def submit(self, actor: Account, number: int) -> Proposal:
        """Hand a proposal over to reviewers; raises InvalidEntry with every error it would bring."""
        proposal = self.find(number)
        require("submit", actor, proposal)
        if errors := [p for p in self._examiner.check(proposal) if p.level == "error"]:
            raise InvalidEntry(errors)
        return self._step("submit", actor, number, lambda p: decide.submit(p, actor, self._now()))

    def take_back(self, actor: Account, number: int) -> Proposal:
        """Make one's submitted proposal a draft again."""
        return self._step("take-back", actor, number, lambda p: decide.take_back(p, actor, self._now()))

    def remark(self, actor: Account, number: int, text: str) -> Proposal:
        """Add a message to the discussion."""
        return self._step("remark", actor, number, lambda p: decide.add_remark(p, actor.name, text, self._now()))

    def send_back(self, actor: Account, number: int, text: str) -> Proposal:
        """Give a proposal back to its author, with what is to be changed."""
        return self._step("return", actor, number, lambda p: decide.send_back(p, actor, text, self._now()))

    def reject(self, actor: Account, number: int, text: str) -> Proposal:
        """End a proposal without publishing it, with the reason."""
        return self._step("reject", actor, number, lambda p: decide.reject(p, actor, text, self._now()))

    def abandon(self, actor: Account, number: int, text: str) -> Proposal:
        """End one's own proposal, with the reason."""
        return self._step(
            "abandon", actor, number, lambda p: decide.reject(p, actor, text, self._now(), act="abandoned")
        )

    def give_opinions(
        self,
        actor: Account,
        number: int,
        given: Mapping[tuple[str, str, str], Verdict | None],
        versions: Mapping[Key, int],
    ) -> Proposal:
        """Record opinions on units, keyed by (kind, id, unit), of the draft versions that were shown."""
        return self._step(
            "opine", actor, number, lambda p: decide.give_opinions(p, actor, given, versions, self._now())
        )

    def accept_all(self, actor: Account, number: int, versions: Mapping[Key, int]) -> Proposal:
        """Accept every unit of the drafts named in `versions`, as they were shown."""
        proposal = self.find(number)
        given: dict[tuple[str, str, str], Verdict | None] = {
            (*draft.key, unit.key): "accept"
            for draft in proposal.drafts
            if draft.key in versions
            for unit in review_units(self._examiner.base_of(draft), draft.payload)
        }
        return self.give_opinions(actor, number, given, versions)

    def publish(
        self, actor: Account, number: int, text: str = "", *, part: Literal["all", "accepted"] = "all"
    ) -> Proposal:
        """Publish a proposal, or the units its reviewer accepted, as a new edition.

        Raises:
            NotAllowed: not a curator, or an author while somebody else may publish.
            UnusableInput: "all" while units have no acceptance of this reviewer, or nothing accepted.
            EditConflict: entries were published again since their drafts were begun; holds both
                versions of each. Nothing was written.
            InvalidEntry: with every error the catalogue would have.
        """
        for attempt in range(TRIES):
            with self._catalogue.turn():
                proposal, alone = self.find(number), self._alone(actor)
                require("publish", actor, proposal, alone=alone)
                publication, decided, candidate = self._plan(actor, proposal, text, part)
                try:
                    published = self._catalogue.publish(publication, decided)
                except EditConflict:
                    published = None
            if published is not None:
                self._examiner.keep(published, candidate)
                return _as_kept(decided)
            _pause(attempt)
        raise EditConflict("others publish at the same moment; nothing was written, try again")

    # Inside

    def _plan(
        self, actor: Account, proposal: Proposal, text: str, part: Literal["all", "accepted"]
    ) -> tuple[Publication, Proposal, Entries]:
        edition, entries = self.entries()
        examined = self._examiner.examine(proposal, entries)
        based = {item.draft.key: item.base for item in examined}
        accepted, missing = decide.accepted_units(proposal, actor.name, based)
        if part == "all" and missing:
            raise UnusableInput("opinions-missing", count=missing)
        if not accepted:
            raise UnusableInput("nothing-accepted")
        if conflicts := [i.conflict for i in examined if i.conflict and i.draft.key in accepted]:
            names = ", ".join(conflict.entry_id for conflict in conflicts)
            raise EditConflict(f"published again meanwhile: {names}", conflicts=conflicts)
        changes, remaining = split_accepted(examined, accepted)
        candidate = entries.with_changes((entry_kind(c.kind), c.entry_id, c.payload) for c in changes)
        if errors := [p for p in self._examiner.new_problems(entries, candidate) if p.level == "error"]:
            raise InvalidEntry(errors)
        name = content_hash(candidate.payloads())
        publication = Publication(
            changes=tuple(changes),
            base=edition.edition,
            edition=name,
            origin="packaged" if self._catalogue.is_packaged(name) else "curated",
            author=", ".join(proposal.authors)[:80],
            reason=f"{proposal.title}\n{proposal.reason}".strip(),
            reviewer=actor.name,
            solo=is_author(actor, proposal),
            proposal=proposal.number,
        )
        return publication, decide.mark_published(proposal, actor, remaining, text, self._now()), candidate

    def _alone(self, actor: Account) -> bool:
        return actor.publishes and self._publishers() <= 1

    def _step(self, action: Action, actor: Account, number: int, step: Callable[[Proposal], Proposal]) -> Proposal:
        def checked(proposal: Proposal) -> Proposal:
            require(action, actor, proposal)
            return step(proposal)

        return self._change(number, checked)

    def _change(self, number: int, step: Callable[[Proposal], Proposal]) -> Proposal:
        """Read, apply a step, write; start again when somebody else wrote in between."""
        for attempt in range(TRIES):
            proposal = self.find(number)
            changed = step(proposal)
            if changed is proposal:
                return proposal
            try:
                self._proposals.save(changed)
            except EditConflict:
                _pause(attempt)
                continue
            return _as_kept(changed)
        raise EditConflict(f"the proposal {number} is changed by others at the same moment; try again")


def _as_kept(proposal: Proposal) -> Proposal:
    """Return a proposal as it is once it was written over the version it was read in."""
    return replace(proposal, version=proposal.version + 1)


def _pause(attempt: int) -> None:
    """Wait a random moment, longer after more tries, so that two writers do not meet again and again."""
    time.sleep(random.uniform(0, min(MAX_PAUSE_S, 0.002 * 2**attempt)))  # noqa: S311 - no secret
