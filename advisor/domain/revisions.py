"""Published editions and the changes that make them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Origin = Literal["packaged", "curated"]
Payload = Mapping[str, Any]
"""An entry in its canonical plain form."""


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """The edition the database publishes, and whether curators have touched it."""

    edition: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Change:
    """One entry to write; a None payload removes it."""

    kind: str
    entry_id: str
    payload: Payload | None


@dataclass(frozen=True, slots=True)
class Publication:
    """A set of changes, on top of which edition, as which edition, by whom and why."""

    changes: tuple[Change, ...]
    base: str | None
    edition: str
    origin: Origin
    author: str
    reason: str
