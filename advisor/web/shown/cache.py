"""Remembers what is costly to count, for the edition and the day in use."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from advisor.services.editions import Edition
from advisor.web.context import today
from advisor.web.i18n import current_lang

Result = TypeVar("Result")
MAX_KEPT = 4000


def per_edition(build: Callable[..., Result]) -> Callable[..., Result]:
    """Keep the answers of `build(edition, *arguments)` until another edition or day; one memory per language."""
    kept: dict[tuple[Any, ...], Result] = {}

    @wraps(build)
    def remembered(edition: Edition, *arguments: Any) -> Result:
        key = (edition.id, today(), current_lang(), *arguments)
        if key not in kept:
            if len(kept) > MAX_KEPT or any(other[:2] != key[:2] for other in list(kept)[:1]):
                kept.clear()
            kept[key] = build(edition, *arguments)
        return kept[key]

    return remembered
