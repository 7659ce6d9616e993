"""Parts of a DOCX beside its body: relationships, styles and automatic numbers. No text is read here."""

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from advisor.documents.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEADING_NAME = re.compile(r"^(?:heading|titre|überschrift|título|titolo)\s*(\d)$", re.I)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another inside the file."""

    kind: str
    target: str
    outside: bool


@dataclass(slots=True)
class Style:
    """What a paragraph style says about its text; None where it leaves it to its parent."""

    parent: str | None = None
    level: int | None = None
    number: tuple[str, int] | None = None
    hidden: bool = False


def read_relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return the relations of a part by id; targets are member names."""
    folder, base = posixpath.split(part)
    member = posixpath.join(folder, "_rels", base + ".rels")
    if member not in archive:
        return {}
    relations = {}
    for node in archive.read_xml(member, "docx"):
        if not isinstance(node.tag, str):
            continue
        target = node.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        relations[node.get("Id", "")] = Relation(
            kind=node.get("Type", "").rpartition("/")[2],
            target=path,
            outside=node.get("TargetMode") == "External",
        )
    return relations


def find_main_part(archive: Archive) -> str:
    """Return the member that holds the body."""
    for relation in read_relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.target in archive:
            return relation.target
    return "word/document.xml"


def read_part(archive: Archive, member: str) -> etree._Element:
    """Return the root of a part; the "strict" variant of the format is brought to the usual names."""
    root = archive.read_xml(member, "docx")
    if "purl.oclc.org" not in (root.tag if isinstance(root.tag, str) else ""):
        return root
    for node in root.iter():
        if isinstance(node.tag, str) and "purl.oclc.org/ooxml/wordprocessingml/main" in node.tag:
            node.tag = W + etree.QName(node).localname
            for key in list(node.attrib):
                if "purl.oclc.org/ooxml/wordprocessingml/main" in str(key):
                    node.set(W + etree.QName(key).localname, node.attrib.pop(key))
    return root


def get_value(node: etree._Element, path: str) -> str | None:
    """Return the w:val of a descendant, None when the descendant is absent."""
    found = node.find(path)
    return None if found is None else found.get(W + "val", "")


def is_on(node: etree._Element | None) -> bool:
    """Say whether an on/off property is present and on."""
    return node is not None and node.get(W + "val", "true") not in ("0", "false", "off")


class Styles:
    """Paragraph styles by id, with inheritance resolved when asked."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        if root is None:
            return
        for node in root.iter(W + "style"):
            self._styles[node.get(W + "styleId", "")] = _read_style(node)

    def get_level(self, style_id: str) -> int | None:
        """Return the heading level from 0, None for body text."""
        for style in self._lineage(style_id):
            if style.level is not None:
                return style.level if style.level < 9 else None
        return None

    def get_number(self, style_id: str) -> tuple[str, int] | None:
        """Return (numId, level) given by the style."""
        for style in self._lineage(style_id):
            if style.number is not None:
                return style.number
        return None

    def is_hidden(self, style_id: str) -> bool:
        """Say whether the style hides its text."""
        return any(style.hidden for style in self._lineage(style_id))

    def _lineage(self, style_id: str) -> list[Style]:
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            chain.append(self._styles[style_id])
            style_id = self._styles[style_id].parent or ""
        return chain


def _read_style(node: etree._Element) -> Style:
    name = get_value(node, W + "name") or ""
    named = _HEADING_NAME.match(name)
    outline = get_value(node, f"{W}pPr/{W}outlineLvl")
    level = int(named.group(1)) - 1 if named else None
    if level is None and outline is not None and outline.isdigit():
        level = int(outline)
    num_id = get_value(node, f"{W}pPr/{W}numPr/{W}numId")
    ilvl = get_value(node, f"{W}pPr/{W}numPr/{W}ilvl") or "0"
    return Style(
        parent=get_value(node, W + "basedOn"),
        level=level,
        number=(num_id, int(ilvl) if ilvl.isdigit() else 0) if num_id else None,
        hidden=is_on(node.find(f"{W}rPr/{W}vanish")),
    )


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class Numbering:
    """Counts automatic numbers, so that a place shows "3.2" as Word does.

    Counters live per abstract list, as in Word; overrides of the start are followed once.
    """

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)

    def next_label(self, num_id: str, level: int) -> str:
        """Advance the list and return its label, "" for bullets and unknown lists."""
        abstract = self.lists.get(num_id)
        levels = self.levels.get(abstract or "", {})
        if abstract is None or level not in levels or not 0 <= level < 9:
            return ""
        counters = self.counters.setdefault(abstract, [None] * 9)
        restart = self.restarts.pop((num_id, level), None)
        current = counters[level]
        counters[level] = restart if restart is not None else levels[level].start if current is None else current + 1
        for deeper in range(level + 1, 9):
            counters[deeper] = None
        if levels[level].form == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda found: _show(levels, counters, int(found.group(1)) - 1), levels[level].pattern)


def _show(levels: dict[int, _Level], counters: list[int | None], level: int) -> str:
    if not 0 <= level < 9:
        return ""
    shape = levels.get(level, _Level())
    value = counters[level]
    number = shape.start if value is None else value
    if shape.form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if shape.form == "upperLetter" else letter.lower()
    if shape.form in ("upperRoman", "lowerRoman"):
        roman = _to_roman(number)
        return roman if shape.form == "upperRoman" else roman.lower()
    return str(number)


def _to_roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    parts = []
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        parts.append(sign * (number // value))
        number %= value
    return "".join(parts)


def read_numbering(root: etree._Element | None) -> Numbering:
    """Read the lists of a DOCX."""
    numbering = Numbering()
    if root is None:
        return numbering
    for node in root.iter(W + "abstractNum"):
        numbering.levels[node.get(W + "abstractNumId", "")] = dict(
            _read_level(level) for level in node.findall(W + "lvl")
        )
    for node in root.iter(W + "num"):
        num_id = node.get(W + "numId", "")
        numbering.lists[num_id] = get_value(node, W + "abstractNumId") or ""
        for override in node.findall(W + "lvlOverride"):
            start = get_value(override, W + "startOverride")
            level = override.get(W + "ilvl", "0")
            if start is not None and start.isdigit() and level.isdigit():
                numbering.restarts[(num_id, int(level))] = int(start)
    return numbering


def _read_level(node: etree._Element) -> tuple[int, _Level]:
    start = get_value(node, W + "start") or "1"
    index = node.get(W + "ilvl", "0")
    shape = _Level(
        start=int(start) if start.isdigit() else 1,
        form=get_value(node, W + "numFmt") or "decimal",
        pattern=get_value(node, W + "lvlText") or "",
    )
    return (int(index) if index.isdigit() else 0), shape
