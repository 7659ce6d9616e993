"""OpenDocument spreadsheets, written row by row: a library's cells took a minute for 5,000 lines."""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from advisor.reports.papers.archive import pack
from advisor.reports.papers.cleaning import clean_text

Cell = str | int | float | Decimal
MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_REPEATED = re.compile(r" {2,}|^ | $")
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" \
xmlns:text="{_OASIS}:text:1.0" xmlns:style="{_OASIS}:style:1.0" \
xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" office:version="1.3">
<office:automatic-styles><style:style style:name="b" style:family="table-cell">\
<style:text-properties fo:font-weight="bold"/></style:style>\
<style:style style:name="c" style:family="table-column"><style:table-column-properties style:column-width="4cm"/>\
</style:style></office:automatic-styles>
<office:body><office:spreadsheet>
"""
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def write_ods(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """Write sheets, each a name and its rows of texts and numbers; the first row of a sheet is its header."""
    out = io.StringIO()
    out.write(_HEAD)
    for name, rows in sheets:
        out.write(f"<table:table table:name={quoteattr(clean_text(name))}>")
        for number, row in enumerate(rows):
            if number == 0:
                repeated = f' table:number-columns-repeated="{max(1, len(row))}"'
                out.write(f'<table:table-column table:style-name="c"{repeated}/><table:table-header-rows>')
            out.write("<table:table-row>")
            out.writelines(_cell(cell, header=number == 0) for cell in row)
            out.write("</table:table-row>\n" + ("</table:table-header-rows>" if number == 0 else ""))
        out.write("</table:table>\n")
    out.write(_TAIL)
    return pack(
        {
            "mimetype": MEDIA_TYPE.encode(),
            "content.xml": out.getvalue().encode(),
            "META-INF/manifest.xml": _MANIFEST.encode(),
        }
    )


def _cell(cell: Cell, *, header: bool) -> str:
    style = ' table:style-name="b"' if header else ""
    if cell == "":
        return "<table:table-cell/>"
    if not isinstance(cell, str):
        return f'<table:table-cell{style} office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    lines = escape(clean_text(cell)).replace("\t", "<text:tab/>").split("\n")
    text = "".join(f"<text:p>{_spaces(line)}</text:p>" for line in lines)
    return f'<table:table-cell{style} office:value-type="string">{text}</table:table-cell>'


def _spaces(line: str) -> str:
    """Keep repeated, leading and last spaces, which this format drops."""
    return _REPEATED.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', line) if " " in line else line
