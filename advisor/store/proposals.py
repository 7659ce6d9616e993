"""Proposals with their drafts, remarks and opinions in SQL; a proposal is read and written whole."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.orm import Session, sessionmaker

from advisor.domain.proposals import (
    Draft,
    Opinion,
    Proposal,
    ProposalOrigin,
    ProposalState,
    ProposalSummary,
    Remark,
    Verdict,
)
from advisor.domain.revisions import Key
from advisor.errors import EditConflict
from advisor.store.database import busy_as_conflict
from advisor.store.tables import DraftRow, OpinionRow, ProposalRow, RemarkRow


class SqlProposalStore:
    """Implements `services.ports.ProposalStore` on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are up to date."""
        self._sessions = sessionmaker(engine)

    def add(self, proposal: Proposal) -> Proposal:
        """Keep a new proposal and return it with its number."""
        with busy_as_conflict(), self._sessions.begin() as session:
            row = ProposalRow(**_columns(proposal), created=_plain(proposal.created), version=1)
            session.add(row)
            session.flush()
            _add_parts(session, row.number, proposal, remarks_kept=0)
            number = row.number
        found = self.find(number)
        assert found is not None
        return found

    def find(self, number: int) -> Proposal | None:
        """Return a proposal whole, None when there is no such one."""
        with self._sessions() as session:
            row = session.get(ProposalRow, number)
            return _proposal(session, row) if row else None

    def save(self, proposal: Proposal) -> None:
        """Keep a changed proposal; raises EditConflict when it changed since it was read."""
        with busy_as_conflict(), self._sessions.begin() as session:
            write_proposal(session, proposal)

    def list(
        self,
        *,
        states: Sequence[ProposalState] = (),
        author: str | None = None,
        key: Key | None = None,
        limit: int = 200,
    ) -> list[ProposalSummary]:
        """List proposals, those changed last first: in some states, of a person, about an entry."""
        query = select(ProposalRow).order_by(ProposalRow.changed.desc(), ProposalRow.number.desc()).limit(limit)
        if states:
            query = query.where(ProposalRow.state.in_(states))
        if author is not None:
            query = query.where(ProposalRow.author == author)
        if key is not None:
            about = select(DraftRow.proposal).where(DraftRow.kind == key[0], DraftRow.entry_id == key[1])
            query = query.where(ProposalRow.number.in_(about))
        with self._sessions() as session:
            rows = list(session.scalars(query))
            numbers = [row.number for row in rows]
            entries, remarks = _entries_of(session, numbers), _remarks_of(session, numbers)
            return [_summary(row, entries[row.number], remarks.get(row.number, 0)) for row in rows]


def write_proposal(session: Session, proposal: Proposal) -> None:
    """Write a proposal over the version it was read in, inside a transaction; raises EditConflict.

    The first statement writes, so that a second writer waits for the first one on SQLite too.
    """
    change = (
        update(ProposalRow)
        .where(ProposalRow.number == proposal.number, ProposalRow.version == proposal.version)
        .values(**_columns(proposal), version=proposal.version + 1)
    )
    if cast(Any, session.execute(change)).rowcount != 1:
        raise EditConflict(f"the proposal {proposal.number} changed meanwhile")
    kept = session.scalar(select(func.count()).select_from(RemarkRow).where(RemarkRow.proposal == proposal.number))
    for table in (DraftRow, OpinionRow):
        session.execute(delete(table).where(table.proposal == proposal.number))
    _add_parts(session, proposal.number, proposal, remarks_kept=kept or 0)


def _add_parts(session: Session, number: int, proposal: Proposal, *, remarks_kept: int) -> None:
    drafts = [
        {
            "proposal": number,
            "kind": draft.kind,
            "entry_id": draft.entry_id,
            "payload": None if draft.payload is None else dict(draft.payload),
            "base": draft.base,
            "version": draft.version,
            "author": draft.author,
        }
        for draft in proposal.drafts
    ]
    remarks = [
        {
            "proposal": number,
            "author": remark.author,
            "act": remark.act,
            "text": remark.text,
            "created": _plain(remark.created),
        }
        for remark in proposal.remarks[remarks_kept:]
    ]
    opinions = [
        {
            "proposal": number,
            "kind": opinion.kind,
            "entry_id": opinion.entry_id,
            "unit": opinion.unit,
            "reviewer": opinion.reviewer,
            "verdict": opinion.verdict,
            "draft_version": opinion.draft_version,
        }
        for opinion in proposal.opinions
    ]
    for table, rows in ((DraftRow, drafts), (RemarkRow, remarks), (OpinionRow, opinions)):
        if rows:
            session.execute(insert(table), rows)


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _columns(proposal: Proposal) -> dict[str, Any]:
    return {
        "title": proposal.title,
        "reason": proposal.reason,
        "state": proposal.state,
        "origin": proposal.origin,
        "author": proposal.author,
        "authors": list(proposal.authors),
        "decided_by": proposal.decided_by,
        "decision": proposal.decision,
        "changed": _plain(proposal.changed),
    }


def _proposal(session: Session, row: ProposalRow) -> Proposal:
    drafts = session.scalars(
        select(DraftRow).where(DraftRow.proposal == row.number).order_by(DraftRow.kind, DraftRow.entry_id)
    )
    remarks = session.scalars(select(RemarkRow).where(RemarkRow.proposal == row.number).order_by(RemarkRow.id))
    opinions = session.scalars(
        select(OpinionRow)
        .where(OpinionRow.proposal == row.number)
        .order_by(OpinionRow.kind, OpinionRow.entry_id, OpinionRow.unit, OpinionRow.reviewer)
    )
    return Proposal(
        number=row.number,
        title=row.title,
        reason=row.reason,
        state=cast(ProposalState, row.state),
        origin=cast(ProposalOrigin, row.origin),
        author=row.author,
        created=row.created.replace(tzinfo=UTC),
        changed=row.changed.replace(tzinfo=UTC),
        version=row.version,
        drafts=tuple(Draft(d.kind, d.entry_id, d.payload, d.base, d.version, d.author) for d in drafts),
        remarks=tuple(Remark(r.author, r.text, r.created.replace(tzinfo=UTC), r.act) for r in remarks),
        opinions=tuple(
            Opinion(o.kind, o.entry_id, o.unit, o.reviewer, cast(Verdict, o.verdict), o.draft_version) for o in opinions
        ),
        authors=tuple(row.authors),
        decided_by=row.decided_by,
        decision=row.decision,
    )


def _entries_of(session: Session, numbers: Sequence[int]) -> dict[int, list[Key]]:
    found: dict[int, list[Key]] = defaultdict(list)
    query = select(DraftRow.proposal, DraftRow.kind, DraftRow.entry_id).where(DraftRow.proposal.in_(numbers))
    for number, kind, entry_id in session.execute(query.order_by(DraftRow.kind, DraftRow.entry_id)):
        found[number].append((kind, entry_id))
    return found


def _remarks_of(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    query = select(RemarkRow.proposal, func.count()).where(RemarkRow.proposal.in_(numbers), RemarkRow.act == "")
    return {row[0]: row[1] for row in session.execute(query.group_by(RemarkRow.proposal))}


def _summary(row: ProposalRow, entries: Sequence[Key], remarks: int) -> ProposalSummary:
    return ProposalSummary(
        number=row.number,
        title=row.title,
        state=cast(ProposalState, row.state),
        origin=cast(ProposalOrigin, row.origin),
        author=row.author,
        changed=row.changed.replace(tzinfo=UTC),
        entries=tuple(entries),
        remarks=remarks,
    )
