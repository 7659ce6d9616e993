"""A list's answer as a table: CSV, XLSX and ODS with the same columns.

Cells that a spreadsheet would take for a formula are neutralised. The columns "decided_product"
and "comment" are left for people; a file given back with them is read by `services.decisions`.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from odfdo import Document as OdfDocument
from odfdo import Row, Table

from advisor.reports.shapes import MatchResultShape, RowShape

COLUMNS = (
    "row",
    "input",
    "vendor",
    "amount_eur",
    "ends_on",
    "band",
    "probability",
    "product_id",
    "product",
    "product_vendor",
    "control_country",
    "european",
    "function",
    "others",
    "candidates",
    "alternatives",
    "no_substitute",
    "why",
    "decided_product",
    "comment",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a cell as a formula. Source: OWASP, CSV injection."""
MAX_CELL = 32_000
"""Characters of one cell; a spreadsheet refuses more than 32,767."""


def neutralise(value: str) -> str:
    """Make a text harmless as a spreadsheet cell, keeping what a reader sees."""
    value = value[:MAX_CELL]
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def table_rows(result: MatchResultShape) -> Iterator[tuple[str, ...]]:
    """Yield one row of texts per row of the answer, in the order of COLUMNS."""
    for row in result["rows"]:
        yield _cells(row)


def _cells(row: RowShape) -> tuple[str, ...]:
    product = row["product"]
    category = row["category"]
    european = {True: "yes", False: "no", None: ""}[row["european"]]
    return (
        str(row["row"]),
        row["input"],
        row["vendor"] or "",
        row["amount_eur"] or "",
        row["ends_on"] or "",
        row["band"],
        f"{row['probability']:.3f}",
        product["id"] if product else "",
        product["name"] if product else "",
        product["vendor"]["name"] if product else "",
        (product["control_country"] or "") if product else "",
        european,
        category["name"] if category else "",
        ", ".join(other["name"] for other in row["others"]),
        ", ".join(c["product"]["name"] for c in row["candidates"]),
        ", ".join(a["product"]["name"] for a in row["alternatives"] if a["excluded_by"] is None),
        row["no_substitute"] or "",
        " ; ".join(
            f"{r['kind']}: {r['matched']}" + (f" → {r['as']}" if r["as"] and r["as"] != r["matched"] else "")
            for r in row["reasons"]
        ),
        "",
        "",
    )


def to_csv(result: MatchResultShape) -> str:
    """Write the answer as CSV: semicolons, as French spreadsheets expect, and CRLF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for cells in table_rows(result):
        writer.writerow([neutralise(cell) for cell in cells])
    return out.getvalue()


def to_xlsx(result: MatchResultShape) -> bytes:
    """Write the answer as a workbook: the lines, the counts, and what the answer rests on."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("lines")
        sheet.write_row(0, 0, COLUMNS, bold)
        for i, cells in enumerate(table_rows(result), start=1):
            for j, cell in enumerate(cells):
                number = _number(COLUMNS[j], cell)
                if number is None:
                    sheet.write_string(i, j, cell[:MAX_CELL])
                else:
                    sheet.write_number(i, j, number)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(result["rows"])), len(COLUMNS) - 1)
        sheet.set_column(1, 1, 48, wrap)
        sheet.set_column(2, len(COLUMNS) - 1, 18)
        about = book.add_worksheet("about")
        for i, pair in enumerate(_about(result)):
            about.write_row(i, 0, pair)
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 70)
    return out.getvalue()


def to_ods(result: MatchResultShape) -> bytes:
    """Write the answer as an OpenDocument spreadsheet with the same sheets as the workbook."""
    document = OdfDocument("spreadsheet")
    document.body.clear()
    document.body.append(_ods_table("lines", [COLUMNS, *table_rows(result)]))
    document.body.append(_ods_table("about", _about(result)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_table(name: str, rows: Sequence[Sequence[str]]) -> Table:
    table = Table(name)
    for i, cells in enumerate(rows):
        row = Row()
        values = [
            cell if i == 0 else _number(COLUMNS[j], cell) if name == "lines" else None for j, cell in enumerate(cells)
        ]
        row.set_values([cell[:MAX_CELL] if value is None else value for cell, value in zip(cells, values, strict=True)])
        table.append_row(row)
    return table


def _number(column: str, cell: str) -> float | None:
    if column in ("row", "amount_eur", "probability") and cell:
        return float(Decimal(cell))
    return None


def _about(result: MatchResultShape) -> list[tuple[str, str]]:
    summary = result["summary"]
    pairs = [
        ("edition", result["edition"]),
        ("method", result["method"]),
        ("created", result["created"]),
        ("source", result["source"]["name"]),
        ("order", result["order"]),
        *((key, str(summary[key])) for key in ("rows", "sure", "review", "none")),
    ]
    for country, share in summary["by_control"].items():
        pairs.append((f"control {country}", f"{share['rows']} rows, {share['amount_eur'] or '-'} EUR"))
    return pairs
