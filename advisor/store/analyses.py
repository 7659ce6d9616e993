"""Visitors' uploads in SQL; a row holds everything about one, so erasing the row erases it all."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Literal, NotRequired, TypedDict, cast

from pydantic import TypeAdapter
from sqlalchemy import Engine, Select, delete, or_, select, update
from sqlalchemy.orm import defer, sessionmaker

from advisor.domain.analyses import Analysis, ColumnNames
from advisor.domain.documents import Failure
from advisor.domain.marks import Mark
from advisor.domain.reports import LineDecision, Needs
from advisor.store.tables import AnalysisRow

_FAILURES = TypeAdapter(tuple[Failure, ...])
_NEEDS = TypeAdapter(Needs)
_CHOICES = TypeAdapter(dict[str, LineDecision])
_COLUMNS = TypeAdapter(ColumnNames)
_MARKS = TypeAdapter(tuple[Mark, ...])
_OPEN = ("waiting", "running")


class _Details(TypedDict):
    failures: list[dict[str, Any]]
    decisions: dict[str, str | None]
    choices: NotRequired[dict[str, dict[str, Any]]]
    needs: dict[str, Any]
    columns: dict[str, Any]
    sheets: list[str]
    headers: list[str]
    marks: NotRequired[list[dict[str, Any]]]
    lang: str
    example: bool


class SqlAnalysisStore:
    """Implements `services.ports.AnalysisStore` on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose tables are up to date."""
        self._sessions = sessionmaker(engine)

    def add(self, analysis: Analysis, uploads: bytes) -> None:
        """Keep a new upload."""
        with self._sessions.begin() as session:
            session.add(AnalysisRow(token=analysis.token, upload=uploads, **_columns(analysis)))

    def find(self, token: str) -> Analysis | None:
        """Return an upload by its token or its share token, None when there is none (any more)."""
        query = _settings().where(or_(AnalysisRow.token == token, AnalysisRow.share_token == token))
        with self._sessions() as session:
            row = session.scalars(query).first()
            return _analysis(row) if row and row.expires > _plain(datetime.now(UTC)) else None

    def change(self, token: str, apply: Callable[[Analysis], Analysis]) -> Analysis | None:
        """Change the settings of an upload: everything but its bytes and its answer."""
        with self._sessions.begin() as session:
            # Writing first takes the lock, on SQLite too: no other change comes between reading and writing.
            session.execute(update(AnalysisRow).where(AnalysisRow.token == token).values(token=token))
            row = session.scalars(_settings().where(AnalysisRow.token == token)).first()
            if row is None:
                return None
            changed = apply(_analysis(row))
            session.execute(update(AnalysisRow).where(AnalysisRow.token == token).values(**_columns(changed)))
            return changed

    def report(self, token: str, step: str, done: int, total: int) -> bool:
        """Keep the progress; False when the upload was cancelled or erased meanwhile."""
        change = (
            update(AnalysisRow)
            .where(AnalysisRow.token == token, AnalysisRow.state.in_(_OPEN))
            .values(state="running", step=step, done=done, total=total)
        )
        with self._sessions.begin() as session:
            return bool(cast(Any, session.execute(change)).rowcount)

    def uploads(self, token: str) -> bytes | None:
        """Return the bytes that were sent, None once they are dropped."""
        with self._sessions() as session:
            return session.scalars(select(AnalysisRow.upload).where(AnalysisRow.token == token)).first()

    def keeps_uploads(self, token: str) -> bool:
        """Tell whether the bytes that were sent are still kept, without loading them."""
        query = select(AnalysisRow.upload.is_not(None)).where(AnalysisRow.token == token)
        with self._sessions() as session:
            return bool(session.scalars(query).first())

    def drop_uploads(self, token: str) -> None:
        """Forget the bytes that were sent."""
        with self._sessions.begin() as session:
            session.execute(update(AnalysisRow).where(AnalysisRow.token == token).values(upload=None))

    def finish(self, token: str, edition: str, method: str, answer: bytes) -> bool:
        """Keep the answer; False when the upload was cancelled or erased meanwhile."""
        change = (
            update(AnalysisRow)
            .where(AnalysisRow.token == token, AnalysisRow.state.in_(_OPEN))
            .values(state="ready", edition=edition, method=method, answer=answer)
        )
        with self._sessions.begin() as session:
            return bool(cast(Any, session.execute(change)).rowcount)

    def answer(self, token: str) -> bytes | None:
        """Return the packed answer of an upload."""
        with self._sessions() as session:
            return session.scalars(select(AnalysisRow.answer).where(AnalysisRow.token == token)).first()

    def unfinished(self) -> list[str]:
        """List the tokens of uploads that still wait for their answer, the oldest first."""
        query = select(AnalysisRow.token).where(AnalysisRow.state.in_(_OPEN)).order_by(AnalysisRow.created)
        with self._sessions() as session:
            return list(session.scalars(query))

    def erase(self, token: str) -> None:
        """Erase an upload and all about it, at once."""
        with self._sessions.begin() as session:
            session.execute(delete(AnalysisRow).where(AnalysisRow.token == token))

    def purge(self, now: datetime, uploads_before: datetime) -> int:
        """Erase what has expired, and the bytes of lists older than `uploads_before`; those of tenders that were read live on."""
        old = update(AnalysisRow).where(
            or_(AnalysisRow.kind == "list", AnalysisRow.state == "failed"),
            AnalysisRow.created < _plain(uploads_before),
            AnalysisRow.state.not_in(_OPEN),
        )
        with self._sessions.begin() as session:
            session.execute(old.values(upload=None))
            gone = session.execute(delete(AnalysisRow).where(AnalysisRow.expires <= _plain(now)))
            return int(cast(Any, gone).rowcount)


def _settings() -> Select[AnalysisRow]:
    return select(AnalysisRow).options(defer(AnalysisRow.upload), defer(AnalysisRow.answer))


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _columns(analysis: Analysis) -> dict[str, Any]:
    details: _Details = {
        "failures": [asdict(failure) for failure in analysis.failures],
        "decisions": analysis.decisions,
        "choices": {key: asdict(choice) for key, choice in analysis.choices.items()},
        "needs": asdict(analysis.needs),
        "columns": asdict(analysis.columns),
        "sheets": list(analysis.sheets),
        "headers": list(analysis.headers),
        "marks": [asdict(mark) for mark in analysis.marks],
        "lang": analysis.lang,
        "example": analysis.example,
    }
    done, total = analysis.progress
    return {
        "share_token": analysis.share_token,
        "kind": analysis.kind,
        "name": analysis.name,
        "state": analysis.state,
        "step": analysis.step,
        "done": done,
        "total": total,
        "created": _plain(analysis.created),
        "expires": _plain(analysis.expires),
        "edition": analysis.edition,
        "method": analysis.method,
        "details": details,
    }


def _analysis(row: AnalysisRow) -> Analysis:
    details = cast(_Details, row.details)
    return Analysis(
        token=row.token,
        kind=cast(Literal["list", "tender"], row.kind),
        name=row.name,
        state=cast(Literal["waiting", "running", "ready", "failed", "cancelled"], row.state),
        created=row.created.replace(tzinfo=UTC),
        expires=row.expires.replace(tzinfo=UTC),
        edition=row.edition,
        method=row.method,
        share_token=row.share_token,
        step=row.step,
        progress=(row.done, row.total),
        failures=_FAILURES.validate_python(details["failures"]),
        decisions=dict(details["decisions"]),
        choices=_CHOICES.validate_python(details.get("choices", {})),
        needs=_NEEDS.validate_python(details["needs"]),
        columns=_COLUMNS.validate_python(details["columns"]),
        sheets=tuple(details["sheets"]),
        headers=tuple(details["headers"]),
        marks=_MARKS.validate_python(details.get("marks", [])),
        lang=details["lang"],
        example=details["example"],
    )
