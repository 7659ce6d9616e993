"""A paper as DOCX: real styles, marked header rows, language, title and text alternatives."""

import io
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from advisor.reports.papers.archive import repack
from advisor.reports.papers.cleaning import clean_text, heading_levels, safe_url
from advisor.reports.papers.layout import column_shares, filled_rows
from advisor.reports.papers.model import (
    Blank,
    Figure,
    Heading,
    Items,
    Notice,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    Words,
    runs_of,
    text_of,
)
from advisor.reports.papers.names import AUTHOR, PAGE_WORD, REGION
from advisor.reports.papers.pdf import render_png

SERIF, SANS = "Palatino Linotype", "Arial"
"""On Windows and macOS; elsewhere an office suite has metric or look-alike faces for both."""
TEXT_WIDTH = Cm(16.6)
PICTURE_PX = 1600
_INK, _SOFT, _LINK = RGBColor(0x16, 0x19, 0x1B), RGBColor(0x45, 0x4B, 0x4F), RGBColor(0x0C, 0x4A, 0x5B)


def render_docx(paper: Paper) -> bytes:
    """Write a paper as DOCX; the same paper gives the same bytes."""
    return repack(_Writer(paper).write())


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document: DocxDocument = Document()
        _set_page(self.document, paper)
        _set_styles(self.document, f"{paper.lang}-{REGION[paper.lang]}")
        self.levels = {id(h): n for h, n in heading_levels(b for b in paper.blocks if isinstance(b, Heading))}
        self.writers: dict[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Items: self.items,
            Table: self.table,
            Figure: self.figure,
            Quote: self.quote,
            Notice: self.notice,
            Blank: self.blank,
        }
        self.styles: dict[str, str] = {}

    def write(self) -> bytes:
        paper = self.paper
        self.add("Title", paper.title)
        if paper.subtitle:
            self.add("Subtitle", paper.subtitle)
        for label, words in paper.meta:
            self.add("Paper Meta", (Run(f"{label}\u00a0: ", "strong"), *runs_of(words)))
        for block in paper.blocks:
            self.writers[type(block)](block)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def add(self, style: str, words: Words) -> DocxParagraph:
        paragraph = self.document.add_paragraph()
        if style not in self.styles:
            # The library reads every style again at each look-up: 12 s of a note over 5,000 lines.
            self.styles[style] = self.document.styles[style].style_id
        element: Any = paragraph._p
        element.style = self.styles[style]
        _fill(paragraph, words)
        return paragraph

    def heading(self, block: Heading) -> None:
        paragraph = self.add(f"Heading {self.levels[id(block)]}", block.text)
        paragraph.paragraph_format.page_break_before = block.new_page or None

    def paragraph(self, block: Paragraph) -> None:
        self.add({"body": "Body Text", "lead": "Paper Lead", "note": "Paper Note"}[block.style], block.words)

    def items(self, block: Items) -> None:
        number = _new_list(self.document) if block.ordered else None
        for item in block.items:
            paragraph = self.add("List Number" if block.ordered else "List Bullet", item)
            if number is not None:
                paragraph_properties: Any = paragraph._p.get_or_add_pPr()
                properties = paragraph_properties.get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def table(self, block: Table) -> None:
        caption = self.add("Caption", block.caption)
        caption.paragraph_format.keep_with_next = True
        rows = list(filled_rows(block))
        table = self.document.add_table(0, 0)
        _shape_table(table, block)
        shares = column_shares(block)
        widths = [Length(int(TEXT_WIDTH * share / sum(shares))) for share in shares]
        for width in widths:
            table._tbl.tblGrid.add_gridCol().w = width
        table._tbl.append(_table_row(self.document, block.header, widths, block.numeric, header=True))
        for row in rows:
            table._tbl.append(_table_row(self.document, row, widths, block.numeric))
        self.add("Paper After Table", "")

    def figure(self, block: Figure) -> None:
        paragraph = self.document.add_paragraph(style="Paper Figure")
        picture = io.BytesIO(render_png(block.svg, PICTURE_PX))
        shape = paragraph.add_run().add_picture(picture, width=Length(int(TEXT_WIDTH * block.width)))
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")
        shape._inline.docPr.set("descr", clean_text(block.alternative))
        shape._inline.docPr.set("name", clean_text(block.caption)[:200])
        self.add("Caption", block.caption)

    def quote(self, block: Quote) -> None:
        self.add("Quote", block.text)
        if text_of(block.source):
            self.add("Paper Quote Source", block.source)

    def notice(self, block: Notice) -> None:
        title = self.add("Paper Notice", (Run(block.title, "strong"),))
        title.paragraph_format.keep_with_next = True
        self.add("Paper Notice", block.words)

    def blank(self, block: Blank) -> None:
        label = self.add("Paper Note", block.label)
        label.paragraph_format.keep_with_next = True
        for _ in range(block.lines):
            self.add("Paper Blank", "")


def _fill(paragraph: DocxParagraph, words: Words) -> None:
    for run in runs_of(words):
        url = safe_url(run)
        added = paragraph.add_run(clean_text(run.text))
        added.bold = True if run.mark == "strong" else None
        added.italic = True if run.mark == "emphasis" else None
        if url is not None:
            added.style = "Paper Link"
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            added._r.addprevious(link)
            link.append(added._r)


def _table_row(
    document: DocxDocument, cells: Iterable[Words], widths: list[Length], numeric: frozenset[int], header: bool = False
) -> Any:
    # Built element by element: the library looks styles and cells up again at each access, 8 s for 2,000 rows.
    row = OxmlElement("w:tr")
    if header:
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
    for column, words in enumerate(cells):
        cell: Any = OxmlElement("w:tc")
        cell.get_or_add_tcPr().width = widths[column]
        element: Any = OxmlElement("w:p")
        properties = element.get_or_add_pPr()
        properties.style = "PaperTableHead" if header else "PaperTableText"
        if column in numeric:
            properties.jc_val = WD_ALIGN_PARAGRAPH.RIGHT
        cell.append(element)
        row.append(cell)
        if isinstance(words, str):
            element.add_r().text = clean_text(words)
        else:
            _fill(DocxParagraph(element, document._body), words)
    return row


def _shape_table(table: DocxTable, block: Table) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, size, color in (("top", "8", "16191B"), ("bottom", "4", "B9BDB6"), ("insideH", "4", "C4C8C1")):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", color)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        borders.addnext(layout)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    look = OxmlElement("w:tblLook")
    look.set(qn("w:firstRow"), "1")
    properties.append(look)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), clean_text(block.caption))
    properties.append(caption)


def _new_list(document: DocxDocument) -> int:
    """Add a numbered list that starts at 1 and return its number."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    base = style.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == base)
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _set_page(document: DocxDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.4), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.4)
    made = datetime.fromisoformat(paper.created)
    core = document.core_properties
    core.title = clean_text(paper.title)[:255]
    core.subject = clean_text(paper.subtitle)[:255]
    core.author = core.last_modified_by = AUTHOR
    core.language = f"{paper.lang}-{REGION[paper.lang]}"
    core.created = core.modified = made
    core.comments = ""
    core.revision = 1
    foot = section.footer.paragraphs[0]
    foot.text = clean_text(paper.foot)
    if foot.text:
        foot.add_run("\n")
    foot.add_run(f"{PAGE_WORD[paper.lang]} ")
    for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
        for kind, text in (("begin", None), (None, field), ("separate", None), ("text", "1"), ("end", None)):
            _add_field_part(foot, kind, text)
        foot.add_run(between)


def _add_field_part(paragraph: DocxParagraph, kind: str | None, text: str | None) -> None:
    run = paragraph.add_run()
    if kind == "text":
        run.text = text or ""
    elif kind is None:
        instruction = OxmlElement("w:instrText")
        instruction.text = text
        run._r.append(instruction)
    else:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)


def _set_styles(document: DocxDocument, language: str) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), language)
    normal = _style(document, "Normal", SERIF, 10.5, after=6)
    normal.paragraph_format.line_spacing = 1.2
    _style(document, "Title", SERIF, 24, after=4)
    _style(document, "Subtitle", SERIF, 13, color=_SOFT, italic=True, after=10)
    for name in ("Title", "Subtitle"):
        run_properties = styles[name].element.rPr
        for spacing in run_properties.findall(qn("w:spacing")):
            run_properties.remove(spacing)
    for level, size in ((1, 17), (2, 13), (3, 11), (4, 10.5)):
        heading = _style(
            document, f"Heading {level}", SERIF, size, bold=level in (2, 3), before=20 - 4 * level, after=5
        )
        heading.font.italic = level == 4
        heading.paragraph_format.keep_with_next = True
    _style(document, "Body Text", SERIF, 10.5, after=6)
    _style(document, "List Bullet", SERIF, 10.5, after=3)
    _style(document, "List Number", SERIF, 10.5, after=4)
    _style(document, "Quote", SERIF, 10.5, italic=True, after=2).paragraph_format.left_indent = Cm(0.8)
    _style(document, "Caption", SERIF, 9, color=_SOFT, italic=True, bold=False, before=6, after=4)
    _style(document, "Footer", SANS, 7.5, color=_SOFT)
    _style(document, "Paper Lead", SERIF, 12.5, before=10, after=8)
    _style(document, "Paper Note", SERIF, 9, color=_SOFT, after=4)
    _style(document, "Paper Meta", SERIF, 9, after=1)
    _style(document, "Paper Figure", SERIF, 9, before=6).paragraph_format.keep_with_next = True
    _style(document, "Paper Quote Source", SERIF, 9, color=_SOFT, after=8).paragraph_format.left_indent = Cm(0.8)
    _style(document, "Paper Table Text", SANS, 8).paragraph_format.line_spacing = 1.1
    head = _style(document, "Paper Table Head", SANS, 8, bold=True)
    head.paragraph_format.keep_with_next = True
    _style(document, "Paper After Table", SERIF, 6)
    _border(_style(document, "Paper Notice", SERIF, 10.5, after=0, before=0), "left", "single", "D9928D", "12", "8")
    blank = _style(document, "Paper Blank", SERIF, 10.5, before=14)
    _border(blank, "bottom", "dotted", "454B4F", "4", "1")
    _border(blank, "between", "dotted", "454B4F", "4", "1")
    link = styles.add_style("Paper Link", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, _LINK


def _style(
    document: DocxDocument,
    name: str,
    face: str,
    size: float,
    *,
    color: RGBColor = _INK,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
) -> Any:
    found = name in [style.name for style in document.styles]
    style: Any = document.styles[name] if found else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not found:
        style.base_style = document.styles["Normal"]
    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = face, Pt(size), bold, italic, color
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{script}"), face)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    return style


def _border(style: Any, side: str, line: str, color: str, size: str, space: str) -> None:
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", line), ("sz", size), ("space", space), ("color", color)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
