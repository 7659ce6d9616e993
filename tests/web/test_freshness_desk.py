"""The freshness desk and what the public sent, as a browser without script uses them."""

import html5lib
import pytest

from advisor.services.curate.contributions import Sent
from tests.web.audit import audit_page, read_page
from tests.web.people import open_accounts, post, sign_in
from tests.web.site import LANGUAGES, an_app

TEXT = "Le siège est à Lyon."


@pytest.fixture
def app(tmp_path, monkeypatch):
    app = an_app(tmp_path, monkeypatch)
    open_accounts(app)
    return app


@pytest.fixture
def alice(app):
    return sign_in(app, "Alice")


@pytest.fixture
def bruno(app):
    return sign_in(app, "Bruno")


def services(app):
    return app.extensions["curate"]


def receive(app, **values):
    sent = {"kind": "correction", "text": TEXT, "entry_kind": "vendor", "entry_id": "boreal", "subject": "Boréal"}
    return services(app).contributions.receive(Sent(**(sent | values)))


def said(answer):
    return " ".join(read_page(answer.text).xpath("//main")[0].text_content().split())


def lines(client, path):
    return read_page(client.get(f"/fr/workshop/{path}").text).xpath("//ol[@id='lines']/li")


def test_every_list_is_well_made(app, bruno):
    services(app).contributions.count_asked({"boreal-visio": 3, "acme-meet": 2})
    services(app).contributions.share_name("Qwxyz <b>")
    reply = receive(app, kind="reply", organisation="Boréal", criterion="seat")
    receive(app, kind="product", entry_kind="", entry_id="", subject="Neuf")
    for lang in LANGUAGES:
        for path in (
            "freshness/expiring",
            "freshness/expiring?days=365&criterion=licence",
            "freshness/weak",
            "freshness/oldest",
            "freshness/asked",
            "freshness/names",
            "contributions",
            "contributions?state=answered",
            f"contributions/{reply.id}",
        ):
            answer = bruno.get(f"/{lang}/workshop/{path}")
            assert answer.status_code == 200, path
            assert audit_page(answer.text, lang) == [], path
            parser = html5lib.HTMLParser(strict=False)
            parser.parse(answer.text)
            assert [(place, code) for place, code, _ in parser.errors] == [], path


def test_line_opens_the_form_of_its_entry_at_the_fact_in_a_proposal_that_is_kept_for_the_next(app, alice):
    [value] = lines(alice, "freshness/oldest")[0].xpath(".//button/@value")
    answer = post(
        alice, "/fr/workshop/freshness/open", {"entry": value, "proposal": "new"}, "/fr/workshop/freshness/oldest"
    )
    kind, entry_id, place = value.split("/")
    assert answer.location.endswith(f"/entries/{kind}/{entry_id}#f-facts-{place}-value")
    form = alice.get(answer.location.split("#")[0])
    assert read_page(form.text).xpath(f"//*[@id='f-facts-{place}-value']")
    number = answer.location.split("/")[4]
    page = read_page(alice.get("/fr/workshop/freshness/oldest").text)
    assert page.xpath("//select[@id='into']/option[@selected]/@value") == [number]
    again = post(
        alice, "/fr/workshop/freshness/open", {"entry": value, "proposal": number}, "/fr/workshop/freshness/oldest"
    )
    assert again.location.split("/")[4] == number


def test_line_is_not_put_into_the_proposal_of_somebody_else(app, alice, bruno):
    [bruno_own] = [services(app).workshop.open(_account(app, "Bruno"), "à lui").number]
    sent = {"entry": "vendor/acme/0", "proposal": str(bruno_own)}
    assert post(alice, "/fr/workshop/freshness/open", sent, "/fr/workshop/freshness/oldest").status_code == 403


@pytest.mark.parametrize("entry", ["", "thing/acme/0", "vendor/none/0", "vendor/../x", "vendor"])
def test_line_that_makes_no_sense_begins_no_proposal(app, alice, entry):
    sent = {"entry": entry, "proposal": "new"}
    assert post(alice, "/fr/workshop/freshness/open", sent, "/fr/workshop/freshness/oldest").status_code == 400
    assert services(app).workshop.list() == []


@pytest.mark.parametrize("query", ["days=7", "days=x", "from=-5", "from=99999999999999999999", "criterion=none"])
def test_odd_filter_is_answered(alice, query):
    assert alice.get(f"/fr/workshop/freshness/expiring?{query}").status_code == 200


def test_products_looked_at_and_little_documented_come_first(app, alice):
    services(app).contributions.count_asked({"boreal-visio": 5, "zz-sans-fait": 5})
    names = [line.xpath("string(.//button)") for line in lines(alice, "freshness/asked")]
    assert names.index("Zz Sans Fait") < names.index("Boréal Visio")


def test_shared_name_is_settled_and_leaves_the_list(app, alice):
    services(app).contributions.share_name("Qwxyz Pro")
    services(app).contributions.share_name("Autre")
    sent = {"name": "Qwxyz Pro", "do": "ignored"}
    answer = post(alice, "/fr/workshop/freshness/names", sent)
    assert answer.location.endswith("#lines")
    assert [name.name for name in services(app).contributions.shared_names()] == ["Autre"]
    assert post(alice, "/fr/workshop/freshness/names", {"name": "jamais vu", "do": "done"}).status_code == 404


def test_contribution_becomes_a_proposal_and_is_answered_with_its_number(app, bruno):
    sent = receive(app, url="https://exemple.fr/siege")
    address = f"/fr/workshop/contributions/{sent.id}"
    begun = post(bruno, f"{address}/proposals", page=address)
    assert begun.location.endswith("/entries/vendor/boreal")
    number = begun.location.split("/")[4]
    proposal = services(app).workshop.find(int(number))
    assert (proposal.origin, TEXT in proposal.reason) == ("public", True)
    page = read_page(bruno.get(address).text)
    assert page.xpath("//input[@id='proposal']/@value") == [number]
    answer = post(bruno, address, {"decision": "accepted", "outcome": "Corrigé.", "proposal": number})
    assert answer.status_code == 303
    assert "Corrigé." in app.test_client().get(f"/fr/contributions/{sent.token}").text
    assert lines(bruno, "contributions") == []
    assert len(lines(bruno, "contributions?state=answered")) == 1


def test_reply_is_shown_beside_the_fact_when_the_curator_says_so(app, bruno):
    sent = receive(app, kind="reply", organisation="Boréal SA", criterion="seat")
    address = f"/fr/workshop/contributions/{sent.id}"
    post(bruno, address, {"decision": "declined", "outcome": "Le registre dit Paris.", "shown": "yes"})
    page = said(app.test_client().get("/fr/vendors/boreal"))
    assert TEXT in page
    assert "Le registre dit Paris." in page
    post(bruno, address, {"decision": "declined", "outcome": "Le registre dit Paris."})
    assert TEXT not in said(app.test_client().get("/fr/vendors/boreal"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"outcome": "x"}, "decision-accepted", id="no decision"),
        pytest.param({"decision": "accepted", "outcome": " "}, "outcome", id="no outcome"),
        pytest.param({"decision": "accepted", "outcome": "x", "proposal": "99"}, "proposal", id="no such proposal"),
        pytest.param({"decision": "accepted", "outcome": "x", "proposal": "1 2"}, "proposal", id="no number"),
        pytest.param({"decision": "accepted", "outcome": "x", "proposal": "9" * 40}, "proposal", id="huge number"),
    ],
)
def test_answer_says_what_is_missing_and_keeps_what_was_typed(app, bruno, values, field):
    sent = receive(app)
    answer = post(bruno, f"/fr/workshop/contributions/{sent.id}", values)
    assert answer.status_code == 422
    assert audit_page(answer.text, "fr") == []
    page = read_page(answer.text)
    assert f"#{field}" in page.xpath("//div[@class='errors']//a/@href")
    assert page.xpath("string(//textarea[@id='outcome'])").strip() == values["outcome"].strip()
    assert services(app).contributions.find(sent.id).state == "open"


def test_contributor_reads_but_does_not_answer(app, alice):
    sent = receive(app)
    address = f"/fr/workshop/contributions/{sent.id}"
    page = alice.get(address)
    assert TEXT in page.text
    assert not read_page(page.text).xpath("//input[@name='decision']")
    answer = post(alice, address, {"decision": "accepted", "outcome": "x"}, page="/fr/workshop")
    assert answer.status_code == 403


def _account(app, name):
    return next(account for account in app.extensions["accounts"].list() if account.name == name)
