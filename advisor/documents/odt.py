"""ODT to a Document with lxml: the same choices as for DOCX (order, notes, comments, tracked changes)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from advisor.documents.archive import Archive
from advisor.documents.assemble import Assembler
from advisor.documents.places import Outline, name_place
from advisor.domain.annotations import SIGNATURE
from advisor.domain.documents import Document, SegmentKind
from advisor.errors import UnreadableDocument

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = _NS + "office:1.0}", _NS + "text:1.0}", _NS + "table:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
_DRAW, _STYLE = _NS + "drawing:1.0}", _NS + "style:1.0}"
_THROUGH = {
    TEXT + "section", TEXT + "index-body", TEXT + "table-of-content", TEXT + "alphabetical-index", TEXT + "list-header",
    TEXT + "illustration-index", TEXT + "table-index", TEXT + "bibliography", TEXT + "index-title", OFFICE + "text",
}  # fmt: skip
_SKIPPED = {
    TEXT + "tracked-changes",
    TEXT + "note-citation",
    TEXT + "table-of-content-source",
    TEXT + "sequence-decls",
}
_HEADERS = {_STYLE + "header", _STYLE + "header-left", _STYLE + "header-first"}
_FOOTERS = {_STYLE + "footer", _STYLE + "footer-left", _STYLE + "footer-first"}


@dataclass(slots=True)
class _Inline:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    asides: list[tuple[str, etree._Element, int]] = field(default_factory=list)
    frames: list[etree._Element] = field(default_factory=list)
    hidden: bool = False
    pieces: list["TracedPiece"] = field(default_factory=list)

    def write(self, text: str | None, node: etree._Element, part: Literal["text", "tail", "whole"]) -> None:
        if text:
            self.pieces.append(TracedPiece(self.length, len(text), node, part))
            self.parts.append(text)
            self.length += len(text)


@dataclass(frozen=True, slots=True)
class TracedPiece:
    """Where characters of a paragraph came from: the text or the tail of an element, or the whole of it.

    `offset` counts from the start of the paragraph.
    """

    offset: int
    length: int
    node: etree._Element
    part: Literal["text", "tail", "whole"]


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """Where a paragraph's text came from: its offset in the document, its element and its pieces."""

    start: int
    length: int
    node: etree._Element
    pieces: tuple[TracedPiece, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    place: Callable[[], str]
    kind: SegmentKind | None = None
    anchor: int | None = None
    in_list: bool = False


def read_odt(archive: Archive, name: str, *, macros: bool = False, lang: str = "fr") -> Document:
    """Read an ODT; notes and comments follow their paragraph, headers come first, footers last.

    Raises:
        UnreadableDocument: damaged, or without any text.
        DocumentTooLarge: a part passes the limits.
    """
    reader = _Reader(archive, name, lang)
    try:
        document = reader.read(macros)
    except RecursionError as error:
        raise UnreadableDocument(name, "corrupt-document", kind="odt") from error
    if not document.segments:
        raise UnreadableDocument(name, "no-text")
    return document


def trace_odt(archive: Archive, name: str) -> tuple[Document, list[TracedParagraph], etree._Element]:
    """Read an ODT as `read_odt` does, and say which elements each paragraph came from.

    The last value is the root of the content, whose elements can be changed and written back.
    """
    reader = _Reader(archive, name, "fr")
    reader.traced = []
    try:
        document = reader.read(macros=False)
    except RecursionError as error:
        raise UnreadableDocument(name, "corrupt-document", kind="odt") from error
    return document, reader.traced, reader.root


class _Reader:
    def __init__(self, archive: Archive, name: str, lang: str) -> None:
        self.archive = archive
        self.traced: list[TracedParagraph] | None = None
        self.lang = lang
        self.out = Assembler(name, "odt", lang)
        self.outline = Outline(lang)
        self.counts = {"note": 0, "endnote": 0, "comment": 0}
        self.pictures = self.objects = self.hidden = self.deleted = 0

    def read(self, macros: bool) -> Document:
        self.root = content = self.archive.read_xml("content.xml", "odt")
        styles = self.archive.read_xml("styles.xml", "odt") if "styles.xml" in self.archive else None
        self._read_edges(styles, _HEADERS, "header")
        for body in content.iter(OFFICE + "text"):
            self._walk(body, _Context(self.outline.next_paragraph))
        self._read_edges(styles, _FOOTERS, "footer")
        for count, key in (
            (self.pictures, "pictures"),
            (self.objects, "embedded-objects"),
            (self.hidden, "hidden-text"),
            (self.deleted, "deleted-text"),
            (int(macros), "macros"),
        ):
            if count:
                self.out.notes.add_about_whole(key, count=count)
        return self.out.build()

    def _read_edges(self, styles: etree._Element | None, tags: set[str], kind: SegmentKind) -> None:
        seen: set[str] = set()
        for node in styles.iter(*tags) if styles is not None else ():
            text = "".join(map(str, node.itertext()))
            if text not in seen:
                seen.add(text)
                self._walk(node, _Context(lambda: name_place(kind, self.lang), kind))

    def _walk(self, node: etree._Element, context: _Context) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == TEXT + "tracked-changes":
                self.deleted += sum(1 for _ in child.iter(TEXT + "deletion"))
            elif tag in (TEXT + "p", TEXT + "h"):
                self._read_paragraph(child, context)
            elif tag == TEXT + "list":
                self._walk_list(child, context)
            elif tag == TABLE + "table":
                self._read_table(child, context)
            elif tag in _THROUGH:
                self._walk(child, context)
            elif tag.startswith(_DRAW):
                self._read_frame(child, context)

    def _walk_list(self, node: etree._Element, context: _Context) -> None:
        inside = _Context(context.place, context.kind, context.anchor, in_list=True)
        for item in node:
            if isinstance(item.tag, str):
                self._walk(item, inside)

    def _read_table(self, node: etree._Element, context: _Context) -> None:
        self.outline.tables += 1
        table = self.outline.tables
        for number, row in enumerate(_iter_rows(node), 1):
            place = self.outline.in_table(table, number) if context.kind is None else context.place()
            inside = _Context(lambda place=place: place, context.kind or "table-cell", context.anchor)  # type: ignore[misc]
            for cell in row:
                if isinstance(cell.tag, str):
                    self._walk(cell, inside)

    def _read_frame(self, node: etree._Element, context: _Context) -> None:
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if child.tag == _DRAW + "text-box":
                place = _Context(lambda: self.outline.under_title(name_place("box", self.lang)), context.kind)
                self._walk(child, place)
            elif child.tag == _DRAW + "image":
                self.pictures += 1
            elif child.tag in (_DRAW + "object", _DRAW + "object-ole"):
                self.objects += 1
            elif child.tag in (TEXT + "p", TEXT + "list"):
                # A drawn shape holds its paragraphs directly.
                self._walk(node, context)
                return
            else:
                self._read_frame(child, context)

    def _read_paragraph(self, node: etree._Element, context: _Context) -> None:
        inline = _Inline()
        self._read_inline(node, inline)
        text = "".join(inline.parts)
        start: int | None = None
        if text.strip():
            kind, place = self._name(node, text, context)
            start = self.out.add(text, kind, place, anchor=context.anchor)
            self.hidden += inline.hidden
            if self.traced is not None and start is not None:
                self.traced.append(TracedParagraph(start, inline.length, node, tuple(inline.pieces)))
        for frame in inline.frames:
            self._read_frame(frame, context)
        for word, aside, offset in inline.asides:
            self.counts[word] += 1
            label = name_place(word, self.lang, n=self.counts[word])
            anchor = None if start is None else start + offset
            self._walk(aside, _Context(lambda label=label: label, "comment" if word == "comment" else "note", anchor))  # type: ignore[misc]

    def _name(self, node: etree._Element, text: str, context: _Context) -> tuple[SegmentKind, str]:
        if context.kind is not None:
            return context.kind, context.place()
        if node.tag == TEXT + "h":
            # LibreOffice writes the number a heading shows at save time beside its text.
            number = node.find(TEXT + "number")
            label = (number.text or "") if number is not None else ""
            return "heading", self.outline.enter_heading(text, label)
        return ("list-item" if context.in_list else "paragraph"), context.place()

    def _read_inline(self, node: etree._Element, inline: _Inline) -> None:
        inline.write(node.text, node, "text")
        for child in node:
            tag = child.tag
            if isinstance(tag, str):
                self._read_inline_child(child, tag, inline)
            inline.write(child.tail, child, "tail")

    def _read_inline_child(self, child: etree._Element, tag: str, inline: _Inline) -> None:
        if tag == TEXT + "s":
            count = child.get(TEXT + "c", "1")
            inline.write(" " * min(int(count) if count.isdigit() else 1, 200), child, "whole")
        elif tag == TEXT + "tab":
            inline.write("\t", child, "whole")
        elif tag == TEXT + "line-break":
            inline.write("\n", child, "whole")
        elif tag == TEXT + "note":
            word = "endnote" if child.get(TEXT + "note-class") == "endnote" else "note"
            body = child.find(TEXT + "note-body")
            if body is not None:
                inline.asides.append((word, body, inline.length))
        elif tag == OFFICE + "annotation":
            # Comments the tool itself wrote quote the words they are about.
            if child.findtext(DC + "creator") == SIGNATURE:
                return
            inline.asides.append(("comment", child, inline.length))
        elif tag.startswith(_DRAW) and tag != _DRAW + "a":
            inline.frames.append(child)
        elif tag == TEXT + "number" or tag in _SKIPPED or tag == OFFICE + "annotation-end":
            return
        else:
            inline.hidden = inline.hidden or tag in (TEXT + "hidden-text", TEXT + "hidden-paragraph")
            inline.write(child.get(TEXT + "string-value") if tag == TEXT + "hidden-text" else None, child, "whole")
            self._read_inline(child, inline)


def _iter_rows(table: etree._Element) -> list[etree._Element]:
    rows = []
    for child in table:
        if child.tag == TABLE + "table-row":
            rows.append(child)
        elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
            rows.extend(_iter_rows(child))
    return rows
