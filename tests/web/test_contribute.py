"""What anyone can send: the form, the page that follows it, a name shared, a reply beside its fact."""

import pytest

from advisor.domain.accounts import Account
from advisor.web.asked_products import FLUSH_S, AskedProducts
from tests.web.audit import audit_page, read_page
from tests.web.site import LANGUAGES, an_app

TEXT = "Le siège est à Lyon depuis 2026, et non à Paris."


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Return an application whose database is its own: these tests write."""
    return an_app(tmp_path, monkeypatch)


@pytest.fixture
def visitor(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def send(visitor, **values):
    return visitor.post("/fr/contribute", data={"kind": "correction", "text": TEXT} | values)


def said(page):
    return " ".join(read_page(page.text).xpath("//main")[0].text_content().split())


def test_a_correction_is_kept_and_followed_under_its_own_link(visitor, app):
    answer = send(visitor, entry="product:boreal-visio", criterion="licence", url="https://exemple.fr/licence")
    assert answer.status_code == 303
    page = visitor.get(answer.location)
    assert "il attend d’être lu" in said(page)
    assert TEXT in said(page)
    assert "Boréal Visio" in said(page)
    [kept] = app.extensions["curate"].contributions.list()
    assert (kept.entry_kind, kept.entry_id, kept.criterion) == ("product", "boreal-visio", "licence")
    assert len(answer.location.rsplit("/", 1)[1]) >= 32


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"entry": "product:boreal-visio", "text": "  "}, "text", id="no message"),
        pytest.param({"entry": "product:boreal-visio", "text": "x" * 4001}, "text", id="too long"),
        pytest.param({"text": TEXT}, "subject", id="about nothing"),
        pytest.param({"entry": "product:none", "text": TEXT}, "subject", id="about an entry that is not shown"),
        pytest.param({"entry": "product:boreal-visio", "url": "javascript:alert(1)"}, "url", id="no web address"),
        pytest.param({"entry": "product:boreal-visio", "kind": "reply"}, "organisation", id="reply of nobody"),
        pytest.param({"kind": "product", "subject": "boreal VISIO"}, "anyway", id="product already there"),
    ],
)
def test_a_form_says_what_is_missing_and_keeps_what_was_typed(visitor, app, values, field):
    answer = send(visitor, **values)
    assert answer.status_code == 422
    page = read_page(answer.text)
    assert page.xpath(f"//*[@role='alert']//a[@href='#{field}']")
    assert page.xpath(f"//*[@id='{field}']/@aria-describedby")
    assert page.xpath("//textarea[@id='text']")[0].text.strip() in values.get("text", TEXT)
    assert "Erreur" in page.xpath("//title")[0].text
    assert audit_page(answer.text, "fr") == []
    assert app.extensions["curate"].contributions.list() == []


def test_a_product_of_the_same_name_can_be_sent_anyway(visitor):
    assert send(visitor, kind="product", subject="Boréal Visio", anyway="yes").status_code == 303


def test_what_is_sent_is_shown_as_text(visitor):
    answer = send(visitor, kind="product", subject="<script>alert(1)</script>", text="<b>gras</b>")
    page = visitor.get(answer.location)
    assert "<script>alert" not in page.text
    assert "<b>gras</b>" in said(page)


def test_an_unknown_link_is_not_found(visitor):
    assert visitor.get("/fr/contributions/none").status_code == 404


def test_a_form_without_its_token_is_refused(app):
    app.config["WTF_CSRF_ENABLED"] = True
    assert app.test_client().post("/fr/contribute", data={"text": TEXT}).status_code == 400
    assert app.extensions["curate"].contributions.list() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reply_stands_beside_its_fact_once_it_was_answered(visitor, app, lang):
    send(visitor, kind="reply", entry="product:boreal-visio", criterion="licence", organisation="Boréal")
    service = app.extensions["curate"].contributions
    [kept] = service.list()
    assert TEXT not in visitor.get(f"/{lang}/products/boreal-visio").text
    curator = Account(id=1, name="ada", role="curator", created=kept.created)
    service.answer(curator, kept.id, accepted=False, outcome="La source citée dit Paris.", shown=True)
    page = visitor.get(f"/{lang}/products/boreal-visio")
    shown = read_page(page.text).xpath("//*[contains(@class, 'reply')]")[0].text_content()
    assert TEXT in shown
    assert "La source citée dit Paris." in shown
    assert "Boréal" in shown
    assert audit_page(page.text, lang) == []
    followed = said(visitor.get(f"/{lang}/contributions/{kept.token}"))
    assert "La source citée dit Paris." in followed


def test_a_shared_name_is_counted_and_nothing_else_is_kept(visitor, app):
    for name in ("Qwxyz  Pro", "qwxyz pro"):
        answer = visitor.post("/fr/names", data={"name": name})
        assert answer.status_code == 200
        assert "ce nom est signalé" in said(answer)
    [shared] = app.extensions["curate"].contributions.shared_names()
    assert (shared.name, shared.count) == ("Qwxyz Pro", 2)


def test_an_empty_name_is_refused(visitor):
    assert visitor.post("/fr/names", data={"name": "  "}).status_code == 400


def test_looks_at_products_are_written_in_batches():
    moments = iter([0.0, 1.0, FLUSH_S, FLUSH_S, FLUSH_S + 1])
    written = []
    asked = AskedProducts(written.append, clock=lambda: next(moments))
    for product_id in ("tixeo", "tixeo", "zoom"):
        asked.count(product_id)
    assert written == [{"tixeo": 2}]
