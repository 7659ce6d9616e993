"""Which column of a table holds what, from its header and from its content. No row is built here."""

import datetime
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.documents import headers
from advisor.documents.amounts import is_nothing, is_other_currency, parse_amount, parse_date
from advisor.documents.places import name_place
from advisor.documents.private import looks_like_machine, looks_like_person
from advisor.documents.tables import Cell, Table, show_cell
from advisor.errors import UnreadableDocument, UnusableInput

ProductShare = Callable[[Sequence[str]], float]

_SAMPLE_ROWS = 400
_HEADER_DEPTH = 40
_LETTERS = re.compile(r"[^\W\d_]")
_MONEY = re.compile(r"€|\beur\b|\d[.,]\d{2}\s*$|\d\s?k€", re.I)
_CODE = re.compile(r"^[A-Z0-9][A-Z0-9._/-]*\d[A-Z0-9._/-]*$", re.I)
# Words met in lines that buy software, for callers that give no catalogue. No publisher's name: a column of
# publishers beside a column of products would win.
_SOFTWARE = re.compile(
    r"licen[cs]e|logiciel|abonnement|maintenance|software|office|windows|server|serveur"
    r"|cloud|saas|antivirus|support|acrobat|365|standard|professional|edition|client|update",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Columns named by the user: a header, a letter ("B") or a number from 1; None is found by content."""

    text: str | None = None
    vendor: str | None = None
    amount: str | None = None
    ends_on: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are: columns and the header row by index from 0, `names` as shown to the buyer.

    `header_row` is -1 when the table has none.
    """

    header_row: int
    names: tuple[str, ...]
    text: int
    vendor: int | None = None
    amount: int | None = None
    ends_on: int | None = None
    currency: int | None = None


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a column's cells look like; shares are 0-1 of its filled cells."""

    filled: int = 0
    fill: float = 0.0
    length: float = 0.0
    letters: float = 0.0
    distinct: float = 0.0
    numbers: float = 0.0
    dates: float = 0.0
    amounts: float = 0.0
    money: float = 0.0
    codes: float = 0.0
    people: float = 0.0
    machines: float = 0.0
    products: float = 0.0


def find_layout(
    table: Table, choice: ColumnChoice, looks_like_product: ProductShare | None = None, lang: str = "fr"
) -> Layout:
    """Decide which column is which.

    Named columns win. Columns of people or machines are never taken for the text. Amounts before
    tax win over amounts with tax, totals over unit prices. End dates need a header that says so.

    Raises:
        UnusableInput: a named column does not exist.
        UnreadableDocument: no column can hold product names.
    """
    width = max((len(row) for row in table.rows), default=0)
    width = max(width, len(table.header or ()))
    header_row = -1 if table.header is not None else find_header_row(table, width)
    names = _name_columns(table, header_row, width, lang)
    folded = tuple(headers.fold_header(_header(table, header_row, column)) for column in range(width))
    sample = _take_sample(table, header_row)
    profiles = [_profile([_at(row, column) for row in sample], looks_like_product) for column in range(width)]
    text = _find_named(choice.text, names, table.name)
    if text is None:
        text = _find_text(folded, profiles, names, table.name)
    vendor = _find_named(choice.vendor, names, table.name)
    amount = _find_named(choice.amount, names, table.name)
    ends_on = _find_named(choice.ends_on, names, table.name)
    return Layout(
        header_row=header_row,
        names=names,
        text=text,
        vendor=_find_vendor(folded, profiles, text) if vendor is None else vendor,
        amount=_find_amount(folded, profiles, text) if amount is None else amount,
        ends_on=_find_end(folded, profiles, text) if ends_on is None else ends_on,
        currency=next((column for column in range(width) if headers.is_currency(folded[column])), None),
    )


def list_columns(table: Table, lang: str = "fr") -> tuple[str, ...]:
    """Name the columns of a table in order, as the buyer can choose them."""
    width = max((len(row) for row in table.rows), default=0)
    width = max(width, len(table.header or ()))
    header_row = -1 if table.header is not None else find_header_row(table, width)
    return _name_columns(table, header_row, width, lang)


def find_header_row(table: Table, width: int) -> int:
    """Return the index of the header row, -1 when there is none.

    The row with most header words among the first ones; else the first full row when it is all
    words above columns of numbers or dates.
    """
    best, best_score = -1, 0.0
    for index, row in enumerate(table.rows[:_HEADER_DEPTH]):
        score = _rate_header(row, width)
        if score > best_score:
            best, best_score = index, score
    return best if best >= 0 else _find_header_by_type(table, width)


def _rate_header(row: tuple[Cell, ...], width: int) -> float:
    cells = [show_cell(cell) for cell in row if cell is not None]
    if not cells or any(_is_value(cell) for cell in row if cell is not None):
        return 0.0
    if width == 1:
        return float(headers.is_exact_text_header(headers.fold_header(cells[0])))
    if len(cells) == 1:
        return 0.0
    hits = sum(headers.is_header_word(headers.fold_header(cell)) for cell in cells if len(cell) <= headers.MAX_HEADER)
    return hits if hits >= 2 and hits >= 0.4 * len(cells) else 0.0


def _is_value(cell: Cell) -> bool:
    """Say whether a cell is a number or a date; a bare year may stand in a header."""
    if isinstance(cell, str):
        return any(map(str.isdigit, cell)) and (parse_amount(cell) is not None or parse_date(cell) is not None)
    return not (isinstance(cell, (int, float)) and 1990 <= cell <= 2100)


def _find_header_by_type(table: Table, width: int) -> int:
    if width < 2:
        return -1
    for index, row in enumerate(table.rows[:_HEADER_DEPTH]):
        cells = [cell for cell in row if cell is not None]
        if len(cells) < max(2, 0.6 * width):
            continue
        if any(not isinstance(cell, str) or _is_value(cell) for cell in cells):
            return -1
        below = table.rows[index + 1 : index + 51]
        for column in range(width):
            values = [value for r in below if (value := _at(r, column)) is not None]
            if len(values) >= 2 and isinstance(_at(row, column), str) and all(map(_is_value, values)):
                return index
        return -1
    return -1


def _header(table: Table, header_row: int, column: int) -> str:
    if table.header is not None:
        return table.header[column] if column < len(table.header) else ""
    return show_cell(_at(table.rows[header_row], column)) if header_row >= 0 else ""


def _name_columns(table: Table, header_row: int, width: int, lang: str) -> tuple[str, ...]:
    return tuple(
        _header(table, header_row, column) or name_place("column", lang, n=column + 1) for column in range(width)
    )


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _take_sample(table: Table, header_row: int) -> list[tuple[Cell, ...]]:
    body = [row for row in table.rows[header_row + 1 :] if any(cell is not None for cell in row)]
    step = max(1, len(body) // _SAMPLE_ROWS)
    return body[::step][: _SAMPLE_ROWS + 1]


def _profile(cells: list[Cell], looks_like_product: ProductShare | None) -> _Profile:
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return _Profile()
    texts = [show_cell(cell)[:300] for cell in filled]
    count = len(filled)
    joined = sum(map(len, texts)) or 1
    wordy = [text for text in texts if _LETTERS.search(text)]
    if looks_like_product is not None:
        products = looks_like_product(texts) if wordy else 0.0
    else:
        products = 0.6 * sum(1 for text in texts if _SOFTWARE.search(text)) / count
    return _Profile(
        filled=count,
        fill=count / len(cells),
        length=statistics.fmean(map(len, texts)),
        letters=sum(len(_LETTERS.findall(text)) for text in texts) / joined,
        distinct=len(set(texts)) / count,
        numbers=sum(1 for cell in filled if _is_number(cell)) / count,
        dates=sum(1 for cell in filled if _is_date(cell)) / count,
        amounts=sum(1 for cell in filled if _is_amount(cell)) / count,
        money=sum(1 for cell in filled if _is_money(cell)) / count,
        codes=sum(1 for text in texts if _CODE.match(text)) / count,
        people=sum(1 for text in texts if looks_like_person(text)) / count,
        machines=sum(1 for text in texts if looks_like_machine(text)) / count,
        products=products,
    )


def _is_amount(cell: Cell) -> bool:
    """Say whether a cell is an amount, of any currency: which one is told when it is read."""
    if is_nothing(cell) or parse_amount(cell) is not None:
        return True
    return isinstance(cell, str) and len(cell) < 30 and any(map(str.isdigit, cell)) and is_other_currency(cell)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and parse_amount(cell) is not None)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, datetime.date):
        return True
    return isinstance(cell, str) and parse_date(cell) is not None


def _is_money(cell: Cell) -> bool:
    if isinstance(cell, float):
        return not cell.is_integer()
    return isinstance(cell, str) and _MONEY.search(cell) is not None and parse_amount(cell) is not None


def _find_named(wanted: str | None, names: tuple[str, ...], file_name: str) -> int | None:
    """Find a column by its header, else by letter, else by number."""
    if wanted is None:
        return None
    folded = headers.fold_header(wanted)
    for column, name in enumerate(names):
        if name.strip() == wanted.strip() or (folded and headers.fold_header(name) == folded):
            return column
    if re.fullmatch(r"[A-Za-z]{1,2}", wanted.strip()):
        number = 0
        for letter in wanted.strip().upper():
            number = number * 26 + ord(letter) - 64
        if number <= len(names):
            return number - 1
    if wanted.strip().isdigit() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    near = [column for column, name in enumerate(names) if folded and headers.fold_header(name).startswith(folded)]
    if len(near) == 1:
        return near[0]
    raise UnusableInput("missing-column", column=wanted, name=file_name, columns=", ".join(names))


def _find_text(folded: tuple[str, ...], profiles: list[_Profile], names: tuple[str, ...], file_name: str) -> int:
    scores = {
        column: _rate_text_column(folded[column], profile)
        for column, profile in enumerate(profiles)
        if _may_be_text(folded[column], profile)
    }
    if not scores:
        raise UnreadableDocument(file_name, "no-text-column", columns=", ".join(names))
    return max(scores, key=lambda column: (scores[column], -column))


def _may_be_text(header: str, profile: _Profile) -> bool:
    if not profile.filled or profile.letters < 0.2 or profile.dates > 0.5 or profile.amounts > 0.7:
        return False
    if headers.is_private(header):
        return False
    return profile.people < 0.4 and profile.machines < 0.5


def _rate_text_column(header: str, profile: _Profile) -> float:
    score = headers.rate_text(header) + 8 * profile.products + 2 * profile.letters + 2 * profile.distinct
    score += min(profile.length, 30) / 10
    score -= 5 * (profile.codes > 0.6)
    score -= 3 * (profile.fill < 0.3)
    return score


def _find_vendor(folded: tuple[str, ...], profiles: list[_Profile], text: int) -> int | None:
    machines = any(headers.is_hardware(header) for header in folded)
    scores = {
        column: headers.rate_vendor(header)
        for column, header in enumerate(folded)
        if not (machines and headers.is_maker(header))
        and column != text
        and headers.rate_vendor(header) > 0
        and profiles[column].letters > 0.4
    }
    return max(scores, key=lambda column: (scores[column], profiles[column].fill, -column)) if scores else None


def _find_amount(folded: tuple[str, ...], profiles: list[_Profile], text: int) -> int | None:
    scores: dict[int, float] = {}
    for column, profile in enumerate(profiles):
        if column == text or not profile.filled or profile.amounts < 0.5 or profile.dates > 0.5:
            continue
        by_header = headers.rate_amount(folded[column])
        if by_header > 0:
            scores[column] = by_header + profile.money
        elif not folded[column] and profile.money > 0.3:
            scores[column] = profile.money
    return max(scores, key=lambda column: (scores[column], column)) if scores else None


def _find_end(folded: tuple[str, ...], profiles: list[_Profile], text: int) -> int | None:
    scores = {
        column: headers.rate_end(header)
        for column, header in enumerate(folded)
        if column != text and headers.rate_end(header) > 0 and _holds_dates(profiles[column])
    }
    return max(scores, key=lambda column: (scores[column], -column)) if scores else None


def _holds_dates(profile: _Profile) -> bool:
    # Excel numbers and bare years look like amounts; a header that says "fin" settles it.
    return profile.dates > 0.4 or profile.amounts > 0.8
