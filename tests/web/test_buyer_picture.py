"""Decisions line by line, the dependency picture, its files, and several lists put together."""

import io
import json

import icalendar
import openpyxl
import pytest

from advisor.domain.reports import LineDecision
from advisor.matching.normalise import fold
from advisor.web.assets import PACKAGE
from tests.web.audit import audit_page, read_page
from tests.web.buyer_results import a_list, a_tender, send

FILES = {"pdf": b"%PDF", "docx": b"PK", "odt": b"PK", "html": b"<!doctype html>", "ics": b"BEGIN:VCALENDAR"}


def service_of(site):
    return site.extensions["analyses"]


def words_of(node):
    return " ".join(node.text_content().split())


def choose(browser, token, row, **form):
    return send(browser, f"/fr/results/{token}/rows/{row}/choice", **form)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", ["/picture", "/review/2", "/review/4", "/review/9", "/combine"])
def test_the_pages_are_well_made(site, browser, lang, path):
    token = a_list(site)
    address = f"/{lang}{path}" if path == "/combine" else f"/{lang}/results/{token}{path}"
    answer = browser.get(address)
    assert answer.status_code == 200
    assert audit_page(answer.text, lang) == []


def test_a_decision_is_kept_and_the_next_line_follows(site, browser):
    token = a_list(site)
    first = browser.get(f"/fr/results/{token}/review").location
    assert first.endswith("/review/4")
    answer = choose(
        browser, token, 2, action="replace", replacement="boreal-visio", comment="en 2027", criticality="critical"
    )
    assert answer.status_code == 303
    assert "/review/" in answer.location
    kept = service_of(site).find(token).choices
    assert kept == {fold("Licence Acme Meet Pro"): LineDecision("replace", "boreal-visio", "en 2027", "critical")}
    line = words_of(read_page(browser.get(f"/fr/results/{token}").text).xpath("//li[@id='r2']")[0])
    assert "Remplacer par Boréal Visio" in line
    assert "usage critique" in line
    assert "« en 2027 »" in line


def test_a_line_to_confirm_is_confirmed_and_decided_at_once(site, browser):
    token = a_list(site)
    choose(browser, token, 4, product="boreal-visio", action="keep")
    analysis = service_of(site).find(token)
    assert analysis.decisions == {fold("Borael Visio x12"): "boreal-visio"}
    assert analysis.choices[fold("Borael Visio x12")].action == "keep"


def test_the_queue_ends_when_every_line_is_decided(site, browser):
    token = a_list(site)
    for _ in range(20):
        where = browser.get(f"/fr/results/{token}/review")
        if where.status_code == 200:
            break
        choose(browser, token, where.location.rsplit("/", 1)[1], action="keep")
    assert "Toutes les lignes sont décidées" in where.text


def test_nothing_chosen_is_said_and_keeps_the_line(site, browser):
    token = a_list(site)
    answer = choose(browser, token, 2)
    assert answer.status_code == 422
    assert "Choisissez une décision" in answer.text
    assert service_of(site).find(token).choices == {}


def test_a_decision_is_erased(site, browser):
    token = a_list(site)
    choose(browser, token, 2, action="study")
    send(browser, f"/fr/results/{token}/rows/2/unchoose")
    assert service_of(site).find(token).choices == {}


def test_a_line_not_concerned_counts_nowhere(site, browser):
    token = a_list(site)
    before = read_page(browser.get(f"/fr/results/{token}").text).xpath("string(//h1)")
    choose(browser, token, 2, action="not-concerned")
    page = read_page(browser.get(f"/fr/results/{token}").text)
    assert before.startswith("5 lignes sur 10")
    assert page.xpath("string(//h1)").startswith("3 lignes sur 8")
    assert page.xpath("//section[@id='set-aside']//li[@id='r2']")


@pytest.mark.parametrize("form", [{"action": "destroy"}, {"action": "replace", "replacement": "nobody"}])
def test_what_cannot_be_decided_changes_nothing(site, browser, form):
    token = a_list(site)
    assert choose(browser, token, 2, **form).status_code in (404, 422)
    assert service_of(site).find(token).choices == {}


def test_a_downloaded_workbook_comes_back_decided(site, browser):
    token = a_list(site)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/fr/results/{token}/download.xlsx").data))
    sheet = book["lines"]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(3, names.index("action") + 1).value = "étudier"
    sheet.cell(4, names.index("replaced_by") + 1).value = "Boréal Vizio"
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    answer = send(browser, f"/fr/results/{token}/choices", workbook=(out, "revu.xlsx"))
    assert answer.status_code == 200
    assert "1 texte décidé" in answer.text
    assert "Boréal Vizio" in answer.text
    assert "Vouliez-vous dire « Boréal Visio » ?" in answer.text.replace("&nbsp;", " ")
    assert service_of(site).find(token).choices[fold(sheet.cell(3, 2).value)].action == "study"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"a;b\n1;2\n"], ids=["empty", "broken", "other"])
def test_a_workbook_that_is_none_is_refused_and_loses_nothing(site, browser, data):
    token = a_list(site)
    choose(browser, token, 2, action="keep")
    answer = send(browser, f"/fr/results/{token}/choices", workbook=(io.BytesIO(data), "x.csv"))
    assert answer.status_code == 422
    assert len(service_of(site).find(token).choices) == 1


def test_the_picture_says_what_the_download_holds(site, browser):
    token = a_list(site)
    choose(browser, token, 2, action="replace", replacement="boreal-visio")
    picture = json.loads(browser.get(f"/fr/results/{token}/download.json").data)["summary"]["picture"]
    page = read_page(browser.get(f"/fr/results/{token}/picture").text)
    rows = page.xpath("//table[caption='Lignes et montants par contrôle de l’éditeur']/tbody/tr")
    assert [words_of(row.xpath("td")[0]) for row in rows[:-1]] == [str(g["rows"]) for g in picture["by_jurisdiction"]]
    assert page.xpath("//table[caption='Après les décisions prises']")
    assert page.xpath("//figure[@class='chart']/div[@role='img']/@aria-label")


@pytest.mark.parametrize("extension", sorted(FILES))
def test_the_picture_comes_as_a_file(site, browser, extension):
    answer = browser.get(f"/fr/results/{a_list(site)}/picture.{extension}")
    assert answer.status_code == 200
    assert answer.data.startswith(FILES[extension])
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_tender_has_no_picture(site, browser):
    token = a_tender(site)
    assert browser.get(f"/fr/results/{token}/picture").status_code == 404
    assert browser.get(f"/fr/results/{token}/picture.pdf").status_code == 404


def test_several_lists_are_put_together_by_their_links(site, browser):
    one, two = a_list(site), a_list(site)
    shared = service_of(site).share(service_of(site).find(two)).share_token
    lists = f"http://localhost/fr/results/{one} ; Ville <b>\nhttps://x/en/results/{shared}?show=confirm;CCAS\n"
    page = read_page(send(browser, "/fr/combine", lists=lists).text)
    rows = page.xpath("//table[caption='Les listes réunies']/tbody/tr")
    assert [words_of(row.xpath("th")[0]) for row in rows] == ["Ville <b>", "CCAS"]
    assert page.xpath("string(//h1)").startswith("10 lignes sur 20")
    report = send(browser, "/fr/combine", lists=lists, **{"as": "ics"})
    assert icalendar.Calendar.from_ical(report.data)


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        pytest.param("", "au moins deux liens", id="nothing"),
        pytest.param("https://x/fr/results/abc\nhttps://x", "Ligne 1", id="no result"),
        pytest.param("\n".join(["x"] * 30), "30 liens", id="too many"),
    ],
)
def test_links_that_lead_nowhere_are_said(browser, lists, told):
    answer = send(browser, "/fr/combine", lists=lists)
    assert answer.status_code == 422
    assert told in answer.text


def test_a_shared_link_shows_no_form_of_decisions(site, browser):
    token = a_list(site)
    shared = service_of(site).share(service_of(site).find(token)).share_token
    page = browser.get(f"/fr/results/{shared}").text
    assert "/choices" not in page
    assert "/review" not in page
    assert browser.get(f"/fr/results/{shared}/picture").status_code == 200


def test_the_script_of_the_queue_is_small():
    assert len((PACKAGE / "web" / "static" / "review.js").read_bytes()) < 2_000
