"""What the services need from the outside, as protocols; `advisor.store` implements them."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from advisor.domain.analyses import Analysis
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


class AnalysisStore(Protocol):
    """Uploads and their answers, under unguessable tokens. Every method is one transaction."""

    def add(self, analysis: Analysis, uploads: bytes) -> None:
        """Keep a new upload."""
        ...

    def find(self, token: str) -> Analysis | None:
        """Return an upload by its token or its share token, None when there is none (any more)."""
        ...

    def change(self, token: str, apply: Callable[[Analysis], Analysis]) -> Analysis | None:
        """Change the settings of an upload: everything but its bytes and its answer.

        `apply` gets what is kept and returns what to keep; no other change comes between. None
        when the upload is gone.
        """
        ...

    def report(self, token: str, step: str, done: int, total: int) -> bool:
        """Keep the progress; False when the upload was cancelled or erased meanwhile."""
        ...

    def uploads(self, token: str) -> bytes | None:
        """Return the bytes that were sent, None once they are dropped."""
        ...

    def drop_uploads(self, token: str) -> None:
        """Forget the bytes that were sent."""
        ...

    def finish(self, token: str, edition: str, method: str, answer: bytes) -> bool:
        """Keep the answer; False when the upload was cancelled or erased meanwhile."""
        ...

    def answer(self, token: str) -> bytes | None:
        """Return the packed answer of an upload."""
        ...

    def unfinished(self) -> list[str]:
        """List the tokens of uploads that still wait for their answer, the oldest first."""
        ...

    def erase(self, token: str) -> None:
        """Erase an upload and all about it, at once."""
        ...

    def purge(self, now: datetime, uploads_before: datetime) -> int:
        """Erase what has expired, and the bytes of uploads older than `uploads_before`."""
        ...
