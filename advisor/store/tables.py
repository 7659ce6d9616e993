"""The tables, as SQLAlchemy maps them. Portable between SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Integer, String, Text, UniqueConstraint
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
