"""Signing in and out: sessions that rotate and end, waits after wrong passwords, accounts kept by administrators."""

import pytest

from tests.web.audit import audit_page, read_page
from tests.web.people import PASSWORD, open_accounts, post, sign_in, token_of
from tests.web.site import an_app


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("accounts"), monkeypatch)
        open_accounts(app)
        yield app


def cookie_of(client):
    return client.get_cookie("session").value


def test_sign_in_leads_back_to_the_page_that_asked(app):
    client = app.test_client()
    asked = client.get("/fr/workshop")
    assert asked.headers["Location"] == "/fr/sign-in?next=/fr/workshop"
    page = asked.headers["Location"]
    assert read_page(client.get(page).text).xpath("//input[@name='next']/@value") == ["/fr/workshop"]
    answer = post(client, "/fr/sign-in", {"name": "alice", "password": PASSWORD, "next": "/fr/workshop"}, page=page)
    assert answer.headers["Location"] == "/fr/workshop"
    assert "Alice" in client.get("/fr/workshop").text


@pytest.mark.parametrize(
    "address", ["https://ailleurs.example/", "//ailleurs.example", "/fr/\\ailleurs", "javascript:x", ""]
)
def test_sign_in_never_leads_to_another_site(app, address):
    client = app.test_client()
    answer = post(client, "/fr/sign-in", {"name": "Alice", "password": PASSWORD, "next": address}, page="/fr/sign-in")
    assert answer.headers["Location"] == "/fr/workshop"


def test_signing_in_makes_a_new_session_and_form_token(app):
    client = app.test_client()
    before = token_of(client, "/fr/sign-in"), cookie_of(client)
    post(client, "/fr/sign-in", {"name": "Alice", "password": PASSWORD}, page="/fr/sign-in")
    assert cookie_of(client) != before[1]
    client.post("/fr/sign-out", data={"csrf_token": before[0]})
    assert client.get("/fr/workshop").status_code == 200, "an older form token signs nobody out"


def test_signing_out_ends_the_session_even_for_who_copied_the_cookie(app):
    client, thief = sign_in(app, "Alice"), app.test_client()
    thief.set_cookie("session", cookie_of(client))
    assert thief.get("/fr/workshop").status_code == 200
    post(client, "/fr/sign-out", page="/fr/workshop")
    assert client.get("/fr/workshop").status_code == 303
    assert thief.get("/fr/workshop").status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("Alice", "faux"), ("Personne", PASSWORD), ("", ""), ("Alice", "x" * 5000)]
)
def test_wrong_pair_gets_one_answer_that_tells_nothing(app, name, password):
    client = app.test_client()
    answer = post(client, "/fr/sign-in", {"name": name, "password": password}, page="/fr/sign-in")
    assert answer.status_code == 422
    assert "Le nom ou le mot de passe ne convient pas" in answer.text
    assert audit_page(answer.text, "fr") == []
    assert password not in answer.text or password == ""


def test_account_waits_after_several_wrong_passwords(app):
    app.extensions["accounts"].add("Patient", "contributor", PASSWORD)
    client = app.test_client()
    for _ in range(6):
        post(client, "/fr/sign-in", {"name": "Patient", "password": "faux"}, page="/fr/sign-in")
    answer = post(client, "/fr/sign-in", {"name": "Patient", "password": PASSWORD}, page="/fr/sign-in")
    assert answer.status_code == 422


def test_own_password_is_changed_and_ends_every_session(app):
    app.extensions["accounts"].add("Change", "contributor", PASSWORD)
    client, other = sign_in(app, "Change"), sign_in(app, "Change")
    fields = {"current": PASSWORD, "new": "bateau lavande quartz mouton", "again": "bateau lavande quartz mouton"}
    assert post(client, "/fr/password", fields | {"again": "autre"}).status_code == 422
    assert post(client, "/fr/password", fields | {"current": "faux"}).status_code == 422
    assert (
        post(client, "/fr/password", fields | {"new": "motdepasse2026", "again": "motdepasse2026"}).status_code == 422
    )
    assert post(client, "/fr/password", fields).status_code == 303
    assert other.get("/fr/workshop").status_code == 303


def test_administrator_opens_and_closes_accounts(app):
    admin = sign_in(app, "Ada")
    weak = post(admin, "/fr/accounts", {"name": "Nouvelle", "role": "curator", "new": "azertyuiop12"})
    assert weak.status_code == 422
    assert audit_page(weak.text, "fr") == []
    post(admin, "/fr/accounts", {"name": "Nouvelle", "role": "curator", "new": PASSWORD})
    account = app.extensions["accounts"].named("Nouvelle")
    client = sign_in(app, "Nouvelle")
    post(admin, f"/fr/accounts/{account.id}", {"role": "curator", "active": "no"}, page="/fr/accounts")
    assert client.get("/fr/workshop").status_code == 303
    assert not app.extensions["accounts"].named("Nouvelle").active


def test_last_administrator_cannot_be_closed(app):
    admin = sign_in(app, "Ada")
    ada = app.extensions["accounts"].named("Ada")
    answer = post(admin, f"/fr/accounts/{ada.id}", {"active": "no"}, page="/fr/accounts")
    assert answer.status_code == 422
    assert app.extensions["accounts"].named("Ada").active


def test_reading_the_catalogue_sets_no_cookie(app):
    client = app.test_client()
    client.get("/fr/products/acme-meet")
    assert client.get_cookie("session") is None
