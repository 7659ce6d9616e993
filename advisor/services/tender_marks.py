"""Reading a workbook of findings that people filled in: what they said, and what could not be followed."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.documents import read_table_bounded
from advisor.documents.tables import show_cell
from advisor.domain.marks import MAX_REASON, Mark, Trace
from advisor.errors import UnreadableDocument, UnusableInput
from advisor.reports.findings_table import COLUMNS
from advisor.reports.tender_words import FINDINGS, find_status
from advisor.reports.tracing import KEY_LENGTH, describe_about, fold_words
from advisor.services.explain import explain_error

NEEDED = ("status", "words", "sentence", "finding", "key")
"""Columns without which no row can be known again."""
MAX_MARKS = 100_000


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """The marks of a workbook; rows, as the reader sees them, whose status is not known or lacks its reason."""

    marks: tuple[Mark, ...]
    unknown_rows: tuple[int, ...] = ()
    without_reason: tuple[int, ...] = ()


def read_marks(source: bytes | str | os.PathLike[str], name: str, lang: str = "fr") -> ReadMarks:
    """Read the workbook written by `advisor.reports.findings_table`, edited by people.

    The sheet and its columns are found by their headers, in French or English, in any order. A row
    left at "to correct" says nothing. A "justified" without a reason is not followed, and told.

    Raises:
        UnusableInput: not a table, or without the needed columns.
    """
    try:
        table = read_table_bounded(source if isinstance(source, bytes) else Path(source), name, sheet="1")
    except (OSError, UnreadableDocument, UnusableInput) as error:
        why = str(error) if isinstance(error, OSError) else explain_error(error, lang)
        raise UnusableInput("decisions-file", name=name, why=why) from None
    rows = [[show_cell(cell) for cell in row] for row in table.rows[: MAX_MARKS + 1]]
    columns = _find_columns(rows[0]) if rows else {}
    missing = [COLUMNS[column][0][0] for column in NEEDED if column not in columns]
    if missing:
        why = "colonnes absentes / missing columns: " + ", ".join(missing)
        raise UnusableInput("decisions-file", name=name, why=why)
    return _read_rows(rows[1:], columns)


def _find_columns(header: Sequence[str]) -> dict[str, int]:
    places = {" ".join(cell.split()).casefold(): place for place, cell in reversed(list(enumerate(header)))}
    found = {}
    for column, (names, _width) in COLUMNS.items():
        place = next((places[name.casefold()] for name in names if name.casefold() in places), None)
        if place is not None:
            found[column] = place
    return found


def _read_rows(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> ReadMarks:
    marks: list[Mark] = []
    unknown: list[int] = []
    without: list[int] = []
    for number, cells in enumerate(rows, 2):
        row = {
            column: cells[place].removeprefix("'") if place < len(cells) else "" for column, place in columns.items()
        }
        written = row["status"].strip()
        status = find_status(written) if written else "to-correct"
        reason = " ".join(row.get("reason", "").split())[:MAX_REASON]
        if status is None:
            unknown.append(number)
        elif status == "justified" and not reason:
            without.append(number)
        elif status != "to-correct":
            marks.append(Mark(_trace(row), status, reason))
    return ReadMarks(tuple(marks), tuple(unknown), tuple(without))


def _trace(row: Mapping[str, str]) -> Trace:
    kinds = {name.casefold(): kind for kind, names in FINDINGS.items() for name in (kind, *names)}
    finding = kinds.get(row["finding"].strip().casefold(), row["finding"])
    about = describe_about(finding, row.get("product") or row["words"])
    return Trace(row["key"].strip()[:KEY_LENGTH], about, row.get("document", ""), fold_words(row["sentence"]))
