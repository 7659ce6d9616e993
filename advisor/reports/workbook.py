"""Plain workbooks: named sheets of text cells, harmless in a spreadsheet."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from advisor.reports.tables import neutralise

_WIDTHS = (4, 40)
"""Narrowest and widest column, in characters."""


def write_workbook(
    sheets: Mapping[str, Sequence[Sequence[str]]], comments: Mapping[tuple[str, int, int], str] | None = None
) -> bytes:
    """Write sheets of texts, the first row of each as a frozen heading.

    Args:
        comments: notes on cells, by sheet, row and column from 0.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if cell:
                        sheet.write_string(i, j, neutralise(cell), bold if i == 0 else wrapped)
            for j in range(len(rows[0]) if rows else 0):
                longest = max((len(row[j]) for row in rows[:200] if j < len(row)), default=0)
                sheet.set_column(j, j, min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
            sheet.freeze_panes(1, 0)
            for (where, i, j), text in (comments or {}).items():
                if where == name:
                    sheet.write_comment(i, j, text)
    return out.getvalue()
