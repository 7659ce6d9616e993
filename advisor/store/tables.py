"""The tables, as SQLAlchemy maps them. Portable between SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Integer, LargeBinary, String, Text, UniqueConstraint
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
    """One approved change of one entry; rows are only ever added. A null payload removes the entry."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("kind", "entry_id", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    entry_id: Mapped[str] = mapped_column(String(60), index=True)
    number: Mapped[int] = mapped_column(Integer)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    edition: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime, default=utc_now)


class EditionRow(Base):
    """An edition that was published, or a packaged one offered to curators."""

    __tablename__ = "edition"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    edition: Mapped[str] = mapped_column(String(16), index=True)
    origin: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    created: Mapped[datetime] = mapped_column(DateTime, default=utc_now)


class AnalysisRow(Base):
    """A visitor's upload; everything about it goes with the row, at `expires` or when asked.

    `upload` is kept only while the columns can still be changed; `answer` holds the needed columns.
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
