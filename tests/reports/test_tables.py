"""Exports: what a spreadsheet reads back, and formulas made harmless."""

import csv
import io

import openpyxl
import pytest

from advisor.documents import read_table
from advisor.domain.documents import Columns, ListLine, PurchaseList
from advisor.domain.matches import LineMatch, Reason
from advisor.reports.lists import Shaper, build_list_result
from advisor.reports.tables import COLUMNS, neutralise, to_csv, to_ods, to_xlsx
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product, a_vendor


def result(*texts):
    catalogue = a_catalogue(
        products=[a_product(alternatives=[a_link("b")]), a_product("b", roles=["alternative"])],
        vendors=[a_vendor(facts=[a_fact("seat", "US")])],
    )
    lines = tuple(ListLine(i, text, None, "12.50") for i, text in enumerate(texts, start=2))
    purchases = PurchaseList("parc.csv", None, Columns("Libellé"), lines)
    match = LineMatch("acme-meet", 0.99, "sure", (Reason("alias", "Acme Meet", "Acme Meet", 0, 9),))
    return build_list_result(
        Shaper(catalogue, TODAY), purchases, [match] * len(lines), method="m", created="2026-11-23T00:00:00Z"
    )


@pytest.mark.parametrize("start", ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_looks_like_a_formula_is_neutralised(start):
    assert neutralise(start) == "'" + start


def test_an_ordinary_cell_is_left_alone():
    assert neutralise("Acme Meet – 3 ans") == "Acme Meet – 3 ans"


def test_csv_has_one_row_a_line_and_no_formula():
    rows = list(csv.reader(io.StringIO(to_csv(result("Acme Meet", "=cmd|' /C calc'!A0"))), delimiter=";"))
    assert rows[0] == list(COLUMNS)
    assert [row[1] for row in rows[1:]] == ["Acme Meet", "'=cmd|' /C calc'!A0"]


def test_the_workbook_holds_texts_and_numbers_but_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(result("Acme Meet", "=1+1"))))
    rows = list(book["lines"].values)
    assert rows[1][COLUMNS.index("amount_eur")] == 12.5
    assert rows[2][1] == "=1+1"
    assert {cell.data_type for row in book["lines"].iter_rows() for cell in row} <= {"s", "n"}


def test_the_open_document_sheet_reads_back():
    table = read_table(to_ods(result("Acme Meet", "=1+1")), "resultat.ods", sheet="lines")
    assert [row[1] for row in table.rows] == ["input", "Acme Meet", "=1+1"]


def test_counts_agree_with_the_rows():
    summary = result("Acme Meet", "Acme Meet x2")["summary"]
    assert (summary["rows"], summary["sure"], summary["amount_eur"]) == (2, 2, "25.00")
    assert summary["by_control"] == {"US": {"rows": 2, "amount_eur": "25.00"}}
