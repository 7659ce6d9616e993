"""A paper as an OpenDocument text: real styles, header rows, language, title and text alternatives.

Written with lxml alone: a package of five small members, the same bytes for the same paper, where a
library's template brings its own dates, styles and members.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from advisor.reports.papers.archive import pack
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

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
TEXT_WIDTH_CM = 16.6
PICTURE_PX = 1600
_STYLES = Path(__file__).with_name("odt_styles.xml")
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_OASIS}office:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "style": f"{_OASIS}style:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_MARKS = {"strong": "Strong_20_Emphasis", "emphasis": "Emphasis"}
_PARAGRAPHS = {"body": "Text_20_body", "lead": "Lead", "note": "Note"}


def render_odt(paper: Paper) -> bytes:
    """Write a paper as ODT; the same paper gives the same bytes."""
    writer = _Writer(paper)
    members = {
        "mimetype": MEDIA_TYPE.encode(),
        "content.xml": writer.content(),
        "styles.xml": _styles(paper),
        "meta.xml": _meta(paper),
        **writer.pictures,
    }
    return pack({**members, "META-INF/manifest.xml": _manifest(members)})


def _name(prefixed: str) -> str:
    prefix, name = prefixed.split(":")
    return f"{{{_SPACES[prefix]}}}{name}"


def _element(name: str, **attributes: str) -> Any:
    """Make an element; "text_style_name" is the attribute text:style-name."""
    element = etree.Element(_name(name), nsmap=_SPACES if name.startswith("office:document") else None)
    for key, value in attributes.items():
        prefix, _, rest = key.partition("_")
        element.set(_name(f"{prefix}:{rest.replace('_', '-')}"), value)
    return element


def _add(parent: Any, name: str, **attributes: str) -> Any:
    element = _element(name, **attributes)
    parent.append(element)
    return element


def _serialise(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pictures: dict[str, bytes] = {}
        self.levels = {id(h): n for h, n in heading_levels(b for b in paper.blocks if isinstance(b, Heading))}
        self.tables = 0
        self.root = _element("office:document-content", office_version="1.3")
        self.automatic = _add(self.root, "office:automatic-styles")
        self.body = _add(_add(self.root, "office:body"), "office:text")
        self.writers: Mapping[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Paragraph: lambda block: self.add(_PARAGRAPHS[block.style], block.words),
            Items: self.items,
            Table: self.table,
            Figure: self.figure,
            Quote: self.quote,
            Notice: self.notice,
            Blank: self.blank,
        }

    def content(self) -> bytes:
        paper = self.paper
        self.add("Title", paper.title)
        if paper.subtitle:
            self.add("Subtitle", paper.subtitle)
        for label, words in paper.meta:
            self.add("Meta", (Run(f"{label}\u00a0: ", "strong"), *runs_of(words)))
        for block in paper.blocks:
            self.writers[type(block)](block)
        return _serialise(self.root)

    def add(self, style: str, words: Words) -> None:
        _fill(_add(self.body, "text:p", text_style_name=style), words)

    def heading(self, block: Heading) -> None:
        level = self.levels[id(block)]
        style = f"Heading_20_{level}" + ("_20_break" if block.new_page and level == 1 else "")
        _fill(_add(self.body, "text:h", text_style_name=style, text_outline_level=str(level)), block.text)

    def items(self, block: Items) -> None:
        found = _add(self.body, "text:list", text_style_name="Numbers" if block.ordered else "Bullets")
        for item in block.items:
            _fill(_add(_add(found, "text:list-item"), "text:p", text_style_name="Text_20_body"), item)

    def table(self, block: Table) -> None:
        self.tables += 1
        name = f"Table{self.tables}"
        self.add("Caption", block.caption)
        table = _add(self.body, "table:table", table_name=name, table_style_name=name)
        shares = column_shares(block)
        self._table_styles(name, shares)
        for column in range(len(shares)):
            _add(table, "table:table-column", table_style_name=f"{name}.{column}")
        head = _add(table, "table:table-header-rows")
        _add_row(head, block.header, block.numeric, "Head")
        for row in filled_rows(block):
            _add_row(table, row, block.numeric, "Cell")
        self.add("Note", "")

    def _table_styles(self, name: str, shares: tuple[float, ...]) -> None:
        if self.tables == 1:
            for cell, line in (("Head", "0.8pt solid #16191b"), ("Cell", "0.4pt solid #c4c8c1")):
                style = _add(self.automatic, "style:style", style_name=cell, style_family="table-cell")
                top = line if cell == "Head" else "none"
                bottom = {"fo_border_top": top, "fo_border_bottom": line}
                sides = {"fo_border_left": "none", "fo_border_right": "none", "fo_padding": "0.08cm"}
                _add(style, "style:table-cell-properties", **bottom, **sides)
        style = _add(self.automatic, "style:style", style_name=name, style_family="table")
        _add(style, "style:table-properties", style_width=f"{TEXT_WIDTH_CM}cm", table_align="margins")
        for column, share in enumerate(shares):
            style = _add(self.automatic, "style:style", style_name=f"{name}.{column}", style_family="table-column")
            width = TEXT_WIDTH_CM * share / sum(shares)
            _add(style, "style:table-column-properties", style_column_width=f"{width:.3f}cm")

    def figure(self, block: Figure) -> None:
        picture = render_png(block.svg, PICTURE_PX)
        path = f"Pictures/{len(self.pictures) + 1}.png"
        self.pictures[path] = picture
        width = TEXT_WIDTH_CM * block.width
        pixels = (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big"))
        paragraph = _add(self.body, "text:p", text_style_name="Figure")
        frame = _add(
            paragraph,
            "draw:frame",
            draw_name=clean_text(block.caption)[:200] or path,
            text_anchor_type="as-char",
            svg_width=f"{width:.3f}cm",
            svg_height=f"{width * pixels[1] / pixels[0]:.3f}cm",
        )
        _add(frame, "draw:image", xlink_href=path, xlink_type="simple", xlink_show="embed", xlink_actuate="onLoad")
        _add(frame, "svg:title").text = clean_text(block.caption)
        _add(frame, "svg:desc").text = clean_text(block.alternative)
        self.add("Figure_20_caption", block.caption)

    def quote(self, block: Quote) -> None:
        self.add("Quotations", block.text)
        if text_of(block.source):
            self.add("Quotation_20_source", block.source)

    def notice(self, block: Notice) -> None:
        self.add("Notice", (Run(block.title, "strong"),))
        self.add("Notice", block.words)

    def blank(self, block: Blank) -> None:
        self.add("Note", block.label)
        for _ in range(block.lines):
            self.add("Blank", "")


def _add_row(parent: Any, cells: Iterable[Words], numeric: frozenset[int], style: str) -> None:
    row = _add(parent, "table:table-row")
    for column, words in enumerate(cells):
        cell = _add(row, "table:table-cell", table_style_name=style, office_value_type="string")
        kind = ("Number" if column in numeric else "") + ("Heading" if style == "Head" else "")
        names = {"": "Contents", "Heading": "Heading", "Number": "Number", "NumberHeading": "Number_20_Heading"}
        _fill(_add(cell, "text:p", text_style_name=f"Table_20_{names[kind]}"), words)


def _fill(paragraph: Any, words: Words) -> None:
    for run in runs_of(words):
        parent, url = paragraph, safe_url(run)
        if url is not None:
            parent = _add(parent, "text:a", xlink_href=url, xlink_type="simple", text_style_name="Internet_20_link")
        if run.mark != "plain":
            parent = _add(parent, "text:span", text_style_name=_MARKS[run.mark])
        _write_text(parent, clean_text(run.text))


def _write_text(parent: Any, text: str) -> None:
    """Write a text; newlines, tabs and repeated spaces are elements of their own in this format."""
    last = parent[-1] if len(parent) else None

    def write(part: str) -> None:
        if last is None:
            parent.text = (parent.text or "") + part
        else:
            last.tail = (last.tail or "") + part

    start = 0
    for place, character in enumerate(text):
        spaced = character == " " and (place == 0 or text[place - 1] in " \n\t")
        if character in "\n\t" or spaced:
            write(text[start:place])
            last = _add(parent, {"\n": "text:line-break", "\t": "text:tab", " ": "text:s"}[character])
            start = place + 1
    write(text[start:])


def _styles(paper: Paper) -> bytes:
    text = _STYLES.read_text(encoding="utf-8")
    text = text.replace('"LANG"', f'"{paper.lang}"').replace('"COUNTRY"', f'"{REGION[paper.lang]}"')
    root = etree.fromstring(text.encode())
    footer = root.find(f".//{_name('style:footer')}")
    assert footer is not None
    if paper.foot:
        _fill(_add(footer, "text:p", text_style_name="Footer"), paper.foot)
    pages = _add(footer, "text:p", text_style_name="Footer")
    pages.text = f"{PAGE_WORD[paper.lang]} "
    number = _add(pages, "text:page-number", text_select_page="current")
    number.text, number.tail = "1", " / "
    _add(pages, "text:page-count").text = "1"
    return _serialise(root)


def _meta(paper: Paper) -> bytes:
    root = _element("office:document-meta", office_version="1.3")
    meta = _add(root, "office:meta")
    moment = paper.created.replace("Z", "")
    for name, value in (
        ("meta:generator", AUTHOR),
        ("dc:title", paper.title),
        ("dc:subject", paper.subtitle),
        ("meta:initial-creator", AUTHOR),
        ("dc:creator", AUTHOR),
        ("meta:creation-date", moment),
        ("dc:date", moment),
        ("dc:language", f"{paper.lang}-{REGION[paper.lang]}"),
    ):
        _add(meta, name).text = clean_text(value)
    return _serialise(root)


def _manifest(members: Mapping[str, bytes]) -> bytes:
    root = etree.Element(_name("manifest:manifest"), nsmap={"manifest": _SPACES["manifest"]})
    root.set(_name("manifest:version"), "1.3")
    for path in ("/", *members):
        kind = "image/png" if path.endswith(".png") else MEDIA_TYPE if path == "/" else "text/xml"
        if path != "mimetype":
            _add(root, "manifest:file-entry", manifest_full_path=path, manifest_media_type=kind)
    return _serialise(root)
