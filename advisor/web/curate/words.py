"""Words of the workshop's pages for codes of the domain."""

from collections.abc import Sequence

from advisor.domain.accounts import Role
from advisor.web.i18n import gettext as _


def role_word(role: str) -> str:
    """Name a role."""
    return {
        "contributor": _("contributeur"),
        "curator": _("curateur"),
        "administrator": _("administrateur"),
    }.get(role, role)


def role_options(roles: Sequence[Role]) -> list[tuple[str, str]]:
    """Return roles with their names, for a list to choose from."""
    return [(role, role_word(role)) for role in roles]


def state_word(state: str) -> str:
    """Name the state of a proposal."""
    return {
        "draft": _("brouillon"),
        "submitted": _("à relire"),
        "published": _("publiée"),
        "rejected": _("rejetée"),
    }.get(state, state)


def kind_word(kind: str) -> str:
    """Name a kind of entry."""
    return {
        "product": _("produit"),
        "vendor": _("éditeur"),
        "category": _("fonction"),
        "criteria": _("vocabulaire"),
    }.get(kind, kind)


def act_word(act: str) -> str:
    """Say what was done with a proposal."""
    return {
        "submitted": _("a soumis la proposition"),
        "taken-back": _("a repris la proposition"),
        "returned": _("a renvoyé la proposition"),
        "rejected": _("a rejeté la proposition"),
        "abandoned": _("a abandonné la proposition"),
        "published": _("a publié la proposition"),
        "published-part": _("a publié une partie de la proposition"),
    }.get(act, "")


def verdict_word(verdict: str) -> str:
    """Name an opinion."""
    return {"accept": _("Accepter"), "refuse": _("Refuser"), "question": _("Question")}.get(verdict, verdict)
