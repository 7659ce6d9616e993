"""The workshop's pages, as a browser without script uses them: forms, review, publication, conflicts."""

import threading

import html5lib
import pytest

from advisor.app import create_app
from advisor.config import Config
from tests.web.audit import audit_page, read_page
from tests.web.people import open_accounts, post, sign_in
from tests.web.site import LANGUAGES, an_app, write_catalogue


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("workshop"), monkeypatch)
        open_accounts(app)
        yield app


@pytest.fixture
def people(app):
    return {name: sign_in(app, name) for name in ("Alice", "Bruno", "Claire")}


def begin(client, title="Essai"):
    """Begin a proposal and return its address."""
    return post(client, "/fr/workshop/proposals", {"title": title, "reason": "lu"}, page="/fr/workshop").headers[
        "Location"
    ]


def fields_of(page):
    """Return what a browser would send of the form of an entry, button aside."""
    form = page.xpath("//form[@id='entry']")[0]
    sent = {}
    for field in form.xpath(".//input | .//textarea | .//select"):
        name = field.get("name")
        if field.tag == "textarea":
            sent[name] = (field.text or "").lstrip("\n")
        elif field.tag == "select":
            chosen = field.xpath("./option[@selected]/@value") or field.xpath("./option/@value")[:1]
            sent[name] = chosen[0]
        elif field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                sent.setdefault(name, []).append(field.get("value"))
        else:
            sent[name] = field.get("value") or ""
    return sent


def write(client, proposal, entry, act="save", **changed):
    """Open the form of an entry, change fields and press a button."""
    address = f"{proposal}/entries/{entry}"
    sent = fields_of(read_page(client.get(address).text))
    return client.post(address, data=sent | {k.replace("__", "."): v for k, v in changed.items()} | {"do": act})


def act(client, proposal, do, **more):
    """Press a button of a proposal's page, with the opinions that are on it."""
    page = read_page(client.get(proposal).text)
    form = page.xpath("//form[contains(@class,'review')]")[0]
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    for field in form.xpath(".//input[@type='radio'][@checked]"):
        sent[field.get("name")] = field.get("value")
    return client.post(proposal, data=sent | {"do": do} | more)


def publish(people, title="Essai", entry="vendor/ether", author="Alice", reviewer="Bruno", **changed):
    """Write, submit, accept and publish a change; returns the proposal's address."""
    proposal = begin(people[author], title)
    assert write(people[author], proposal, entry, **changed).status_code == 303
    assert act(people[author], proposal, "submit").status_code == 303
    act(people[reviewer], proposal, "accept-all")
    assert act(people[reviewer], proposal, "publish").status_code == 303
    return proposal


def test_change_goes_from_form_to_public_page(app, people):
    publish(people, entry="product/ether-chat", name="Éther Chat Neuf")
    assert "Éther Chat Neuf" in app.test_client().get("/fr/products/ether-chat").text


@pytest.mark.parametrize(
    "entry",
    [
        "product/boreal-visio",
        "product/acme-lock",
        "product/faux-libre",
        "vendor/ducal",
        "category/visioconference",
        "criteria/criteria",
    ],
)
def test_entry_saved_as_it_was_changes_nothing(app, people, entry):
    kind, entry_id = entry.split("/")
    proposal = begin(people["Bruno"])
    answer = write(people["Bruno"], proposal, entry)
    assert answer.status_code == 303, read_page(answer.text).xpath("string(//*[@class='errors'])")
    workshop = app.extensions["curate"].workshop
    draft = workshop.find(int(proposal.rsplit("/", 1)[1])).draft((kind, entry_id))
    assert draft.payload == workshop.entries()[1].payload(kind, entry_id)


def test_typed_text_stays_when_something_is_wrong(people):
    proposal = begin(people["Alice"])
    answer = write(people["Alice"], proposal, "vendor/acme", website="nulle part", legal_name="Acme <SAS>")
    assert answer.status_code == 422
    page = read_page(answer.text)
    assert page.xpath("//input[@name='website']/@value") == ["nulle part"]
    assert page.xpath("//input[@name='legal_name']/@value") == ["Acme <SAS>"]
    assert page.xpath("//div[@id='problems']//a/@href") == ["#f-website"]
    assert "f-website-error" in page.xpath("//input[@name='website']/@aria-describedby")[0]
    assert audit_page(answer.text, "fr") == []


def test_new_fact_asks_for_its_criterion_then_its_value_and_sources(app, people):
    alice, proposal = people["Alice"], begin(people["Alice"])
    added = write(alice, proposal, "product/zz-sans-fait", act="add:facts", **{"new-criterion": "licence"})
    sent = fields_of(read_page(added.text))
    assert sent["facts.0.criterion"] == "licence"
    sent |= {"facts.0.value": "AGPL-3.0-or-later", "facts.0.claim": "vendor-statement", "do": "add:facts.0.sources"}
    address = f"{proposal}/entries/product/zz-sans-fait"
    sent = fields_of(read_page(alice.post(address, data=sent).text))
    kept = alice.post(address, data=sent | {"do": "save"})
    assert kept.headers["Location"].endswith("#problems"), "a value without source is kept as a draft and told"
    page = read_page(alice.get(address).text)
    assert "#f-facts-0-sources" in page.xpath("//div[@id='problems']//a/@href")
    source = {
        "url": "https://exemple.fr/",
        "title": "Page",
        "publisher": "vendor",
        "seen": "2026-11-20",
        "access": "live",
        "locator": "titre",
    }
    sent = fields_of(read_page(alice.post(address, data=fields_of(page) | {"do": "add:facts.0.sources"}).text))
    sent |= {f"facts.0.sources.0.{name}": value for name, value in source.items()} | {"do": "save"}
    assert alice.post(address, data=sent).headers["Location"] == proposal
    payload = app.extensions["curate"].workshop.find(int(proposal.rsplit("/", 1)[1])).drafts[0].payload
    assert payload["facts"][0]["sources"][0] == source


def test_fact_is_taken_out_by_its_box(app, people):
    proposal = begin(people["Alice"])
    write(people["Alice"], proposal, "vendor/ducal", **{"facts.0-remove": "yes"})
    draft = app.extensions["curate"].workshop.find(int(proposal.rsplit("/", 1)[1])).drafts[0]
    assert len(draft.payload["facts"]) == 1


def test_name_of_another_entry_is_told_while_typing_and_without_script(people):
    found = people["Alice"].get("/fr/workshop/names?kind=product&entry=acme-solo&name=AcmeMeet")
    assert "même nom" in found.text
    assert "acme-meet" in found.text
    assert "même nom" not in people["Alice"].get("/fr/workshop/names?kind=product&entry=acme-meet&name=AcmeMeet").text
    proposal = begin(people["Alice"])
    write(people["Alice"], proposal, "product/acme-solo", aliases__0__text="AcmeMeet", act="add:aliases")
    answer = write(people["Alice"], proposal, "product/acme-solo", **{"aliases.0.text": "AcmeMeet"})
    page = people["Alice"].get(answer.headers["Location"].split("#")[0])
    assert "appartient aussi à acme-solo" in page.text


def test_accepted_fields_are_published_and_the_rest_returned(app, people):
    proposal = begin(people["Alice"], "Deux champs")
    write(people["Alice"], proposal, "vendor/celadon", legal_name="Céladon SAS", website="https://celadon.example")
    act(people["Alice"], proposal, "submit")
    page = read_page(people["Bruno"].get(proposal).text)
    names = dict(zip(page.xpath("//h3[@class='fname']/code/text()"), ["opinion-0-0", "opinion-0-1"], strict=True))
    refused = act(people["Bruno"], proposal, "publish", **{names["legal_name"]: "accept"})
    assert refused.status_code == 422
    answer = act(
        people["Bruno"], proposal, "publish-part", **{names["legal_name"]: "accept", names["website"]: "question"}
    )
    assert answer.status_code == 303
    payload = app.extensions["curate"].workshop.entries()[1].payload("vendor", "celadon")
    assert (payload["legal_name"], payload.get("website")) == ("Céladon SAS", None)
    assert "brouillon" in people["Alice"].get(proposal).text


def test_author_reads_why_they_cannot_publish(people):
    proposal = begin(people["Bruno"])
    write(people["Bruno"], proposal, "vendor/celadon", aliases="Celadon SA")
    act(people["Bruno"], proposal, "submit")
    assert "une autre personne la publiera" in people["Bruno"].get(proposal).text
    assert act(people["Bruno"], proposal, "publish").status_code == 403


def test_opinions_on_a_proposal_that_changed_are_refused(people):
    proposal = begin(people["Alice"])
    write(people["Alice"], proposal, "vendor/fille", legal_name="Fille SA")
    act(people["Alice"], proposal, "submit")
    page = read_page(people["Bruno"].get(proposal).text)
    sent = {
        f.get("name"): f.get("value") for f in page.xpath("//form[contains(@class,'review')]//input[@type='hidden']")
    }
    write(people["Claire"], proposal, "vendor/fille", legal_name="Fille SAS")
    answer = people["Bruno"].post(proposal, data=sent | {"opinion-0-0": "accept", "do": "publish-part"})
    assert answer.status_code == 409
    assert audit_page(answer.text, "fr") == []


def test_second_to_publish_sees_both_versions_and_chooses(app, people):
    first, second = begin(people["Alice"], "Un"), begin(people["Claire"], "Deux")
    write(people["Alice"], first, "vendor/boreal", legal_name="Boréal SAS")
    write(people["Claire"], second, "vendor/boreal", legal_name="Boréal SA", website="https://boreal.example")
    for name, proposal in (("Alice", first), ("Claire", second)):
        act(people[name], proposal, "submit")
        act(people["Bruno"], proposal, "accept-all")
    assert act(people["Bruno"], first, "publish").status_code == 303
    refused = act(people["Bruno"], second, "publish")
    assert refused.status_code == 409
    assert audit_page(refused.text, "fr") == []
    page = people["Claire"].get(f"{second}/entries/vendor/boreal/conflict")
    assert audit_page(page.text, "fr") == []
    assert "Boréal SAS" in read_page(page.text).text_content()
    hidden = {
        f.get("name"): f.get("value")
        for f in read_page(page.text).xpath("//form[@class='review']//input[@type='hidden']")
    }
    address = f"{second}/entries/vendor/boreal/conflict"
    assert people["Claire"].post(address, data=hidden).status_code == 422
    assert people["Claire"].post(address, data=hidden | {"choice-0": "published"}).status_code == 303
    act(people["Bruno"], second, "accept-all")
    assert act(people["Bruno"], second, "publish").status_code == 303
    payload = app.extensions["curate"].workshop.entries()[1].payload("vendor", "boreal")
    assert (payload["legal_name"], payload["website"]) == ("Boréal SAS", "https://boreal.example")


def test_draft_saved_by_somebody_else_meanwhile_is_not_overwritten(app, people):
    proposal = begin(people["Bruno"])
    write(people["Bruno"], proposal, "vendor/acme", legal_name="Acme SA")
    address = f"{proposal}/entries/vendor/acme"
    mine = fields_of(read_page(people["Claire"].get(address).text)) | {"legal_name": "Acme SE", "do": "save"}
    write(people["Bruno"], proposal, "vendor/acme", legal_name="Acme SAS")
    refused = people["Claire"].post(address, data=mine)
    assert refused.status_code == 409
    assert audit_page(refused.text, "fr") == []
    page = read_page(refused.text)
    assert "Acme SAS" in page.text_content()
    hidden = {f.get("name"): f.get("value") for f in page.xpath("//form[@class='review']//input[@type='hidden']")}
    answer = people["Claire"].post(f"{address}/conflict", data=hidden | {"choice-0": "proposed"})
    assert answer.status_code == 303
    draft = app.extensions["curate"].workshop.find(int(proposal.rsplit("/", 1)[1])).drafts[0]
    assert draft.payload["legal_name"] == "Acme SE"


def test_rejection_asks_for_a_reason_and_shows_it(people):
    proposal = begin(people["Alice"])
    write(people["Alice"], proposal, "vendor/ether", legal_name="Éther asso")
    act(people["Alice"], proposal, "submit")
    assert act(people["Bruno"], proposal, "reject").status_code == 422
    act(people["Bruno"], proposal, "reject", remark="Le registre dit autre chose.")
    assert "Le registre dit autre chose." in people["Alice"].get(proposal).text


@pytest.mark.parametrize("mine", ["[", "[]", '"x"', "1", "{}", '{"id": "autre"}'])
def test_hostile_version_in_a_conflict_is_refused_plainly(people, mine):
    proposal = begin(people["Bruno"])
    write(people["Bruno"], proposal, "vendor/acme", legal_name="Acme SA")
    answer = post(
        people["Bruno"], f"{proposal}/entries/vendor/acme/conflict", {"mine": mine, "shown": "1"}, page=proposal
    )
    assert answer.status_code in (400, 409, 422)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_well_made(app, people, lang):
    proposal = begin(people["Alice"], "Bien faite")
    write(people["Alice"], proposal, "product/boreal-visio", name="Boréal Visio 2")
    write(people["Alice"], proposal, "vendor/neuf", name="Neuf")
    act(people["Alice"], proposal, "submit")
    number = proposal.rsplit("/", 1)[1]
    admin = sign_in(app, "Ada")
    pages = [
        (people["Bruno"], "workshop"),
        (people["Bruno"], f"workshop/proposals/{number}"),
        (people["Bruno"], f"workshop/proposals/{number}/entries/product/boreal-visio"),
        (people["Bruno"], f"workshop/proposals/{number}/entries/vendor/tout-neuf"),
        (people["Bruno"], f"workshop/proposals/{number}/entries/category/visioconference"),
        (people["Bruno"], f"workshop/proposals/{number}/entries/criteria/criteria"),
        (people["Bruno"], "password"),
        (admin, "accounts"),
        (app.test_client(), "sign-in"),
    ]
    for client, path in pages:
        answer = client.get(f"/{lang}/{path}")
        assert answer.status_code == 200, path
        assert audit_page(answer.text, lang) == [], path
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(answer.text)
        assert [(place, code) for place, code, _ in parser.errors] == [], path


@pytest.mark.parametrize("path", ["workshop/proposals/999", "workshop/proposals/999/entries/vendor/acme"])
def test_proposal_that_is_not_there_is_a_plain_page(people, path):
    assert people["Alice"].get(f"/fr/{path}").status_code == 404


def test_unknown_kind_or_id_is_refused_plainly(people):
    proposal = begin(people["Alice"])
    for kind, entry in (("thing", "acme"), ("vendor", "Ça va ?"), ("vendor", "")):
        answer = post(people["Alice"], f"{proposal}/entries", {"kind": kind, "entry": entry}, page=proposal)
        assert answer.status_code == 400
    assert people["Alice"].get(f"{proposal}/entries/thing/acme").status_code == 400


def test_newer_packaged_catalogue_is_offered_as_a_proposal_and_replaces_nothing(tmp_path):
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path, monkeypatch)
        open_accounts(app)
        people = {name: sign_in(app, name) for name in ("Alice", "Bruno", "Claire")}
        publish(people, entry="vendor/ether", legal_name="Éther association")
        assert "/fr/workshop/offered" not in people["Bruno"].get("/fr/workshop").text
        folder = write_catalogue(tmp_path / "newer")
        for path, line in (("ether", "legal_name: Éther SA\n"), ("boreal", "legal_name: Boréal SAS\n")):
            file = folder / "vendors" / f"{path}.yaml"
            file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
        app = an_app(tmp_path, monkeypatch, folder)
        bruno = sign_in(app, "Bruno")
        assert "Éther association" in str(app.extensions["curate"].workshop.entries()[1].payload("vendor", "ether"))
        assert "/fr/workshop/offered" in bruno.get("/fr/workshop").text
        page = bruno.get("/fr/workshop/offered")
        assert audit_page(page.text, "fr") == []
        assert "1 fiche que personne" in page.text
        answer = post(bruno, "/fr/workshop/offered", {"do": "take"})
        shown = bruno.get(answer.headers["Location"])
        assert "/entries/vendor/ether/conflict" in shown.text
        assert "/fr/workshop/offered" not in bruno.get("/fr/workshop").text


def test_parallel_saves_of_one_draft_lose_nothing(database_url, tmp_path):
    """Real requests in threads, on each database: one is kept, every other sees both versions."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("ADVISOR_CATALOGUE", str(write_catalogue(tmp_path / "catalogue")))
        app = create_app(Config(database_url=database_url, secret_key="x" * 32, testing=True))
        open_accounts(app)
        clients = [sign_in(app, ("Bruno", "Claire")[i % 2]) for i in range(6)]
        proposal = begin(clients[0], "Parallèle")
        address = f"{proposal}/entries/vendor/acme"
        forms = [fields_of(read_page(client.get(address).text)) for client in clients]
        answers = {}

        def save(i):
            answers[i] = clients[i].post(address, data=forms[i] | {"legal_name": f"Acme {i}", "do": "save"})

        threads = [threading.Thread(target=save, args=(i,)) for i in range(len(clients))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept = [i for i, answer in answers.items() if answer.status_code == 303]
        assert len(kept) == 1
        assert sorted(answer.status_code for answer in answers.values()) == [303] + [409] * 5
        for i, answer in answers.items():
            if i not in kept:
                text = read_page(answer.text).text_content()
                assert f"Acme {i}" in text
                assert f"Acme {kept[0]}" in text
        draft = app.extensions["curate"].workshop.find(int(proposal.rsplit("/", 1)[1])).drafts[0]
        assert draft.payload["legal_name"] == f"Acme {kept[0]}"
