"""What people propose to change: proposals, their drafts and what is said of them. Nothing here is live."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from advisor.domain.revisions import Key, Payload

ProposalState = Literal["draft", "submitted", "published", "rejected"]
ProposalOrigin = Literal["workshop", "files", "packaged", "table", "undo", "merge", "public"]
Verdict = Literal["accept", "refuse", "question"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The proposed version of one entry; a None payload proposes to remove it.

    `base` is the entry's published revision it was made on, 0 for a new entry. `version` moves
    with every change of this draft: a form gives back the one it showed.
    """

    kind: str
    entry_id: str
    payload: Payload | None
    base: int
    version: int
    author: str

    @property
    def key(self) -> Key:
        """Return the kind and id of the entry."""
        return self.kind, self.entry_id


@dataclass(frozen=True, slots=True)
class Remark:
    """A message of the discussion, or what was done ("submitted", "returned" …) with its reason."""

    author: str
    text: str
    created: datetime
    act: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer thinks of one changed unit of one draft, in the version they saw."""

    kind: str
    entry_id: str
    unit: str
    reviewer: str
    verdict: Verdict
    draft_version: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes proposed together. `version` moves with every change of anything in it.

    `authors` are all who wrote a draft of it: none of them is the second person. `decided_by`
    and `decision` say who published or rejected it, and why.
    """

    number: int
    title: str
    reason: str
    state: ProposalState
    origin: ProposalOrigin
    author: str
    created: datetime
    changed: datetime
    version: int = 1
    drafts: tuple[Draft, ...] = ()
    remarks: tuple[Remark, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    authors: tuple[str, ...] = ()
    decided_by: str | None = None
    decision: str = ""

    def draft(self, key: Key) -> Draft | None:
        """Return the draft of an entry, None when the proposal has none."""
        return next((draft for draft in self.drafts if draft.key == key), None)

    @property
    def open(self) -> bool:
        """Tell whether the proposal can still be changed."""
        return self.state in ("draft", "submitted")


@dataclass(frozen=True, slots=True)
class ProposalSummary:
    """A proposal in a list, without its payloads."""

    number: int
    title: str
    state: ProposalState
    origin: ProposalOrigin
    author: str
    changed: datetime
    entries: tuple[Key, ...] = ()
    remarks: int = 0


ContributionKind = Literal["correction", "product", "reply"]
ContributionState = Literal["open", "accepted", "declined"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What someone without an account sends: a correction, a missing product, a vendor's reply.

    It is followed under an unguessable `token`, and nothing else is known of who sent it.
    `criterion` names the fact a reply is attached to; `outcome` is the curators' answer, and
    `proposal` the change it led to. A reply is shown beside the fact once `shown`.
    """

    id: int
    token: str
    kind: ContributionKind
    text: str
    created: datetime
    entry_kind: str = ""
    entry_id: str = ""
    criterion: str = ""
    subject: str = ""
    url: str = ""
    organisation: str = ""
    state: ContributionState = "open"
    outcome: str = ""
    handled_by: str | None = None
    handled: datetime | None = None
    proposal: int | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that was not recognised and that its user agreed to share: the name alone, and how often."""

    name: str
    count: int
    first: str
    last: str
    state: Literal["open", "done", "ignored"] = "open"
