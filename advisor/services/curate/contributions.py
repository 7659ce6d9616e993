"""What people without an account send, and the answers they get: corrections, products, rights of reply.

Nothing about the sender is kept. A contribution is followed under an unguessable link; a vendor's
reply is shown beside the fact it is about, with its outcome, once a curator has answered it.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from advisor.catalogue.rules import fold_name
from advisor.domain.accounts import Account
from advisor.domain.proposals import Contribution, ContributionKind, ContributionState, SharedName
from advisor.domain.revisions import Key
from advisor.errors import NotAllowed, UnknownProposal, UnusableInput
from advisor.services.curate.published import KINDS
from advisor.services.ports import ContributionStore

MAX_TEXT = 4000
MAX_NAME = 120
TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Sent:
    """What a public form sends, as it was typed."""

    kind: ContributionKind
    text: str
    entry_kind: str = ""
    entry_id: str = ""
    criterion: str = ""
    subject: str = ""
    url: str = ""
    organisation: str = ""


class Contributions:
    """Receives, lists and answers what the public sends."""

    def __init__(self, store: ContributionStore, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Take the store of contributions."""
        self._store = store
        self._now = now

    def receive(self, sent: Sent) -> Contribution:
        """Keep a contribution and return it with the token of its link; raises UnusableInput."""
        text = sent.text.strip()
        if not text:
            raise UnusableInput("text-needed")
        url = sent.url.strip()
        if url and (len(url) > 600 or not re.match(r"^https?://[^\s/]+\.[^\s/]+\S*$", url)):
            raise UnusableInput("bad-address", found=url[:80])
        if sent.entry_kind and sent.entry_kind not in KINDS:
            raise UnusableInput("unknown-kind", found=sent.entry_kind[:40])
        return self._store.add(
            Contribution(
                id=0,
                token=secrets.token_urlsafe(TOKEN_BYTES),
                kind=sent.kind,
                text=text[:MAX_TEXT],
                created=self._now(),
                entry_kind=sent.entry_kind,
                entry_id=sent.entry_id[:60],
                criterion=sent.criterion[:60],
                subject=sent.subject.strip()[:200],
                url=url,
                organisation=sent.organisation.strip()[:MAX_NAME],
            )
        )

    def follow(self, token: str) -> Contribution:
        """Return a contribution by the token of its link; raises UnknownProposal."""
        found = self._store.find(token)
        if found is None:
            raise UnknownProposal
        return found

    def find(self, contribution_id: int) -> Contribution:
        """Return a contribution by its number, for curators; raises UnknownProposal."""
        found = self._store.get(contribution_id)
        if found is None:
            raise UnknownProposal(contribution_id)
        return found

    def list(
        self, *, states: Sequence[ContributionState] = ("open",), key: Key | None = None
    ) -> Sequence[Contribution]:
        """List contributions, the oldest first."""
        return self._store.list(states=states, key=key)

    def answer(
        self,
        actor: Account,
        contribution_id: int,
        *,
        accepted: bool,
        outcome: str,
        proposal: int | None = None,
        shown: bool = False,
    ) -> Contribution:
        """Record what became of a contribution; `shown` puts a reply beside its fact.

        Raises:
            NotAllowed: the account is no curator.
            EditConflict: somebody else answered meanwhile.
        """
        if not actor.publishes:
            raise NotAllowed("curators-only")
        if not outcome.strip():
            raise UnusableInput("reason-needed")
        found = self.find(contribution_id)
        answered = replace(
            found,
            state="accepted" if accepted else "declined",
            outcome=outcome.strip()[:MAX_TEXT],
            handled_by=actor.name,
            handled=self._now(),
            proposal=proposal,
            shown=shown and found.kind == "reply",
        )
        self._store.save(answered, was=found.state)
        return answered

    def replies(self, kind: str, entry_id: str) -> Sequence[Contribution]:
        """List the answered replies shown beside the facts of an entry."""
        return self._store.list(key=(kind, entry_id), states=("accepted", "declined"), shown=True)

    def share_name(self, name: str) -> None:
        """Count a name that was not recognised, that its user agreed to share; keeps the name alone."""
        shown = " ".join(name.split())[:200]
        if not shown:
            raise UnusableInput("text-needed")
        self._store.share_name(fold_name(shown)[:200], shown, self._now().date())

    def shared_names(self) -> Sequence[SharedName]:
        """List the shared names still to look at, the most frequent first."""
        return self._store.shared_names()

    def settle_name(self, actor: Account, name: str, *, done: bool) -> None:
        """Say that a shared name is in the catalogue now, or is of no use; raises UnknownProposal."""
        if not actor.active:
            raise NotAllowed("account-closed")
        if not self._store.settle_name(fold_name(name)[:200], "done" if done else "ignored"):
            raise UnknownProposal(name)

    def count_asked(self, counts: dict[str, int]) -> None:
        """Add how often products were looked at this month."""
        self._store.count_asked(counts, f"{self._now():%Y-%m}")

    def asked(self, months: int = 6) -> dict[str, int]:
        """Return how often each product was looked at in the last months."""
        now = self._now()
        month = now.year * 12 + now.month - months
        return self._store.asked(f"{month // 12:04d}-{month % 12 + 1:02d}")
