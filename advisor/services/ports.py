"""What the services need from the outside, as protocols; `advisor.store` implements them."""

from typing import Protocol

from advisor.domain.revisions import Payload, Publication, PublishedEdition


class CatalogueStore(Protocol):
    """Published entries and their history. Every method is one transaction."""

    def published(self) -> PublishedEdition | None:
        """Return the published edition, None before the first one."""
        ...

    def payloads(self) -> list[tuple[str, str, Payload]]:
        """Return the published entries as (kind, id, payload), sorted by kind and id."""
        ...

    def publish(self, publication: Publication) -> None:
        """Apply changes on top of their base and publish the result.

        Raises:
            EditConflict: another edition than the base is published; nothing was written.
        """
        ...

    def offer(self, edition: str) -> None:
        """Remember a packaged edition that was not loaded because the published one was edited."""
        ...
