"""Stand-ins for what the services reach outside, held to the same contract by tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from advisor.domain.analyses import Analysis
from advisor.domain.revisions import Payload, Publication, PublishedEdition
from advisor.errors import EditConflict


class MemoryCatalogueStore:
    """A catalogue store in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], Payload] = {}
        self.publications: list[Publication] = []
        self.offered: list[str] = []

    def published(self) -> PublishedEdition | None:
        if not self.publications:
            return None
        last = self.publications[-1]
        return PublishedEdition(last.edition, last.origin)

    def payloads(self) -> list[tuple[str, str, Payload]]:
        return sorted(((*key, payload) for key, payload in self.entries.items()), key=lambda row: row[:2])

    def publish(self, publication: Publication) -> None:
        current = self.published()
        if (current.edition if current else None) != publication.base:
            raise EditConflict("another edition is published")
        self.publications.append(publication)
        for change in publication.changes:
            self.entries.pop((change.kind, change.entry_id), None)
            if change.payload is not None:
                self.entries[change.kind, change.entry_id] = change.payload

    def offer(self, edition: str) -> None:
        if edition not in self.offered:
            self.offered.append(edition)


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
            if analysis.created < uploads_before and not analysis.open:
                self.bytes[analysis.token] = None
        return len(gone)
