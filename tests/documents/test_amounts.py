import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.documents.amounts import find_decimal_mark, is_month_first, parse_amount, parse_date


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1 234,56 €", "1234.56"),
        ("1\u00a0234,56\u202f€", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("€1,234.56", "1234.56"),
        ("1234,5", "1234.50"),
        ("12 k€", "12000.00"),
        ("1,5 M€", "1500000.00"),
        ("12'450.00", "12450.00"),
        ("1.234", "1234.00"),
        ("1,234", "1234.00"),
        ("0,234", "0.23"),
        ("1.234.567", "1234567.00"),
        ("-120,00", "-120.00"),
        ("1.200,00-", "-1200.00"),
        ("(50,00)", "-50.00"),
        ("− 50", "-50.00"),
        ("150 € HT", "150.00"),
        ("150 TTC", "150.00"),
        ("120 EUR", "120.00"),
        (1234.5, "1234.50"),
        (0.1 + 0.2, "0.30"),
        (12, "12.00"),
        ("0", "0.00"),
        ("-0,00", "0.00"),
        ("", None),
        ("-", None),
        ("n/a", None),
        (None, None),
        ("120 USD", None),
        ("$120", None),
        ("Zoom", None),
        ("12/03/2026", None),
        ("1.2.3", None),
        ("12 34 abc", None),
        ("120 €/mois", None),
        (float("nan"), None),
        (1e300, None),
        (datetime.date(2026, 1, 1), None),
    ],
)
def test_amounts_as_buyers_write_them(cell, amount):
    assert parse_amount(cell) == amount


def test_the_column_settles_three_digits_after_a_lone_mark():
    assert find_decimal_mark(["1.234", "12.50", None, 3]) == "."
    assert find_decimal_mark(["1.234", "12,50"]) == ","
    assert find_decimal_mark(["1.234"]) is None
    assert parse_amount("1.234", ".") == "1.23"
    assert parse_amount("1.234", ",") == "1234.00"


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_an_amount_written_the_french_way_comes_back(value):
    written = f"{value:,.2f}".replace(",", "\u202f").replace(".", ",") + " €"
    assert parse_amount(written) == f"{value + 0:.2f}"


@given(st.text(max_size=40))
def test_no_text_breaks_the_parsers(text):
    assert isinstance(parse_amount(text), str | None)
    assert isinstance(parse_date(text), str | None)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("31/03/2027", "2027-03-31"),
        ("31-03-27", "2027-03-31"),
        ("31.03.2027", "2027-03-31"),
        ("03/31/2027", "2027-03-31"),
        ("2027-03-31", "2027-03-31"),
        ("2027-03-31T10:00:00", "2027-03-31"),
        ("31/03/2027 00:00", "2027-03-31"),
        ("20270331", "2027-03-31"),
        ("31 mars 2027", "2027-03-31"),
        ("1er août 2027", "2027-08-01"),
        ("mercredi 31 mars 2027", "2027-03-31"),
        ("March 31, 2027", "2027-03-31"),
        ("31-déc-2027", "2027-12-31"),
        ("mars 2027", "2027-03"),
        ("déc. 2027", "2027-12"),
        ("févr-27", "2027-02"),
        ("03/2027", "2027-03"),
        ("2027-03", "2027-03"),
        ("T4 2026", "2026-12"),
        ("fin 2027", "2027"),
        ("2027", "2027"),
        (2027, "2027"),
        (2027.0, "2027"),
        (46477, "2027-03-31"),
        (datetime.date(2027, 3, 31), "2027-03-31"),
        ("31/02/2027", None),
        ("sans", None),
        ("mai", None),
        ("12", None),
        (12, None),
        (None, None),
        ("", None),
    ],
)
def test_dates_as_buyers_write_them(cell, date):
    assert parse_date(cell) == date


def test_a_column_written_month_first_is_read_so():
    assert is_month_first(["01/02/2027", "12/31/2027"])
    assert not is_month_first(["01/02/2027", "31/12/2027"])
    assert parse_date("01/02/2027", month_first=True) == "2027-01-02"
