"""The needs form: the answer is the address, the rules follow the buyer, a file goes both ways."""

import io
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest

from advisor.services.needs import parse_needs
from tests.web.audit import audit_page, read_page
from tests.web.buyer_results import a_list, a_tender

ASKED = "buyer=hospital&data=health&users=450&require=hosting-country:EU,hds&prefer=licence:free,open-standards:SIP%2BWebRTC"
STATES = ("/needs", f"/needs?{ASKED}", "/needs?buyer=state&data=sensitive", "/needs?buyer=company", "/needs?q=acme&buyer=state",
          "/needs?form=1&users=many", "/needs?prefer=maturity,limit&parts=acme-meet")  # fmt: skip


def words_of(node):
    """Return the words of an element."""
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", STATES)
def test_the_page_is_well_made(browser, lang, path):
    answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == (422 if "many" in path else 200)
    assert audit_page(answer.text, lang) == []
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(answer.text)
    assert parser.errors == []


def send_form(browser, *pairs):
    """Send the form as a browser without script does, and return the address it leads to."""
    answer = browser.get("/fr/needs", query_string=[("form", "1"), *pairs])
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_answer_is_a_short_address(browser):
    address = send_form(
        browser,
        ("buyer", "hospital"), ("data", "personal"), ("data", "health"), ("users", "4 500"),
        ("level-hds", "require"), ("accept-hds", ""), ("level-hosting-country", "prefer"), ("accept-hosting-country", "EU"),
        ("level-open-standards", "prefer"), ("accept-open-standards", "SIP, WebRTC"),
        ("level-licence", ""), ("accept-licence", "free"), ("level-seat", "require"),
    )  # fmt: skip
    query = parse_qs(urlsplit(address).query)
    assert query == {
        "buyer": ["hospital"],
        "data": ["personal,health"],
        "users": ["4500"],
        "require": ["hds"],
        "prefer": ["hosting-country:EU,open-standards:SIP+WebRTC"],
    }


def test_the_form_shows_again_what_the_address_holds_and_sends_it_unchanged(browser):
    form = read_page(browser.get(f"/fr/needs?{ASKED}").text).forms[1]
    pairs = [(name, value) for name, value in form.form_values() if name != "form"]
    assert parse_qs(urlsplit(send_form(browser, *pairs)).query) == parse_qs(ASKED)


def test_what_the_form_does_not_offer_is_kept(browser):
    asked = "require=hosting-country:FR%2BDE&prefer=maturity"
    page = read_page(browser.get(f"/fr/needs?{asked}").text)
    form = next(form for form in page.forms if form.get("class") == "needs-form")
    pairs = [(name, value) for name, value in form.form_values() if name != "form"]
    assert parse_qs(urlsplit(send_form(browser, *pairs)).query) == parse_qs(asked)
    assert "France, Allemagne" in words_of(page.get_element_by_id("q-hosting"))


def test_a_number_that_cannot_be_read_is_said_and_loses_nothing(browser):
    answer = browser.get("/fr/needs", query_string=[("form", "1"), ("users", "beaucoup"), ("buyer", "school")])
    page = read_page(answer.text)
    assert answer.status_code == 422
    assert "nombre entier" in words_of(page.get_element_by_id("users-error"))
    assert page.xpath("//input[@name='buyer'][@checked]/@value") == ["school"]


@pytest.mark.parametrize(
    ("path", "said", "silent"),
    [
        pytest.param(
            "/needs?buyer=state&data=sensitive", ["2024-449", "6519/SG", "SecNumCloud 3.2"], ["2258"], id="state"
        ),
        pytest.param("/needs?buyer=company", ["Aucune règle recensée"], ["6519/SG", "2024-449"], id="company"),
        pytest.param(
            "/needs?buyer=local-authority", ["2258", "sans effet aujourd’hui"], ["2024-449 (SREN)"], id="local"
        ),
        pytest.param("/needs?buyer=hospital&data=health", ["HDS", "source secondaire"], ["6519/SG"], id="hospital"),
    ],
)
def test_each_buyer_reads_the_rules_that_concern_it(browser, path, said, silent):
    text = words_of(read_page(browser.get(f"/fr{path}").text).get_element_by_id("content"))
    assert [word for word in said if word not in text] == []
    assert [word for word in silent if word in text] == []


def test_htmx_gets_the_page_with_the_rules_of_the_chosen_buyer(browser):
    answer = browser.get("/fr/needs?form=1&buyer=state&level-hds=prefer", headers={"HX-Request": "true"})
    page = read_page(answer.text)
    assert answer.status_code == 200
    assert "6519/SG" in words_of(page.get_element_by_id("need-rest"))
    assert page.xpath("//input[@name='level-hds'][@checked]/@value") == ["prefer"]


def test_a_search_leads_to_the_product_with_the_needs(browser):
    page = read_page(browser.get("/fr/needs?buyer=state&q=acme+meet").text)
    assert "/fr/products/acme-meet?buyer=state" in page.xpath("//section[@id='kept']//ul//a/@href")


def test_the_file_that_is_sent_back_says_the_same(browser):
    answer = browser.get(f"/fr/needs.yaml?{ASKED}")
    assert "besoins.yaml" in answer.headers["Content-Disposition"]
    assert parse_needs(answer.data, "x").buyer == "hospital"
    back = upload(browser, "/fr/needs", "/fr/needs/file", answer.data)
    assert parse_qs(urlsplit(back.headers["Location"]).query) == parse_qs(ASKED)


def upload(browser, page, address, data):
    """Send a needs file with the form's token."""
    token = read_page(browser.get(page).text).xpath("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "needs-file": (io.BytesIO(data), "besoins.yaml")}
    return browser.post(address, data=sent, content_type="multipart/form-data")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"), pytest.param(b"buyer: king", id="half right"), pytest.param(b"\xff\x00", id="no text"),
        pytest.param(b"a: &a [*a, *a]", id="hostile"), pytest.param(b"requires: [seat]", id="where from"),
        pytest.param(b"x" * 100_000, id="huge"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(site, browser, data):
    token = a_list(site)
    for page, address in (
        ("/fr/needs", "/fr/needs/file"),
        (f"/fr/results/{token}/needs", f"/fr/results/{token}/needs/file"),
    ):
        answer = upload(browser, page, address, data)
        if data == b"":
            assert answer.status_code == 303
            continue
        assert answer.status_code == 422
        assert audit_page(answer.text, "fr") == []
        assert read_page(answer.text).xpath("//p[@id='needs-file-error']")


def test_a_result_takes_the_needs_of_a_file_and_of_an_address(site, browser):
    for token in (a_list(site), a_tender(site)):
        answer = upload(
            browser, f"/fr/results/{token}/needs", f"/fr/results/{token}/needs/file", b"buyer: school\nprefers: [api]"
        )
        assert answer.status_code == 303
        service = site.extensions["analyses"]
        assert service.find(token).needs.buyer == "school"
        filled = read_page(browser.get(f"/fr/results/{token}/needs?buyer=hospital&require=hds").text)
        assert filled.xpath("//input[@name='level-hds'][@checked]/@value") == ["require"]
        assert service.find(token).needs.buyer == "school"


def test_needs_of_the_address_follow_what_is_sent_from_there(site, browser):
    page = read_page(browser.get("/fr/needs?buyer=school&require=hds").text)
    start = page.xpath("//section[@id='kept']//a[contains(@href,'/lists')]/@href")[0]
    form = read_page(browser.get(start).text).xpath("//form[contains(@action,'/lists/pasted')]")[0]
    fields = dict(form.form_values()) | {"lines": "Acme Meet"}
    token = browser.post(form.action, data=fields).headers["Location"].rsplit("/", 1)[1]
    needs = site.extensions["analyses"].find(token).needs
    assert (needs.buyer, [need.criterion for need in needs.needs]) == ("school", ["hds"])


def test_a_duty_that_is_not_asked_is_told(browser):
    text = words_of(read_page(browser.get("/fr/needs?buyer=hospital&data=health").text).get_element_by_id("need-rest"))
    assert "vos besoins n’exigent pas encore : certification HDS" in text
    text = words_of(
        read_page(browser.get("/fr/needs?buyer=hospital&data=health&require=hds").text).get_element_by_id("need-rest")
    )
    assert "n’exigent pas encore" not in text
