"""The catalogue as it was: an earlier edition read under its own address, and the way back."""

import pytest
import yaml

from tests.services.curate.bench import versions
from tests.web.audit import audit_page, links_of, read_page
from tests.web.people import open_accounts
from tests.web.site import LANGUAGES, an_app, write_catalogue


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Return an application on the small catalogue without the labels that nothing proves: they bar a publication."""
    folder = write_catalogue(tmp_path / "catalogue")
    path = folder / "products" / "ether-chat.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(raw | {"labels": []}, allow_unicode=True), encoding="utf-8")
    return an_app(tmp_path, monkeypatch, folder)


def publish(app, entry_id, **changed):
    """Publish a change of a product, written by one person and published by another."""
    open_accounts(app)
    people = {account.name: account for account in app.extensions["accounts"].list()}
    workshop = app.extensions["curate"].workshop
    number = workshop.open(people["Alice"], "essai").number
    shown = workshop.edit(number, "product", entry_id)
    workshop.save_draft(
        people["Alice"],
        number,
        "product",
        entry_id,
        {**shown.payload, **changed},
        base=shown.base,
        expected=shown.expected,
    )
    workshop.submit(people["Alice"], number)
    workshop.accept_all(people["Bruno"], number, versions(workshop.find(number)))
    workshop.publish(people["Bruno"], number)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_earlier_edition_is_read_under_its_address(app, lang):
    browser = app.test_client()
    before = app.extensions["editions"].current.id
    publish(app, "boreal-visio", name="Boréal Réunion")
    assert "Boréal Réunion" in browser.get(f"/{lang}/products/boreal-visio").text
    page = browser.get(f"/{lang}/products/boreal-visio?edition={before}")
    assert "Boréal Réunion" not in page.text
    assert before[:12] in read_page(page.text).xpath("//*[contains(@class, 'earlier')]")[0].text_content()
    assert audit_page(page.text, lang) == []
    [back] = read_page(page.text).xpath("//*[contains(@class, 'earlier')]//a/@href")
    assert back == f"/{lang}/products/boreal-visio"


def test_links_of_an_earlier_edition_stay_in_it(app):
    browser = app.test_client()
    before = app.extensions["editions"].current.id
    publish(app, "boreal-visio", name="Boréal Réunion")
    page = read_page(browser.get(f"/fr/categories/visioconference?edition={before}").text)
    inside = [link for link in links_of(page) if "/products/" in link]
    assert inside
    assert all(f"edition={before}" in link for link in inside)
    assert all("edition=" not in link for link in links_of(page) if "/lists" in link or "/tenders" in link)


def test_an_unknown_edition_is_not_found(app):
    assert app.test_client().get("/fr/products/boreal-visio?edition=0123456789abcdef").status_code == 404


def test_the_edition_in_force_needs_no_remark(app):
    edition = app.extensions["editions"].current.id
    page = app.test_client().get(f"/fr/products/boreal-visio?edition={edition}")
    assert page.status_code == 200
    assert "earlier" not in page.text
