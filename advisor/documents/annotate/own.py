"""Taking away the comments of an earlier hand-back: new ones take their place, those of people stay."""

from lxml import etree

from advisor.documents.annotate.zips import rewrite_zip
from advisor.documents.archive import Archive
from advisor.documents.docx_parts import W, read_relations
from advisor.documents.odt import DC, OFFICE
from advisor.domain.annotations import SIGNATURE

_MARKS = (W + "commentRangeStart", W + "commentRangeEnd")
_NAME = OFFICE + "name"


def write_part(root: etree._Element) -> bytes:
    """Write a part of an office file."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def find_comments(archive: Archive, main: str) -> str | None:
    """Return the member that holds the comments of a DOCX, None when it has none."""
    relations = read_relations(archive, main).values()
    return next((r.target for r in relations if r.kind == "comments" and not r.outside and r.target in archive), None)


def without_own_docx(data: bytes, main: str, name: str) -> bytes:
    """Return a DOCX without the comments the tool wrote; the same bytes when there are none."""
    archive = Archive(data, name)
    member = find_comments(archive, main)
    if member is None:
        return data
    comments = archive.read_xml(member, "docx")
    own = [node for node in comments.iter(W + "comment") if node.get(W + "author") == SIGNATURE]
    if not own:
        return data
    ids = {node.get(W + "id") for node in own}
    for node in own:
        _remove(node)
    body = archive.read_xml(main, "docx")
    for mark in [node for node in body.iter(*_MARKS, W + "commentReference") if node.get(W + "id") in ids]:
        run = mark.getparent()
        _remove(mark)
        if run is not None and run.tag == W + "r" and all(child.tag == W + "rPr" for child in run):
            _remove(run)
    replaced = {member: write_part(comments), main: write_part(body)}
    return rewrite_zip(data, replaced, {}, name)


def without_own_odt(data: bytes, name: str) -> bytes:
    """Return an ODT without the comments the tool wrote; the same bytes when there are none."""
    root = Archive(data, name).read_xml("content.xml", "odt")
    own = [node for node in root.iter(OFFICE + "annotation") if node.findtext(DC + "creator") == SIGNATURE]
    if not own:
        return data
    names = {node.get(_NAME) for node in own} - {None}
    ends = [node for node in root.iter(OFFICE + "annotation-end") if node.get(_NAME) in names]
    for node in (*own, *ends):
        _remove(node)
    content = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    return rewrite_zip(data, {"content.xml": content}, {}, name)


def _remove(node: etree._Element) -> None:
    """Take an element away, keeping the text behind it."""
    parent, tail = node.getparent(), node.tail
    assert parent is not None
    before = node.getprevious()
    parent.remove(node)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
