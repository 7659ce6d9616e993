"""The needs a visitor can tick. A needs file on the command line can ask for any criterion."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.domain.catalogue import EU_COUNTRIES
from advisor.domain.reports import Need, Needs
from advisor.web.i18n import gettext as _

LEVELS = ("", "prefer", "require")


@dataclass(frozen=True, slots=True)
class OfferedNeed:
    """A need as offered: the criterion and the values that satisfy it; none means any sourced one."""

    criterion: str
    accept: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the need in words."""
        return need_name(self.criterion)


OFFERED = (
    OfferedNeed("hosting-country", tuple(sorted(EU_COUNTRIES))),
    OfferedNeed("self-hosting", ("yes",)),
    OfferedNeed("support-french", ("yes",)),
    OfferedNeed("export"),
    OfferedNeed("api", ("yes",)),
    OfferedNeed("secnumcloud"),
    OfferedNeed("hds"),
    OfferedNeed("licence", ("free",)),
)
"""In the order of the form and of the squares."""


def need_name(criterion: str) -> str:
    """Return a need in words."""
    return {
        "hosting-country": _("hébergement dans l’Union européenne"),
        "self-hosting": _("installation chez vous"),
        "support-french": _("assistance en français"),
        "export": _("export de toutes les données"),
        "api": _("interface de programmation documentée"),
        "secnumcloud": _("qualification SecNumCloud"),
        "hds": _("certification HDS (données de santé)"),
        "licence": _("licence libre"),
    }.get(criterion, criterion)


def chosen_levels(needs: Needs) -> dict[str, str]:
    """Return how each need was asked for: "prefer" or "require"."""
    return {need.criterion: "require" if need.required else "prefer" for need in needs.needs}


def read_needs(form: Mapping[str, str]) -> Needs:
    """Read the form: one of LEVELS for each offered need."""
    chosen = [(offered, form.get(offered.criterion, "")) for offered in OFFERED]
    return Needs(
        needs=tuple(
            Need(offered.criterion, offered.accept, required=level == "require")
            for offered, level in chosen
            if level in LEVELS[1:]
        )
    )
