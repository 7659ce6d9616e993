"""One Chromium and one small site for the journeys; without Chromium they are skipped, and say so."""

import pytest

from tests.browser.server import CHROMIUM, chromium, serving
from tests.web.site import an_app


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Return the address of the small site."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("journeys"), monkeypatch)
    with serving(app) as where:
        yield where


@pytest.fixture(scope="session")
def chrome():
    """Return a browser, or skip."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the journeys in a browser were not tried")
    with chromium() as started:
        yield started


@pytest.fixture
def open_page(chrome, address):
    """Return a function that opens an address of the site; every page fails on a script error or a refusal by the CSP."""
    contexts, errors = [], []

    def opened(path, **options):
        context = chrome.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
