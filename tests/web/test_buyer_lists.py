"""The result of a list: marks, groups, decisions, filters, columns, needs, downloads."""

import csv
import io
import json

import openpyxl
import pytest
from pydantic import TypeAdapter

from advisor.documents import ColumnChoice, read_list
from advisor.reports.shapes import SHAPES
from tests.web.audit import read_page
from tests.web.buyer_results import CHAIR, LIST_FILE, a_file, a_list, send


def page_of(browser, token, query="", lang="fr"):
    return read_page(browser.get(f"/{lang}/results/{token}{query}").text)


def words_of(node):
    return " ".join(node.text_content().split())


def test_lines_stand_in_groups_by_what_to_do_next(site, browser):
    page = page_of(browser, a_list(site))
    groups = {s.get("id"): s.xpath(".//li[starts-with(@id, 'r')]/@id") for s in page.xpath("//section[@id]")}
    assert groups["confirm"] == ["r4"]
    assert groups["replaceable"] == ["r2"]
    assert groups["european"] == ["r5"]
    assert set(groups["no-substitute"]) == {"r6", "r7", "r8"}
    assert groups["unrecognised"] == ["r9", "r10", "r11"]


def test_answer_is_the_title_with_its_numbers(site, browser):
    token = a_list(site)
    title = page_of(browser, token).xpath("string(//h1)")
    assert title.startswith("5 lignes sur 10, et 90")
    assert "2 ont une alternative documentée, 1 est à confirmer." in title
    assert page_of(browser, token, lang="en").xpath("string(//h1)").startswith("5 lines of 10")


def test_matched_corrected_and_left_over_words_are_marked(site, browser):
    page = page_of(browser, a_list(site))
    assert page.xpath("//li[@id='r2']//p[@class='raw']/mark/text()") == ["Acme Meet"]
    assert page.xpath("//li[@id='r2']//p[@class='raw']/i/text()") == ["Licence", "Pro"]
    assert page.xpath("//li[@id='r4']//mark[@class='fixed']/text()") == ["Borael"]
    assert "faute corrigée" in words_of(page.xpath("//li[@id='r4']")[0])


def test_words_of_the_list_are_escaped(site, browser):
    text = browser.get(f"/fr/results/{a_list(site)}").text
    assert CHAIR not in text
    assert "Chaise &lt;b&gt;de&lt;/b&gt; bureau" in text


def test_equal_lines_are_counted_and_summed(site, browser):
    line = words_of(page_of(browser, a_list(site)).xpath("//li[@id='r2']")[0])
    assert "× 2" in line
    assert "lignes 2, 3" in line
    assert "1 500 €" in line.replace("\u202f", " ").replace("\xa0", " ")


def test_picture_has_its_table(site, browser):
    page = page_of(browser, a_list(site))
    assert len(page.xpath("//figure//svg[@role='img']/title")) == 2
    rows = {words_of(r.xpath("./th")[0]): words_of(r.xpath("./td")[0]) for r in page.xpath("//figure//tbody/tr")}
    assert rows["États-Unis"] == "5"
    assert rows["non reconnu"] == "3"


def test_alternatives_say_what_they_cover_and_what_they_lack(site, browser):
    line = page_of(browser, a_list(site)).xpath("//li[@id='r2']")[0]
    assert line.xpath(".//p[@class='alt-name']/a/@href") == ["/fr/products/boreal-visio", "/fr/products/celadon-call"]
    assert "Manque : pas de téléphonie" in words_of(line)
    assert "Seul" not in words_of(line)


def test_suite_shows_its_parts(site, browser):
    parts = page_of(browser, a_list(site)).xpath("//li[@id='r8']//table//tbody/tr")
    assert [words_of(part.xpath("./th")[0]) for part in parts] == ["Acme Meet"]


def test_needs_become_squares_with_words(site, browser):
    token = a_list(site)
    send(
        browser,
        f"/fr/results/{token}/needs",
        **{
            "level-secnumcloud": "require",
            "level-licence": "prefer",
            "accept-licence": "free",
            "level-nothing": "require",
        },
    )
    strip = page_of(browser, token).xpath("//li[@id='r2']//span[@class='strip']/@aria-label")
    assert [" ".join(label.split()) for label in strip][1] == "Vos besoins, dans l’ordre : inconnu, inconnu"


def test_confirming_moves_the_line_and_undo_brings_it_back(site, browser):
    token = a_list(site)
    answer = send(browser, f"/fr/results/{token}/rows/4/decision?sort=row", product="ducal-talk")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/fr/results/{token}?sort=row&done=4#done"
    page = read_page(browser.get(answer.headers["Location"]).text)
    assert "Ligne 4 : Ducal Talk, confirmé." in words_of(page.get_element_by_id("done"))
    assert not page.xpath("//section[@id='confirm']")
    answer = send(browser, f"/fr/results/{token}/rows/4/undo")
    assert answer.headers["Location"] == f"/fr/results/{token}#r4"
    assert page_of(browser, token).xpath("//section[@id='confirm']//li/@id") == ["r4"]


def test_refused_line_is_not_recognised(site, browser):
    token = a_list(site)
    send(browser, f"/fr/results/{token}/rows/4/decision", product="-")
    assert "r4" in page_of(browser, token).xpath("//section[@id='unrecognised']//li/@id")


def test_decision_by_htmx_swaps_the_line_and_the_counts(site, browser):
    token = a_list(site)
    answer = send(
        browser, f"/fr/results/{token}/rows/4/decision", product="boreal-visio", headers={"HX-Request": "true"}
    )
    page = read_page(f"<div>{answer.text}</div>")
    assert page.xpath("//li[@id='r4']//button[@autofocus]")
    assert page.xpath("//*[@hx-swap-oob]/@id") == ["head", "facets"]
    back = send(browser, f"/fr/results/{token}/rows/4/undo", headers={"HX-Request": "true"})
    assert "Quel produit" in back.text


@pytest.mark.parametrize(
    ("row", "product", "status"),
    [
        pytest.param(4, "", 400, id="nothing chosen"),
        pytest.param(4, "nothing", 404, id="no such product"),
        pytest.param(1, "-", 404, id="the header"),
        pytest.param(99, "-", 404, id="no such row"),
    ],
)
def test_decision_that_means_nothing_is_refused(site, browser, row, product, status):
    assert send(browser, f"/fr/results/{a_list(site)}/rows/{row}/decision", product=product).status_code == status


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?show=european", ["r5"]),
        ("?control=FR", ["r5"]),
        ("?function=messagerie", ["r8"]),
        ("?q=CHAISE", ["r9"]),
        ("?q=acme&show=replaceable", ["r2"]),
        ("?q=zzz", []),
        ("?show=replaceable&page=99", ["r2"]),
        ("?show=nothing&sort=nothing&page=-1&control=zz", []),
    ],
)
def test_filters_are_in_the_address(site, browser, query, rows):
    assert page_of(browser, a_list(site), query).xpath("//section//li[starts-with(@id, 'r')]/@id") == rows


def test_htmx_gets_the_lines_only_and_history_the_whole_page(site, browser):
    token = a_list(site)
    headers = {"HX-Request": "true", "HX-Target": "lines"}
    part = browser.get(f"/fr/results/{token}?show=confirm", headers=headers)
    assert part.text.lstrip().startswith('<div id="lines"')
    whole = browser.get(f"/fr/results/{token}", headers=headers | {"HX-History-Restore-Request": "true"})
    assert "<h1" in whole.text


def test_other_product_is_searched_and_chosen(site, browser):
    token = a_list(site)
    page = page_of(browser, token, "/rows/9?words=ducal")
    assert page.xpath("//input[@name='product']/@value") == ["ducal-talk", "-"]
    send(browser, f"/fr/results/{token}/rows/9/decision", product="ducal-talk")
    assert "r9" not in page_of(browser, token).xpath("//section[@id='unrecognised']//li/@id")


def test_columns_are_chosen_among_those_of_the_file(site, browser):
    sent = send(browser, "/fr/lists", liste=a_file(LIST_FILE, "parc.csv"))
    token = sent.headers["Location"].rsplit("/", 1)[1]
    page = page_of(browser, token, "/columns")
    assert page.xpath("//select[@name='text']/option[@selected]/@value") == ["Libellé"]
    send(browser, f"/fr/results/{token}/columns", text="Éditeur", amount="Montant", sheet="", read_sheet="")
    assert "Éditeur" in words_of(page_of(browser, token).xpath("//div[@class='aside']")[0])


def test_column_that_does_not_exist_is_one_clear_message(site, browser):
    token = a_list(site)
    send(browser, f"/fr/results/{token}/columns", text="Rien", sheet="", read_sheet="")
    answer = browser.get(f"/fr/results/{token}")
    assert answer.status_code == 422
    assert "Rien" in answer.text
    assert f"/fr/results/{token}/columns" in answer.text


def test_downloads_hold_the_decisions_and_no_formula(site, browser):
    token = a_list(site)
    send(browser, f"/fr/results/{token}/rows/9/decision", product="acme-solo")
    got = {kind: browser.get(f"/fr/results/{token}/download.{kind}") for kind in ("csv", "xlsx", "ods", "json")}
    assert {answer.status_code for answer in got.values()} == {200}
    assert got["csv"].headers["Content-Disposition"] == "attachment; filename=ou-equivalent-parc.csv"
    rows = list(csv.DictReader(io.StringIO(got["csv"].data.decode("utf-8-sig")), delimiter=";"))
    assert rows[8]["product_id"] == "acme-solo"
    assert rows[10]["input"].startswith("'=")
    sheet = openpyxl.load_workbook(io.BytesIO(got["xlsx"].data))["lines"]
    assert sheet.max_row == len(rows) + 1
    assert sheet["B12"].data_type == "s"
    result = json.loads(got["json"].data)
    TypeAdapter(SHAPES["match"]).validate_python(result)
    assert [row["input"] for row in result["rows"]][1:] == [row["input"].removeprefix("'") for row in rows][1:]
    lines = read_list(got["ods"].data, "r.ods", sheet="lines", columns=ColumnChoice(text="input")).lines
    assert [line.text for line in lines][2:4] == ["Licence Acme Meet Pro"] * 2


def test_download_of_another_kind_or_before_the_end_is_missing(site, browser):
    assert browser.get(f"/fr/results/{a_list(site)}/download.pdf").status_code == 404


def test_the_page_of_a_line_tells_what_each_clue_weighed(site, browser):
    sent = send(browser, "/fr/lists", liste=a_file("Libellé\nLicence Acme Suite E3\n", "parc.csv"))
    token = sent.headers["Location"].rsplit("/", 1)[1]
    (waterfall,) = page_of(browser, token, "/rows/2").xpath("//details[summary[contains(., 'chaque indice')]]")
    assert "un nom du catalogue est là" in words_of(waterfall)
