"""The curators' desk in a real browser: axe, keys that move between lines, phone."""

import pytest
from playwright.sync_api import expect

from advisor.services.curate.contributions import Sent
from tests.browser.accessible import find_violations
from tests.browser.server import serving
from tests.web.people import PASSWORD, open_accounts
from tests.web.site import an_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "workshop/freshness/oldest",
    "workshop/freshness/expiring?days=365",
    "workshop/freshness/asked",
    "workshop/freshness/names",
    "workshop/contributions",
    "workshop/contributions/1",
    "workshop/undo/20",
    "workshop/tables",
    "workshop/merge",
    "workshop/merge?act=merge&kind=vendor&entry=acme&other=boreal",
    "revisions/20",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return the address of a site that has something of each kind to do."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("desk"), monkeypatch)
    open_accounts(app)
    received = app.extensions["curate"].contributions
    received.count_asked({"boreal-visio": 12, "zz-sans-fait": 30})
    for name in ("Qwxyz Pro", "Autre nom", "Troisième"):
        received.share_name(name)
    received.receive(
        Sent(
            "reply",
            "Le siège est à Lyon.",
            entry_kind="vendor",
            entry_id="boreal",
            criterion="seat",
            subject="Boréal",
            organisation="Boréal SA",
        )
    )
    with serving(app) as where:
        yield where


@pytest.fixture
def open_desk(open_page):
    """Return a function that opens an address as a curator."""

    def opened(path, lang="fr", **options):
        page = open_page("/fr/sign-in", **options)
        page.fill("#name", "Bruno")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/workshop")
        page.goto(f"/{lang}/{path}")
        return page

    return opened


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_light_and_dark_at_three_widths(open_desk, path):
    for lang in ("fr", "en"):
        page = open_desk(path, lang)
        assert find_violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(open_desk, path):
    page = open_desk(path, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_names_are_worked_through_with_keys_alone(open_desk):
    page = open_desk("workshop/freshness/names#lines")
    names = page.locator("#lines > li .row-name").all_inner_texts()
    assert len(names) == 3
    page.keyboard.press("j")
    page.keyboard.press("i")
    expect(page.locator("#lines > li")).to_have_count(2)
    left = page.locator("#lines > li .row-name").all_inner_texts()
    assert left == [names[0], names[2]]
    page.keyboard.press("a")
    expect(page.locator("#lines > li")).to_have_count(1)
    assert page.locator("#lines > li .row-name").all_inner_texts() == [names[2]]


def test_keys_do_nothing_outside_of_the_list_and_open_the_form_inside(open_desk):
    page = open_desk("workshop/freshness/oldest")
    page.keyboard.press("e")
    assert page.url.endswith("/oldest")
    page.locator("#lines > li button").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**/entries/**")
    assert "#f-facts-" in page.url


def test_keys_are_told_only_where_the_script_runs(open_desk):
    assert open_desk("workshop/freshness/oldest").locator("#keys").is_visible()
    without = open_desk("workshop/freshness/oldest", java_script_enabled=False)
    assert not without.locator("#keys").is_visible()
