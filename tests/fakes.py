"""Stand-ins for what the services reach outside, held to the same contract by tests."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

from advisor.domain.analyses import Analysis
from advisor.domain.proposals import Proposal, ProposalSummary
from advisor.domain.revisions import Change, Payload, Publication, PublishedEdition, Revision
from advisor.errors import EditConflict

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


class MemoryCatalogueStore:
    """A catalogue store in memory."""

    def __init__(self, proposals: "MemoryProposalStore | None" = None) -> None:
        self.entries: dict[tuple[str, str], Payload] = {}
        self.publications: list[Publication] = []
        self.offers: list[str] = []
        self.taken: set[str] = set()
        self.history: list[Revision] = []
        self.numbers: list[int] = []
        self.proposals = proposals

    def published(self) -> PublishedEdition | None:
        return self._edition(len(self.publications)) if self.publications else None

    def _edition(self, number: int) -> PublishedEdition:
        publication = self.publications[number - 1]
        return PublishedEdition(publication.edition, publication.origin, number, NOW)

    def payloads(self) -> list[tuple[str, str, Payload]]:
        return sorted(((*key, payload) for key, payload in self.entries.items()), key=lambda row: row[:2])

    def snapshot(self):
        return self.published(), self.payloads()

    def turn(self):
        return nullcontext()

    def publish(self, publication: Publication, proposal: Proposal | None = None) -> PublishedEdition:
        current = self.published()
        if (current.edition if current else None) != publication.base:
            raise EditConflict("another edition is published")
        if proposal is not None:
            assert self.proposals is not None
            self.proposals.save(proposal)
        self.publications.append(publication)
        edition = self._edition(len(self.publications))
        for change in publication.changes:
            self._add(change, publication, edition.number)
        return edition

    def _add(self, change: Change, publication: Publication, edition_number: int) -> None:
        key = (change.kind, change.entry_id)
        self.entries.pop(key, None)
        if change.payload is not None:
            self.entries[key] = change.payload
        self.history.append(
            Revision(
                id=len(self.history) + 1,
                kind=change.kind,
                entry_id=change.entry_id,
                number=self.last_revisions([key]).get(key, 0) + 1,
                payload=change.payload,
                edition=publication.edition,
                edition_number=edition_number,
                author=publication.author,
                reason=publication.reason,
                created=NOW,
                reviewer=publication.reviewer,
                solo=publication.solo,
                proposal=publication.proposal,
            )
        )

    def offer(self, edition: str) -> None:
        if edition not in self.offers:
            self.offers.append(edition)

    def take_offer(self, edition: str) -> None:
        self.taken.add(edition)

    def offered(self) -> str | None:
        return next((edition for edition in reversed(self.offers) if edition not in self.taken), None)

    def is_packaged(self, edition: str) -> bool:
        return edition in self.offers or any(p.edition == edition and p.origin == "packaged" for p in self.publications)

    def last_packaged(self) -> PublishedEdition | None:
        return next((e for e in self.editions(limit=10_000) if e.origin == "packaged"), None)

    def editions(self, *, before: int | None = None, limit: int = 50) -> list[PublishedEdition]:
        numbers = range(len(self.publications), 0, -1)
        return [self._edition(n) for n in numbers if before is None or n < before][:limit]

    def find_edition(self, edition: str) -> PublishedEdition | None:
        return next((e for e in self.editions(limit=10_000) if e.edition == edition), None)

    def payloads_at(self, number: int) -> list[tuple[str, str, Payload]]:
        last = {r.key: r.payload for r in self.history if r.edition_number <= number}
        return sorted(((*key, payload) for key, payload in last.items() if payload), key=lambda row: row[:2])

    def revisions(self, *, key=None, edition_number=None, proposal=None, before=None, limit=50) -> list[Revision]:
        return [
            r
            for r in reversed(self.history)
            if (key is None or r.key == key)
            and (edition_number is None or r.edition_number == edition_number)
            and (proposal is None or r.proposal == proposal)
            and (before is None or r.id < before)
        ][:limit]

    def count_revisions(self, edition_number: int) -> int:
        return sum(r.edition_number == edition_number for r in self.history)

    def revision(self, revision_id: int) -> Revision | None:
        return next((r for r in self.history if r.id == revision_id), None)

    def revision_of(self, key, number: int) -> Revision | None:
        return next((r for r in self.history if r.key == key and r.number == number), None)

    def last_revisions(self, keys):
        return {r.key: r.number for r in self.history if r.key in keys}


class MemoryProposalStore:
    """Proposals in memory."""

    def __init__(self) -> None:
        self.kept: dict[int, Proposal] = {}

    def add(self, proposal: Proposal) -> Proposal:
        number = len(self.kept) + 1
        self.kept[number] = replace(proposal, number=number, version=1)
        return self.kept[number]

    def find(self, number: int) -> Proposal | None:
        return self.kept.get(number)

    def save(self, proposal: Proposal) -> None:
        kept = self.kept.get(proposal.number)
        if kept is None or kept.version != proposal.version:
            raise EditConflict("the proposal changed meanwhile")
        drafts = tuple(sorted(proposal.drafts, key=lambda d: d.key))
        self.kept[proposal.number] = replace(proposal, version=proposal.version + 1, drafts=drafts)

    def list(self, *, states=(), author=None, key=None, limit=200):
        found = [
            p
            for p in self.kept.values()
            if (not states or p.state in states)
            and (author is None or p.author == author)
            and (key is None or p.draft(key))
        ]
        found.sort(key=lambda p: (p.changed, p.number), reverse=True)
        return [
            ProposalSummary(
                p.number,
                p.title,
                p.state,
                p.origin,
                p.author,
                p.changed,
                tuple(d.key for d in p.drafts),
                sum(not r.act for r in p.remarks),
            )
            for p in found[:limit]
        ]


class MemoryAnalysisStore:
    """A store of uploads in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Analysis] = {}
        self.bytes: dict[str, bytes | None] = {}
        self.answers: dict[str, bytes] = {}

    def add(self, analysis: Analysis, uploads: bytes) -> None:
        self.kept[analysis.token] = analysis
        self.bytes[analysis.token] = uploads

    def find(self, token: str) -> Analysis | None:
        found = next((a for a in self.kept.values() if token in (a.token, a.share_token)), None)
        return found if found and found.expires > datetime.now(UTC) else None

    def change(self, token: str, apply: Callable[[Analysis], Analysis]) -> Analysis | None:
        if token in self.kept:
            self.kept[token] = apply(self.kept[token])
        return self.kept.get(token)

    def report(self, token: str, step: str, done: int, total: int) -> bool:
        if token not in self.kept or not self.kept[token].open:
            return False
        self.kept[token] = replace(self.kept[token], state="running", step=step, progress=(done, total))
        return True

    def uploads(self, token: str) -> bytes | None:
        return self.bytes.get(token)

    def keeps_uploads(self, token: str) -> bool:
        return self.bytes.get(token) is not None

    def drop_uploads(self, token: str) -> None:
        self.bytes[token] = None

    def finish(self, token: str, edition: str, method: str, answer: bytes) -> bool:
        if token not in self.kept or not self.kept[token].open:
            return False
        self.kept[token] = replace(self.kept[token], state="ready", edition=edition, method=method)
        self.answers[token] = answer
        return True

    def answer(self, token: str) -> bytes | None:
        return self.answers.get(token)

    def unfinished(self) -> list[str]:
        return [a.token for a in sorted(self.kept.values(), key=lambda a: a.created) if a.open]

    def erase(self, token: str) -> None:
        for part in (self.kept, self.bytes, self.answers):
            part.pop(token, None)

    def purge(self, now: datetime, uploads_before: datetime) -> int:
        gone = [a.token for a in self.kept.values() if a.expires <= now]
        for token in gone:
            self.erase(token)
        for analysis in self.kept.values():
            to_go = analysis.kind == "list" or analysis.state == "failed"
            if to_go and analysis.created < uploads_before and not analysis.open:
                self.bytes[analysis.token] = None
        return len(gone)
