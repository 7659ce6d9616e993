"""Shared fixtures: few, and only what nearly every test of a kind needs."""

import os
from pathlib import Path

import pytest

from advisor.store import connect_database
from tests.databases import Databases, running_server

WITH_APPLICATION = {"web", "browser"}
"""Folders whose tests build the application and a database: never part of the core tests."""


def pytest_collection_modifyitems(items):
    """Mark as slow what needs the application, so that the core tests stay a matter of seconds."""
    for item in items:
        if Path(item.path).parent.name in WITH_APPLICATION:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True, scope="session")
def private_home(tmp_path_factory):
    """Keep the tests out of the user's own data and cache folders."""
    before = os.environ.get("ADVISOR_HOME")
    os.environ["ADVISOR_HOME"] = str(tmp_path_factory.mktemp("home"))
    yield
    if before is None:
        del os.environ["ADVISOR_HOME"]
    else:
        os.environ["ADVISOR_HOME"] = before


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """Make SQLite databases."""
    return Databases(tmp_path_factory.mktemp("databases"), None)


@pytest.fixture(scope="session")
def server_databases(tmp_path_factory):
    """Make databases on a PostgreSQL server started for the tests."""
    base = tmp_path_factory.getbasetemp()
    with running_server(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) as address:
        yield Databases(tmp_path_factory.mktemp("databases"), address)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request):
    """Return the address of a migrated database: SQLite, then PostgreSQL."""
    maker = request.getfixturevalue("databases" if request.param == "sqlite" else "server_databases")
    return maker.make(request.param)


@pytest.fixture
def engine(database_url):
    """Connect to a migrated database of each kind in turn."""
    engine = connect_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow), "memory"])
def engine_or_none(request):
    """Connect to a migrated database of each kind in turn, then None: the stand-in in memory."""
    if request.param == "memory":
        yield None
        return
    maker = request.getfixturevalue("databases" if request.param == "sqlite" else "server_databases")
    engine = connect_database(maker.make(request.param))
    yield engine
    engine.dispose()
