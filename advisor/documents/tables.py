"""A grid of cells as read from a list file, before anyone decides which column is which."""

import datetime
from dataclasses import dataclass

from advisor.domain.documents import Unread

Cell = str | int | float | datetime.date | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as the buyer sees them.

    The first row of `rows` has number 1. `header` holds column names that are not a row of the
    file (keys of a JSON list). `merged` are (top, left, bottom, right), from 0, ends included.
    `by_line` says that each line is one text, whatever marks it holds. `sheets` are the sheets of
    the file that hold something.
    """

    name: str
    kind: str
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str | None = None
    header: tuple[str, ...] | None = None
    merged: tuple[tuple[int, int, int, int], ...] = ()
    by_line: bool = False
    unread: tuple[Unread, ...] = ()
    sheets: tuple[str, ...] = ()


def show_cell(cell: Cell) -> str:
    """Return a cell as text, on one line; a whole number shows no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return " ".join(cell.split()) if isinstance(cell, str) else str(cell)
