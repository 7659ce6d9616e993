"""Published entries and their append-only history in SQL."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session, sessionmaker

from advisor.domain.revisions import Change, Payload, Publication, PublishedEdition
from advisor.errors import EditConflict
from advisor.store.tables import EditionRow, EntryRow, RevisionRow, utc_now

CHUNK = 300
"""Entries named in one SQL statement: two bound values each stay under SQLite's limit of 999."""


class SqlCatalogueStore:
    """Implements `services.ports.CatalogueStore` on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are up to date."""
        self._sessions = sessionmaker(engine)

    def published(self) -> PublishedEdition | None:
        """Return the published edition, None before the first one."""
        with self._sessions() as session:
            return _published(session)

    def payloads(self) -> list[tuple[str, str, Payload]]:
        """Return the published entries as (kind, id, payload), sorted by kind and id."""
        with self._sessions() as session:
            rows = session.execute(select(EntryRow.kind, EntryRow.id, EntryRow.payload))
            return sorted(((kind, entry_id, payload) for kind, entry_id, payload in rows), key=lambda row: row[:2])

    def publish(self, publication: Publication) -> None:
        """Apply changes on top of their base and publish the result; raises EditConflict."""
        with self._sessions.begin() as session:
            current = _published(session)
            if (current.edition if current else None) != publication.base:
                found = current.edition if current else "none"
                raise EditConflict(f"the published edition is {found}, the change was made on {publication.base}")
            numbers = _last_numbers(session, publication.changes)
            if rows := [_revision(publication, change, numbers) for change in publication.changes]:
                session.execute(insert(RevisionRow), rows)
            _project(session, publication.changes)
            session.add(EditionRow(edition=publication.edition, origin=publication.origin, state="published"))

    def offer(self, edition: str) -> None:
        """Remember a packaged edition that was not loaded because the published one was edited."""
        with self._sessions.begin() as session:
            known = select(EditionRow).where(EditionRow.edition == edition, EditionRow.state == "offered")
            if session.scalars(known).first() is None:
                session.add(EditionRow(edition=edition, origin="packaged", state="offered"))


def _published(session: Session) -> PublishedEdition | None:
    newest = select(EditionRow).where(EditionRow.state == "published").order_by(EditionRow.number.desc())
    row = session.scalars(newest.limit(1)).first()
    if row is None:
        return None
    return PublishedEdition(row.edition, "curated" if row.origin == "curated" else "packaged")


def _revision(publication: Publication, change: Change, numbers: Mapping[tuple[str, str], int]) -> dict[str, object]:
    return {
        "kind": change.kind,
        "entry_id": change.entry_id,
        "number": numbers.get((change.kind, change.entry_id), 0) + 1,
        "payload": None if change.payload is None else dict(change.payload),
        "edition": publication.edition,
        "author": publication.author,
        "reason": publication.reason,
        "created": utc_now(),
    }


def _chunks(changes: Sequence[Change]) -> list[list[tuple[str, str]]]:
    keys = [(change.kind, change.entry_id) for change in changes]
    return [keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK)]


def _last_numbers(session: Session, changes: Sequence[Change]) -> dict[tuple[str, str], int]:
    last: dict[tuple[str, str], int] = {}
    for keys in _chunks(changes):
        query = (
            select(RevisionRow.kind, RevisionRow.entry_id, func.max(RevisionRow.number))
            .where(tuple_(RevisionRow.kind, RevisionRow.entry_id).in_(keys))
            .group_by(RevisionRow.kind, RevisionRow.entry_id)
        )
        last.update({(kind, entry_id): number for kind, entry_id, number in session.execute(query)})
    return last


def _project(session: Session, changes: Sequence[Change]) -> None:
    """Make the published rows what the newest revisions say."""
    for keys in _chunks(changes):
        session.execute(delete(EntryRow).where(tuple_(EntryRow.kind, EntryRow.id).in_(keys)))
    rows = [
        {"kind": change.kind, "id": change.entry_id, "payload": dict(change.payload)}
        for change in changes
        if change.payload is not None
    ]
    if rows:
        session.execute(insert(EntryRow), rows)
