"""The internal note of a result: offered apart, for the author, in every format; comparison and questions as files."""

import io

import openpyxl
import pytest

from advisor.domain.reports import Need, Needs
from tests.web.audit import audit_page, read_page
from tests.web.buyer_results import a_list, a_tender

STARTS = {"docx": b"PK", "odt": b"PK", "pdf": b"%PDF", "html": b"<!doctype html>"}


def words_of(node):
    """Return the words of an element."""
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("make", [a_list, a_tender])
def test_the_page_of_the_note_is_well_made(site, browser, make, lang):
    answer = browser.get(f"/{lang}/results/{make(site)}/note")
    assert answer.status_code == 200
    assert audit_page(answer.text, lang) == []


@pytest.mark.parametrize("make", [a_list, a_tender])
@pytest.mark.parametrize("extension", STARTS)
def test_the_note_comes_in_every_format(site, browser, make, extension):
    answer = browser.get(f"/fr/results/{make(site)}/note.{extension}?function=visioconference")
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS[extension])
    assert "note-interne" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_note_follows_the_needs(site, browser):
    token = a_list(site)
    service = site.extensions["analyses"]
    service.choose_needs(service.find(token), Needs("state", (Need("hds", required=True),), users=450))
    text = browser.get(f"/fr/results/{token}/note.html").text.replace("\xa0", " ")
    assert "1. Outils mutualisés de l’État" in text
    assert "450 utilisateurs" in text


def test_a_function_that_does_not_exist_is_refused_in_words(site, browser):
    answer = browser.get(f"/fr/results/{a_list(site)}/note.pdf?function=rien")
    assert answer.status_code == 400
    assert "rien" in answer.text


def test_the_result_leads_to_the_note_and_the_tender_names_nobody(site, browser):
    for make in (a_list, a_tender):
        token = make(site)
        page = read_page(browser.get(f"/fr/results/{token}").text)
        assert f"/fr/results/{token}/note" in page.xpath("//section[@id='note']//a/@href")
    assert "Boréal" not in words_of(page.get_element_by_id("content"))


def test_a_shared_result_has_no_note(site, browser):
    service = site.extensions["analyses"]
    for make in (a_list, a_tender):
        shared = service.share(service.find(make(site))).share_token
        assert browser.get(f"/fr/results/{shared}/note").status_code == 403
        assert browser.get(f"/fr/results/{shared}/note.html").status_code == 403
        assert not read_page(browser.get(f"/fr/results/{shared}").text).xpath("//section[@id='note']")


PAIR = "p=boreal-visio&p=celadon-call"


@pytest.mark.parametrize("extension", [*STARTS, "xlsx", "csv"])
def test_a_comparison_is_a_file(browser, extension):
    answer = browser.get(f"/fr/compare/comparison.{extension}?{PAIR}&require=hds&buyer=school")
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS.get(extension, {"xlsx": b"PK"}.get(extension, b"\xef\xbb\xbf")))


def test_the_workbook_holds_the_needs_of_the_address(browser):
    data = browser.get(f"/fr/compare/comparison.xlsx?{PAIR}&require=secnumcloud").data
    rows = list(openpyxl.load_workbook(io.BytesIO(data))["comparison"].iter_rows(values_only=True))
    assert rows[1][0] == "Qualification SecNumCloud"
    assert rows[1][1] == "exigé"
    assert rows[1][2].startswith("oui")


@pytest.mark.parametrize("extension", STARTS)
def test_questions_are_a_file(browser, extension):
    answer = browser.get(f"/fr/compare/questions.{extension}?{PAIR}&require=hds")
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS[extension])


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 404), ("p=nobody", 404), ("p=brouillon", 404), ("p=boreal-visio", 400),
     ("p=acme-meet&p=acme-suite&p=acme-solo&p=acme-lock&p=boreal-visio&p=celadon-call", 400)],
)  # fmt: skip
def test_a_comparison_of_nothing_or_of_too_many_is_refused(browser, query, status):
    assert browser.get(f"/fr/compare/comparison.csv?{query}").status_code == status
