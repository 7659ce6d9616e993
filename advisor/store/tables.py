"""The tables, as SQLAlchemy maps them. Portable between SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, DateTime, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def utc_now() -> datetime:
    """Return the present moment, UTC, without the zone: SQLite keeps none."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class Base(DeclarativeBase):
    """Base of every table."""


class EntryRow(Base):
    """A published entry, a projection of its last approved revision."""

    __tablename__ = "entry"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class RevisionRow(Base):
    """One approved change of one entry; rows are only ever added. A null payload removes the entry.

    `author` and `reviewer` are names as they were signed; a `solo` revision had no second person.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("kind", "entry_id", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    entry_id: Mapped[str] = mapped_column(String(60), index=True)
    number: Mapped[int] = mapped_column(Integer)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    edition: Mapped[str] = mapped_column(String(16))
    edition_number: Mapped[int] = mapped_column(Integer, index=True)
    author: Mapped[str] = mapped_column(String(80))
    reviewer: Mapped[str | None] = mapped_column(String(80))
    solo: Mapped[bool] = mapped_column(Boolean)
    proposal: Mapped[int | None] = mapped_column(Integer, index=True)
    reason: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime, default=utc_now)


class EditionRow(Base):
    """An edition that was published, or a packaged one offered to curators.

    A published edition `follows` exactly one other, 0 before the first: of two publications made
    on the same edition, the second meets the unique constraint and writes nothing.
    """

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("follows", name="uq_edition_follows"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    edition: Mapped[str] = mapped_column(String(16), index=True)
    origin: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    follows: Mapped[int | None] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(DateTime, default=utc_now)


class AccountRow(Base):
    """A person who signs in. `failures` and `blocked_until` slow down whoever guesses passwords."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(DateTime)
    created: Mapped[datetime] = mapped_column(DateTime, default=utc_now)


class VisitRow(Base):
    """A signed-in browser: the hash of its token, so that reading the table opens no session."""

    __tablename__ = "visit"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    expires: Mapped[datetime] = mapped_column(DateTime)


class ProposalRow(Base):
    """Changes proposed together; `version` moves with every change of anything in it."""

    __tablename__ = "proposal"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    title: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), index=True)
    origin: Mapped[str] = mapped_column(String(10))
    author: Mapped[str] = mapped_column(String(80), index=True)
    authors: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer)
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decision: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime)
    changed: Mapped[datetime] = mapped_column(DateTime, index=True)


class DraftRow(Base):
    """The proposed version of one entry in one proposal; a null payload proposes to remove it."""

    __tablename__ = "draft"

    proposal: Mapped[int] = mapped_column(ForeignKey("proposal.number", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(60), primary_key=True, index=True)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    base: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    author: Mapped[str] = mapped_column(String(80))


class RemarkRow(Base):
    """A message about a proposal, or what was done with it; rows are only ever added."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    proposal: Mapped[int] = mapped_column(ForeignKey("proposal.number", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime)


class OpinionRow(Base):
    """What one reviewer thinks of one changed unit of one draft."""

    __tablename__ = "opinion"

    proposal: Mapped[int] = mapped_column(ForeignKey("proposal.number", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit: Mapped[str] = mapped_column(String(200), primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(80), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(10))
    draft_version: Mapped[int] = mapped_column(Integer)


class ContributionRow(Base):
    """What someone without an account sent, followed under its token; no address, no cookie, no name is kept."""

    __tablename__ = "contribution"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), index=True)
    entry_kind: Mapped[str] = mapped_column(String(20))
    entry_id: Mapped[str] = mapped_column(String(60), index=True)
    criterion: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(String(600))
    organisation: Mapped[str] = mapped_column(String(120))
    outcome: Mapped[str] = mapped_column(Text)
    handled_by: Mapped[str | None] = mapped_column(String(80))
    handled: Mapped[datetime | None] = mapped_column(DateTime)
    proposal: Mapped[int | None] = mapped_column(Integer)
    shown: Mapped[bool] = mapped_column(Boolean)
    created: Mapped[datetime] = mapped_column(DateTime)


class SharedNameRow(Base):
    """A name that was not recognised and that its user agreed to share; days only, no hour."""

    __tablename__ = "shared_name"

    folded: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column(Integer)
    first: Mapped[str] = mapped_column(String(10))
    last: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))


class AskedRow(Base):
    """How often a product was looked at in a month; nothing about who looked."""

    __tablename__ = "asked"

    product_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class AnalysisRow(Base):
    """A visitor's upload; everything about it goes with the row, at `expires` or when asked.

    `upload` of a list is kept only while its columns can still be changed, that of a tender as long
    as the row, so that its documents can be handed back; `answer` holds the needed columns.
    """

    __tablename__ = "analysis"

    token: Mapped[str] = mapped_column(String(43), primary_key=True)
    share_token: Mapped[str | None] = mapped_column(String(43), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    step: Mapped[str] = mapped_column(String(200), default="")
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    created: Mapped[datetime] = mapped_column(DateTime, default=utc_now)
    expires: Mapped[datetime] = mapped_column(DateTime, index=True)
    edition: Mapped[str | None] = mapped_column(String(16))
    method: Mapped[str | None] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    upload: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
