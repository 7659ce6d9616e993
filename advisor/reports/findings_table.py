"""The findings of a tender as a workbook with a status to fill in, that can be given back.

A row is known again by its key, or by its words and sentence when the text has changed; see
`services.tender_marks` for the reading. Like every public output it names no alternative.
"""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from advisor.domain.marks import STATUSES
from advisor.reports.remarks import describe_place
from advisor.reports.shapes import CheckResultShape, MentionShape
from advisor.reports.tables import MAX_CELL, neutralise
from advisor.reports.tender_words import (
    CHANGES,
    Pair,
    equivalent_name,
    finding_name,
    pick,
    role_name,
    severity_name,
    status_name,
)

COLUMNS: Mapping[str, tuple[Pair, int]] = {
    "number": (("n°", "no."), 6),
    "status": (("statut", "status"), 15),
    "reason": (("raison", "reason"), 34),
    "severity": (("gravité", "severity"), 15),
    "change": (("depuis la version précédente", "since the earlier version"), 14),
    "document": (("document", "document"), 24),
    "place": (("endroit", "place"), 28),
    "words": (("mots", "words"), 24),
    "product": (("produit", "product"), 24),
    "finding": (("nature", "kind"), 22),
    "role": (("rôle", "role"), 16),
    "equivalent": (("« ou équivalent »", "“ou équivalent”"), 22),
    "sentence": (("phrase", "sentence"), 60),
    "article": (("article", "article"), 12),
    "why": (("pourquoi", "why"), 44),
    "justified_by": (("ce qui la justifierait", "what would justify it"), 44),
    "caveat": (("à savoir", "note"), 34),
    "wording": (("à écrire à la place", "to write instead"), 60),
    "source": (("source", "source"), 34),
    "key": (("clé", "key"), 16),
}
"""Columns of the findings: header in both languages and width."""
FILLED_IN = ("status", "reason")
"""Columns left to people."""
SHEETS: Mapping[str, Pair] = {
    "findings": ("mentions", "findings"),
    "clauses": ("clauses", "clauses"),
    "about": ("à propos", "about"),
}
_HELP: Pair = (
    "« justifié » demande une raison. Donnez ce classeur avec la version suivante : les statuts y sont repris.",
    "“justified” needs a reason. Give this workbook with the next version: the statuses are taken over.",
)
_CLAUSES: tuple[Pair, ...] = (
    ("clause", "clause"), ("texte", "text"), ("quand", "when"), ("justification à écrire", "justification to write"),
)  # fmt: skip
_MORE_ROWS = 200
"""Rows past the findings where the list of statuses still works, for lines people add."""


def findings_rows(result: CheckResultShape, lang: str) -> list[dict[str, str]]:
    """Return one row of texts per finding, in the order of the answer."""
    return [_row(number, mention, lang) for number, mention in enumerate(result["mentions"], 1)]


def _row(number: int, mention: MentionShape, lang: str) -> dict[str, str]:
    product, rule, change = mention["product"], mention["rule"], mention.get("change")
    return {
        "number": str(number),
        "status": status_name(mention.get("status", "to-correct"), lang),
        "reason": mention.get("status_reason", ""),
        "severity": severity_name(mention["severity"], lang),
        "change": pick(CHANGES[change], lang) if change else "",
        "document": mention["document"],
        "place": describe_place(mention, lang),
        "words": mention["text"],
        "product": product["name"] if product else "",
        "finding": finding_name(mention["finding"], lang),
        "role": role_name(mention["role"], lang),
        "equivalent": equivalent_name(mention["equivalent"], lang),
        "sentence": mention["sentence"],
        "article": rule["article"],
        "why": rule["why"],
        "justified_by": rule["justified_by"],
        "caveat": rule["caveat"] or "",
        "wording": mention["wording"] or "",
        "source": rule["source"],
        "key": mention.get("key", ""),
    }


def to_findings_xlsx(result: CheckResultShape, lang: str) -> bytes:
    """Write the workbook: the findings, the clauses that can go with them, what the answer rests on."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": pick(SHEETS["findings"], lang), "author": "Ou équivalent"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        filled = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF6C2", "border": 1})
        sheet = book.add_worksheet(pick(SHEETS["findings"], lang))
        rows = findings_rows(result, lang)
        columns = [c for c in COLUMNS if c != "change" or "against" in result]
        for place, column in enumerate(columns):
            header, width = COLUMNS[column]
            form = filled if column in FILLED_IN else wrap
            sheet.set_column(place, place, width, None)
            sheet.write_string(0, place, pick(header, lang), bold)
            for line, row in enumerate(rows, 1):
                _write(sheet, line, place, column, row[column], form)
        status = columns.index("status")
        sheet.data_validation(
            1, status, len(rows) + _MORE_ROWS, status,
            {"validate": "list", "source": [status_name(s, lang) for s in STATUSES], "input_message": pick(_HELP, lang)},
        )  # fmt: skip
        sheet.freeze_panes(1, status + 1)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        _add_sheet(book, "clauses", _clause_rows(result, lang), lang, (24, 70, 50, 50))
        _add_sheet(book, "about", _about_rows(result, lang), lang, (28, 80))
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, place: int, column: str, text: str, form: object) -> None:
    if column == "number":
        sheet.write_number(line, place, int(text), form)
    else:
        sheet.write_string(line, place, neutralise(text), form)


def _add_sheet(
    book: xlsxwriter.Workbook, key: str, rows: Sequence[Sequence[str]], lang: str, widths: Sequence[int]
) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(pick(SHEETS[key], lang))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(line, place, neutralise(text)[:MAX_CELL], wrap)


def _clause_rows(result: CheckResultShape, lang: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [tuple(pick(header, lang) for header in _CLAUSES)]
    rows += [(c["name"], c["text"], c["when"], c["justification"]) for c in result.get("clauses", [])]
    return rows


def _about_rows(result: CheckResultShape, lang: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (pick(("à remplir", "to fill in"), lang), pick(_HELP, lang)),
        (pick(("édition", "edition"), lang), result["edition"]),
        (pick(("méthode", "method"), lang), result["method"]),
        (pick(("date", "date"), lang), result["created"]),
    ]
    rows += [(pick(("document", "document"), lang), document["name"]) for document in result["documents"]]
    unread = pick(("non lu", "not read"), lang)
    rows += [(unread, f"{part['where']} : {part['why']}") for part in result["summary"]["unread"]]
    return rows
