"""The small site, built once."""

import pytest

from tests.web.site import an_app


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return an application on the small catalogue."""
    # The setting is taken back at once: commands tested in the same process use the packaged catalogue.
    with pytest.MonkeyPatch.context() as monkeypatch:
        return an_app(tmp_path_factory.mktemp("site"), monkeypatch)


@pytest.fixture
def browser(site):
    """Return a client of the small site."""
    return site.test_client()
