"""Small ways to make and read files in these tests."""

import datetime
import importlib.util
import io
import zipfile
from pathlib import Path

import openpyxl

from advisor.documents import read_list

SAMPLES = Path(__file__).parents[1] / "samples"
_spec = importlib.util.spec_from_file_location("sample_builders", SAMPLES / "build.py")
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


def xlsx(rows, *, merge=(), sheets=None, hidden=()):
    """Return an XLSX with the rows in its first sheet."""
    book = openpyxl.Workbook()
    for number, (title, content) in enumerate((sheets or {"Feuil1": rows}).items()):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = title
        for row in content:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    for area in merge:
        book.active.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """Return a zip of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def csv_list(text, name="liste.csv", **options):
    """Read CSV text as a list."""
    return read_list(text.encode(), name, **options)


def texts(lines, kind="item"):
    """Return the texts of the lines of one kind."""
    return [line.text for line in lines.lines if line.kind == kind]


def segments(document):
    """Return (kind, place, text) of every segment."""
    return [(one.kind, one.place, document.segment_text(one)) for one in document]


DATE = datetime.date
