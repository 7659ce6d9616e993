"""A comparison as a paper, and as a table for spreadsheets: the buyer's needs first, unknown said, nothing averaged."""

import csv
import io
from collections.abc import Iterator

import xlsxwriter

from advisor.reports.comparing import ComparedCell, ComparedProduct, ComparedRow, ProductComparison
from advisor.reports.fact_words import accepted_words, word_of
from advisor.reports.papers import Block, Heading, Items, Paper, Paragraph, Run, Table, Words
from advisor.reports.ranking import ELIGIBILITY
from advisor.reports.sourcing.asking import meta_rows, question_rows
from advisor.reports.sourcing.writing import Writer, set_paper
from advisor.reports.tables import neutralise


def build_comparison_paper(comparison: ProductComparison, *, method: str, created: str, lang: str) -> Paper:
    """Build the comparison to hand over or to print."""
    w = Writer(comparison.catalogue, comparison.on, lang)
    names = [compared.product.name for compared in comparison.products]
    blocks = [Paragraph(_answer(w, comparison), "lead"), Paragraph(w.t("neutral"), "note"), *_tables(w, comparison)]
    blocks += _questions(w, comparison)
    if w.sources:
        blocks += [Heading(w.t("c_sources")), Items(w.source_list(), ordered=True)]
    blocks += [Heading(w.t("limits")), Items((w.t("limit_catalogue"), w.t("limit_facts"), w.t("limit_same")))]
    return set_paper(
        Paper(
            title=w.t("c_title"),
            subtitle=w.names(names),
            lang=lang,
            created=created,
            meta=tuple(meta_rows(w, comparison.needs, method, created)),
            blocks=tuple(blocks),
            foot=w.t("c_foot", edition=comparison.catalogue.edition[:12]),
        )
    )


def _answer(w: Writer, comparison: ProductComparison) -> str:
    if not comparison.needs.needs:
        return w.t("no_needs")
    lines = []
    for number, compared in enumerate(comparison.products):
        counts = {state: comparison.count(number, state) for state in ("met", "unmet", "unknown", "partly")}
        lines.append(
            w.t(
                "c_tally",
                product=compared.product.name,
                yes=counts["met"],
                no=counts["unmet"],
                unknown=counts["unknown"] + counts["partly"],
                total=len(comparison.needs.needs),
            )
        )
    return " ".join(lines)


def _tables(w: Writer, comparison: ProductComparison) -> Iterator[Block]:
    groups = (
        ("c_needs", [r for r in comparison.rows if r.need]),
        ("c_others", [r for r in comparison.rows if not r.need]),
    )
    for key, rows in groups:
        if rows:
            yield Heading(w.t(key))
            header = (w.t("criterion"), *(compared.product.name for compared in comparison.products))
            body = [_row(w, row) for row in rows]
            if key == "c_needs":
                body = [_head_row(w, comparison), *body]
            widths = (1.6, *(2.4 for _ in comparison.products))
            yield Table(header, body, w.t("c_caption", what=w.t(key)), widths=widths)


def _head_row(w: Writer, comparison: ProductComparison) -> tuple[Words, ...]:
    return (w.t("c_who"), *(_who(w, compared) for compared in comparison.products))


def _who(w: Writer, compared: ComparedProduct) -> Words:
    runs = [Run(w.vendor_line(compared.product))]
    if compared.admission is not None:
        runs.append(Run("\n" + w.t("access", access=word_of(compared.admission.access, w.lang)), "emphasis"))
    if compared.excluded_by:
        reason = w.t("closed") if compared.excluded_by == ELIGIBILITY else _name(w, compared.excluded_by)
        runs.append(Run("\n" + w.t("c_excluded", reason=reason), "strong"))
    return tuple(runs)


def _name(w: Writer, criterion: str) -> str:
    return w.catalogue.criteria[criterion].name.get(w.lang)


def _row(w: Writer, row: ComparedRow) -> tuple[Words, ...]:
    head: list[Run] = [Run(row.criterion.name.get(w.lang), "strong" if row.need else "plain")]
    if row.need:
        accepted = accepted_words(row.criterion, row.need.accept, w.lang)
        told = w.t("c_required" if row.need.required else "c_preferred")
        head.append(Run(f"\n{told}{': ' if w.lang == 'en' else ' : '}{accepted}" if accepted else f"\n{told}"))
    return (tuple(head), *(_cell(w, row, cell) for cell in row.cells))


def _cell(w: Writer, row: ComparedRow, cell: ComparedCell) -> Words:
    known = [fact for fact in cell.facts if fact.state(w.on) != "to-verify"]
    value = cell_value(w, row, cell)
    refs = f" {w.cite(known)}" if known else ""
    dates = "; ".join(dict.fromkeys(w.kind_and_date(f) for f in known))
    if cell.state == "known":
        return (Run(value), Run(refs), Run(f"\n{dates}", "emphasis"))
    told = Run(w.verdict(cell.state, value, known), "strong" if cell.state != "unknown" else "plain")
    return (told, Run(refs), Run(f"\n{dates}" if dates else "", "emphasis"))


def cell_value(w: Writer, row: ComparedRow, cell: ComparedCell) -> str:
    """Write what is recorded behind a cell, empty when nothing is."""
    known = [fact for fact in cell.facts if fact.state(w.on) != "to-verify"]
    same = [fact for fact in known if fact.criterion == row.criterion.id]
    if known and not same:
        return w.t("c_chosen")
    return w.facts_line(same, row.criterion.id)


def _questions(w: Writer, comparison: ProductComparison) -> Iterator[Block]:
    yield Heading(w.t("q_title"))
    for compared in comparison.products:
        rows = question_rows(w, compared.product, comparison.needs)
        if rows:
            yield Heading(compared.product.name, 2)
            yield Items(tuple(text for text, _name, _required in rows), ordered=True)


def comparison_rows(comparison: ProductComparison, lang: str) -> list[list[str]]:
    """Return the comparison as rows of texts: header, criteria, then what it rests on."""
    w = Writer(comparison.catalogue, comparison.on, lang)
    header = [w.t("criterion"), w.t("level")]
    for compared in comparison.products:
        header += [
            compared.product.name,
            f"{compared.product.name}, {w.t('kind_date')}",
            f"{compared.product.name}, {w.t('source')}",
        ]
    return [header, *(_flat(w, row) for row in comparison.rows)]


def _flat(w: Writer, row: ComparedRow) -> list[str]:
    level = w.t("c_required" if row.need.required else "c_preferred") if row.need else ""
    cells = [row.criterion.name.get(w.lang), level]
    for cell in row.cells:
        known = [fact for fact in cell.facts if fact.state(w.on) != "to-verify"]
        value = cell_value(w, row, cell)
        told = value if cell.state == "known" else w.verdict(cell.state, value, known)
        dates = " ; ".join(dict.fromkeys(w.kind_and_date(f) for f in known))
        cells += [told, dates, " ".join(dict.fromkeys(s.url for f in known for s in f.sources))]
    return cells


def comparison_csv(comparison: ProductComparison, *, method: str, created: str, lang: str) -> bytes:
    """Write a comparison as CSV, as French spreadsheets expect it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for cells in comparison_rows(comparison, lang):
        writer.writerow([neutralise(cell) for cell in cells])
    writer.writerow([])
    for pair in _about(comparison, method, created, lang):
        writer.writerow([neutralise(cell) for cell in pair])
    return out.getvalue().encode("utf-8-sig")


def comparison_xlsx(comparison: ProductComparison, *, method: str, created: str, lang: str) -> bytes:
    """Write a comparison as a workbook: the table, and what it rests on."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrap = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        sheet = book.add_worksheet("comparison")
        for i, cells in enumerate(comparison_rows(comparison, lang)):
            for j, cell in enumerate(cells):
                sheet.write_string(i, j, cell[:32_000], bold if i == 0 else wrap)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 1, 24)
        sheet.set_column(2, 1 + 3 * len(comparison.products), 30)
        about = book.add_worksheet("about")
        for i, pair in enumerate(_about(comparison, method, created, lang)):
            about.write_row(i, 0, pair)
        about.set_column(0, 1, 40)
    return out.getvalue()


def _about(comparison: ProductComparison, method: str, created: str, lang: str) -> list[tuple[str, str]]:
    w = Writer(comparison.catalogue, comparison.on, lang)
    return [
        (w.t("meta_edition"), comparison.catalogue.edition),
        (w.t("meta_method"), method),
        (w.t("meta_date"), created),
        (w.t("meta_scope"), w.t("scope")),
        (w.t("limits"), w.t("limit_facts")),
    ]
