"""Writes the example files of this folder: `python examples/build.py` (needs the `test` extra).

The text is in cctp.py and lists.py; everything in it is invented, apart from the names of products.
"""

import csv
import datetime
import io
import json
import re
import zipfile
from pathlib import Path

import cctp
import docx
import lists
import typst
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

HERE = Path(__file__).parent
DAY = datetime.datetime(2026, 4, 1, tzinfo=datetime.UTC)
NOTE = re.compile(r"\[\[(.*?)\]\]")
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def build_docx() -> bytes:
    """Return the tender document as DOCX, with a header, a footer with the page number, and footnotes."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = DAY.replace(tzinfo=None)
    made.core_properties.title = cctp.TITLE
    made.core_properties.author = "Ville de Saint-Exemple"
    made.core_properties.language = "fr-FR"
    section = made.sections[0]
    section.header.paragraphs[0].text = cctp.HEADER
    footer = section.footer.paragraphs[0]
    footer.text = cctp.FOOTER + " – page "
    add_page_field(footer)
    made.add_paragraph(cctp.TITLE, style="Title")
    made.add_paragraph(cctp.SUBTITLE, style="Subtitle")
    notes: list[str] = []
    for kind, content in cctp.BLOCKS:
        if kind in ("h1", "h2"):
            made.add_heading(content, int(kind[1]))
        elif kind == "p":
            add_noted(made.add_paragraph(), content, notes)
        elif kind == "list":
            for item in content:
                add_noted(made.add_paragraph(style="List Bullet"), item, notes)
        else:
            add_table(made, content)
    add_footnotes(made, notes)
    buffer = io.BytesIO()
    made.save(buffer)
    return fix_dates(buffer.getvalue())


def add_page_field(paragraph) -> None:
    """Add a field that shows the page number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_noted(paragraph, content: str, notes: list[str]) -> None:
    """Add text whose [[words]] become footnotes."""
    for place, part in enumerate(NOTE.split(content)):
        if place % 2 == 0:
            paragraph.add_run(part)
            continue
        notes.append(part)
        run = paragraph.add_run()
        run.font.superscript = True
        call = OxmlElement("w:footnoteReference")
        call.set(qn("w:id"), str(len(notes) + 1))
        run._r.append(call)


def add_table(made, rows: list[list[str]]) -> None:
    """Add a table with its first row as header."""
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    made.add_paragraph()


def add_footnotes(made, notes: list[str]) -> None:
    """Add the part that holds the footnotes; python-docx has none of its own."""
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes, 2)
    )
    edges = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    xml = f"<w:footnotes {nsdecls('w')}>{edges}{body}</w:footnotes>"
    parse_xml(xml)
    blob = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml.encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def fix_dates(data: bytes) -> bytes:
    """Give every member of a zip the same date, so that building twice gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (2026, 4, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return buffer.getvalue()


TYPST = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: 2026, month: 4, day: 1))
#set page(paper: "a4", margin: (x: 2.6cm, y: 2.6cm),
  header: text(size: 9pt, data.header),
  footer: context text(size: 9pt)[#data.footer – page #counter(page).display()])
#set text(lang: "fr", size: 11.5pt, hyphenate: true)
#set par(justify: true, leading: 0.8em, spacing: 1.3em)
#show heading: set block(above: 1.8em, below: 1.1em)
#let noted(content) = {
  let parts = content.split(regex("\\\\[\\\\[|\\\\]\\\\]"))
  for (place, part) in parts.enumerate() { if calc.odd(place) { footnote(part) } else { part } }
}
#align(center)[#text(size: 20pt, weight: "bold", data.title) #linebreak() #text(size: 13pt, data.subtitle)]
#v(2em)
#for block in data.blocks {
  let (kind, content) = block
  if kind == "h1" { heading(level: 1, content) }
  else if kind == "h2" { heading(level: 2, content) }
  else if kind == "p" { par(noted(content)) }
  else if kind == "list" { list(..content.map(noted)) }
  else {
    set par(justify: false)
    table(columns: content.first().len(), inset: 7pt, table.header(..content.first().map(strong)),
      ..content.slice(1).flatten())
  }
}
"""


def build_pdf() -> bytes:
    """Return the same text as PDF."""
    data = {
        "title": cctp.TITLE,
        "subtitle": cctp.SUBTITLE,
        "header": cctp.HEADER,
        "footer": cctp.FOOTER,
        "blocks": cctp.BLOCKS,
    }
    return typst.compile(TYPST.encode(), sys_inputs={"data": json.dumps(data)}, timestamp=int(DAY.timestamp()))


def build_inventory_xlsx() -> bytes:
    """Return the inventory as XLSX: a merged title, a notes sheet before it, real numbers."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": "Inventaire", "created": DAY.replace(tzinfo=None)})
    notes = book.add_worksheet("Lisez-moi")
    notes.write_column(0, 0, ["Inventaire tenu à la main.", "Les coûts sont annuels et hors taxes."])
    sheet = book.add_worksheet("Parc 2026")
    bold = book.add_format({"bold": True})
    money = book.add_format({"num_format": "#,##0.00 €"})
    for number, row in enumerate(lists.build_inventory()):
        if number == 0:
            sheet.merge_range(0, 0, 0, len(lists.HEADERS) - 1, row[0], bold)
            continue
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(number, column, cell, money if isinstance(cell, float) else None)
    sheet.set_column(4, 4, 45)
    book.close()
    return buffer.getvalue()


def build_inventory_csv() -> bytes:
    """Return the inventory as CSV in cp1252 with semicolons, amounts as a French spreadsheet shows them."""
    rows = [[write_cell(cell) for cell in row] for row in lists.build_inventory()]
    width = len(lists.HEADERS)
    return write_csv([row + [""] * (width - len(row)) for row in rows]).encode("cp1252")


def write_cell(cell) -> str:
    """Return a cell as a French spreadsheet exports it."""
    return lists.write_amount(cell) + " €" if isinstance(cell, float) else str(cell)


def build_spend_csv() -> bytes:
    """Return the spend export as CSV in UTF-8 with its mark."""
    return write_csv(lists.build_spend()).encode("utf-8-sig")


def write_csv(rows) -> str:
    """Return rows as CSV with semicolons and the line ends of Windows."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def build_examples() -> dict[str, bytes]:
    """Return every example by file name."""
    return {
        "cctp-exemple.docx": build_docx(),
        "cctp-exemple.pdf": build_pdf(),
        "inventaire-exemple.xlsx": build_inventory_xlsx(),
        "inventaire-exemple.csv": build_inventory_csv(),
        "depenses-exemple.csv": build_spend_csv(),
    }


if __name__ == "__main__":
    for file_name, content in build_examples().items():
        (HERE / file_name).write_bytes(content)
        print(f"{file_name}: {len(content):,} bytes")
