"""A list's answer as a table: CSV, XLSX and ODS with the same columns.

Cells that a spreadsheet would take for a formula are neutralised. The columns from "decided_product" on
are for people; a file given back with them is read by `services.decisions`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.workbook import Workbook

from advisor.reports.decision_words import ACTION_WORDS, CRITICALITY_WORDS
from advisor.reports.ods import Cell, write_ods
from advisor.reports.papers.cleaning import clean_text
from advisor.reports.picture.sheets import picture_sheets
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
    "action",
    "replaced_by",
    "criticality",
    "comment",
)
NUMBERS = ("row", "amount_eur", "probability")
NO_PRODUCT = "-"
"""In "decided_product": a person said that the line names no product."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a cell as a formula. Source: OWASP, CSV injection."""
MAX_CELL = 32_000
"""Characters of one cell; a spreadsheet refuses more than 32,767."""


def neutralise(value: str) -> str:
    """Make a text harmless as a spreadsheet cell, keeping what a reader sees."""
    value = value[:MAX_CELL]
    return f"'{value}" if value.startswith(_FORMULA_STARTS) and value != NO_PRODUCT else value


def table_rows(result: MatchResultShape, lang: str = "fr") -> Iterator[tuple[str, ...]]:
    """Yield one row of texts per row of the answer, in the order of COLUMNS."""
    for row in result["rows"]:
        yield (*_cells(row), *_decided(row, lang))


def _decided(row: RowShape, lang: str) -> tuple[str, ...]:
    product, decision = row["product"], row.get("decision")
    confirmed = any(reason["kind"] == "decision" for reason in row["reasons"])
    answer = (product["id"] if product else NO_PRODUCT) if confirmed else ""
    if decision is None:
        return (answer, "", "", "", "")
    action, use, replacement = decision["action"], decision["criticality"], decision["replacement"]
    return (
        answer,
        ACTION_WORDS[action][lang] if action else "",
        replacement["name"] if replacement else "",
        CRITICALITY_WORDS[use][lang] if use else "",
        decision["comment"],
    )


def _cells(row: RowShape) -> tuple[str, ...]:
    product, function = row["product"], row.get("function") or row["category"]
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
        {True: "yes", False: "no", None: ""}[row["european"]],
        function["name"] if function else "",
        ", ".join(other["name"] for other in row["others"]),
        ", ".join(c["product"]["name"] for c in row["candidates"]),
        ", ".join(a["product"]["name"] for a in row["alternatives"] if a["excluded_by"] is None),
        row["no_substitute"] or "",
        " ; ".join(
            f"{r['kind']}: {r['matched']}" + (f" → {r['as']}" if r["as"] and r["as"] != r["matched"] else "")
            for r in row["reasons"]
        ),
    )


def csv_pieces(result: MatchResultShape, lang: str = "fr") -> Iterator[str]:
    """Yield the answer as CSV, row by row: semicolons, as French spreadsheets expect, and CRLF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for cells in table_rows(result, lang):
        writer.writerow([neutralise(cell) for cell in cells])
        if out.tell() > 100_000:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def to_csv(result: MatchResultShape, lang: str = "fr") -> str:
    """Write the answer as CSV."""
    return "".join(csv_pieces(result, lang))


def to_xlsx(result: MatchResultShape, lang: str = "fr") -> bytes:
    """Write the answer as a workbook: the lines, the picture, its sources, and what it rests on."""
    out = io.BytesIO()
    # Rows go to a temporary file as they come, so that an agent export is not held as cells.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        created = datetime.fromisoformat(result["created"]).replace(tzinfo=None)
        book.set_properties({"title": result["source"]["name"], "created": created})
        _write_lines(book, result, lang)
        bold = book.add_format({"bold": True})
        for name, rows in _other_sheets(result, lang):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, 34)
            sheet.set_column(1, 8, 22)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(i, j, clean_text(cell)[:MAX_CELL], bold if i == 0 else None)
                    else:
                        sheet.write_number(i, j, float(cell))
    return out.getvalue()


def _write_lines(book: Workbook, result: MatchResultShape, lang: str) -> None:
    sheet = book.add_worksheet("lines")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(1, 1, 48, wrap)
    sheet.set_column(2, len(COLUMNS) - 1, 18)
    sheet.freeze_panes(1, 2)
    last = max(1, len(result["rows"]))
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    for column, words in (("action", ACTION_WORDS.values()), ("criticality", CRITICALITY_WORDS.values())):
        place = COLUMNS.index(column)
        # A choice is offered and nothing is refused: what is written by hand is named when it is given back.
        choice = {"validate": "list", "source": [word[lang] for word in words], "show_error": False}
        sheet.data_validation(1, place, last, place, choice)
    sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
    numeric = [column in NUMBERS for column in COLUMNS]
    for i, cells in enumerate(table_rows(result, lang), start=1):
        for j, cell in enumerate(cells):
            if numeric[j] and cell:
                sheet.write_number(i, j, float(cell))
            elif cell:
                sheet.write_string(i, j, clean_text(cell)[:MAX_CELL], wrap if j == 1 else None)


def to_ods(result: MatchResultShape, lang: str = "fr") -> bytes:
    """Write the answer as an OpenDocument spreadsheet with the same sheets as the workbook."""
    numeric = [column in NUMBERS for column in COLUMNS]

    def lines() -> Iterator[Sequence[Cell]]:
        yield COLUMNS
        for cells in table_rows(result, lang):
            yield [Decimal(c) if c and n else c[:MAX_CELL] for c, n in zip(cells, numeric, strict=True)]

    return write_ods([("lines", lines()), *_other_sheets(result, lang)])


def _other_sheets(result: MatchResultShape, lang: str) -> Iterable[tuple[str, list[list[Cell]]]]:
    yield from picture_sheets(result, lang)
    yield "about", _about(result)


def _about(result: MatchResultShape) -> list[list[Cell]]:
    summary, source = result["summary"], result["source"]
    pairs: list[list[Cell]] = [
        ["edition", result["edition"]],
        ["method", result["method"]],
        ["created", result["created"]],
        ["source", source["name"]],
        ["sheet", source["sheet"] or ""],
        ["order", result["order"]],
    ]
    pairs += [[f"column {key}", str(name)] for key, name in source["columns"].items() if name]
    pairs += [[key, value] for key, value in summary.items() if isinstance(value, int)]
    pairs += [
        [f"control {country}", f"{share['rows']} rows, {share['amount_eur'] or '-'} EUR"]
        for country, share in summary["by_control"].items()
    ]
    return pairs + [["unread", f"{part['where']}: {part['why']}"] for part in source["unread"]]
