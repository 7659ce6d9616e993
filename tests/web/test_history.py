"""The public history and undoing, as a browser without script uses them."""

import io
import zipfile

import pytest

from advisor.catalogue import read_entries
from advisor.catalogue.canonical import content_hash
from tests.web.audit import audit_page, read_page
from tests.web.people import open_accounts, post, sign_in
from tests.web.site import LANGUAGES
from tests.web.test_earlier_editions import app, publish  # noqa: F401  the fixture and its publication


def text_of(answer):
    return " ".join(read_page(answer.text).text_content().split())


def revision_of(app, entry_id, number):  # noqa: F811
    return app.extensions["curate"].catalogue.revision_of(("product", entry_id), number).id


def test_log_says_who_when_and_why(app):  # noqa: F811
    publish(app, "boreal-visio", name="Boréal Réunion")
    page = text_of(app.test_client().get("/fr/history"))
    assert "Alice, relu par Bruno" in page
    assert "essai" in page
    assert "livrée avec le programme" in page


def test_solo_publication_is_visible_on_log_and_revision(app):  # noqa: F811
    open_accounts(app)
    service = app.extensions["accounts"]
    people = {account.name: account for account in service.list()}
    for name in ("Claire", "Ada"):
        service._store.set_active(people[name].id, False)
    workshop = app.extensions["curate"].workshop
    number = workshop.open(people["Bruno"], "seul").number
    shown = workshop.edit(number, "vendor", "acme")
    payload = {**shown.payload, "legal_name": "Acme SA"}
    workshop.save_draft(people["Bruno"], number, "vendor", "acme", payload, base=shown.base, expected=shown.expected)
    workshop.submit(people["Bruno"], number)
    workshop.accept_all(people["Bruno"], number, {("vendor", "acme"): 1})
    workshop.publish(people["Bruno"], number)
    browser = app.test_client()
    assert "en solo" in text_of(browser.get("/fr/history"))
    link = read_page(browser.get("/fr/history/vendor/acme").text).xpath("//h2/a/@href")[0]
    assert "personne d’autre ne pouvait publier" in text_of(browser.get(link))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_entry_shows_each_change_field_by_field(app, lang):  # noqa: F811
    publish(app, "boreal-visio", name="Boréal Réunion")
    browser = app.test_client()
    [link] = read_page(browser.get(f"/{lang}/products/boreal-visio").text).xpath(
        "//a[contains(@href,'/history/')]/@href"
    )
    answer = browser.get(link)
    page = read_page(answer.text)
    assert audit_page(answer.text, lang) == []
    assert [el.text_content().split()[-1] for el in page.xpath("//del")] == ["Visio"]
    assert [el.text_content().split()[-1] for el in page.xpath("//ins")] == ["Réunion"]
    revision = browser.get(page.xpath("//h2/a/@href")[0])
    assert audit_page(revision.text, lang) == []
    assert "name: Boréal Réunion" in read_page(revision.text).xpath("string(//pre)")
    edition = browser.get(f"/{lang}/editions/2")
    assert audit_page(edition.text, lang) == []
    assert "Boréal Réunion" in text_of(edition)


def test_archive_of_an_earlier_edition_is_that_edition(app, tmp_path):  # noqa: F811
    before = app.extensions["editions"].current.id
    publish(app, "boreal-visio", name="Boréal Réunion")
    browser = app.test_client()
    [link] = read_page(browser.get(f"/fr/editions/{before}").text).xpath("//a[@download]/@href")
    answer = browser.get(link)
    assert answer.mimetype == "application/zip"
    zipfile.ZipFile(io.BytesIO(answer.data)).extractall(tmp_path / "out")
    assert content_hash(read_entries(tmp_path / "out").payloads()) == before
    assert (tmp_path / "out" / "EDITION").read_text() == before + "\n"
    assert browser.get(link).data == answer.data
    assert browser.get(link, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "revisions/99999",
        "editions/none",
        "editions/99999",
        "editions/99999999999999999999999",
        "editions/none.zip",
        "history/product/none",
        "history/thing/acme",
    ],
)
def test_what_is_not_there_is_a_plain_page(site, path):
    answer = site.test_client().get(f"/fr/{path}")
    assert answer.status_code == 404
    assert len(read_page(answer.text).xpath("//h1")) == 1


@pytest.mark.parametrize("before", ["-1", "0", "99999999999999999999", "x"])
def test_odd_page_of_the_log_is_answered(site, before):
    assert site.test_client().get(f"/fr/history?before={before}").status_code == 200


def test_button_to_undo_is_for_accounts_only_and_makes_a_draft(app):  # noqa: F811
    publish(app, "boreal-visio", name="Boréal Réunion")
    address = f"/fr/revisions/{revision_of(app, 'boreal-visio', 2)}"
    assert not read_page(app.test_client().get(address).text).xpath("//a[contains(@href,'undo')]")
    bruno = sign_in(app, "Bruno")
    [link] = read_page(bruno.get(address).text).xpath("//a[contains(@href,'undo')]/@href")
    assert audit_page(bruno.get(link).text, "fr") == []
    refused = post(bruno, link, {"reason": " "})
    assert refused.status_code == 422
    assert audit_page(refused.text, "fr") == []
    made = post(bruno, link, {"reason": "erreur de lecture"})
    assert made.status_code == 303
    proposal = app.extensions["curate"].workshop.find(int(made.headers["Location"].rsplit("/", 1)[1]))
    assert (proposal.state, proposal.origin, proposal.drafts[0].payload["name"]) == ("draft", "undo", "Boréal Visio")
    assert post(bruno, link.replace("/fr/", "/en/"), {"reason": "again"}).status_code == 303


def test_undoing_what_is_undone_is_told(app):  # noqa: F811
    publish(app, "boreal-visio", name="Boréal Réunion")
    publish(app, "boreal-visio", name="Boréal Visio")
    bruno = sign_in(app, "Bruno")
    answer = post(bruno, f"/fr/workshop/undo/{revision_of(app, 'boreal-visio', 2)}", {"reason": "trop tard"})
    assert answer.status_code == 422
    assert "rien à défaire" in text_of(answer)
