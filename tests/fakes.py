"""Stand-ins for what the services reach outside, held to the same contract by tests."""

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
