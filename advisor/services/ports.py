"""What the services need from the outside, as protocols; `advisor.store` implements them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Literal, Protocol

from advisor.domain.accounts import Account, Credentials, Role
from advisor.domain.analyses import Analysis
from advisor.domain.proposals import (
    Contribution,
    ContributionState,
    Proposal,
    ProposalState,
    ProposalSummary,
    SharedName,
)
from advisor.domain.revisions import Key, Payload, Publication, PublishedEdition, Revision


class CatalogueStore(Protocol):
    """Published entries and their history. Every method is one transaction."""

    def published(self) -> PublishedEdition | None:
        """Return the published edition, None before the first one."""
        ...

    def payloads(self) -> list[tuple[str, str, Payload]]:
        """Return the published entries as (kind, id, payload), sorted by kind and id."""
        ...

    def snapshot(self) -> tuple[PublishedEdition | None, list[tuple[str, str, Payload]]]:
        """Return the published edition and its own entries, whatever is published meanwhile."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Wait for one's turn to prepare a publication; only saves work, never decides."""
        ...

    def publish(self, publication: Publication, proposal: Proposal | None = None) -> PublishedEdition:
        """Apply changes on top of their base and publish the result.

        `proposal` is written in the same transaction, as it is after the publication.

        Raises:
            EditConflict: another edition than the base is published, or the proposal changed
                since it was read; nothing was written.
        """
        ...

    def offer(self, edition: str) -> None:
        """Remember a packaged edition that was not loaded because the published one was edited."""
        ...

    def take_offer(self, edition: str) -> None:
        """Remember that curators looked at an offered edition: it is not offered again."""
        ...

    def offered(self) -> str | None:
        """Return the packaged edition that waits for curators, None when there is none."""
        ...

    def is_packaged(self, edition: str) -> bool:
        """Tell whether an edition is one that came with the program."""
        ...

    def last_packaged(self) -> PublishedEdition | None:
        """Return the newest published edition that came with the program."""
        ...

    def editions(self, *, before: int | None = None, limit: int = 50) -> list[PublishedEdition]:
        """List published editions, the newest first, from those numbered under `before`."""
        ...

    def find_edition(self, edition: str) -> PublishedEdition | None:
        """Return the newest publication of an edition, by its hash."""
        ...

    def payloads_at(self, number: int) -> list[tuple[str, str, Payload]]:
        """Return the entries as they were in the edition with this number, sorted by kind and id."""
        ...

    def revisions(
        self,
        *,
        key: Key | None = None,
        edition_number: int | None = None,
        proposal: int | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[Revision]:
        """List revisions, the newest first: of an entry, an edition or a proposal, with an id under `before`."""
        ...

    def count_revisions(self, edition_number: int) -> int:
        """Count the revisions of a publication."""
        ...

    def revision(self, revision_id: int) -> Revision | None:
        """Return one revision, None when there is no such one."""
        ...

    def revision_of(self, key: Key, number: int) -> Revision | None:
        """Return the revision of an entry with this number, None when there is no such one."""
        ...

    def last_revisions(self, keys: Sequence[Key]) -> dict[Key, int]:
        """Return the number of the last revision of each entry; an entry never published is not in the answer."""
        ...


class ProposalStore(Protocol):
    """Proposals, each read and written whole. Every method is one transaction."""

    def add(self, proposal: Proposal) -> Proposal:
        """Keep a new proposal and return it with its number."""
        ...

    def find(self, number: int) -> Proposal | None:
        """Return a proposal whole, None when there is no such one."""
        ...

    def save(self, proposal: Proposal) -> None:
        """Keep a changed proposal; raises EditConflict when it changed since it was read.

        Remarks already kept stay as they are: only those added at the end are written.
        """
        ...

    def list(
        self,
        *,
        states: Sequence[ProposalState] = (),
        author: str | None = None,
        key: Key | None = None,
        limit: int = 200,
    ) -> Sequence[ProposalSummary]:
        """List proposals, those changed last first: in some states, of a person, about an entry."""
        ...


class AccountStore(Protocol):
    """Accounts and signed-in browsers. Every method is one transaction."""

    def add(self, name: str, role: Role, password_hash: str) -> Account:
        """Keep a new account; raises UnusableInput when the name is taken, whatever its case."""
        ...

    def find(self, account_id: int) -> Account | None:
        """Return an account by its number, None when there is no such one."""
        ...

    def credentials(self, name: str) -> Credentials | None:
        """Return what signing in checks, by the name as it was typed."""
        ...

    def list(self) -> Sequence[Account]:
        """List the accounts by name."""
        ...

    def publishers(self) -> int:
        """Count the active accounts that may publish."""
        ...

    def count_failure(self, account_id: int, blocked_until: datetime | None) -> None:
        """Add a wrong password to the count, and say until when none is tried."""
        ...

    def forget_failures(self, account_id: int) -> None:
        """Start the count of wrong passwords again."""
        ...

    def change_password(self, account_id: int, password_hash: str) -> None:
        """Keep another password and end every session of the account."""
        ...

    def set_active(self, account_id: int, active: bool) -> None:
        """Open or close an account; closing it ends its sessions."""
        ...

    def set_role(self, account_id: int, role: Role) -> None:
        """Change what an account may do."""
        ...

    def open_visit(self, token_hash: str, account_id: int, expires: datetime) -> None:
        """Remember a signed-in browser; forgets those that expired."""
        ...

    def visitor(self, token_hash: str) -> Account | None:
        """Return the active account of a signed-in browser, None when the session ended."""
        ...

    def close_visit(self, token_hash: str) -> bool:
        """End a session; tells whether there was one."""
        ...


class ContributionStore(Protocol):
    """What the public sends. Every method is one transaction."""

    def add(self, contribution: Contribution) -> Contribution:
        """Keep a new contribution and return it with its number."""
        ...

    def find(self, token: str) -> Contribution | None:
        """Return a contribution by the token of its link, None when there is no such one."""
        ...

    def get(self, contribution_id: int) -> Contribution | None:
        """Return a contribution by its number, None when there is no such one."""
        ...

    def save(self, contribution: Contribution, *, was: ContributionState) -> None:
        """Keep an answered contribution; raises EditConflict when someone else answered meanwhile."""
        ...

    def list(
        self,
        *,
        states: Sequence[ContributionState] = (),
        key: Key | None = None,
        shown: bool | None = None,
        limit: int = 200,
    ) -> Sequence[Contribution]:
        """List contributions, the oldest first: in some states, about an entry, shown to all or not."""
        ...

    def share_name(self, folded: str, name: str, on: date) -> None:
        """Count a name that was not recognised once more."""
        ...

    def shared_names(self, *, limit: int = 200) -> Sequence[SharedName]:
        """List the shared names still to look at, the most frequent first."""
        ...

    def settle_name(self, folded: str, state: Literal["open", "done", "ignored"]) -> bool:
        """Say what became of a shared name; tells whether it was there."""
        ...

    def count_asked(self, counts: Mapping[str, int], month: str) -> None:
        """Add how often products were looked at in a month ("2026-11")."""
        ...

    def asked(self, since: str) -> dict[str, int]:
        """Return how often each product was looked at since a month."""
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

    def keeps_uploads(self, token: str) -> bool:
        """Tell whether the bytes that were sent are still kept, without loading them."""
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
        """Erase what has expired, and the bytes of lists older than `uploads_before`; those of tenders that were read live on."""
        ...
