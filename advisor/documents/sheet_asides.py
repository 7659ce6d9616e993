"""What a workbook holds beside its cells: notes on cells and text boxes are read, pictures are counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from advisor.documents.archive import Archive
from advisor.documents.docx_parts import R_ID, Relation, read_relations
from advisor.documents.odt import OFFICE, TABLE, TEXT

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}")
# Software that knows only old notes finds this in place of a threaded comment.
_LEGACY = re.compile(r"^\[(?:Threaded comment|Commentaire de thread|Commentaire par thread)\]", re.I)


@dataclass(frozen=True, slots=True)
class Aside:
    """A note on a cell (`ref` names it) or a text box, on a sheet."""

    sheet: str
    kind: Literal["comment", "box"]
    ref: str
    text: str


def read_asides(archive: Archive) -> list[Aside]:
    """Return the notes and text boxes of a workbook, sheet by sheet, in the order of their parts.

    Raises:
        UnreadableDocument: a part is damaged.
    """
    return list(_iter_asides(archive))


def read_ods_asides(archive: Archive) -> list[Aside]:
    """Return the notes on the cells of an ODS; the second reading is spared where there are none.

    Raises:
        UnreadableDocument: damaged.
    """
    tail = b""
    for chunk in archive.stream("content.xml"):
        if b":annotation" in tail + chunk:
            break
        tail = chunk[-32:]
    else:
        return []
    asides = []
    for table in archive.read_xml("content.xml", "ods").iter(TABLE + "table"):
        sheet = table.get(TABLE + "name", "")
        for node in table.iter(OFFICE + "annotation"):
            text = " ".join(" ".join(" ".join(map(str, part.itertext())) for part in node.iter(TEXT + "p")).split())
            if text:
                asides.append(Aside(sheet, "comment", "", text))
    return asides


def count_pictures(archive: Archive) -> int:
    """Count the pictures stored in a workbook."""
    return sum(member.startswith(("xl/media/", "Pictures/")) for member in archive.members)


def _iter_asides(archive: Archive) -> Iterator[Aside]:
    targets = read_relations(archive, "xl/workbook.xml")
    book = archive.read_xml("xl/workbook.xml", "xlsx")
    for sheet in book.iter(_MAIN + "sheet"):
        relation = targets.get(sheet.get(R_ID, ""))
        if relation is None or relation.outside or relation.target not in archive:
            continue
        beside = [one for one in read_relations(archive, relation.target).values() if _is_part(one, archive)]
        threaded = any(one.kind == "threadedComment" for one in beside)
        for part in beside:
            yield from _read_part(archive, part, sheet.get("name", ""), threaded)


def _is_part(relation: Relation, archive: Archive) -> bool:
    return not relation.outside and relation.target in archive


def _read_part(archive: Archive, part: Relation, sheet: str, threaded: bool) -> Iterator[Aside]:
    if part.kind == "comments":
        for node in archive.read_xml(part.target, "xlsx").iter(_MAIN + "comment"):
            text = _join(node, _MAIN + "t")
            if text and not (threaded and _LEGACY.match(text)):
                yield Aside(sheet, "comment", _ref(node), text)
    elif part.kind == "threadedComment":
        for node in archive.read_xml(part.target, "xlsx").iter(_THREADED + "threadedComment"):
            text = _join(node, _THREADED + "text")
            if text:
                yield Aside(sheet, "comment", _ref(node), text)
    elif part.kind == "drawing":
        for node in archive.read_xml(part.target, "xlsx").iter(_DRAWN + "p"):
            text = _join(node, _DRAWN + "t")
            if text:
                yield Aside(sheet, "box", "", text)


def _ref(node: etree._Element) -> str:
    found = _CELL.fullmatch(node.get("ref", ""))
    return found.group() if found else ""


def _join(node: etree._Element, tag: str) -> str:
    return " ".join("".join(part.text or "" for part in node.iter(tag)).split())
