"""Published editions, the revisions that made them, and how two versions of an entry compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Origin = Literal["packaged", "curated"]
Payload = Mapping[str, Any]
"""An entry in its canonical plain form."""
Key = tuple[str, str]
"""The kind and the id of an entry."""


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition the database publishes or published, and whether curators had touched it.

    `number` orders the publications; an edition undone and published again has two numbers.
    """

    edition: str
    origin: Origin
    number: int = field(default=0, compare=False)
    created: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry to write; a None payload removes it."""

    kind: str
    entry_id: str
    payload: Payload | None


@dataclass(frozen=True, slots=True)
class Publication:
    """A set of changes, on top of which edition, as which edition, by whom and why.

    `reviewer` is the second person, None for a packaged catalogue; `solo` says that author and
    reviewer are the same. `proposal` is the number of the proposal it comes from.
    """

    changes: tuple[Change, ...]
    base: str | None
    edition: str
    origin: Origin
    author: str
    reason: str
    reviewer: str | None = None
    solo: bool = False
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One published change of one entry. `number` counts the entry's revisions from 1."""

    id: int
    kind: str
    entry_id: str
    number: int
    payload: Payload | None
    edition: str
    edition_number: int
    author: str
    reason: str
    created: datetime
    reviewer: str | None = None
    solo: bool = False
    proposal: int | None = None

    @property
    def key(self) -> Key:
        """Return the kind and id of the entry."""
        return self.kind, self.entry_id


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit of an entry that differs: a field, or one item of its facts or links.

    `key` names it in both versions ("summary", "facts[licence]", "alternatives[tixeo]"); None
    stands for absent.
    """

    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class UnitConflict:
    """One unit that two people changed since the version both started from, each in their way."""

    key: str
    base: Any
    published: Any
    proposed: Any


@dataclass(frozen=True, slots=True)
class EntryConflict:
    """Two versions of one entry made on the same base; None is an entry that is not there.

    `merged` holds what only one side changed and, where both did, the published version.
    """

    kind: str
    entry_id: str
    base: Payload | None
    published: Payload | None
    proposed: Payload | None
    merged: Payload | None
    units: tuple[UnitConflict, ...]
    number: int
    """The entry's published revision, or the version of the draft kept meanwhile."""
