"""Connecting to the database and bringing its tables up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from advisor.errors import UnusableInput

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another one on SQLite."""


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
