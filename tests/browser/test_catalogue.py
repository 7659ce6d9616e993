"""Reading the catalogue in a real browser: axe, keyboard, phone, no script, print."""

import pytest

from tests.browser.accessible import find_violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = (
    "/",
    "/?q=acme",
    "/search?q=acme",
    "/search?q=qwxyz",
    "/products/acme-meet",
    "/products/boreal-visio",
    "/products/ducal-talk",
    "/products/faux-libre",
    "/products/acme-lock",
    "/vendors",
    "/vendors/ducal",
    "/categories",
    "/categories/visioconference",
    "/criteria",
    "/criteria/self-hosting",
    "/compare",
    "/compare?p=acme-meet&p=boreal-visio&p=ducal-talk",
    "/compare?p=acme-meet&p=boreal-visio&p=ducal-talk&p=ether-chat&p=celadon-call",
    "/coverage",
    "/history",
    "/history/product/boreal-visio",
    "/editions/1",
    "/revisions/1",
    "/method",
    "/privacy",
    "/legal",
    "/accessibility",
    "/contribute?entry=product:boreal-visio",
)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_in_light_and_dark_at_three_widths(open_page, lang, path):
    page = open_page(f"/{lang}{path}")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert find_violations(page) == []


@pytest.mark.parametrize("path", KINDS)
def test_nothing_scrolls_sideways_at_320_pixels(open_page, path):
    page = open_page(f"/fr{path}", viewport={"width": 320, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("lang", "title"), [("fr", "Acme Meet"), ("en", "Acme Meet")])
def test_search_by_keyboard_alone(open_page, lang, title):
    page = open_page(f"/{lang}/")
    page.focus("#q")
    page.keyboard.type("acme talk", delay=20)
    page.wait_for_selector("#suggestions a")
    box = page.locator("#q")
    assert box.get_attribute("role") == "combobox"
    page.wait_for_selector("#q[aria-expanded='true']")
    page.keyboard.press("ArrowDown")
    marked = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{marked}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/acme-meet")
    assert page.locator("h1").inner_text() == title


def test_escape_closes_the_answers(open_page):
    page = open_page("/fr/?q=acme")
    page.focus("#q")
    page.keyboard.press("Escape")
    assert page.locator("#suggestions a").count() == 0
    assert page.locator("#q").get_attribute("aria-expanded") == "false"


def test_number_of_answers_is_announced(open_page):
    page = open_page("/fr/")
    page.fill("#q", "boreal")
    page.wait_for_selector("#q-read:has-text('boreal')")
    assert page.locator("#q-read").get_attribute("role") == "status"


def test_everything_works_without_script(open_page):
    page = open_page("/fr/", java_script_enabled=False)
    page.fill("#q", "visio")
    page.click("button[type=submit] >> nth=0")
    page.click("#suggestions a[href*='boreal-visio']")
    assert page.locator("h1").inner_text() == "Boréal Visio"
    page.click("text=Visioconférence >> nth=0")
    for name in ("Boréal Visio", "Ducal Talk"):
        page.check(f"[aria-label='Comparer {name}']")
    page.click("text=Comparer les produits cochés")
    assert page.locator("thead th").count() == 2
    assert page.locator("[data-copy] button").count() == 0


def test_product_questions_are_copied(open_page):
    page = open_page("/fr/products/celadon-call", permissions=["clipboard-read", "clipboard-write"])
    page.click("text=Copier les questions")
    page.wait_for_selector("text=Questions copiées")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("1. Qui détient Céladon")
    assert "\n2. " in copied


def test_first_tab_leads_to_the_content(open_page):
    page = open_page("/fr/categories")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_focus_is_visible(open_page):
    page = open_page("/fr/categories")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_printed_page_keeps_the_facts_and_drops_the_controls(open_page):
    page = open_page("/fr/products/boreal-visio")
    page.emulate_media(media="print")
    assert page.locator(".facts").first.is_visible()
    assert not page.locator(".acts").first.is_visible()
    assert not page.locator("header nav").is_visible()
