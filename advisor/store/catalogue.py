"""Published entries and their append-only history in SQL."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC

from sqlalchemy import Engine, Select, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from advisor.domain.proposals import Proposal
from advisor.domain.revisions import Change, Key, Payload, Publication, PublishedEdition, Revision
from advisor.errors import EditConflict
from advisor.store.database import busy_as_conflict, publication_queue
from advisor.store.proposals import write_proposal
from advisor.store.tables import EditionRow, EntryRow, RevisionRow, utc_now

CHUNK = 300
"""Entries named in one SQL statement: two bound values each stay under SQLite's limit of 999."""
SNAPSHOT_TRIES = 20


class SqlCatalogueStore:
    """Implements `services.ports.CatalogueStore` on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are up to date."""
        self._engine = engine
        self._sessions = sessionmaker(engine)

    def turn(self) -> AbstractContextManager[None]:
        """Wait for one's turn to prepare a publication; see `database.publication_queue`."""
        return publication_queue(self._engine)

    def published(self) -> PublishedEdition | None:
        """Return the published edition, None before the first one."""
        with self._sessions() as session:
            return _published(session)

    def payloads(self) -> list[tuple[str, str, Payload]]:
        """Return the published entries as (kind, id, payload), sorted by kind and id."""
        with self._sessions() as session:
            rows = session.execute(select(EntryRow.kind, EntryRow.id, EntryRow.payload))
            return sorted(((kind, entry_id, payload) for kind, entry_id, payload in rows), key=lambda row: row[:2])

    def snapshot(self) -> tuple[PublishedEdition | None, list[tuple[str, str, Payload]]]:
        """Return the published edition and its own entries, whatever is published meanwhile."""
        for _ in range(SNAPSHOT_TRIES):
            before = self.published()
            payloads = self.payloads()
            after = self.published()
            if (before and before.number) == (after and after.number):
                return after, payloads
        raise EditConflict("the catalogue is published too often to be read")

    def publish(self, publication: Publication, proposal: Proposal | None = None) -> PublishedEdition:
        """Apply changes on top of their base and publish the result; raises EditConflict.

        `proposal` is written in the same transaction, as it is after the publication.
        """
        current = self.published()
        if (current.edition if current else None) != publication.base:
            raise _moved(current, publication)
        try:
            with busy_as_conflict(), self._sessions.begin() as session:
                number = _follow(session, publication, current.number if current else 0)
                numbers = _last_numbers(session, publication.changes)
                if rows := [_revision(publication, change, numbers, number) for change in publication.changes]:
                    session.execute(insert(RevisionRow), rows)
                _project(session, publication.changes)
                if proposal is not None:
                    write_proposal(session, proposal)
        except IntegrityError:
            raise _moved(self.published(), publication) from None
        return PublishedEdition(publication.edition, publication.origin, number)

    def offer(self, edition: str) -> None:
        """Remember a packaged edition that was not loaded because the published one was edited."""
        with self._sessions.begin() as session:
            known = select(EditionRow).where(EditionRow.edition == edition, EditionRow.state.in_(("offered", "taken")))
            if session.scalars(known).first() is None:
                session.add(EditionRow(edition=edition, origin="packaged", state="offered"))

    def take_offer(self, edition: str) -> None:
        """Remember that curators looked at an offered edition: it is not offered again."""
        change = update(EditionRow).where(EditionRow.edition == edition, EditionRow.state == "offered")
        with self._sessions.begin() as session:
            session.execute(change.values(state="taken"))

    def offered(self) -> str | None:
        """Return the packaged edition that waits for curators, None when there is none."""
        query = select(EditionRow.edition).where(EditionRow.state == "offered").order_by(EditionRow.number.desc())
        with self._sessions() as session:
            return session.scalars(query.limit(1)).first()

    def is_packaged(self, edition: str) -> bool:
        """Tell whether an edition is one that came with the program."""
        known = select(EditionRow.number).where(EditionRow.edition == edition, EditionRow.origin == "packaged")
        with self._sessions() as session:
            return session.scalars(known.limit(1)).first() is not None

    def editions(self, *, before: int | None = None, limit: int = 50) -> list[PublishedEdition]:
        """List published editions, the newest first, from those numbered under `before`."""
        query = _editions()
        if before is not None:
            query = query.where(EditionRow.number < before)
        with self._sessions() as session:
            return [_edition(row) for row in session.scalars(query.limit(limit))]

    def last_packaged(self) -> PublishedEdition | None:
        """Return the newest published edition that came with the program."""
        with self._sessions() as session:
            row = session.scalars(_editions().where(EditionRow.origin == "packaged").limit(1)).first()
            return _edition(row) if row else None

    def find_edition(self, edition: str) -> PublishedEdition | None:
        """Return the newest publication of an edition, by its hash."""
        with self._sessions() as session:
            row = session.scalars(_editions().where(EditionRow.edition == edition).limit(1)).first()
            return _edition(row) if row else None

    def payloads_at(self, number: int) -> list[tuple[str, str, Payload]]:
        """Return the entries as they were in the edition with this number, sorted by kind and id."""
        last = (
            select(func.max(RevisionRow.id))
            .where(RevisionRow.edition_number <= number)
            .group_by(RevisionRow.kind, RevisionRow.entry_id)
        )
        query = select(RevisionRow.kind, RevisionRow.entry_id, RevisionRow.payload).where(RevisionRow.id.in_(last))
        with self._sessions() as session:
            rows = [(kind, entry_id, payload) for kind, entry_id, payload in session.execute(query) if payload]
        return sorted(rows, key=lambda row: row[:2])

    def revisions(
        self,
        *,
        key: Key | None = None,
        edition_number: int | None = None,
        proposal: int | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[Revision]:
        """List revisions, the newest first: of an entry, an edition or a proposal, with an id under `before`."""
        query = select(RevisionRow).order_by(RevisionRow.id.desc()).limit(limit)
        if key is not None:
            query = query.where(RevisionRow.kind == key[0], RevisionRow.entry_id == key[1])
        if edition_number is not None:
            query = query.where(RevisionRow.edition_number == edition_number)
        if proposal is not None:
            query = query.where(RevisionRow.proposal == proposal)
        if before is not None:
            query = query.where(RevisionRow.id < before)
        with self._sessions() as session:
            return [_as_revision(row) for row in session.scalars(query)]

    def count_revisions(self, edition_number: int) -> int:
        """Count the revisions of a publication."""
        query = select(func.count()).select_from(RevisionRow).where(RevisionRow.edition_number == edition_number)
        with self._sessions() as session:
            return session.scalar(query) or 0

    def revision(self, revision_id: int) -> Revision | None:
        """Return one revision, None when there is no such one."""
        with self._sessions() as session:
            row = session.get(RevisionRow, revision_id)
            return _as_revision(row) if row else None

    def revision_of(self, key: Key, number: int) -> Revision | None:
        """Return the revision of an entry with this number, None when there is no such one."""
        query = select(RevisionRow).where(
            RevisionRow.kind == key[0], RevisionRow.entry_id == key[1], RevisionRow.number == number
        )
        with self._sessions() as session:
            row = session.scalars(query).first()
            return _as_revision(row) if row else None

    def last_revisions(self, keys: Sequence[Key]) -> dict[Key, int]:
        """Return the number of the last revision of each entry; an entry never published is not in the answer."""
        with self._sessions() as session:
            return _last_numbers(session, [Change(*key, None) for key in keys])


def _moved(current: PublishedEdition | None, publication: Publication) -> EditConflict:
    found = current.edition if current else "none"
    return EditConflict(f"the published edition is {found}, the change was made on {publication.base}")


def _editions() -> Select[EditionRow]:
    return select(EditionRow).where(EditionRow.state == "published").order_by(EditionRow.number.desc())


def _edition(row: EditionRow) -> PublishedEdition:
    origin = "curated" if row.origin == "curated" else "packaged"
    return PublishedEdition(row.edition, origin, row.number, row.created.replace(tzinfo=UTC))  # type: ignore[arg-type]


def _published(session: Session) -> PublishedEdition | None:
    row = session.scalars(_editions().limit(1)).first()
    return _edition(row) if row else None


def _follow(session: Session, publication: Publication, number: int) -> int:
    """Add the edition after number `number`. First of the transaction: whoever comes second waits, then fails."""
    row = EditionRow(edition=publication.edition, origin=publication.origin, state="published", follows=number)
    session.add(row)
    session.flush()
    return row.number


def _revision(
    publication: Publication, change: Change, numbers: Mapping[Key, int], edition_number: int
) -> dict[str, object]:
    return {
        "kind": change.kind,
        "entry_id": change.entry_id,
        "number": numbers.get((change.kind, change.entry_id), 0) + 1,
        "payload": None if change.payload is None else dict(change.payload),
        "edition": publication.edition,
        "edition_number": edition_number,
        "author": publication.author,
        "reviewer": publication.reviewer,
        "solo": publication.solo,
        "proposal": publication.proposal,
        "reason": publication.reason,
        "created": utc_now(),
    }


def _as_revision(row: RevisionRow) -> Revision:
    return Revision(
        id=row.id,
        kind=row.kind,
        entry_id=row.entry_id,
        number=row.number,
        payload=row.payload,
        edition=row.edition,
        edition_number=row.edition_number,
        author=row.author,
        reason=row.reason,
        created=row.created.replace(tzinfo=UTC),
        reviewer=row.reviewer,
        solo=row.solo,
        proposal=row.proposal,
    )


def _chunks(changes: Sequence[Change]) -> list[list[Key]]:
    keys = [(change.kind, change.entry_id) for change in changes]
    return [keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK)]


def _last_numbers(session: Session, changes: Sequence[Change]) -> dict[Key, int]:
    last: dict[Key, int] = {}
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
