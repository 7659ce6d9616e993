"""One plain tree for notices, whether they come as XML or as the same structure written in JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

MAX_DEPTH = 60
"""Levels of a notice; real ones have some fifteen."""
PARAGRAPH = "P"
"""Element of a paragraph in the European forms before eForms."""


@dataclass(slots=True)
class Node:
    """An element: its local name, its text, its attributes by local name, its children in order."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def find(self, name: str) -> "Node | None":
        """Return the first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self, path: tuple["Node", ...] = ()) -> Iterator[tuple[tuple["Node", ...], "Node"]]:
        """Yield each element below this one with its ancestors, in document order."""
        inside = (*path, self)
        for child in self.children:
            yield inside, child
            if len(inside) < MAX_DEPTH:
                yield from child.walk(inside)


def build_from_xml(element: etree._Element, depth: int = 0) -> Node:
    """Copy an XML element without its namespaces."""
    name = etree.QName(element).localname
    node = Node(
        name,
        # A paragraph may hold marks of its own inside; elsewhere what stands between elements is blank.
        ("".join(map(str, element.itertext())) if name == PARAGRAPH else element.text or "").strip(),
        {_local_name(str(key)): str(value) for key, value in element.attrib.items()},
    )
    if depth < MAX_DEPTH and name != PARAGRAPH:
        node.children = [build_from_xml(child, depth + 1) for child in element if isinstance(child.tag, str)]
    return node


def build_from_json(name: str, value: Any, depth: int = 0) -> list[Node]:
    """Turn JSON written from XML ("@attribute", "#text", lists for repeated elements) into elements."""
    if isinstance(value, list):
        return [node for one in value for node in build_from_json(name, one, depth)]
    node = Node(_local(name))
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.startswith("@"):
                node.attributes[_local(key[1:])] = str(inner)
            elif key in ("#text", "$", "_"):
                node.text = str(inner).strip()
            elif depth < MAX_DEPTH:
                node.children += build_from_json(key, inner, depth + 1)
    elif value is not None:
        node.text = str(value).strip()
    return [node]


def _local_name(name: str) -> str:
    return name.rpartition("}")[2]


def _local(name: str) -> str:
    return name.rpartition(":")[2]
