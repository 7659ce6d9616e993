"""Shared fixtures: few, and only what nearly every test of a kind needs."""

import os

import pytest


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
