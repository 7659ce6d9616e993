"""The workshop in a real browser: axe on each page, and a change from sign-in to publication by keyboard without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.accessible import RULES
from tests.browser.server import serving
from tests.web.people import PASSWORD, open_accounts, sign_in
from tests.web.site import an_app
from tests.web.test_workshop import act, begin, publish, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def workshop_app(tmp_path_factory):
    """Return a site with a proposal to review and one in conflict."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("workshop"), monkeypatch)
        open_accounts(app)
        people = {name: sign_in(app, name) for name in ("Alice", "Bruno", "Claire")}
        proposal = begin(people["Alice"], "À relire")
        write(people["Alice"], proposal, "product/boreal-visio", **{"facts.0.value": "MIT", "facts.4-remove": "yes"})
        act(people["Alice"], proposal, "submit")
        conflict = begin(people["Claire"], "En conflit")
        write(people["Claire"], conflict, "vendor/celadon", legal_name="Céladon SA")
        publish(people, entry="vendor/celadon", legal_name="Céladon SAS")
        app.config["SAMPLES"] = {"proposal": proposal, "conflict": conflict}
        yield app


@pytest.fixture(scope="module")
def address(workshop_app):
    """Serve it."""
    with serving(workshop_app) as where:
        yield where


def enter(page, name):
    """Sign in by keyboard."""
    page.focus("#name")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/workshop")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_pages_have_no_violation_and_do_not_scroll_sideways(open_page, workshop_app, width, scheme):
    page = open_page("/fr/sign-in", viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert Axe().run(page, options=RULES).violations_count == 0
    enter(page, "Ada")
    proposal, conflict = workshop_app.config["SAMPLES"]["proposal"], workshop_app.config["SAMPLES"]["conflict"]
    paths = (
        "/fr/workshop",
        proposal,
        f"{proposal}/entries/product/boreal-visio",
        f"{proposal}/entries/criteria/criteria",
        f"{conflict}/entries/vendor/celadon/conflict",
        "/fr/workshop/offered",
        "/fr/accounts",
        "/fr/password",
    )
    for path in paths:
        page.goto(path)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_change_is_written_and_submitted_by_keyboard_without_script(open_page):
    page = open_page("/fr/sign-in", java_script_enabled=False)
    enter(page, "Alice")
    page.focus("#title")
    page.keyboard.type("Au clavier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposals/*")
    page.focus("#kind")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("ether")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/vendor/ether")
    page.focus("#f-legal_name")
    page.keyboard.type("Éther association")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposals/*")
    assert "Éther association" in page.inner_text("main")
    page.focus("button[value=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("button[value=take-back]")


def test_name_already_taken_is_told_while_typing(open_page, workshop_app):
    page = open_page("/fr/sign-in")
    enter(page, "Ada")
    page.goto(f"{workshop_app.config['SAMPLES']['proposal']}/entries/product/acme-solo")
    page.fill("#f-name", "")
    page.type("#f-name", "AcmeMeet")
    page.wait_for_selector("#f-name-names li")
    assert "acme-meet" in page.inner_text("#f-name-names")
