"""Sending a list or a document in a real browser: axe, journeys, keyboard, phone, no script, print."""

import re

import pytest

from advisor.domain.analyses import Failure
from advisor.domain.reports import Need, Needs
from tests.browser.accessible import find_violations
from tests.browser.server import serving
from tests.web.buyer_results import LINES, a_list, a_tender, a_waiting
from tests.web.site import an_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STATES = (
    "start-list", "start-tender", "list", "list-needs", "list-done", "row", "columns", "needs", "erase", "erased",
    "tender", "tender-filter", "text", "waiting", "cancelled", "gone", "own-needs", "own-needs-told", "note", "tender-note",
    "review", "review-confirm", "picture", "combine",
)  # fmt: skip


@pytest.fixture(scope="session")
def buyer_app(tmp_path_factory):
    """Return a site whose results are made by hand."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield an_app(tmp_path_factory.mktemp("buyer"), monkeypatch)


@pytest.fixture(scope="session")
def address(buyer_app):
    """Serve it."""
    with serving(buyer_app) as where:
        yield where


def address_of(app, state):
    """Return the address of a state of the pages."""
    plain = {"start-list": "/lists", "start-tender": "/tenders", "erased": "/erased", "gone": "/results/none"}
    plain["combine"] = "/combine"
    if state in plain:
        return plain[state]
    if state in ("own-needs", "own-needs-told"):
        told = (
            "?buyer=hospital&data=health&users=450&require=hosting-country:EU&prefer=open-standards:SIP,maturity&q=acme"
        )
        return "/needs" + (told if state == "own-needs-told" else "")
    if state == "tender-note":
        return f"/results/{a_tender(app)}/note"
    if state in ("waiting", "cancelled"):
        return f"/results/{a_waiting(app, 'running' if state == 'waiting' else state)}"
    if state in ("tender", "tender-filter", "text"):
        tail = {"tender-filter": "?severity=warning", "text": "/text"}.get(state, "")
        return f"/results/{a_tender(app)}{tail}"
    token = a_list(app)
    service = app.extensions["analyses"]
    if state == "list-needs":
        service.choose_needs(
            service.find(token),
            Needs(needs=(Need("self-hosting", ("yes",), required=True), Need("licence", ("free",)))),
        )
        service.share(service.find(token))
    if state == "list-done":
        service.decide(service.find(token), "Borael Visio x12", "ducal-talk")
    tail = {
        "row": "/rows/4?words=ducal",
        "columns": "/columns",
        "needs": "/needs",
        "note": "/note",
        "erase": "/erase",
        "list-done": "?done=4",
        "review": "/review/2",
        "review-confirm": "/review/4",
        "picture": "/picture",
    }
    return f"/results/{token}{tail.get(state, '')}"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("state", [s for s in STATES if s != "gone"])
def test_axe_finds_nothing_in_light_and_dark_at_three_widths(buyer_app, open_page, lang, state):
    page = open_page(f"/{lang}{address_of(buyer_app, state)}")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert find_violations(page) == []


@pytest.mark.parametrize("state", [s for s in STATES if s != "gone"])
def test_nothing_scrolls_sideways_at_320_pixels(buyer_app, open_page, state):
    page = open_page(f"/fr{address_of(buyer_app, state)}", viewport={"width": 320, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


WORDS = {
    "fr": {"confirm": "Confirmer", "undo": "Annuler", "done": "confirmé.", "list": "Essayer une liste d’exemple",
           "tender": "Essayer un cahier des charges d’exemple", "high": "À corriger", "copied": "Copié"},
    "en": {"confirm": "Confirm", "undo": "Undo", "done": "confirmed.", "list": "Try a sample list",
           "tender": "Try a sample specification", "high": "To correct", "copied": "Copied"},
}  # fmt: skip


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_sample_list_is_read_and_downloaded(open_page, lang):
    page = open_page(f"/{lang}/lists")
    page.click(f"text={WORDS[lang]['list']}")
    page.wait_for_selector("#downloads")
    assert re.search(r"\d", page.locator("h1").inner_text())
    with page.expect_download() as download:
        page.click("#downloads >> text=CSV")
    assert download.value.suggested_filename == "ou-equivalent-inventaire-exemple.csv"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_line_is_confirmed_by_keyboard_and_undone(buyer_app, open_page, lang):
    page = open_page(f"/{lang}/results/{a_list(buyer_app)}")
    before = page.locator("h1").inner_text()
    page.focus("#r4 input[type=radio] >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#r4 .done:has-text('Ducal Talk'):has-text('{WORDS[lang]['done']}')")
    page.wait_for_function("document.activeElement.closest('#r4') !== null")
    assert page.locator("h1").inner_text() != before
    assert WORDS[lang]["undo"] in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector("#r4 input[type=radio]")
    assert page.locator("h1").inner_text() == before


@pytest.mark.parametrize(("lang", "letter"), [("fr", "e"), ("en", "s")])
def test_lines_are_reviewed_by_keyboard_alone(buyer_app, open_page, lang, letter):
    token = a_list(buyer_app)
    page = open_page(f"/{lang}/results/{token}/review/2")
    assert page.evaluate("document.activeElement.name") == "action"
    page.keyboard.press(letter)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/review/2"))
    assert buyer_app.extensions["analyses"].find(token).choices["licence acme meet pro"].action == "study"
    page.locator("#comment").focus()
    page.keyboard.type("regarder en 2027")
    assert page.locator("#comment").input_value() == "regarder en 2027"
    assert page.locator("[name=action]:checked").count() == 0


def test_a_line_is_decided_without_script(buyer_app, open_page):
    token = a_list(buyer_app)
    page = open_page(f"/fr/results/{token}/review/2", java_script_enabled=False)
    page.locator("#a-replace").check()
    page.locator("#replacement").select_option("boreal-visio")
    page.get_by_role("button", name="Enregistrer, ligne suivante").click()
    choice = buyer_app.extensions["analyses"].find(token).choices["licence acme meet pro"]
    assert (choice.action, choice.replacement) == ("replace", "boreal-visio")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_sample_tender_is_read_and_filtered(open_page, lang):
    page = open_page(f"/{lang}/tenders")
    page.click(f"text={WORDS[lang]['tender']}")
    page.wait_for_selector("#findings")
    page.click("#findings >> text=/^(Toutes|All) /")
    assert "/results/" in page.url


def test_filter_swaps_the_findings_and_the_address(buyer_app, open_page):
    page = open_page(f"/fr/results/{a_tender(buyer_app)}")
    every = page.locator("article").count()
    page.click("#f-info")
    page.wait_for_url("**severity=info")
    page.wait_for_selector("#f-info[aria-current]")
    assert 0 < page.locator("article").count() < every
    page.go_back()
    page.wait_for_selector("#f-all[aria-current]")
    assert page.locator("article").count() == every


def test_mark_and_finding_lead_to_each_other(buyer_app, open_page):
    page = open_page(f"/fr/results/{a_tender(buyer_app)}")
    page.click("a.hit >> text=Acme Meet")
    target = page.evaluate("location.hash")
    assert "Acme Meet" in page.locator(target).inner_text()
    page.click(f"{target} h3 a")
    assert page.evaluate("location.hash").startswith("#t")


def test_wording_is_copied_as_it_stands(buyer_app, open_page):
    page = open_page(f"/fr/results/{a_tender(buyer_app)}", permissions=["clipboard-read", "clipboard-write"])
    place = page.locator(".wording:visible").first
    place.locator("button").click()
    place.locator("text=Copié").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == place.locator("blockquote").inner_text().strip()


def test_progress_page_waits_then_shows_the_answer(buyer_app, open_page):
    token = a_waiting(buyer_app)
    page = open_page(f"/fr/results/{token}")
    assert page.locator("#progress").get_attribute("role") == "status"
    service = buyer_app.extensions["analyses"]
    ready = service.store.answer(a_list(buyer_app))
    service.store.finish(token, "e", "m", ready)
    page.wait_for_selector("#downloads", timeout=10000)


def test_progress_can_be_cancelled(buyer_app, open_page):
    token = a_waiting(buyer_app)
    page = open_page(f"/fr/results/{token}")
    page.click("text=Annuler la lecture")
    page.wait_for_selector("text=Lecture annulée")
    assert buyer_app.extensions["analyses"].store.uploads(token) is None


def test_failure_gives_the_way_out(buyer_app, open_page):
    token = a_waiting(buyer_app, "failed", failures=(Failure("parc.csv", "empty-file"),))
    page = open_page("/fr/lists")
    answer = page.request.get(page.url.replace("/lists", f"/results/{token}"))
    assert answer.status == 422
    assert 'type="file"' in answer.text()


def test_everything_works_without_script(buyer_app, open_page):
    page = open_page(f"/fr/results/{a_list(buyer_app)}", java_script_enabled=False)
    page.check("#r4 input[value='ducal-talk']")
    page.click("#r4 button[type=submit]")
    assert "Ducal Talk, confirmé" in page.locator("#done").inner_text()
    page.click("#done button")
    assert page.locator("#r4 input[type=radio]").count() == 3
    page.click("#f-european")
    assert page.locator("ol.lines > li").count() == 1
    page.click("text=Créer un lien de lecture seule")
    link = page.input_value("#share-link")
    page.click("#keep >> text=Effacer maintenant")
    page.click("main button[type=submit]")
    assert page.locator("h1").inner_text() == "Résultat effacé"
    assert page.request.get(link).status == 404


def test_pasted_lines_without_script(open_page):
    page = open_page("/fr/lists", java_script_enabled=False)
    page.fill("#lines", "Licence Acme Meet\nChaise")
    page.click("text=Lire ces lignes")
    assert page.locator("mark").first.inner_text() == "Acme Meet"


def test_list_has_every_line(buyer_app, open_page):
    page = open_page(f"/fr/results/{a_list(buyer_app)}")
    assert page.locator("ol.lines > li").count() == len(LINES) - 1


def test_printed_result_keeps_the_lines_and_drops_the_controls(buyer_app, open_page):
    page = open_page(f"/fr/results/{a_list(buyer_app)}")
    page.emulate_media(media="print")
    assert page.locator("#r2").is_visible()
    for control in (".acts", "#facets", "#keep", ".line-acts", ".choose"):
        assert not page.locator(control).first.is_visible()


def test_the_rules_follow_the_buyer_and_the_answers_stay(open_page):
    page = open_page("/fr/needs")
    page.locator("#hds-3").check()
    page.locator("#buyer-state").check()
    page.wait_for_selector("#need-rest :text('6519/SG')")
    assert page.locator("#hds-3").is_checked()
    assert page.evaluate("document.activeElement.id") == "buyer-state"
    page.get_by_role("button", name="Garder ces besoins").click()
    page.wait_for_url("**/fr/needs?buyer=state&require=hds#kept")


def test_needs_work_without_script(open_page):
    page = open_page("/fr/needs", java_script_enabled=False)
    page.check("#buyer-hospital")
    page.check("#data-health")
    page.get_by_role("button", name="Voir les règles qui me concernent").click()
    assert "HDS" in page.locator("#need-rest").inner_text()
    assert page.locator("#data-health").is_checked()
