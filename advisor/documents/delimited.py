"""Text lists to a Table: CSV, TSV and the like, a line each, and the fixed columns of `winget list`."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from advisor.documents import limits
from advisor.documents.assemble import Notes
from advisor.documents.kinds import get_extension
from advisor.documents.reasons import note
from advisor.documents.tables import Cell, Table
from advisor.documents.text import Decoded
from advisor.errors import DocumentTooLarge

# The standard module refuses cells above 131,072 characters unless told; a giant cell is cut later, not refused.
csv.field_size_limit(limits.MAX_FILE_BYTES)

_SEPARATORS = ";\t|,"
_SAMPLE_ROWS = 300
_MAX_LINES_IN_CELL = 200
MAX_KNOWN = 200_000
"""Different cells remembered at a time."""
_HINT = re.compile(r"^sep=(.)\r?\n", re.I)
_RULE = re.compile(r"^-{10,}\s*$")


def read_delimited(decoded: Decoded, name: str, lang: str = "fr") -> Table:
    """Read a text as rows.

    Rows are numbered as a spreadsheet shows them: a cell over several lines is one row, blank
    lines count, the `sep=;` line of Excel does not.

    Raises:
        DocumentTooLarge: more rows or cells than allowed.
    """
    text = decoded.text.removeprefix("\ufeff")
    notes = Notes(lang)
    whole = note("whole-file", lang)
    if decoded.patched:
        notes.add(whole, "mixed-encoding", count=decoded.patched)
    if fixed := _read_fixed_columns(text):
        return Table(name=name, kind="winget", rows=fixed, unread=notes.finish())
    hint = _HINT.match(text)
    separator = hint.group(1) if hint else find_separator(text, get_extension(name))
    text = text[hint.end() :] if hint else text
    if separator is None:
        lines = tuple((line.strip() or None,) for line in _split_lines(text))
        _check(name, len(lines), len(lines))
        single = get_extension(name) in ("csv", "tsv") and '"' in text
        rows = _parse(text, "\t", name) if single else lines
        return Table(name=name, kind="txt", rows=rows or lines, by_line=True, unread=notes.finish())
    rows = _parse(text, separator, name)
    if rows is None:
        notes.add(whole, "broken-quotes")
        rows = _keep(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE), name)
        rows = tuple(tuple(_unquote(cell) for cell in row) for row in rows)
    kind = "tsv" if separator == "\t" else "csv"
    return Table(name=name, kind=kind, rows=rows, unread=notes.finish())


def find_separator(text: str, extension: str = "") -> str | None:
    """Tell the separator from how evenly it cuts the first rows; None for a line each.

    A comma must cut almost every row alike, as labels hold commas too; in a `.txt` it never cuts.
    """
    best: tuple[float, str] | None = None
    for separator in _SEPARATORS:
        if separator == "," and extension == "txt":
            continue
        share, width = _measure_evenness(text, separator)
        if width < 2 or share < (0.8 if separator == "," else 0.55):
            continue
        # At equal evenness the rarer mark in prose wins: the order of _SEPARATORS.
        if best is None or share > best[0] + 0.2:
            best = (share, separator)
    return best[1] if best else None


def _measure_evenness(text: str, separator: str) -> tuple[float, int]:
    """Return the share of rows cut into the commonest number of cells, and that number."""
    if separator not in text[:1_000_000]:
        return 0.0, 1
    widths: Counter[int] = Counter()
    seen = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
                seen += 1
            if seen >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 1
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0, 1
    width = max(cut, key=lambda one: (cut[one], one))
    # Title and total lines are often written without separators: a few single cells are forgiven.
    forgiven = min(widths[1], max(3, seen // 10)) if cut[width] > 2 else 0
    return cut[width] / max(seen - forgiven, 1), width


def _parse(text: str, separator: str, name: str) -> tuple[tuple[Cell, ...], ...] | None:
    """Parse with quotes; None when an unclosed quote swallowed many lines."""
    try:
        rows = _keep(csv.reader(io.StringIO(text, newline=""), delimiter=separator), name)
    except csv.Error:
        return None
    swallowed = any(
        cell and cell.count("\n") > _MAX_LINES_IN_CELL for row in rows for cell in row if isinstance(cell, str)
    )
    return None if swallowed else rows


def _keep(reader: Iterable[list[str]], name: str) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    # An agent export says the same thousands of times: equal cells are one string.
    known: dict[str, str] = {}
    for row in reader:
        rows.append(tuple([known.setdefault(cell, cell) if cell and not cell.isspace() else None for cell in row]))
        if len(known) > MAX_KNOWN:
            known.clear()
        cells += len(row)
        if len(rows) > limits.MAX_ROWS or cells > limits.MAX_CELLS:
            _check(name, len(rows), cells)
    return tuple(rows)


def _check(name: str, rows: int, cells: int) -> None:
    if rows > limits.MAX_ROWS:
        raise DocumentTooLarge(name, "too-many-rows", limit=limits.MAX_ROWS)
    if cells > limits.MAX_CELLS:
        raise DocumentTooLarge(name, "too-many-cells", found=cells, limit=limits.MAX_CELLS)


def _unquote(cell: Cell) -> Cell:
    return cell.strip().strip('"').replace('""', '"') or None if isinstance(cell, str) else cell


def _split_lines(text: str) -> list[str]:
    lines = re.split(r"\r\n|\n|\r", text)
    return lines[:-1] if lines and not lines[-1] else lines


def _read_fixed_columns(text: str) -> tuple[tuple[Cell, ...], ...]:
    """Read `winget list` as printed: a header, a rule of dashes, columns at fixed places."""
    # Its progress bar leaves carriage returns in redirected output: what follows the last one is the line.
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n")]
    rule = next((number for number, line in enumerate(lines[:30]) if number and _RULE.match(line)), None)
    if rule is None:
        return ()
    starts = [
        found.start()
        for found in re.finditer(r"(?<!\S)\S", lines[rule - 1])
        if _starts_column(lines[rule - 1], found.start())
    ]
    if len(starts) < 3 or any(mark in lines[rule - 1] for mark in ";\t|"):
        return ()
    if lines and not lines[-1]:
        lines.pop()
    return tuple(() if _RULE.match(line) else _cut(line, starts) for line in lines)


def _starts_column(header: str, position: int) -> bool:
    return position == 0 or header[position - 1] == " "


def _cut(line: str, starts: list[int]) -> tuple[Cell, ...]:
    edges = [*starts[1:], 10_000]
    # Wide characters take two columns on the terminal winget aligned for.
    spread = "".join(c + "\0" if unicodedata.east_asian_width(c) in "WF" else c for c in line)
    return tuple(spread[start:end].replace("\0", "").strip() or None for start, end in zip(starts, edges, strict=True))
