"""Merging, renaming, another id: shown first, proposed then; old addresses lead on."""

import pytest

from tests.web.audit import audit_page, read_page
from tests.web.people import open_accounts, post, sign_in
from tests.web.site import LANGUAGES
from tests.web.test_earlier_editions import app  # noqa: F401  the fixture

PAGE = "/fr/workshop/merge"


def preview(client, act, kind, entry, other, lang="fr"):
    query = {"act": act, "kind": kind, "entry": entry, "other": other}
    return client.get(f"/{lang}/workshop/merge", query_string=query)


def publish(app, client, act, kind, entry, other):  # noqa: F811
    """Propose what was shown and publish it; returns the proposal."""
    made = post(client, PAGE, {"act": act, "kind": kind, "entry": entry, "other": other, "reason": "doublon"})
    assert made.status_code == 303
    workshop = app.extensions["curate"].workshop
    people = {account.name: account for account in app.extensions["accounts"].list()}
    proposal = workshop.find(int(made.location.rsplit("/", 1)[1]))
    workshop.submit(people["Alice"], proposal.number)
    workshop.accept_all(people["Bruno"], proposal.number, {d.key: d.version for d in proposal.drafts})
    workshop.publish(people["Bruno"], proposal.number)
    return proposal


@pytest.fixture
def alice(app):  # noqa: F811
    open_accounts(app)
    return sign_in(app, "Alice")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("act", "kind", "entry", "other"),
    [
        ("merge", "vendor", "ducal", "boreal"),
        ("merge", "product", "acme-solo", "acme-meet"),
        ("merge", "category", "ecriture", "messagerie"),
        ("name", "category", "ecriture", "Rédaction"),
        ("id", "product", "acme-solo", "acme-seul"),
    ],
)
def test_preview_is_well_made_and_changes_nothing(app, alice, lang, act, kind, entry, other):  # noqa: F811
    answer = preview(alice, act, kind, entry, other, lang)
    assert answer.status_code == 200
    assert audit_page(answer.text, lang) == []
    assert app.extensions["curate"].workshop.list() == []


def test_preview_names_every_entry_that_changes_and_the_facts_left_aside(alice):
    page = read_page(preview(alice, "merge", "vendor", "celadon", "boreal").text)
    names = page.xpath("//section//p/code/text()")
    assert {"celadon", "boreal", "celadon-call"} <= set(names)
    assert "Reste dans la fiche retirée" not in page.text_content(), "both seats are the same"
    page = read_page(preview(alice, "merge", "vendor", "acme", "boreal").text)
    left = " ".join(page.xpath("//section[.//h2[text()='Faits à comparer']]")[0].text_content().split())
    assert "Siège" in left


def test_addresses_of_pages_are_taken_for_ids(alice):
    answer = preview(alice, "merge", "vendor", "https://exemple.fr/fr/vendors/ducal?x=1", "/en/vendors/Boreal/")
    assert "Réunir ducal à boreal" in answer.text


def test_merged_entry_leads_to_the_one_that_took_its_place(app, alice):  # noqa: F811
    before = app.extensions["editions"].current.id
    publish(app, alice, "merge", "vendor", "celadon", "boreal")
    visitor = app.test_client()
    moved = visitor.get("/fr/vendors/celadon")
    assert (moved.status_code, moved.location) == (308, "/fr/vendors/boreal")
    assert visitor.get(f"/fr/vendors/celadon?edition={before}").status_code == 200, "as it was"
    assert "Céladon" in visitor.get("/fr/vendors/boreal").text
    history = visitor.get("/fr/history/vendor/boreal").text
    assert "/fr/history/vendor/celadon" in history
    assert audit_page(history, "fr") == []
    assert audit_page(visitor.get("/fr/history/vendor/celadon").text, "fr") == []


def test_merged_product_is_followed_where_it_is_compared_and_keeps_the_view(app, alice):  # noqa: F811
    publish(app, alice, "merge", "product", "acme-solo", "acme-meet")
    publish(app, alice, "merge", "category", "ecriture", "messagerie")
    visitor = app.test_client()
    assert visitor.get("/fr/products/acme-solo").status_code == 308
    assert visitor.get("/fr/categories/ecriture?zone=eu").location == "/fr/categories/messagerie?zone=eu"
    page = read_page(visitor.get("/fr/compare?p=acme-solo&p=boreal-visio").text)
    assert "Acme Meet" in page.text_content()


def test_other_id_leads_on_and_the_name_stays_known(app, alice):  # noqa: F811
    publish(app, alice, "id", "product", "acme-solo", "acme-seul")
    assert app.test_client().get("/fr/products/acme-solo").location == "/fr/products/acme-seul"
    publish(app, alice, "name", "product", "acme-seul", "Acme Seul")
    found = read_page(app.test_client().get("/fr/search?q=acme+solo").text)
    assert "Acme Seul" in found.text_content()


@pytest.mark.parametrize(
    ("act", "kind", "entry", "other"),
    [
        pytest.param("merge", "vendor", "ducal", "ducal", id="itself"),
        pytest.param("merge", "vendor", "none", "boreal", id="nowhere"),
        pytest.param("merge", "vendor", "acme-meet", "boreal", id="another kind"),
        pytest.param("id", "product", "acme-solo", "acme-meet", id="id in use"),
        pytest.param("id", "product", "acme-solo", "Acme Seul !", id="no id"),
        pytest.param("id", "product", "acme-solo", "x" * 190, id="long id"),
        pytest.param("name", "product", "none", "Nom", id="no entry"),
    ],
)
def test_what_cannot_be_done_is_told_before_and_after(app, alice, act, kind, entry, other):  # noqa: F811
    answer = preview(alice, act, kind, entry, other)
    assert answer.status_code == 422
    assert audit_page(answer.text, "fr") == []
    sent = {"act": act, "kind": kind, "entry": entry, "other": other}
    assert post(alice, PAGE, sent).status_code == 422
    assert app.extensions["curate"].workshop.list() == []


def test_proposal_in_progress_on_the_same_entry_is_named(app, alice):  # noqa: F811
    post(alice, PAGE, {"act": "name", "kind": "vendor", "entry": "ducal", "other": "Ducal SE"})
    assert "Renommer ducal" in preview(alice, "merge", "vendor", "ducal", "boreal").text


def test_empty_form_proposes_nothing(app, alice):  # noqa: F811
    assert alice.get(PAGE).status_code == 200
    assert post(alice, PAGE, {"act": "merge", "kind": "vendor"}).status_code == 422
