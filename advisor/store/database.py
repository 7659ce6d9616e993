"""Connecting to the database and bringing its tables up to date."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from advisor.errors import EditConflict, UnusableInput

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another one on SQLite."""
PUBLICATION_LOCK = 7_313_001
"""Number of PostgreSQL's advisory lock for publications; any number no other program of the database uses."""
LOG = logging.getLogger(__name__)


def connect_database(url: str) -> Engine:
    """Return an engine for a SQLAlchemy address; the folder of an SQLite file is made if needed."""
    address = make_url(url)
    engine = create_engine(address)
    if address.get_backend_name() == "sqlite":
        if address.database and address.database != ":memory:":
            Path(address.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for statement in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        cursor.execute(f"PRAGMA {statement}")
    cursor.close()


@contextmanager
def busy_as_conflict() -> Iterator[None]:
    """Turn a lock that others hold for too long into an EditConflict: nothing was written, it can be tried again."""
    try:
        yield
    except OperationalError as error:
        if "locked" not in str(error) and "lock timeout" not in str(error):
            raise
        raise EditConflict("the database is busy; nothing was written, try again") from None


@contextmanager
def publication_queue(engine: Engine) -> Iterator[None]:
    """Let one process prepare a publication at a time, the others waiting their turn.

    This only saves work: without the turn, the second of two publications on one edition is
    refused and prepared again. The lock is the system's own, so that a killed process frees it.
    Whoever waits too long goes on without it.
    """
    with ExitStack() as held:
        try:
            if engine.dialect.name == "postgresql":
                connection = held.enter_context(engine.connect())
                connection.execute(text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
                connection.execute(text(f"SELECT pg_advisory_lock({PUBLICATION_LOCK})"))
                held.callback(_give_turn, connection)
            elif engine.url.database and engine.url.database != ":memory:":
                queue = sqlite3.connect(f"{engine.url.database}-queue", timeout=BUSY_TIMEOUT_MS / 1000)
                held.callback(queue.close)
                queue.execute("BEGIN EXCLUSIVE")
        except (SQLAlchemyError, sqlite3.Error):
            LOG.info("no turn to publish after %s ms", BUSY_TIMEOUT_MS)
        yield


def _give_turn(connection: Connection) -> None:
    with suppress(SQLAlchemyError):  # a broken connection has lost the lock already
        connection.execute(text(f"SELECT pg_advisory_unlock({PUBLICATION_LOCK})"))


def open_database(url: str) -> Engine:
    """Connect and bring the tables up to date; raises UnusableInput with the reason."""
    try:
        engine = connect_database(url)
        migrate_database(engine)
    except (SQLAlchemyError, OSError) as error:
        raise UnusableInput("database", why=str(error).splitlines()[0]) from None
    return engine


def migrate_database(engine: Engine) -> None:
    """Bring the tables to the newest form; does nothing when they already are."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
