"""Who may do what with a proposal. One table, asked by the services and by the pages alike."""

from collections.abc import Callable, Mapping
from typing import Literal

from advisor.domain.accounts import Account
from advisor.domain.proposals import Proposal
from advisor.errors import NotAllowed

Action = Literal["edit", "submit", "take-back", "remark", "opine", "publish", "return", "reject", "abandon"]


def refusal(action: Action, actor: Account, proposal: Proposal, *, alone: bool = False) -> str | None:
    """Say why an account may not do something, None when it may.

    `alone` says that no other active account may publish: then an author may, in solo mode.
    The answer is a key of `advisor.messages.REFUSALS`.
    """
    if not actor.active:
        return "account-closed"
    return _RULES[action](actor, proposal, alone)


def require(action: Action, actor: Account, proposal: Proposal, *, alone: bool = False) -> None:
    """Raise NotAllowed, with its reason, unless the account may do this."""
    reason = refusal(action, actor, proposal, alone=alone)
    if reason is not None:
        raise NotAllowed(reason)


def allowed_actions(actor: Account, proposal: Proposal, *, alone: bool = False) -> frozenset[Action]:
    """Name everything an account may do with a proposal, for the page that shows it."""
    return frozenset(action for action in _RULES if refusal(action, actor, proposal, alone=alone) is None)


def is_author(actor: Account, proposal: Proposal) -> bool:
    """Tell whether an account wrote any part of a proposal."""
    return actor.name == proposal.author or actor.name in proposal.authors


def _edit(actor: Account, proposal: Proposal, _: bool) -> str | None:
    if not proposal.open:
        return "proposal-decided"
    if actor.publishes:
        return None
    if not is_author(actor, proposal):
        return "not-author"
    return "take-back-first" if proposal.state == "submitted" else None


def _submit(actor: Account, proposal: Proposal, _: bool) -> str | None:
    if proposal.state != "draft":
        return "not-draft"
    return None if is_author(actor, proposal) or actor.publishes else "not-author"


def _take_back(actor: Account, proposal: Proposal, _: bool) -> str | None:
    if proposal.state != "submitted":
        return "not-submitted"
    return None if is_author(actor, proposal) else "not-author"


def _anybody(*_: object) -> str | None:
    return None


def _decide(actor: Account, proposal: Proposal, _: bool) -> str | None:
    if not actor.publishes:
        return "curators-only"
    return None if proposal.state == "submitted" else "not-submitted"


def _publish(actor: Account, proposal: Proposal, alone: bool) -> str | None:
    reason = _decide(actor, proposal, alone)
    if reason is None and is_author(actor, proposal) and not alone:
        return "second-person"
    return reason


def _abandon(actor: Account, proposal: Proposal, _: bool) -> str | None:
    if not proposal.open:
        return "proposal-decided"
    return None if is_author(actor, proposal) else "not-author"


_RULES: Mapping[Action, Callable[[Account, Proposal, bool], str | None]] = {
    "edit": _edit,
    "submit": _submit,
    "take-back": _take_back,
    "remark": _anybody,
    "opine": _decide,
    "publish": _publish,
    "return": _decide,
    "reject": _decide,
    "abandon": _abandon,
}
