"""Amounts and dates as buyers write them, to a decimal string and an ISO date. Pure functions."""

import datetime
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from advisor.documents.tables import Cell

_LONGEST = 60
_CENT = Decimal("0.01")
_LARGEST = Decimal(10) ** 13
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u2009'’]+")
_OTHER_CURRENCY = re.compile(r"[$£¥]|\b(?:usd|gbp|chf|cad|jpy|aud|sek|dkk|nok|pln)\b", re.I)
_EURO = r"(?:€|eur\.?|euros?)"
_TAX = r"(?:h\.?t\.?|t\.?t\.?c\.?)"
_AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<sign>[+\-−–])?{_EURO}?(?P<sign2>[+\-−–])?(?P<digits>\d[\d.,]*|[.,]\d+)(?P<scale>k|m)?"
    rf"(?:{_EURO})?(?P<minus>-)?{_TAX}?(?:{_EURO})?(?P<close>\))?",
    re.I,
)
_NOTHING = {"", "-", "–", "—", "−", "n/a", "na", "nc", "n.c.", "néant", "neant", "/", "s.o.", "so"}


def is_nothing(cell: Cell) -> bool:
    """Say whether a cell means "no amount": empty, a dash, "n/a"."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _NOTHING)


def is_other_currency(text: str) -> bool:
    """Say whether a text names a currency that is not the euro."""
    return _OTHER_CURRENCY.search(text) is not None


def find_decimal_mark(cells: Iterable[Cell]) -> str | None:
    """Tell a column's decimal mark from its clear cases ("12,50", "1.234,5"); None when there is none.

    Three digits after a lone mark say nothing: "1.234" may be either.
    """
    comma = point = 0
    for cell in cells:
        if not isinstance(cell, str):
            continue
        found = re.search(r"([.,])(\d+)\D*$", _SPACES.sub("", cell))
        if found and len(found.group(2)) in (1, 2):
            comma += found.group(1) == ","
            point += found.group(1) == "."
    return None if comma == point else "," if comma > point else "."


def parse_amount(cell: Cell, decimal_mark: str | None = None) -> str | None:
    """Read an amount in euros: "1 234,56 €", "1.234,56", "1,234.56", "12 k€", "(50,00)", "50,00-".

    Returns:
        A decimal string with two places ("1234.56"), None when absent, in another currency or
        unreadable. A lone mark before three digits groups thousands unless `decimal_mark`
        (the column's own, "," or ".") says otherwise.
    """
    if cell is None or isinstance(cell, (datetime.date, bool)):
        return None
    if isinstance(cell, (int, float)):
        return _format(Decimal(repr(cell))) if abs(cell) < float(_LARGEST) else None
    return _parse_amount_text(cell, decimal_mark) if len(cell) <= _LONGEST else None


# Cached as an agent export says the same thousands of times; short texts only, so that it stays small.
@lru_cache(maxsize=4096)
def _parse_amount_text(cell: str, decimal_mark: str | None) -> str | None:
    if is_other_currency(cell):
        return None
    found = _AMOUNT.fullmatch(_SPACES.sub("", cell))
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    digits = _plain(found["digits"], decimal_mark)
    if digits is None or len(digits) > 30:
        return None
    value = Decimal(digits) * {"k": 1000, "m": 1_000_000}.get((found["scale"] or "").lower(), 1)
    signs = "".join(found[key] or "" for key in ("sign", "sign2", "minus")).replace("+", "")
    return _format(-value if signs or found["open"] else value)


def _plain(digits: str, decimal_mark: str | None) -> str | None:
    """Turn digits with marks into digits with at most one point."""
    marks = [character for character in digits if character in ".,"]
    if not marks:
        return digits
    last = marks[-1]
    whole, _, rest = digits.rpartition(last)
    if len(set(marks)) == 2:
        if marks.count(last) > 1:
            return None
        grouped = whole.replace("." if last == "," else ",", "")
        return f"{grouped or '0'}.{rest or '0'}" if grouped.isdigit() or not grouped else None
    if len(marks) > 1:
        groups = digits.split(last)
        fine = 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        return "".join(groups) if fine else None
    thousands = len(rest) == 3 and 0 < len(whole) <= 3 and whole != "0" and decimal_mark != last
    return whole + rest if thousands else f"{whole or '0'}.{rest or '0'}"


def _format(value: Decimal) -> str | None:
    if not value.is_finite() or abs(value) >= _LARGEST:
        return None
    return str(value.quantize(_CENT, ROUND_HALF_UP) + 0)


_MONTHS = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "feb": 2, "mars": 3, "mar": 3, "avri": 4, "avr": 4, "apri": 4, "apr": 4,
    "mai": 5, "may": 5, "juin": 6, "june": 6, "jun": 6, "juil": 7, "july": 7, "jul": 7, "aout": 8, "augu": 8, "aug": 8,
    "aou": 8, "sept": 9, "sep": 9, "octo": 10, "oct": 10, "nove": 11, "nov": 11, "dece": 12, "dec": 12,
}  # fmt: skip
_ACCENTS = str.maketrans("éèêàâûùôîïçÉÈÊÀÂÛÙÔÎÏÇ", "eeeaauuoiiceeeaauuoiic")
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_DMY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[t ,].*)?")
_COMPACT = re.compile(r"(20\d{2}|19\d{2})(\d{2})(\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_NAMED = re.compile(r"(?:[a-z]+\.?\s+)?(\d{1,2})(?:er)?[\s-]+([a-z]+)\.?[\s-]+(\d{4}|\d{2})")
_MONTH_NAMED = re.compile(r"(?:fin\s+|end\s+)?([a-z]+)\.?[\s-]+(\d{4}|\d{2})")
_MONTH_NUMBER = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})[/.-](\d{1,2})")
_QUARTER = re.compile(r"(?:[tq]\s?([1-4])[\s/-]+(\d{4})|(\d{4})[\s/-]+[tq]([1-4]))")
_YEAR = re.compile(r"(?:fin\s+|end\s+|end of\s+|fin de\s+)?(20\d{2}|19\d{2})")
_EXCEL_EPOCH = datetime.date(1899, 12, 30)


def is_month_first(cells: Iterable[Cell]) -> bool:
    """Say whether a column's dates are written month first, from a day above 12 in second place."""
    for cell in cells:
        found = _DMY.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and int(found.group(2)) > 12 >= int(found.group(1)):
            return True
    return False


def parse_date(cell: Cell, month_first: bool = False) -> str | None:
    """Read a date: 31/03/2027, 2027-03-31, "31 mars 2027", "mars 2027", "T4 2026", 2027, Excel's number.

    Returns:
        An ISO date, only "YYYY-MM" or "YYYY" when no more is written; None when unreadable.
        A quarter gives its last month.
    """
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, (int, float)):
        return _parse_number(cell)
    return _parse_date_text(cell, month_first) if cell and len(cell) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _parse_date_text(cell: str, month_first: bool) -> str | None:
    text = cell.strip().translate(_ACCENTS).casefold()
    if found := _YMD.fullmatch(text):
        return _iso(*map(int, found.groups()))
    if found := _DMY.fullmatch(text):
        first, second, year = map(int, found.groups())
        day, month = (second, first) if month_first or second > 12 else (first, second)
        return _iso(_full_year(year), month, day)
    if found := _COMPACT.fullmatch(text):
        return _iso(*map(int, found.groups()))
    return _parse_words(text)


def _parse_words(text: str) -> str | None:
    if found := _MONTH_FIRST.fullmatch(text):
        return _iso(int(found[3]), _month(found[1]), int(found[2]))
    if found := _DAY_NAMED.fullmatch(text):
        return _iso(_full_year(int(found[3])), _month(found[2]), int(found[1]))
    if (found := _MONTH_NAMED.fullmatch(text)) and _month(found[1]):
        return _iso(_full_year(int(found[2])), _month(found[1]))
    if found := _MONTH_NUMBER.fullmatch(text):
        return _iso(int(found[2] or found[3]), int(found[1] or found[4]))
    if found := _QUARTER.fullmatch(text):
        return _iso(int(found[2] or found[3]), 3 * int(found[1] or found[4]))
    if found := _YEAR.fullmatch(text):
        return found[1]
    return None


def _parse_number(value: float) -> str | None:
    if 1990 <= value <= 2100 and value == int(value):
        return str(int(value))
    if 19_900_101 <= value <= 21_001_231 and value == int(value):
        return parse_date(str(int(value)))
    if 25_000 <= value <= 80_000:
        return (_EXCEL_EPOCH + datetime.timedelta(days=int(value))).isoformat()
    return None


def _month(word: str) -> int:
    return _MONTHS.get(word[:4], _MONTHS.get(word[:3], 0))


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    try:
        checked = datetime.date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return checked.isoformat() if day is not None else checked.isoformat()[:7]
