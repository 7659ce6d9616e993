"""Words of scanned pages, read by the optional engine (extra `ocr`). Absent, nothing here runs and pages are listed.

The engine is slow (several seconds a page) and now and then wrong: what it gives is marked, and bounded
in time by its caller.
"""

import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from advisor.documents import limits

POINTS_PER_INCH = 72
MIN_SCORE = 0.5
"""Lines the engine itself doubts more than that are left out."""
WIDE_GAP = 2.0
"""Heights of a line between two pieces of it from which they are columns of a table."""


def is_installed() -> bool:
    """Say whether the engine is there; nothing is loaded."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


@dataclass(slots=True)
class Recogniser:
    """Reads pages one by one until its time is over; the engine is loaded with the first page."""

    seconds: float = limits.RECOGNISER_SECONDS
    on_page: Callable[[int, int], None] = lambda _page, _pages: None
    _until: float | None = None
    _engine: Any = field(default=None, repr=False)

    @property
    def over(self) -> bool:
        """Say whether no further page is to be begun."""
        return self._until is not None and time.monotonic() > self._until

    def read_page(self, page: Any, number: int, count: int) -> list[str]:
        """Return the lines of a pdfium page, top to bottom; `number` of `count` is told to `on_page` first."""
        if self._until is None:
            self._until = time.monotonic() + self.seconds
        self.on_page(number, count)
        if self._engine is None:
            self._engine = _load_engine()
        width, height = page.get_size()
        scale = min(limits.RECOGNISER_DPI / POINTS_PER_INCH, (limits.RECOGNISER_PIXELS / (width * height)) ** 0.5)
        found = self._engine(page.render(scale=scale, rev_byteorder=True).to_numpy())
        if found.boxes is None or found.txts is None:
            return []
        pieces = [
            _Piece.of(box, text)
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if score >= MIN_SCORE and text.strip()
        ]
        return _join_pieces(pieces)


def _load_engine() -> Any:
    # Here because the engine and its models cost a second and 600 MB.
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 2})


@dataclass(frozen=True, slots=True)
class _Piece:
    left: float
    right: float
    top: float
    bottom: float
    text: str

    @classmethod
    def of(cls, box: Any, text: str) -> "_Piece":
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        return cls(min(across), max(across), min(down), max(down), text.strip())


def _join_pieces(pieces: list[_Piece]) -> list[str]:
    """Put the pieces of one line side by side; three blanks between those far apart."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom) / 2):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda one: one.left)
        line = row[0].text
        for before, piece in pairwise(row):
            wide = piece.left - before.right > WIDE_GAP * (piece.bottom - piece.top)
            line += ("   " if wide else " ") + piece.text
        lines.append(line)
    return lines
