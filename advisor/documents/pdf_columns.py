"""Pages in two columns whose file writes them line by line across: put back in the order a reader follows.

A page whose own order already goes down one column and then the other is left alone, and so is what may
be a table: only filled lines of prose on both sides of one clear gutter count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

MIN_LINES = 10
"""Lines on each side from which two columns are told from a table or a form."""
MIN_WIDTH = 0.22
"""Share of the page's width that the lines of a column take."""
FILLED = 0.7
"""A line of prose reaches at least this share of its column; most lines of a column must."""
MAX_TURNS = 0.25
"""Share of steps from one side to the other above which the file's order mixes the columns."""
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line as the file draws it, in points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page to read at once."""

    left: float
    bottom: float
    right: float
    top: float


def read_columns(text_page: Any, text: str, width: float, height: float) -> str:
    """Return the text of a page with its two columns one after the other, or `text` itself."""
    lines = text.count("\n") + 1
    if lines < MIN_LINES or (count := text_page.count_rects()) < 1.4 * lines or count > 40 * lines:
        return text
    pieces = [Piece(*text_page.get_rect(index)) for index in range(count)]
    gutter = find_gutter(pieces, width)
    if gutter is None:
        return text
    parts = [
        text_page.get_text_bounded(area.left, area.bottom, area.right, area.top)
        for area in order_areas(pieces, gutter, width, height)
    ]
    return "\r\n".join(part for part in parts if part.strip())


def find_gutter(pieces: Sequence[Piece], width: float) -> float | None:
    """Return the middle of the gutter between two mixed columns of prose, None when there are none."""
    starts = sorted(piece.left for piece in pieces if piece.left > 0.35 * width)
    if not starts:
        return None
    edge = median(starts)
    right = [piece for piece in pieces if piece.left >= edge - 3 * _MARGIN]
    left = [piece for piece in pieces if piece.right <= edge - _MARGIN]
    if len(left) < MIN_LINES or len(right) < MIN_LINES:
        return None
    if not (_is_prose(left, width) and _is_prose(right, width)) or not _side_by_side(left, right):
        return None
    gutter = (max(piece.right for piece in left) + min(piece.left for piece in right)) / 2
    sides = [piece.left > gutter for piece in pieces if piece.right <= gutter or piece.left >= gutter]
    turns = sum(one != after for one, after in pairwise(sides))
    return gutter if turns > MAX_TURNS * len(sides) else None


def _is_prose(column: Sequence[Piece], width: float) -> bool:
    start, end = min(piece.left for piece in column), max(piece.right for piece in column)
    room = end - start
    filled = sum(piece.right - start >= FILLED * room for piece in column)
    return room >= MIN_WIDTH * width and filled >= FILLED * len(column)


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    top = min(max(piece.top for piece in left), max(piece.top for piece in right))
    bottom = max(min(piece.bottom for piece in left), min(piece.bottom for piece in right))
    tallest = max(piece.top for piece in (*left, *right)) - min(piece.bottom for piece in (*left, *right))
    return top - bottom > 0.4 * tallest


def order_areas(pieces: Sequence[Piece], gutter: float, width: float, height: float) -> list[Area]:
    """Cut a page at what crosses its gutter (titles, headers), and each band between into left and right."""
    crossing = sorted(
        (piece for piece in pieces if piece.left < gutter - _MARGIN and piece.right > gutter + _MARGIN),
        key=lambda piece: -piece.top,
    )
    areas: list[Area] = []
    top = height
    for piece in crossing:
        middle = (piece.top + piece.bottom) / 2
        if middle >= top:
            continue
        areas += _split(top, piece.top + _MARGIN / 2, gutter, width)
        areas.append(Area(0, piece.bottom - _MARGIN / 2, width, piece.top + _MARGIN / 2))
        top = piece.bottom - _MARGIN / 2
    return [*areas, *_split(top, 0, gutter, width)]


def _split(top: float, bottom: float, gutter: float, width: float) -> list[Area]:
    if top - bottom < _MARGIN:
        return []
    return [Area(0, bottom, gutter, top), Area(gutter, bottom, width, top)]
