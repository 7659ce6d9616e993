"""What happens to a proposal, as pure steps: a proposal in, the changed proposal out, nothing stored.

Every step takes the present moment, so that the same calls give the same proposal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from advisor.catalogue.units import merge_payloads, review_units
from advisor.domain.accounts import Account
from advisor.domain.proposals import Draft, Opinion, Proposal, ProposalOrigin, Remark, Verdict
from advisor.domain.revisions import Key, Payload
from advisor.errors import EditConflict, UnusableInput

MAX_TITLE = 200
MAX_TEXT = 4000
MAX_DRAFTS = 2000
"""Entries of one proposal; a larger import is split."""


def open_proposal(
    author: str, title: str, reason: str, *, origin: ProposalOrigin, now: datetime, drafts: Sequence[Draft] = ()
) -> Proposal:
    """Begin a proposal, empty or with drafts; its number is given when it is kept."""
    if len(drafts) > MAX_DRAFTS:
        raise UnusableInput("too-many-drafts", found=len(drafts), most=MAX_DRAFTS)
    return Proposal(
        number=0,
        title=_text(title, MAX_TITLE) or "…",
        reason=_text(reason),
        state="draft",
        origin=origin,
        author=author,
        created=now,
        changed=now,
        drafts=tuple(drafts),
        authors=(author,),
    )


def write_draft(
    proposal: Proposal,
    actor: Account,
    draft: Draft,
    *,
    expected: int,
    based_on: Payload | None,
    now: datetime,
) -> Proposal:
    """Put a draft into a proposal, over the version `expected` (0: there was none).

    Raises:
        EditConflict: the draft changed since it was shown; holds both versions.
    """
    kept = proposal.draft(draft.key)
    if (kept.version if kept else 0) != expected:
        raise _draft_conflict(kept, draft, based_on)
    version = (kept.version if kept else _last_version(proposal, draft.key)) + 1
    written = replace(draft, version=version, author=actor.name)
    others = [other for other in proposal.drafts if other.key != draft.key]
    if len(others) + 1 > MAX_DRAFTS:
        raise UnusableInput("too-many-drafts", found=len(others) + 1, most=MAX_DRAFTS)
    drafts = tuple(sorted([*others, written], key=lambda each: each.key))
    return _touch(replace(proposal, drafts=drafts, authors=_joined(proposal.authors, actor.name)), now)


def _draft_conflict(kept: Draft | None, draft: Draft, based_on: Payload | None) -> EditConflict:
    conflict = merge_payloads(
        draft.key,
        base=based_on,
        published=kept.payload if kept else based_on,
        proposed=draft.payload,
        number=kept.version if kept else 0,
    )
    who = kept.author if kept else "?"
    return EditConflict(f"{draft.entry_id} was changed meanwhile by {who}", conflicts=[conflict])


def _last_version(proposal: Proposal, key: Key) -> int:
    """Return the highest version an opinion has seen of a draft that was taken out: it is not used again."""
    seen = [o.draft_version for o in proposal.opinions if (o.kind, o.entry_id) == key]
    return max(seen, default=0)


def drop_draft(proposal: Proposal, key: Key, now: datetime) -> Proposal:
    """Take a draft out of a proposal."""
    return _touch(replace(proposal, drafts=tuple(draft for draft in proposal.drafts if draft.key != key)), now)


def describe(proposal: Proposal, title: str, reason: str, now: datetime) -> Proposal:
    """Change what a proposal says of itself."""
    return _touch(replace(proposal, title=_text(title, MAX_TITLE) or proposal.title, reason=_text(reason)), now)


def add_remark(proposal: Proposal, author: str, text: str, now: datetime, act: str = "") -> Proposal:
    """Add a message, or what was done, to the discussion."""
    text = _text(text)
    if not text and not act:
        return proposal
    return _touch(replace(proposal, remarks=(*proposal.remarks, Remark(author, text, now, act))), now)


def submit(proposal: Proposal, actor: Account, now: datetime) -> Proposal:
    """Hand a proposal over to reviewers."""
    if not proposal.drafts:
        raise UnusableInput("empty-proposal")
    return add_remark(replace(proposal, state="submitted"), actor.name, "", now, "submitted")


def take_back(proposal: Proposal, actor: Account, now: datetime) -> Proposal:
    """Make a submitted proposal a draft again."""
    return add_remark(replace(proposal, state="draft"), actor.name, "", now, "taken-back")


def send_back(proposal: Proposal, actor: Account, text: str, now: datetime) -> Proposal:
    """Give a proposal back to its author, with what is to be changed."""
    if not _text(text):
        raise UnusableInput("reason-needed")
    return add_remark(replace(proposal, state="draft"), actor.name, text, now, "returned")


def reject(proposal: Proposal, actor: Account, text: str, now: datetime, act: str = "rejected") -> Proposal:
    """End a proposal without publishing it; the reason is kept and shown."""
    if not _text(text):
        raise UnusableInput("reason-needed")
    ended = replace(proposal, state="rejected", decided_by=actor.name, decision=_text(text))
    return add_remark(ended, actor.name, text, now, act)


def give_opinions(
    proposal: Proposal,
    actor: Account,
    given: Mapping[tuple[str, str, str], Verdict | None],
    versions: Mapping[Key, int],
    now: datetime,
) -> Proposal:
    """Record what a reviewer thinks of units, keyed by (kind, id, unit); None takes an opinion back.

    `versions` are those of the drafts the reviewer was shown.

    Raises:
        EditConflict: a draft changed since it was shown; no opinion is recorded.
    """
    moved = [d.entry_id for d in proposal.drafts if d.key in versions and d.version != versions[d.key]]
    if moved:
        raise EditConflict("the proposal changed while you were reading it", moved)
    theirs = [o for o in proposal.opinions if o.reviewer != actor.name or (o.kind, o.entry_id, o.unit) not in given]
    mine = [
        Opinion(kind, entry_id, unit, actor.name, verdict, draft.version)
        for (kind, entry_id, unit), verdict in given.items()
        if verdict is not None and (draft := proposal.draft((kind, entry_id))) is not None
    ]
    return _touch(replace(proposal, opinions=(*theirs, *mine)), now)


def opinions_of(proposal: Proposal, reviewer: str) -> dict[tuple[str, str, str], Verdict]:
    """Return a reviewer's opinions that are about the drafts as they stand now."""
    versions = {draft.key: draft.version for draft in proposal.drafts}
    return {
        (o.kind, o.entry_id, o.unit): o.verdict
        for o in proposal.opinions
        if o.reviewer == reviewer and versions.get((o.kind, o.entry_id)) == o.draft_version
    }


def accepted_units(
    proposal: Proposal, reviewer: str, based_on: Mapping[Key, Payload | None]
) -> tuple[dict[Key, list[str]], int]:
    """Return the units a reviewer accepts, by entry, and how many units have no acceptance."""
    opinions = opinions_of(proposal, reviewer)
    accepted: dict[Key, list[str]] = {}
    missing = 0
    for draft in proposal.drafts:
        for unit in review_units(based_on[draft.key], draft.payload):
            if opinions.get((*draft.key, unit.key)) == "accept":
                accepted.setdefault(draft.key, []).append(unit.key)
            else:
                missing += 1
    return accepted, missing


def mark_published(
    proposal: Proposal, actor: Account, remaining: Sequence[Draft], text: str, now: datetime
) -> Proposal:
    """Record that a proposal, or part of it, is published.

    Without remaining drafts it is done; otherwise it goes back to its author with what is left,
    and with the opinions on that.
    """
    if not remaining:
        done = replace(proposal, state="published", decided_by=actor.name, decision=_text(text))
        return add_remark(done, actor.name, text, now, "published")
    left = {draft.key for draft in remaining}
    kept = tuple(o for o in proposal.opinions if (o.kind, o.entry_id) in left and o.verdict != "accept")
    partly = replace(proposal, state="draft", drafts=tuple(remaining), opinions=kept)
    return add_remark(partly, actor.name, text, now, "published-part")


def _touch(proposal: Proposal, now: datetime) -> Proposal:
    return replace(proposal, changed=now)


def _text(text: str, most: int = MAX_TEXT) -> str:
    return text.strip()[:most]


def _joined(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(names) if name in names else (*names, name)
