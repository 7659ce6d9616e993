"""Accounts: opening, closing, signing in. Passwords are hashed with argon2id and never leave this module."""

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from zxcvbn import zxcvbn

from advisor.domain.accounts import Account, Role
from advisor.errors import NotAllowed, UnusableInput, WeakPassword
from advisor.matching.lexicon import load_lexicon
from advisor.services.explain import MAX_PASSWORD, MIN_PASSWORD
from advisor.services.ports import AccountStore

MIN_SCORE = 3
"""Strength asked of a password, 0-4. Source: zxcvbn, 3 is "safely unguessable" offline with a slow hash."""
MAX_MEASURED = 72
"""Characters of a password whose strength is measured: the library refuses more."""
FREE_FAILURES = 5
"""Wrong passwords before an account waits."""
LONGEST_WAIT = timedelta(minutes=15)
VISIT = timedelta(hours=12)
"""How long a session lasts."""
SITE_WORDS = ("ou équivalent", "ouequivalent", "equivalent", "motdepasse", "azerty", "azertyuiop", "catalogue", "curateur",
              "bonjour", "soleil", "marche public", "achat public", "mairie", "prefecture", "doudou", "loulou", "chouchou")  # fmt: skip
"""What people here would think of first; common French passwords the library does not know."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account and the token of its new session, given to its browser only."""

    account: Account
    token: str


class Accounts:
    """Opens, closes and checks accounts. Names are unique whatever their case and never change."""

    def __init__(
        self,
        store: AccountStore,
        *,
        hasher: PasswordHasher | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Take the store; tests give a cheaper hasher than argon2id's defaults."""
        self._store = store
        self._hasher = hasher or PasswordHasher()
        self._now = now
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def add(self, name: str, role: Role, password: str) -> Account:
        """Open an account; raises UnusableInput for the name, WeakPassword for the password."""
        name = " ".join(name.split())
        if not re.fullmatch(r"[\w.'’ -]{2,80}", name):
            raise UnusableInput("bad-account-name")
        check_password(password, name)
        return self._store.add(name, role, self._hasher.hash(password))

    def list(self) -> Sequence[Account]:
        """List the accounts by name."""
        return self._store.list()

    def named(self, name: str) -> Account:
        """Return an account by its name; raises UnusableInput."""
        found = self._store.credentials(" ".join(name.split()))
        if found is None:
            raise UnusableInput("unknown-account", name=name)
        return found.account

    def sign_in(self, name: str, password: str) -> SignedIn | None:
        """Open a session, None when the name, the password or the moment is wrong.

        The answer takes as long for a name that is not there. After a few wrong passwords an
        account waits, longer each time, and the right one is not accepted before.
        """
        found = self._store.credentials(" ".join(name.split()))
        if found is None:
            self._matches(self._nobody, password)
            return None
        now = self._now()
        if found.blocked_until is not None and now < found.blocked_until:
            self._matches(self._nobody, password)
            return None
        if not self._matches(found.password_hash, password) or not found.account.active:
            self._store.count_failure(found.account.id, _wait(found.failures + 1, now))
            return None
        self._store.forget_failures(found.account.id)
        token = secrets.token_urlsafe(32)
        self._store.open_visit(_digest(token), found.account.id, now + VISIT)
        return SignedIn(found.account, token)

    def visitor(self, token: str) -> Account | None:
        """Return the account of a session's token, None when the session ended."""
        return self._store.visitor(_digest(token)) if token else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._store.close_visit(_digest(token))

    def change_password(self, account: Account, password: str) -> None:
        """Give an account another password and end all its sessions; raises WeakPassword."""
        check_password(password, account.name)
        self._store.change_password(account.id, self._hasher.hash(password))

    def change_own_password(self, account: Account, current: str, password: str) -> bool:
        """Change one's own password, if the present one is right; tells whether it was."""
        found = self._store.credentials(account.name)
        if found is None or not self._matches(found.password_hash, current):
            return False
        self.change_password(account, password)
        return True

    def set_active(self, actor: Account | None, account: Account, active: bool) -> None:
        """Open or close an account; None acts from the command line."""
        _require_administrator(actor)
        if not active:
            self._keep_an_administrator(account)
        self._store.set_active(account.id, active)

    def set_role(self, actor: Account | None, account: Account, role: Role) -> None:
        """Change what an account may do; None acts from the command line."""
        _require_administrator(actor)
        if role != "administrator":
            self._keep_an_administrator(account)
        self._store.set_role(account.id, role)

    def publishers(self) -> int:
        """Count the active accounts that may publish."""
        return self._store.publishers()

    def _keep_an_administrator(self, account: Account) -> None:
        others = [other for other in self._store.list() if other.administers and other.id != account.id]
        if account.administers and not others:
            raise UnusableInput("last-administrator")

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password[:MAX_PASSWORD])
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False


def check_password(password: str, name: str = "") -> None:
    """Raise WeakPassword, with the reason, for a password that is guessed too quickly."""
    if len(password) < MIN_PASSWORD:
        raise WeakPassword("too-short")
    if len(password) > MAX_PASSWORD:
        raise WeakPassword("too-long")
    words = [*SITE_WORDS, *name.casefold().split(), *_french_words()]
    if zxcvbn(password[:MAX_MEASURED], user_inputs=words)["score"] < MIN_SCORE:
        raise WeakPassword("too-easy")


@lru_cache(maxsize=1)
def _french_words() -> tuple[str, ...]:
    """List ordinary French words: the library's own lists are English."""
    return tuple(sorted(load_lexicon().french))


def _require_administrator(actor: Account | None) -> None:
    if actor is not None and not actor.administers:
        raise NotAllowed("administrators-only")


def _wait(failures: int, now: datetime) -> datetime | None:
    if failures < FREE_FAILURES:
        return None
    return now + min(LONGEST_WAIT, timedelta(seconds=2 ** (failures - FREE_FAILURES + 3)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
