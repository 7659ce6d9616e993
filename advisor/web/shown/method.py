"""What the page about the method shows, read from the method itself where it can be."""

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from advisor.domain.reports import Needs
from advisor.matching.scoring import REVIEW, SURE
from advisor.reports.ranking import order_of
from advisor.reports.suites import RULE
from advisor.services.editions import Edition
from advisor.web.i18n import gettext as _
from advisor.web.i18n import show_percent
from advisor.web.shown.prose import plain


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured on one labelled source: shares with their 95 % interval, as words.

    `wrong_at_most` is what the interval lets be said of the answers called sure, in 1,000; `drift` the mean
    distance between probability and share of right answers, in points.
    """

    name: str
    right: str
    found: str
    left_alone: str
    wrong_at_most: str
    drift: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The version, bands and order of the method, and what was measured, if it was."""

    version: str
    sure: str
    review: str
    order: str
    state_order: str
    suite_rule: str
    measures: tuple[Measure, ...]
    measured: str
    measured_edition: str


@lru_cache(maxsize=1)
def _accuracy() -> dict[str, Any]:
    path = files("advisor.matching") / "data" / "accuracy.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _source_names() -> dict[str, str]:
    return {
        "purchase": _("lignes d’achat"),
        "inventory": _("lignes d’inventaire"),
        "negative": _("lignes qui ne nomment rien"),
        "all": _("lignes des essais"),
        "hospital": _("listes d’un hôpital"),
        "university": _("dépenses d’une université"),
        "town": _("inventaire et achats d’une commune"),
        "industry": _("lignes d’un progiciel industriel"),
        "software-agent": _("noms relevés par un agent d’inventaire"),
        "ministry": _("marchés d’un ministère"),
        "several": _("plusieurs produits dans une cellule"),
        "ledger": _("lignes de compte, colonnes fondues"),
        "function": _("fonctions sans marque"),
        "european": _("produits européens"),
        "blind": _("lignes étiquetées avant toute réponse"),
        "generated_known_wording": _("lignes engendrées, tournures connues"),
        "generated_unseen_wording": _("lignes engendrées, autres tournures"),
        "clean": _("pages engendrées, texte net"),
        "scanned_light_noise": _("pages engendrées, peu bruitées"),
        "scanned_heavy_noise": _("pages engendrées, très bruitées"),
    }


def _rate(rate: Any) -> str:
    if not isinstance(rate, dict) or rate.get("value") is None:
        return "–"
    return (
        f"{show_percent(rate['value'])} ({show_percent(rate['low'])} – {show_percent(rate['high'])}, {rate['total']})"
    )


def _wrong_at_most(rate: Any) -> str:
    """Say how many sure answers in 1,000 may be wrong, at the far end of the interval."""
    if not isinstance(rate, dict) or rate.get("value") is None:
        return "–"
    return str(math.ceil(1000 * (1 - rate["low"]) - 1e-9))


def _drift(source: dict[str, Any]) -> str:
    return show_percent(source["calibration_error"]) if "calibration_error" in source else "–"


def list_measures(tree: dict[str, Any]) -> list[Measure]:
    """List the labelled sources of the accuracy file, in its order, whatever their depth."""
    names = _source_names()
    found: list[Measure] = []
    for key, value in tree.items():
        if not isinstance(value, dict):
            continue
        if "recall" in value or "abstention" in value:
            right = value.get("precision_of_sure", value.get("precision"))
            rates = (_rate(right), _rate(value.get("recall")), _rate(value.get("abstention")))
            found.append(Measure(names.get(key, key), *rates, _wrong_at_most(right), _drift(value)))
        else:
            found += list_measures(value)
    return found


def describe_method(edition: Edition) -> MethodPage:
    """Return what the page about the method shows."""
    accuracy = _accuracy()
    return MethodPage(
        version=edition.method,
        sure=show_percent(SURE),
        review=show_percent(REVIEW),
        order=plain(order_of(Needs())),
        state_order=plain(order_of(Needs("state"))),
        suite_rule=plain(RULE),
        measures=tuple(list_measures(accuracy)),
        measured=str(accuracy.get("date", "")),
        measured_edition=str(accuracy.get("edition", "")),
    )
