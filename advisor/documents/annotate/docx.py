"""Comments in a DOCX: each beside exactly its words, runs cut without losing their form, nothing else changed.

Word allows no comment in headers, footers, notes and text boxes: such a comment stands at the call
of the note, at the box, or at the first paragraph, and says what it is about.
"""

import posixpath
from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from advisor.documents.annotate.own import find_comments, without_own_docx, write_part
from advisor.documents.annotate.places import check_same_text, strip_controls
from advisor.documents.annotate.zips import rewrite_zip
from advisor.documents.archive import Archive
from advisor.documents.docx import TracedParagraph, trace_docx
from advisor.documents.docx_parts import R_ID, W, find_main_part
from advisor.domain.annotations import Annotated, Annotation, Remark
from advisor.errors import UnreadableDocument

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS = R_ID[1:].partition("}")[0] + "/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = W + "txbxContent"
_CALLS = {
    W + "footnote": W + "footnoteReference",
    W + "endnote": W + "endnoteReference",
    W + "comment": W + "commentReference",
}
_STRICT = b"purl.oclc.org/ooxml/wordprocessingml"


@dataclass(slots=True)
class _Target:
    """Where a remark goes: a stretch of a paragraph of the body, or beside one element of it."""

    remark: Remark
    exact: bool
    paragraph: TracedParagraph | None = None
    start: int = 0
    end: int = 0
    beside: etree._Element | None = None


def annotate_docx(data: bytes, annotation: Annotation) -> Annotated:
    """Return the DOCX with a comment for each remark.

    Raises:
        UnreadableDocument: with "cannot-annotate" for the "strict" form, or when the text read
            again differs from the one the remarks are about.
    """
    name = annotation.document.name
    archive = Archive(data, name)
    main = find_main_part(archive)
    if main not in archive or _STRICT in archive.read(main):
        raise UnreadableDocument(name, "cannot-annotate")
    data = without_own_docx(data, main, name)
    archive = Archive(data, name)
    document, traced, root = trace_docx(archive, name)
    check_same_text(document, annotation)
    if not annotation.remarks:
        return Annotated(data, 0, 0)
    body = _Body(traced, root)
    targets = [body.find(remark) for remark in annotation.remarks]
    comments = _Comments(archive, main, annotation)
    for target in targets:
        comments.add(target.remark, exact=target.exact)
    _place(targets, comments.first)
    replaced, added = comments.parts()
    replaced[main] = write_part(root)
    exact = sum(target.exact for target in targets)
    return Annotated(rewrite_zip(data, replaced, added, name), exact, len(targets) - exact)


class _Body:
    """The paragraphs of the body that can carry a comment, by their offset."""

    def __init__(self, traced: Sequence[TracedParagraph], root: etree._Element) -> None:
        self._all = traced
        self._inside = [one for one in traced if one.node.getroottree().getroot().tag == root.tag]
        self._root = root

    def find(self, remark: Remark) -> _Target:
        """Find where a remark can stand, the nearest to its words."""
        paragraph = _holding(self._inside, remark)
        if paragraph is not None:
            box = _outer_run(paragraph.node)
            if box is None:
                start = remark.start - paragraph.start
                end = min(start + remark.end - remark.start, paragraph.length)
                return _Target(remark, True, paragraph, start, end)
            return _Target(remark, False, beside=box)
        other = _holding(self._all, remark)
        call = self._call(other.node) if other is not None else None
        return _Target(remark, False, beside=call if call is not None else self._first())

    def _call(self, node: etree._Element) -> etree._Element | None:
        """Return the run of the body that calls the note or comment around a paragraph."""
        aside = next(node.iterancestors(*_CALLS), None)
        if aside is None:
            return None
        calls = self._root.iter(_CALLS[str(aside.tag)])
        return next((_run_of(call) for call in calls if call.get(W + "id") == aside.get(W + "id")), None)

    def _first(self) -> etree._Element:
        """Return what the first paragraph of the body holds, or the paragraph itself."""
        for paragraph in self._inside:
            if _outer_run(paragraph.node) is None and paragraph.pieces:
                return _run_of(paragraph.pieces[0][1])
        found = self._root.find(f".//{W}p")
        if found is None:
            found = etree.SubElement(self._root[0], W + "p")
        return found


def _holding(paragraphs: Sequence[TracedParagraph], remark: Remark) -> TracedParagraph | None:
    """Return the paragraph that holds a remark's words, the first of them when they run on into the next."""
    index = bisect_right(paragraphs, remark.start, key=lambda one: one.start) - 1
    found = paragraphs[index] if index >= 0 else None
    return found if found is not None and remark.start < found.start + found.length else None


def _outer_run(node: etree._Element) -> etree._Element | None:
    """Return the run of the body that holds the text box around a node, None outside of boxes."""
    boxes = list(node.iterancestors(_BOX))
    if not boxes:
        return None
    return next(boxes[-1].iterancestors(W + "r"), boxes[-1])


def _run_of(node: etree._Element) -> etree._Element:
    """Return the run around a piece; a formula stands by itself."""
    parent = node.getparent()
    return parent if parent is not None and parent.tag == W + "r" else node


def _place(targets: Sequence[_Target], first: int) -> None:
    """Write the marks of the comments, numbered from `first`, into the tree."""
    by_paragraph: dict[int, tuple[TracedParagraph, list[tuple[int, _Target]]]] = {}
    for number, target in enumerate(targets, first):
        if target.paragraph is not None:
            by_paragraph.setdefault(target.paragraph.start, (target.paragraph, []))[1].append((number, target))
    for paragraph, numbered in by_paragraph.values():
        _mark_words(paragraph, numbered)
    for number, target in enumerate(targets, first):
        if target.beside is not None:
            _mark_element(target.beside, number)


def _mark_words(paragraph: TracedParagraph, numbered: Sequence[tuple[int, _Target]]) -> None:
    pieces = _Pieces(paragraph)
    edges = sorted({edge for _, target in numbered for edge in (target.start, target.end)})
    for edge in edges:
        pieces.cut(edge)
    for number, target in numbered:
        begin, end = _run_of(pieces.at(target.start)), _run_of(pieces.before(target.end))
        _insert_before(begin, _mark("commentRangeStart", number))
        _insert_after(end, _mark("commentRangeEnd", number), _reference(number))


def _mark_element(element: etree._Element, number: int) -> None:
    if element.tag == W + "p":
        for node in (_mark("commentRangeStart", number), _mark("commentRangeEnd", number), _reference(number)):
            element.append(node)
        return
    _insert_before(element, _mark("commentRangeStart", number))
    _insert_after(element, _mark("commentRangeEnd", number), _reference(number))


def _insert_before(element: etree._Element, node: etree._Element) -> None:
    element.addprevious(node)


def _insert_after(element: etree._Element, *nodes: etree._Element) -> None:
    for node in reversed(nodes):
        element.addnext(node)


def _mark(tag: str, number: int) -> etree._Element:
    return etree.Element(W + tag, {W + "id": str(number)}, nsmap={"w": W[1:-1]})


def _reference(number: int) -> etree._Element:
    run = etree.Element(W + "r", nsmap={"w": W[1:-1]})
    etree.SubElement(run, W + "commentReference", {W + "id": str(number)})
    return run


class _Pieces:
    """The pieces of a paragraph; cutting keeps them in step with the tree."""

    def __init__(self, paragraph: TracedParagraph) -> None:
        self._offsets = [offset for offset, _ in paragraph.pieces]
        self._nodes = [node for _, node in paragraph.pieces]

    def at(self, offset: int) -> etree._Element:
        """Return the piece that holds the character at an offset."""
        return self._nodes[bisect_right(self._offsets, offset) - 1]

    def before(self, offset: int) -> etree._Element:
        """Return the piece that holds the character before an offset."""
        return self.at(offset - 1)

    def cut(self, offset: int) -> None:
        """Make a run begin at an offset; a formula is never cut."""
        index = bisect_right(self._offsets, offset) - 1
        node, into = self._nodes[index], offset - self._offsets[index]
        if node.tag == W + "t" and 0 < into < len(node.text or ""):
            self._offsets.insert(index + 1, offset)
            self._nodes.insert(index + 1, _cut_text(node, into))
        elif into == 0 and index > 0 and _run_of(node) is not node and _run_of(node) is _run_of(self._nodes[index - 1]):
            _split_run(node)


def _cut_text(node: etree._Element, into: int) -> etree._Element:
    """Cut a text after `into` characters; return the second half, in a run of its own."""
    text = node.text or ""
    second = _twin(node)
    node.text, second.text = text[:into], text[into:]
    for half in (node, second):
        half.set(_SPACE, "preserve")
    node.addnext(second)
    _split_run(second)
    return second


def _twin(node: etree._Element) -> etree._Element:
    """Return an empty element with the same name and attributes."""
    second = etree.Element(node.tag, nsmap={"w": W[1:-1]})
    for key, value in node.attrib.items():
        second.set(key, value)
    return second


def _split_run(node: etree._Element) -> None:
    """Move a child of a run and what follows it to a new run with the same form."""
    run = node.getparent()
    assert run is not None
    second = _twin(run)
    form = run.find(W + "rPr")
    if form is not None:
        second.append(deepcopy(form))
    following = [node, *node.itersiblings()]
    run.addnext(second)
    for child in following:
        second.append(child)


class _Comments:
    """The part of the comments, the one of the document or a new one, with its link and its type."""

    def __init__(self, archive: Archive, main: str, annotation: Annotation) -> None:
        self._archive = archive
        self._annotation = annotation
        folder, base = posixpath.split(main)
        self._links = posixpath.join(folder, "_rels", base + ".rels")
        kept = find_comments(archive, main)
        self._new = kept is None
        if kept is not None:
            self._member = kept
            self._root = archive.read_xml(self._member, "docx")
        else:
            self._member = posixpath.join(folder, "comments.xml")
            if self._member in archive:
                self._member = posixpath.join(folder, "comments-ou-equivalent.xml")
            self._root = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        ids = [node.get(W + "id", "") for node in self._root.iter(W + "comment")]
        self.first = max((int(one) for one in ids if one.isdigit()), default=-1) + 1
        self._next = self.first

    def add(self, remark: Remark, *, exact: bool) -> None:
        """Write a comment."""
        lines = remark.lines if exact else (("", remark.elsewhere), *remark.lines)
        comment = etree.SubElement(
            self._root,
            W + "comment",
            {
                W + "id": str(self._next),
                W + "author": self._annotation.author,
                W + "date": self._annotation.created,
                W + "initials": "OÉ",
            },
        )
        for label, text in lines:
            paragraph = etree.SubElement(comment, W + "p")
            if label:
                _add_run(paragraph, f"{label} ", bold=True)
            _add_run(paragraph, text)
        self._next += 1

    def parts(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Return the members to replace and those to add."""
        content = write_part(self._root)
        if not self._new:
            return {self._member: content}, {}
        replaced: dict[str, bytes] = {}
        added = {self._member: content}
        links, is_new = self._link()
        (added if is_new else replaced)[self._links] = links
        if "[Content_Types].xml" in self._archive:
            replaced["[Content_Types].xml"] = self._type()
        return replaced, added

    def _link(self) -> tuple[bytes, bool]:
        is_new = self._links not in self._archive
        root = (
            etree.Element(_RELATIONS + "Relationships", nsmap=_plain_space(_RELATIONS))
            if is_new
            else self._archive.read_xml(self._links, "docx")
        )
        taken = {node.get("Id") for node in root if isinstance(node.tag, str)}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdOE{n}" not in taken)
        etree.SubElement(
            root,
            _RELATIONS + "Relationship",
            {"Id": f"rIdOE{number}", "Type": _COMMENTS, "Target": "/" + self._member},
        )
        return write_part(root), is_new

    def _type(self) -> bytes:
        root = self._archive.read_xml("[Content_Types].xml", "docx")
        etree.SubElement(root, _TYPES + "Override", {"PartName": "/" + self._member, "ContentType": _COMMENTS_TYPE})
        return write_part(root)


def _plain_space(tag: str) -> dict[str, str]:
    """Return a namespace as the default one; the stubs of lxml do not know that a prefix may be None."""
    spaces: dict[Any, str] = {None: tag[1:-1]}
    return spaces


def _add_run(paragraph: etree._Element, text: str, *, bold: bool = False) -> None:
    run = etree.SubElement(paragraph, W + "r")
    if bold:
        etree.SubElement(etree.SubElement(run, W + "rPr"), W + "b")
    node = etree.SubElement(run, W + "t", {_SPACE: "preserve"})
    node.text = strip_controls(text)
