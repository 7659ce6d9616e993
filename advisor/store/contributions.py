"""What the public sends in SQL: contributions, names agreed to be shared, counts of what is looked at."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any, Literal, cast

from sqlalchemy import Engine, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

from advisor.domain.proposals import Contribution, ContributionKind, ContributionState, SharedName
from advisor.domain.revisions import Key
from advisor.errors import EditConflict
from advisor.store.tables import AskedRow, ContributionRow, SharedNameRow


class SqlContributionStore:
    """Implements `services.ports.ContributionStore` on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are up to date."""
        self._sessions = sessionmaker(engine)
        self._insert: Any = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert

    def add(self, contribution: Contribution) -> Contribution:
        """Keep a new contribution and return it with its number."""
        with self._sessions.begin() as session:
            row = ContributionRow(**_columns(contribution))
            session.add(row)
            session.flush()
            return _contribution(row)

    def find(self, token: str) -> Contribution | None:
        """Return a contribution by the token of its link, None when there is no such one."""
        with self._sessions() as session:
            row = session.scalars(select(ContributionRow).where(ContributionRow.token == token)).first()
            return _contribution(row) if row else None

    def get(self, contribution_id: int) -> Contribution | None:
        """Return a contribution by its number, None when there is no such one."""
        with self._sessions() as session:
            row = session.get(ContributionRow, contribution_id)
            return _contribution(row) if row else None

    def save(self, contribution: Contribution, *, was: ContributionState) -> None:
        """Keep an answered contribution; raises EditConflict when someone else answered meanwhile."""
        change = update(ContributionRow).where(ContributionRow.id == contribution.id, ContributionRow.state == was)
        with self._sessions.begin() as session:
            written = session.execute(change.values(**_columns(contribution)))
            if cast(Any, written).rowcount != 1:
                raise EditConflict("somebody else answered this contribution meanwhile")

    def list(
        self,
        *,
        states: Sequence[ContributionState] = (),
        key: Key | None = None,
        shown: bool | None = None,
        limit: int = 200,
    ) -> list[Contribution]:
        """List contributions, the oldest first: in some states, about an entry, shown to all or not."""
        query = select(ContributionRow).order_by(ContributionRow.id).limit(limit)
        if states:
            query = query.where(ContributionRow.state.in_(states))
        if key is not None:
            query = query.where(ContributionRow.entry_kind == key[0], ContributionRow.entry_id == key[1])
        if shown is not None:
            query = query.where(ContributionRow.shown == shown)
        with self._sessions() as session:
            return [_contribution(row) for row in session.scalars(query)]

    def share_name(self, folded: str, name: str, on: date) -> None:
        """Count a name that was not recognised once more."""
        day = on.isoformat()
        values = {"folded": folded, "name": name, "count": 1, "first": day, "last": day, "state": "open"}
        change = self._insert(SharedNameRow).values(values)
        again = {"count": SharedNameRow.count + 1, "last": day}
        with self._sessions.begin() as session:
            session.execute(change.on_conflict_do_update(index_elements=["folded"], set_=again))

    def shared_names(self, *, limit: int = 200) -> Sequence[SharedName]:
        """List the shared names still to look at, the most frequent first."""
        query = select(SharedNameRow).where(SharedNameRow.state == "open")
        query = query.order_by(SharedNameRow.count.desc(), SharedNameRow.folded).limit(limit)
        with self._sessions() as session:
            return [
                SharedName(row.name, row.count, row.first, row.last, cast(Literal["open"], row.state))
                for row in session.scalars(query)
            ]

    def settle_name(self, folded: str, state: Literal["open", "done", "ignored"]) -> bool:
        """Say what became of a shared name; tells whether it was there."""
        change = update(SharedNameRow).where(SharedNameRow.folded == folded).values(state=state)
        with self._sessions.begin() as session:
            return bool(cast(Any, session.execute(change)).rowcount)

    def count_asked(self, counts: Mapping[str, int], month: str) -> None:
        """Add how often products were looked at in a month ("2026-11")."""
        with self._sessions.begin() as session:
            for product_id in sorted(counts):  # always in one order: two workers never wait for each other
                self._count_one(session, product_id, month, counts[product_id])

    def _count_one(self, session: Session, product_id: str, month: str, count: int) -> None:
        change = self._insert(AskedRow).values({"product_id": product_id, "month": month, "count": count})
        again = {"count": AskedRow.count + count}
        session.execute(change.on_conflict_do_update(index_elements=["product_id", "month"], set_=again))

    def asked(self, since: str) -> dict[str, int]:
        """Return how often each product was looked at since a month."""
        query = select(AskedRow.product_id, func.sum(AskedRow.count)).where(AskedRow.month >= since)
        with self._sessions() as session:
            return {
                product_id: int(count) for product_id, count in session.execute(query.group_by(AskedRow.product_id))
            }


def _columns(contribution: Contribution) -> dict[str, Any]:
    handled = contribution.handled
    return {
        "token": contribution.token,
        "kind": contribution.kind,
        "state": contribution.state,
        "entry_kind": contribution.entry_kind,
        "entry_id": contribution.entry_id,
        "criterion": contribution.criterion,
        "subject": contribution.subject,
        "text": contribution.text,
        "url": contribution.url,
        "organisation": contribution.organisation,
        "outcome": contribution.outcome,
        "handled_by": contribution.handled_by,
        "handled": handled.astimezone(UTC).replace(tzinfo=None) if handled else None,
        "proposal": contribution.proposal,
        "shown": contribution.shown,
        "created": contribution.created.astimezone(UTC).replace(tzinfo=None),
    }


def _contribution(row: ContributionRow) -> Contribution:
    return Contribution(
        id=row.id,
        token=row.token,
        kind=cast(ContributionKind, row.kind),
        text=row.text,
        created=row.created.replace(tzinfo=UTC),
        entry_kind=row.entry_kind,
        entry_id=row.entry_id,
        criterion=row.criterion,
        subject=row.subject,
        url=row.url,
        organisation=row.organisation,
        state=cast(ContributionState, row.state),
        outcome=row.outcome,
        handled_by=row.handled_by,
        handled=row.handled.replace(tzinfo=UTC) if row.handled else None,
        proposal=row.proposal,
        shown=row.shown,
    )
