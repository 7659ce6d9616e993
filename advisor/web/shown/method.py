"""What the page about the method shows, read from the method itself where it can be."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from advisor.matching.scoring import REVIEW, SURE
from advisor.reports.ranking import ORDER
from advisor.services.editions import Edition
from advisor.web.i18n import show_percent
from advisor.web.shown.prose import plain


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured share (0-1), by the name its file gives it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The version, bands and order of the method, and what was measured, if it was."""

    version: str
    sure: str
    review: str
    order: str
    measures: tuple[Measure, ...]


@lru_cache(maxsize=1)
def _accuracy() -> dict[str, Any]:
    path = files("advisor.matching") / "data" / "accuracy.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def flatten(tree: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """List the numbers and texts of a tree with their path ("lists.precision")."""
    found: list[tuple[str, Any]] = []
    for key, value in tree.items():
        path = f"{above}.{key}" if above else str(key)
        found += flatten(value, path) if isinstance(value, dict) else [(path, value)]
    return found


def describe_method(edition: Edition) -> MethodPage:
    """Return what the page about the method shows."""
    measures = [
        Measure(name, show_percent(value) if isinstance(value, float) and 0 <= value <= 1 else str(value))
        for name, value in flatten(_accuracy())
        if isinstance(value, int | float | str)
    ]
    return MethodPage(edition.method, show_percent(SURE), show_percent(REVIEW), plain(ORDER), tuple(measures))
