"""Accounts and signed-in browsers in SQL. Passwords are stored as hashes, session tokens too."""

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import sessionmaker

from advisor.domain.accounts import Account, Credentials, Role
from advisor.errors import UnusableInput
from advisor.store.tables import AccountRow, VisitRow, utc_now


class SqlAccountStore:
    """Implements `services.ports.AccountStore` on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are up to date."""
        self._sessions = sessionmaker(engine)

    def add(self, name: str, role: Role, password_hash: str) -> Account:
        """Keep a new account; raises UnusableInput when the name is taken, whatever its case."""
        row = AccountRow(name=name, folded=name.casefold(), role=role, password_hash=password_hash)
        try:
            with self._sessions.begin() as session:
                session.add(row)
                session.flush()
                return _account(row)
        except IntegrityError:
            raise UnusableInput("name-taken", name=name) from None

    def find(self, account_id: int) -> Account | None:
        """Return an account by its number, None when there is no such one."""
        with self._sessions() as session:
            row = session.get(AccountRow, account_id)
            return _account(row) if row else None

    def credentials(self, name: str) -> Credentials | None:
        """Return what signing in checks, by the name as it was typed."""
        with self._sessions() as session:
            row = session.scalars(select(AccountRow).where(AccountRow.folded == name.casefold())).first()
            if row is None:
                return None
            blocked = row.blocked_until.replace(tzinfo=UTC) if row.blocked_until else None
            return Credentials(_account(row), row.password_hash, row.failures, blocked)

    def list(self) -> list[Account]:
        """List the accounts by name."""
        with self._sessions() as session:
            return [_account(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.folded))]

    def publishers(self) -> int:
        """Count the active accounts that may publish."""
        query = select(func.count()).where(AccountRow.active, AccountRow.role.in_(("curator", "administrator")))
        with self._sessions() as session:
            return session.scalar(query) or 0

    def count_failure(self, account_id: int, blocked_until: datetime | None) -> None:
        """Add a wrong password to the count, and say until when none is tried."""
        blocked = _plain(blocked_until) if blocked_until else None
        change = update(AccountRow).where(AccountRow.id == account_id)
        with self._sessions.begin() as session:
            session.execute(change.values(failures=AccountRow.failures + 1, blocked_until=blocked))

    def forget_failures(self, account_id: int) -> None:
        """Start the count of wrong passwords again."""
        change = update(AccountRow).where(AccountRow.id == account_id)
        with self._sessions.begin() as session:
            session.execute(change.values(failures=0, blocked_until=None))

    def change_password(self, account_id: int, password_hash: str) -> None:
        """Keep another password and end every session of the account."""
        change = update(AccountRow).where(AccountRow.id == account_id)
        with self._sessions.begin() as session:
            session.execute(change.values(password_hash=password_hash, failures=0, blocked_until=None))
            session.execute(delete(VisitRow).where(VisitRow.account_id == account_id))

    def set_active(self, account_id: int, active: bool) -> None:
        """Open or close an account; closing it ends its sessions."""
        with self._sessions.begin() as session:
            session.execute(update(AccountRow).where(AccountRow.id == account_id).values(active=active))
            if not active:
                session.execute(delete(VisitRow).where(VisitRow.account_id == account_id))

    def set_role(self, account_id: int, role: Role) -> None:
        """Change what an account may do."""
        with self._sessions.begin() as session:
            session.execute(update(AccountRow).where(AccountRow.id == account_id).values(role=role))

    def open_visit(self, token_hash: str, account_id: int, expires: datetime) -> None:
        """Remember a signed-in browser; forgets those that expired."""
        with self._sessions.begin() as session:
            session.execute(delete(VisitRow).where(VisitRow.expires <= utc_now()))
            session.add(VisitRow(token_hash=token_hash, account_id=account_id, expires=_plain(expires)))

    def visitor(self, token_hash: str) -> Account | None:
        """Return the active account of a signed-in browser, None when the session ended."""
        query = (
            select(AccountRow)
            .join(VisitRow, VisitRow.account_id == AccountRow.id)
            .where(VisitRow.token_hash == token_hash, VisitRow.expires > utc_now(), AccountRow.active)
        )
        with self._sessions() as session:
            row = session.scalars(query).first()
            return _account(row) if row else None

    def close_visit(self, token_hash: str) -> bool:
        """End a session; tells whether there was one."""
        with self._sessions.begin() as session:
            ended = session.execute(delete(VisitRow).where(VisitRow.token_hash == token_hash))
            return bool(cast(Any, ended).rowcount)


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _account(row: AccountRow) -> Account:
    return Account(row.id, row.name, cast(Role, row.role), row.active, row.created.replace(tzinfo=UTC))
