"""The result of a tender: marks and findings, both ways; filters; the whole text; no alternative anywhere."""

import json

from pydantic import TypeAdapter

from advisor.reports.shapes import SHAPES
from tests.web.audit import read_page
from tests.web.buyer_results import a_file, a_tender, send
from tests.web.test_buyer_lists import page_of, words_of

MANY = "\n\n".join(f"Article {n}. Le titulaire fournit Acme Meet pour le site {n}." for n in range(1, 90))


def test_marks_lead_to_findings_and_back(site, browser):
    page = page_of(browser, a_tender(site))
    marks = page.xpath("//a[@class='hit']")
    assert [words_of(mark) for mark in marks] == ["Acme Suite", "Acme Meet", "Ducal Talk"]
    for mark in marks:
        number = mark.get("id")[1:]
        assert mark.get("href") == f"#m{number}"
        assert page.get_element_by_id(f"m{number}") is not None
    backs = page.xpath("//article//h3/a/@href")
    assert set(backs) == {f"#{mark.get('id')}" for mark in marks}


def test_missing_words_have_the_insertion_mark_and_present_ones_are_set_apart(site, browser):
    page = page_of(browser, a_tender(site))
    paragraph = page.xpath("//a[contains(., 'Acme Meet')]/..")[0]
    assert len(paragraph.xpath(".//span[@class='miss']")) == 1
    assert paragraph.xpath(".//b[@class='oe']/text()") == ["ou équivalent"]


def test_text_of_the_document_is_escaped(site, browser):
    token = a_tender(site)
    for path in ("", "/text"):
        text = browser.get(f"/fr/results/{token}{path}").text
        assert "<script>alert" not in text
    assert "&lt;script&gt;" in browser.get(f"/fr/results/{token}/text").text


def test_every_finding_says_its_rule_its_source_and_that_it_is_an_indication(site, browser):
    for note in page_of(browser, a_tender(site)).xpath("//article"):
        assert note.xpath(".//a[@class='cite']/@href")[0].startswith("https://")
        assert "service juridique" in words_of(note)
        assert "« ou équivalent »" in words_of(note)


def test_no_alternative_is_named(site, browser):
    token = a_tender(site)
    for path in ("", "/text", "/download.json"):
        text = browser.get(f"/fr/results/{token}{path}").text
        assert "Boréal" not in text
        assert "/products/" not in text


def test_filters_are_in_the_address(site, browser):
    token = a_tender(
        site, {"a.txt": "Le titulaire fournit Acme Meet.", "b.txt": "La ville utilise déjà Acme Suite, existant."}
    )
    assert len(page_of(browser, token).xpath("//article")) == 2
    assert len(page_of(browser, token, "?document=1").xpath("//article")) == 1
    assert len(page_of(browser, token, "?severity=info").xpath("//article")) == 1
    assert page_of(browser, token, "?kind=origin").xpath("//article") == []
    part = browser.get(f"/fr/results/{token}?document=2", headers={"HX-Request": "true", "HX-Target": "findings"})
    assert part.text.lstrip().startswith('<div id="findings"')


def test_long_tender_has_pages_and_each_finding_its_own(site, browser):
    token = a_tender(site, {"long.txt": MANY})
    first, second = page_of(browser, token), page_of(browser, token, "?page=2")
    assert len(first.xpath("//article")) == 60
    assert len(second.xpath("//article")) == 29
    assert browser.get(f"/fr/results/{token}/findings/75").headers["Location"] == f"/fr/results/{token}?page=2#m75"
    assert second.get_element_by_id("m75") is not None


def test_same_name_twice_is_told_apart(site, browser):
    files = [a_file(text, "cctp.txt") for text in ("Acme Meet est exigé.", "Acme Suite est exigé.")]
    sent = send(browser, "/fr/tenders", document=files)
    names = [d["name"] for d in json.loads(browser.get(f"{sent.headers['Location']}/download.json").data)["documents"]]
    assert names == ["cctp.txt", "cctp (2).txt"]


def test_document_without_any_brand_says_so(site, browser):
    token = a_tender(site, {"vide.txt": "Le titulaire fournit des chaises."})
    assert page_of(browser, token).xpath("string(//h1)") == "Aucune marque du catalogue dans ce qui a été lu."


def test_download_has_the_shape_of_the_contract(site, browser):
    answer = browser.get(f"/fr/results/{a_tender(site)}/download.json")
    TypeAdapter(SHAPES["check"]).validate_python(json.loads(answer.data))
    assert browser.get(f"/fr/results/{a_tender(site)}/download.xlsx").status_code == 404


def test_whole_text_marks_lead_to_findings(site, browser):
    token = a_tender(site)
    page = read_page(browser.get(f"/fr/results/{token}/text").text)
    (first, *_) = page.xpath("//a[@class='hit']/@href")
    assert browser.get(first).headers["Location"].startswith(f"/fr/results/{token}#m")
