"""Shared fixtures: few, and only what nearly every test of a kind needs."""

import os
from pathlib import Path

import pytest

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
