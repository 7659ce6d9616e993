"""Every page in both languages: structure, links, headers."""

import html5lib
import pytest

from tests.web.audit import audit_page, links_of, read_page
from tests.web.site import LANGUAGES, PATHS

PAGES = [pytest.param(lang, path, id=f"{lang}{path}") for lang in LANGUAGES for path in PATHS]


@pytest.mark.parametrize(("lang", "path"), PAGES)
def test_page_is_well_made(browser, lang, path):
    answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == 200
    assert audit_page(answer.text, lang) == []


@pytest.mark.parametrize(("lang", "path"), PAGES)
def test_page_is_valid_html(browser, lang, path):
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(browser.get(f"/{lang}{path}").text)
    assert [(place, code) for place, code, _ in parser.errors] == []


def test_every_internal_link_leads_to_a_page(browser):
    links = {
        link for lang in LANGUAGES for path in PATHS for link in links_of(read_page(browser.get(f"/{lang}{path}").text))
    }
    assert len(links) > 50
    broken = [link for link in sorted(links) if browser.get(link.split("#")[0]).status_code != 200]
    assert broken == []


@pytest.mark.parametrize("path", ["/", "/products/acme-meet", "/products/none", "/search?q=a"])
def test_answers_carry_the_security_headers(browser, path):
    headers = browser.get(f"/fr{path}").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "HX-Request" in headers["Vary"]


def test_routes_have_words_in_kebab_case_and_typed_parts(site):
    for rule in site.url_map.iter_rules():
        if rule.endpoint.startswith("browse."):
            assert rule.rule == rule.rule.lower()
            assert "_" not in "".join(part for part in rule.rule.split("/") if not part.startswith("<"))
            assert set(rule._converters) == set(rule.arguments)
            assert "POST" not in rule.methods


def test_every_route_of_the_catalogue_is_audited(site):
    adapter = site.url_map.bind("localhost")
    seen = {adapter.match("/fr" + path.split("?")[0])[0] for path in PATHS}
    pages = {rule.endpoint for rule in site.url_map.iter_rules() if rule.endpoint.startswith("browse.")}
    assert pages - {"browse.export_edition"} <= seen


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/products/none", "/products/brouillon", "/vendors/cachee", "/criteria/none", "/nowhere"]
)
def test_missing_entry_or_draft_is_a_plain_page(browser, lang, path):
    answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == 404
    assert audit_page(answer.text, "fr" if path == "/nowhere" else lang) == []


def test_language_link_keeps_the_view(browser):
    page = read_page(browser.get("/fr/coverage?sort=links&order=asc").text)
    assert page.xpath("//a[@hreflang='en']/@href") == ["/en/coverage?sort=links&order=asc"]


def test_page_is_compressed_when_asked_and_readable_when_not(browser):
    packed = browser.get("/fr/products/boreal-visio", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in browser.get("/fr/products/boreal-visio").headers


def test_page_with_a_form_token_is_not_compressed(browser):
    assert "Content-Encoding" not in browser.get("/fr/?q=a", headers={"Accept-Encoding": "gzip"}).headers


def test_static_file_is_compressed_and_kept(browser):
    address = read_page(browser.get("/fr/").text).xpath("//link[@rel='stylesheet']/@href")[0]
    answer = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert browser.get(address).text.startswith("/*")


def test_scripts_are_small(browser):
    for name in ("combobox.js", "copy.js", "desk.js"):
        assert len(browser.get(f"/static/any/{name}").data) < 2000
