"""Who works on the catalogue, and what each may do. Reading and asking for advice need no account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["contributor", "curator", "administrator"]
ROLES: tuple[Role, ...] = ("contributor", "curator", "administrator")
"""From the one who may do least to the one who may do most."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in. `name` is what they type and what revisions are signed with."""

    id: int
    name: str
    role: Role
    active: bool = True
    created: datetime | None = None

    @property
    def publishes(self) -> bool:
        """Tell whether the account may publish, reject and send back what others propose."""
        return self.active and self.role in ("curator", "administrator")

    @property
    def administers(self) -> bool:
        """Tell whether the account may change other accounts."""
        return self.active and self.role == "administrator"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in checks; never shown, never logged.

    `failures` counts wrong passwords since the last right one; until `blocked_until` none is tried.
    """

    account: Account
    password_hash: str
    failures: int = 0
    blocked_until: datetime | None = None
