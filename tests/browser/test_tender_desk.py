"""The tender desk in a real browser: deciding with and without script, by keyboard, axe with everything open."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from advisor.domain.analyses import Upload
from tests.browser.accessible import RULES
from tests.browser.test_buyer import address, buyer_app  # noqa: F401  the site whose results are made by hand
from tests.web.buyer_results import TENDER_TEXT, a_tender

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def a_compared_tender(app):
    """Read a tender beside an earlier version of it."""
    earlier = TENDER_TEXT.replace("Ducal Talk ou équivalent", "Ducal Talk") + "\n\nAcme Lock est exigé."
    uploads = [Upload("CCTP.txt", TENDER_TEXT.encode()), Upload("CCTP v1.txt", earlier.encode(), earlier=True)]
    return app.extensions["analyses"].start_tender(uploads).token


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_everything_open_has_no_violation(buyer_app, open_page, scheme, width):  # noqa: F811
    page = open_page(
        f"/fr/results/{a_compared_tender(buyer_app)}", viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    report = Axe().run(page, options=RULES)
    assert report.violations_count == 0, report.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_file_of_many_documents_fits_a_phone(buyer_app, open_page):  # noqa: F811
    names = [f"DCE.zip/Annexes techniques/Cahier_des_clauses_techniques_du_lot_{n}.txt" for n in range(5)]
    uploads = [Upload(name, TENDER_TEXT.encode()) for name in names]
    token = buyer_app.extensions["analyses"].start_tender(uploads).token
    page = open_page(f"/fr/results/{token}", viewport={"width": 375, "height": 900})
    page.get_by_text("Mentions par document").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_deciding_keeps_the_place_and_the_focus(buyer_app, open_page):  # noqa: F811
    page = open_page(f"/fr/results/{a_tender(buyer_app)}")
    note = page.locator("#m2")
    note.get_by_text("Décider").click()
    note.get_by_label("Maintenu et justifié").check()
    note.get_by_role("button", name="Garder cette décision").click()
    note.get_by_text("Écrivez la raison").wait_for()
    note.get_by_label("Maintenu et justifié").check()
    note.get_by_label("Raison").fill("parc installé")
    note.get_by_role("button", name="Garder cette décision").click()
    note.get_by_text("Maintenu et justifié : parc installé").wait_for()
    assert page.evaluate("document.activeElement.closest('article').id") == "m2"
    assert page.locator("#decided").inner_text() == "1 mention décidée sur 3."
    assert "1" in page.locator("#s-done").inner_text()
    page.keyboard.press("Enter")
    note.get_by_text("Décider").wait_for()
    assert page.locator("#decided").inner_text() == ""


def test_deciding_without_script_shows_the_same(buyer_app, open_page):  # noqa: F811
    page = open_page(f"/fr/results/{a_tender(buyer_app)}", java_script_enabled=False)
    note = page.locator("#m2")
    note.get_by_text("Décider").click()
    note.get_by_label("Fausse alerte").check()
    note.get_by_role("button", name="Garder cette décision").click()
    assert page.url.endswith("#m2")
    assert page.locator("#m2 .marked").inner_text().startswith("Fausse alerte")


def test_documents_and_workbook_download(buyer_app, open_page):  # noqa: F811
    page = open_page(f"/fr/results/{a_compared_tender(buyer_app)}")
    for words, name in (("mentions en classeur", ".xlsx"), ("Mentions à traiter", ".xlsx"), ("PDF", ".pdf")):
        with page.expect_download() as download:
            page.locator("#back").get_by_role("link", name=words).first.click()
        assert download.value.suggested_filename.endswith(name)


def test_an_earlier_version_is_sent_beside(buyer_app, open_page, tmp_path):  # noqa: F811
    for name, text in (("v1.txt", "Acme Lock est exigé."), ("v2.txt", "Acme Meet est exigé.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    page = open_page("/fr/tenders")
    page.set_input_files("#document", tmp_path / "v2.txt")
    page.get_by_text("Comparer à une version précédente").click()
    page.set_input_files("#earlier", tmp_path / "v1.txt")
    page.get_by_role("button", name="Lire ces documents").click()
    page.get_by_text("1 mention corrigée, 0 restante, 1 nouvelle").wait_for()
    assert "Acme Meet" in page.locator("main").inner_text()
