"""Comments in an ODT: each beside exactly its words; only the content part changes.

Headers, footers and drawn shapes carry no comment: such a comment stands at the first paragraph, one
about a note at the call of the note, and it says what it is about.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree

from advisor.documents.annotate.own import without_own_odt
from advisor.documents.annotate.places import check_same_text, strip_controls
from advisor.documents.annotate.zips import rewrite_zip
from advisor.documents.archive import Archive
from advisor.documents.odt import DC, OFFICE, TEXT, TracedParagraph, TracedPiece, trace_odt
from advisor.domain.annotations import Annotated, Annotation, Remark
from advisor.errors import UnreadableDocument

_DRAW = OFFICE.replace("office:1.0", "drawing:1.0")
_SPACES = {"office": OFFICE[1:-1], "text": TEXT[1:-1], "dc": DC[1:-1]}
_NAME = OFFICE + "name"

Insertion = tuple[int, int, etree._Element]
"""An element to put into a piece: characters before it, its rank among equals, the element."""


def annotate_odt(data: bytes, annotation: Annotation) -> Annotated:
    """Return the ODT with a comment for each remark.

    Raises:
        UnreadableDocument: with "cannot-annotate" when the text read again differs from the one
            the remarks are about.
    """
    name = annotation.document.name
    data = without_own_odt(data, name)
    archive = Archive(data, name)
    document, traced, root = trace_odt(archive, name)
    check_same_text(document, annotation)
    if not annotation.remarks:
        return Annotated(data, 0, 0)
    writer = _Writer([one for one in traced if one.node.getroottree().getroot().tag == root.tag], root, annotation)
    exact = sum(writer.add(number, remark) for number, remark in enumerate(annotation.remarks, 1))
    writer.insert()
    content = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    data = rewrite_zip(data, {"content.xml": content}, {}, name)
    return Annotated(data, exact, len(annotation.remarks) - exact)


class _Writer:
    """Collects what goes where, then changes the tree once: offsets hold until then."""

    def __init__(self, traced: Sequence[TracedParagraph], root: etree._Element, annotation: Annotation) -> None:
        self._paragraphs = traced
        self._starts = [one.start for one in traced]
        self._root = root
        self._annotation = annotation
        self._taken = {node.get(_NAME) for node in root.iter(OFFICE + "annotation")}
        self._insertions: dict[tuple[int, int], tuple[TracedPiece, list[Insertion]]] = {}
        self._beside: list[tuple[etree._Element, etree._Element]] = []

    def add(self, number: int, remark: Remark) -> bool:
        """Plan a comment; True when it stands beside its very words."""
        index = bisect_right(self._starts, remark.start) - 1
        paragraph = self._paragraphs[index] if index >= 0 else None
        if paragraph is not None and remark.start < paragraph.start + paragraph.length:
            outer = _outer(paragraph.node)
            if outer is None:
                self._add_exact(paragraph, number, remark)
                return True
            if outer.tag in (TEXT + "note", OFFICE + "annotation"):
                self._beside.append((outer, self._comment(None, remark, exact=False)))
                return False
        self._beside.append((self._first(), self._comment(None, remark, exact=False)))
        return False

    @staticmethod
    def _names(number: int) -> Iterator[str]:
        yield f"ou-equivalent-{number}"
        yield from (f"ou-equivalent-{number}-{again}" for again in count(2))

    def _add_exact(self, paragraph: TracedParagraph, number: int, remark: Remark) -> None:
        name = next(n for n in self._names(number) if n not in self._taken)
        # Words that run on into the next paragraph are marked to the end of their own.
        begin, end = remark.start - paragraph.start, min(remark.end - paragraph.start, paragraph.length)
        self._plan(paragraph, begin, begin, 1, self._comment(name, remark, exact=True))
        closing = etree.Element(OFFICE + "annotation-end", {_NAME: name}, nsmap=_SPACES)
        self._plan(paragraph, end - 1, end, 0, closing)

    def _plan(self, paragraph: TracedParagraph, held: int, place: int, rank: int, node: etree._Element) -> None:
        offsets = [piece.offset for piece in paragraph.pieces]
        index = bisect_right(offsets, held) - 1
        piece = paragraph.pieces[index]
        key = (paragraph.start, index)
        self._insertions.setdefault(key, (piece, []))[1].append((place - piece.offset, rank, node))

    def _first(self) -> etree._Element:
        for paragraph in self._paragraphs:
            if _outer(paragraph.node) is None:
                return paragraph.node
        found = next(self._root.iter(TEXT + "p", TEXT + "h"), None)
        if found is None:
            raise UnreadableDocument(self._annotation.document.name, "cannot-annotate")
        return found

    def _comment(self, name: str | None, remark: Remark, *, exact: bool) -> etree._Element:
        node = etree.Element(OFFICE + "annotation", {_NAME: name} if name else {}, nsmap=_SPACES)
        etree.SubElement(node, DC + "creator").text = self._annotation.author
        etree.SubElement(node, DC + "date").text = self._annotation.created.removesuffix("Z")
        for label, text in remark.lines if exact else (("", remark.elsewhere), *remark.lines):
            etree.SubElement(node, TEXT + "p").text = strip_controls(f"{label} {text}".strip())
        return node

    def insert(self) -> None:
        """Put the comments into the tree, the last of each piece first."""
        for piece, insertions in self._insertions.values():
            for place, _rank, node in sorted(insertions, key=lambda one: one[:2], reverse=True):
                _insert(piece, place, node)
        for element, node in reversed(self._beside):
            if element.tag in (TEXT + "p", TEXT + "h"):
                node.tail, element.text = element.text, None
                element.insert(0, node)
            else:
                element.addprevious(node)


def _insert(piece: TracedPiece, place: int, node: etree._Element) -> None:
    owner = piece.node
    if piece.part == "whole":
        (owner.addprevious if place == 0 else owner.addnext)(node)
    elif piece.part == "text":
        text = owner.text or ""
        owner.text, node.tail = text[:place], text[place:]
        owner.insert(0, node)
    else:
        text = owner.tail or ""
        owner.tail, node.tail = text[:place], text[place:]
        parent = owner.getparent()
        assert parent is not None
        parent.insert(parent.index(owner) + 1, node)


def _outer(node: etree._Element) -> etree._Element | None:
    """Return the note, comment or drawn shape around a paragraph; a frame carries comments as the body does."""
    found = None
    for parent in node.iterancestors():
        tag = str(parent.tag)
        if tag in (TEXT + "note", OFFICE + "annotation"):
            found = parent
        elif tag.startswith(_DRAW) and tag not in (_DRAW + "text-box", _DRAW + "frame", _DRAW + "a", _DRAW + "g"):
            return parent
    return found
