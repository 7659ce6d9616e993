"""HTML to a Document, or to rows where a table was exported under that form. Scripts are never read."""

import re

from lxml import etree
from lxml import html as lxml_html

from advisor.documents.assemble import Assembler
from advisor.documents.places import Outline
from advisor.domain.documents import Document
from advisor.errors import UnreadableDocument

_DROPPED = {"script", "style", "noscript", "template", "head", "svg", "select"}
_BLOCKS = {
    "p", "div", "li", "td", "th", "tr", "table", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
    "pre", "blockquote", "section", "article", "header", "footer", "main", "aside", "nav", "form", "fieldset", "figure",
    "caption", "figcaption", "address", "body", "html", "hr", "tbody", "thead", "tfoot",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f]+")


def _parse(text: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    # A declared encoding no longer applies once the text is decoded, and lxml refuses the two together.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(name, "corrupt-document", kind="html") from error
    return root


def read_html(text: str, name: str, lang: str = "fr") -> Document:
    """Read the visible text of a page, a segment per block."""
    out = _Blocks(name, lang)
    try:
        out.walk(_parse(text, name))
    except RecursionError as error:
        raise UnreadableDocument(name, "corrupt-document", kind="html") from error
    out.flush()
    document = out.assembler.build()
    if not document.segments:
        raise UnreadableDocument(name, "no-text")
    return document


def read_html_rows(text: str, name: str) -> list[list[str]]:
    """Return the rows of the largest table of a page, [] when it has none."""
    best: list[list[str]] = []
    for table in _parse(text, name).iter("table"):
        rows = [
            [_SPACES.sub(" ", "".join(map(str, cell.itertext()))).strip() for cell in row.iter("td", "th")]
            for row in table.iter("tr")
        ]
        if len(rows) > len(best):
            best = rows
    return best


class _Blocks:
    def __init__(self, name: str, lang: str) -> None:
        self.assembler = Assembler(name, "html", lang)
        self.outline = Outline(lang)
        self.buffer: list[str] = []
        self.tag = "p"
        self.row = 0
        self.table = 0

    def walk(self, node: etree._Element) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _DROPPED or not tag:
            return
        if tag in _BLOCKS:
            self.flush()
            self._enter(tag)
        if tag == "br":
            self.buffer.append(" ")
        self.buffer.append(node.text or "")
        for child in node:
            self.walk(child)
            self.buffer.append(child.tail or "")
        if tag in _BLOCKS:
            self.flush()
            self.tag = "p"

    def _enter(self, tag: str) -> None:
        self.tag = tag
        if tag == "table":
            self.outline.tables += 1
            self.row = 0
        elif tag == "tr":
            self.row += 1

    def flush(self) -> None:
        text = _SPACES.sub(" ", "".join(self.buffer)).strip()
        self.buffer.clear()
        if not text:
            return
        if self.tag in ("td", "th"):
            self.assembler.add(text, "table-cell", self.outline.in_table(self.outline.tables, self.row))
        elif self.tag[0] == "h" and self.tag[1:].isdigit():
            self.assembler.add(text, "heading", self.outline.enter_heading(text))
        else:
            kind = "list-item" if self.tag == "li" else "paragraph"
            self.assembler.add(text, kind, self.outline.next_paragraph())  # type: ignore[arg-type]
