"""DOCX to a Document with lxml: body in order, tables, headers, footers, notes, text boxes, comments.

Tracked insertions are read and deletions left out; hidden text is read and said. Macros and
embedded files are never opened. Writing back into a DOCX is in `annotate`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from advisor.documents.archive import Archive
from advisor.documents.assemble import Assembler
from advisor.documents.docx_parts import (
    Numbering,
    Relation,
    Styles,
    W,
    find_main_part,
    get_value,
    is_on,
    read_numbering,
    read_part,
    read_relations,
)
from advisor.documents.places import Outline, name_place
from advisor.domain.annotations import SIGNATURE
from advisor.domain.documents import Document, SegmentKind
from advisor.errors import UnreadableDocument

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_THROUGH = {
    W + tag
    for tag in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir",
    )
}  # fmt: skip
_LEFT_OUT = {W + "del", W + "moveFrom"}
_NOTE_REFERENCES = {
    W + "footnoteReference": "footnotes",
    W + "endnoteReference": "endnotes",
    W + "commentReference": "comments",
}
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_PICTURES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
}


@dataclass(slots=True)
class _Inline:
    """The text of one paragraph and what hangs on it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    references: list[tuple[str, str, int]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    hidden: bool = False
    pieces: list[tuple[int, etree._Element]] = field(default_factory=list)

    def write(self, text: str, node: etree._Element) -> None:
        if text:
            self.pieces.append((self.length, node))
        self.parts.append(text)
        self.length += len(text)


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """Where a paragraph's text came from: its offset in the document and the elements of its pieces.

    A piece is (offset in the paragraph, element); it reaches to the next piece, the last to `length`.
    """

    start: int
    length: int
    node: etree._Element
    pieces: tuple[tuple[int, etree._Element], ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """How paragraphs are to be named where the walk stands; `kind` None means body text."""

    place: Callable[[], str]
    kind: SegmentKind | None = None
    anchor: int | None = None


def read_docx(archive: Archive, name: str, *, macros: bool = False, lang: str = "fr") -> Document:
    """Read a DOCX.

    Footnotes, endnotes and comments follow the paragraph they are attached to, with `anchor`
    at the place of the call. Headers come first, footers last, equal ones once.

    Raises:
        UnreadableDocument: damaged, or without any text.
        DocumentTooLarge: a part passes the limits.
    """
    reader = _Reader(archive, name, lang)
    try:
        document = reader.read()
    except RecursionError as error:
        raise UnreadableDocument(name, "corrupt-document", kind="docx") from error
    if macros:
        reader.out.notes.add_about_whole("macros")
        document = reader.out.build()
    if not document.segments:
        raise UnreadableDocument(name, "no-text")
    return document


def trace_docx(archive: Archive, name: str) -> tuple[Document, list[TracedParagraph], etree._Element]:
    """Read a DOCX as `read_docx` does, and say which elements each paragraph came from.

    The elements belong to trees of the parts as parsed, so a change made to them can be written
    back; the last value is the root of the main part.
    """
    reader = _Reader(archive, name, "fr")
    reader.traced = []
    try:
        document = reader.read()
    except RecursionError as error:
        raise UnreadableDocument(name, "corrupt-document", kind="docx") from error
    return document, reader.traced, reader.root


class _Reader:
    def __init__(self, archive: Archive, name: str, lang: str) -> None:
        self.archive = archive
        self.lang = lang
        self.traced: list[TracedParagraph] | None = None
        self.out = Assembler(name, "docx", lang)
        self.outline = Outline(lang)
        self.main = find_main_part(archive)
        if self.main not in archive:
            raise UnreadableDocument(name, "corrupt-document", kind="docx")
        self.relations = read_relations(archive, self.main)
        self.styles = Styles(self._find_part("styles"))
        self.numbering: Numbering = read_numbering(self._find_part("numbering"))
        self.asides = {kind: self._read_asides(kind) for kind in ("footnotes", "endnotes", "comments")}
        self.aside_counts = {"footnotes": 0, "endnotes": 0, "comments": 0}
        self.pictures = self.objects = self.hidden = self.deleted = 0

    def read(self) -> Document:
        self.root = read_part(self.archive, self.main)
        body = self.root.find(W + "body")
        self._read_edges("header")
        if body is not None:
            self._walk(body, _Context(self.outline.next_paragraph))
        self._read_edges("footer")
        self._say_counts()
        return self.out.build()

    def _find_part(self, kind: str) -> etree._Element | None:
        for relation in self.relations.values():
            if relation.kind == kind and not relation.outside and relation.target in self.archive:
                return read_part(self.archive, relation.target)
        return None

    def _read_asides(self, kind: str) -> dict[str, etree._Element]:
        root = self._find_part(kind)
        if root is None:
            return {}
        # Word keeps its separator lines among the notes, marked by a type. Comments the tool itself
        # wrote quote the words they are about: read, they would be found a second time.
        return {
            node.get(W + "id", ""): node
            for node in root
            if isinstance(node.tag, str)
            and node.get(W + "type", "normal") == "normal"
            and node.get(W + "author") != SIGNATURE
        }

    def _read_edges(self, kind: str) -> None:
        """Read headers or footers; first, odd and even ones often say the same."""
        seen: set[str] = set()
        segment_kind: SegmentKind = "header" if kind == "header" else "footer"
        wanted: list[Relation] = [one for one in self.relations.values() if one.kind == kind and not one.outside]
        for relation in sorted(wanted, key=lambda one: (len(one.target), one.target)):
            if relation.target not in self.archive:
                continue
            root = read_part(self.archive, relation.target)
            text = "".join(map(str, root.itertext()))
            if text in seen:
                continue
            seen.add(text)
            self._walk(root, _Context(lambda: name_place(kind, self.lang), segment_kind))

    def _walk(self, node: etree._Element, context: _Context) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _LEFT_OUT:
                self.deleted += tag in _LEFT_OUT
            elif tag == W + "p":
                self._read_paragraph(child, context)
            elif tag == W + "tbl":
                self._read_table(child, context)
            elif tag in _THROUGH:
                self._walk(child, context)
            elif tag == _MC + "AlternateContent":
                self._walk(_choose(child), context)
            elif tag == W + "altChunk":
                self.objects += 1

    def _read_table(self, node: etree._Element, context: _Context) -> None:
        self.outline.tables += 1
        table, row_number = self.outline.tables, 0
        for row in _iter_rows(node):
            row_number += 1
            if row.find(f"{W}trPr/{W}del") is not None:
                self.deleted += 1
                continue
            place = self.outline.in_table(table, row_number) if context.kind is None else context.place()
            inside = _Context(lambda place=place: place, context.kind or "table-cell", context.anchor)  # type: ignore[misc]
            for cell in _iter_cells(row):
                self._walk(cell, inside)

    def _read_paragraph(self, node: etree._Element, context: _Context) -> None:
        inline = _Inline()
        style_id = get_value(node, f"{W}pPr/{W}pStyle") or ""
        self._read_inline(node, inline)
        text = "".join(inline.parts)
        start: int | None = None
        label, level = self._number(node, style_id)
        if text.strip():
            kind, place = self._name(text, label, level, node, context)
            start = self.out.add(text, kind, place, anchor=context.anchor)
            self.hidden += inline.hidden or self.styles.is_hidden(style_id)
            if self.traced is not None and start is not None:
                self.traced.append(TracedParagraph(start, inline.length, node, tuple(inline.pieces)))
        for box in inline.boxes:
            self._walk(box, _Context(lambda: self.outline.under_title(name_place("box", self.lang)), context.kind))
        for aside, identifier, offset in inline.references:
            self._read_aside(aside, identifier, None if start is None else start + offset)

    def _number(self, node: etree._Element, style_id: str) -> tuple[str, int | None]:
        """Return the automatic label and the heading level of a paragraph."""
        num_id = get_value(node, f"{W}pPr/{W}numPr/{W}numId")
        ilvl = get_value(node, f"{W}pPr/{W}numPr/{W}ilvl")
        from_style = self.styles.get_number(style_id)
        number = from_style
        if num_id is not None:
            number = (num_id, int(ilvl) if ilvl and ilvl.isdigit() else 0)
        label = self.numbering.next_label(*number) if number and number[0] != "0" else ""
        outline = get_value(node, f"{W}pPr/{W}outlineLvl")
        level = self.styles.get_level(style_id)
        if outline is not None and outline.isdigit():
            level = int(outline) if int(outline) < 9 else None
        return label, level

    def _name(
        self, text: str, label: str, level: int | None, node: etree._Element, context: _Context
    ) -> tuple[SegmentKind, str]:
        if context.kind is not None:
            return context.kind, context.place()
        if level is not None:
            return "heading", self.outline.enter_heading(text, label)
        style_id = get_value(node, f"{W}pPr/{W}pStyle") or ""
        listed = node.find(f"{W}pPr/{W}numPr") is not None or self.styles.get_number(style_id) is not None
        return ("list-item" if listed else "paragraph"), context.place()

    def _read_aside(self, aside: str, identifier: str, anchor: int | None) -> None:
        node = self.asides[aside].pop(identifier, None)
        if node is None:
            return
        self.aside_counts[aside] += 1
        word = {"footnotes": "note", "endnotes": "endnote", "comments": "comment"}[aside]
        place = name_place(word, self.lang, n=self.aside_counts[aside])
        self._walk(node, _Context(lambda: place, "comment" if aside == "comments" else "note", anchor))

    def _read_inline(self, node: etree._Element, inline: _Inline) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == W + "r":
                self._read_run(child, inline)
            elif tag in _THROUGH:
                self._read_inline(child, inline)
            elif tag in _LEFT_OUT:
                self.deleted += 1
            elif tag == _MC + "AlternateContent":
                self._read_inline(_choose(child), inline)
            elif tag.startswith(_MATH):
                inline.write("".join(part.text or "" for part in child.iter(_MATH + "t")), child)

    def _read_run(self, run: etree._Element, inline: _Inline) -> None:
        hidden = is_on(run.find(f"{W}rPr/{W}vanish"))
        for child in run:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == W + "t":
                inline.write(child.text or "", child)
                inline.hidden = inline.hidden or (hidden and bool(child.text))
            elif tag in _SIGNS:
                inline.write(_SIGNS[tag], child)
            elif tag in _NOTE_REFERENCES:
                inline.references.append((_NOTE_REFERENCES[tag], child.get(W + "id", ""), inline.length))
            elif tag == _MC + "AlternateContent":
                self._read_drawing(_choose(child), inline)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._read_drawing(child, inline)

    def _read_drawing(self, node: etree._Element, inline: _Inline) -> None:
        """Keep text boxes for after the paragraph; count what cannot be read."""
        self.objects += node.tag == W + "object"
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if child.tag == W + "txbxContent":
                inline.boxes.append(child)
            elif child.tag == _MC + "AlternateContent":
                self._read_drawing(_choose(child), inline)
            else:
                self.pictures += child.tag in _PICTURES and node.tag != W + "object"
                self._read_drawing(child, inline)

    def _say_counts(self) -> None:
        for count, key in (
            (self.pictures, "pictures"),
            (self.objects, "embedded-objects"),
            (self.hidden, "hidden-text"),
            (self.deleted, "deleted-text"),
        ):
            if count:
                self.out.notes.add_about_whole(key, count=count)


def _choose(alternate: etree._Element) -> etree._Element:
    """Word writes some parts twice, new form and old form: take the new one if there is one."""
    for wanted in (_MC + "Choice", _MC + "Fallback"):
        found = alternate.find(wanted)
        if found is not None and len(found):
            return found
    return alternate


def _iter_rows(table: etree._Element) -> list[etree._Element]:
    return _gather(table, W + "tr")


def _iter_cells(row: etree._Element) -> list[etree._Element]:
    return _gather(row, W + "tc")


def _gather(node: etree._Element, wanted: str) -> list[etree._Element]:
    found = []
    for child in node:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in _THROUGH:
            found.extend(_gather(child, wanted))
    return found
