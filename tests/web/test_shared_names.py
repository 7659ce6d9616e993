"""Names implied by answers about a list: offered unticked, shared alone."""

import pytest

from advisor.matching.normalise import fold
from tests.web.audit import audit_page, read_page
from tests.web.buyer_results import a_list
from tests.web.people import post
from tests.web.site import LANGUAGES, an_app

DECIDED = {fold("Licence Zorglubix 12 postes 2026"): "acme-meet", fold("Vlandorix"): "boreal-visio"}


@pytest.fixture
def app(tmp_path, monkeypatch):
    return an_app(tmp_path, monkeypatch)


def kept(app):
    return [name.name for name in app.extensions["curate"].contributions.shared_names()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_offered_unticked_and_nothing_is_shared_by_looking(app, lang):
    browser, token = app.test_client(), a_list(app, decisions=DECIDED)
    assert f"/{lang}/results/{token}/names" in browser.get(f"/{lang}/results/{token}").text
    answer = browser.get(f"/{lang}/results/{token}/names")
    assert audit_page(answer.text, lang) == []
    page = read_page(answer.text)
    assert sorted(page.xpath("//input[@type='checkbox']/@value")) == ["vlandorix", "zorglubix"]
    assert not page.xpath("//input[@checked]")
    assert kept(app) == []


def test_ticked_names_alone_are_shared(app):
    browser, token = app.test_client(), a_list(app, decisions=DECIDED)
    answer = post(browser, f"/fr/results/{token}/names", {"name": ["zorglubix", "tout autre chose"]})
    assert audit_page(answer.text, "fr") == []
    assert kept(app) == ["zorglubix"]


def test_nothing_ticked_shares_nothing_and_says_so(app):
    browser, token = app.test_client(), a_list(app, decisions=DECIDED)
    assert "rien n’a été partagé" in post(browser, f"/fr/results/{token}/names").text
    assert kept(app) == []


def test_list_without_answers_offers_nothing(app):
    browser, token = app.test_client(), a_list(app)
    assert f"/results/{token}/names" not in browser.get(f"/fr/results/{token}").text
    answer = browser.get(f"/fr/results/{token}/names")
    assert "Aucun nom à proposer" in answer.text
    assert audit_page(answer.text, "fr") == []


def test_unknown_result_is_not_found(app):
    assert app.test_client().get("/fr/results/none/names").status_code == 404
