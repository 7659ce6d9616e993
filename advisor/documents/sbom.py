"""Component lists to a Table: CycloneDX (JSON, XML), SPDX 2 (JSON, tag-value) and 3, winget, or any list of objects.

Authors and suppliers that are people are left out.
"""

import json
import re
from typing import Any

from advisor.documents.archive import parse_xml
from advisor.documents.tables import Cell, Table
from advisor.errors import UnreadableDocument

_HEADER = ("name", "version", "supplier")
_MAX_DEPTH = 40
_CYCLONEDX = re.compile(r"<(?:\w+:)?bom\b[^>]*cyclonedx", re.I)
_SPDX_TAGS = re.compile(r"^SPDXVersion:\s*SPDX-", re.M)
_PERSON_TYPES = ("Person",)


def is_cyclonedx_xml(start: str) -> bool:
    """Say whether the beginning of an XML text opens a CycloneDX list."""
    return _CYCLONEDX.search(start) is not None


def is_spdx_tags(start: str) -> bool:
    """Say whether the beginning of a text is an SPDX document of tags and values."""
    return _SPDX_TAGS.search(start) is not None


def read_cyclonedx_xml(data: bytes, name: str) -> Table:
    """Read a CycloneDX list in XML, components inside components too.

    Raises:
        UnreadableDocument: not well formed, entities declared, or no component.
    """
    rows: list[tuple[Cell, ...]] = []
    for one in parse_xml(data, name, "cyclonedx").iter("{*}component"):
        if _local(one.getparent()) in ("components", "component"):
            vendor = one.findtext("{*}publisher") or one.findtext("{*}supplier/{*}name")
            found = (
                one.findtext("{*}name"),
                one.findtext("{*}version"),
                vendor or one.findtext("{*}manufacturer/{*}name"),
            )
            rows.append(tuple(_text(part) for part in found))
    if not rows:
        raise UnreadableDocument(name, "not-a-component-list")
    return Table(name=name, kind="cyclonedx", rows=tuple(rows), header=_HEADER)


def _local(element: Any) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]


def read_spdx_tags(text: str, name: str) -> Table:
    """Read an SPDX document of tags and values; raises UnreadableDocument when it lists no package."""
    packages: list[dict[str, str]] = []
    for line in text.splitlines():
        tag, separator, value = line.partition(":")
        if not separator or not tag.startswith("Package"):
            continue
        if tag == "PackageName":
            packages.append({})
        if packages:
            packages[-1].setdefault(tag, value.strip())
    names = {"name": "PackageName", "versionInfo": "PackageVersion", "supplier": "PackageSupplier"}
    names["originator"] = "PackageOriginator"
    rows = [_read_spdx2({key: package.get(tag) for key, tag in names.items()}) for package in packages]
    if not rows:
        raise UnreadableDocument(name, "not-a-component-list")
    return Table(name=name, kind="spdx", rows=tuple(rows), header=_HEADER)


def read_json_table(text: str, name: str) -> Table:
    """Read a component list; row 1 is the first component as the file lists them.

    Raises:
        UnreadableDocument: JSON of another shape.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(name, "corrupt-document", kind="json") from error
    header, rows, kind = _find_rows(found)
    if not rows:
        raise UnreadableDocument(name, "not-a-component-list")
    return Table(name=name, kind=kind, rows=tuple(rows), header=header)


def _find_rows(found: Any) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], str]:
    if isinstance(found, dict):
        if found.get("bomFormat") == "CycloneDX" or isinstance(found.get("components"), list):
            return _HEADER, _walk_cyclonedx(found.get("components"), 0), "cyclonedx"
        if "spdxVersion" in found and isinstance(found.get("packages"), list):
            return _HEADER, [_read_spdx2(one) for one in found["packages"] if isinstance(one, dict)], "spdx"
        if isinstance(found.get("@graph"), list):
            return _HEADER, _read_spdx3(found["@graph"]), "spdx"
        if isinstance(found.get("Sources"), list):
            return _HEADER, _read_winget(found["Sources"]), "winget"
        lists = [
            value for value in found.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)
        ]
        found = max(lists, key=len) if lists else []
    if isinstance(found, list):
        return _read_objects(found)
    return (), [], "json"


def _walk_cyclonedx(components: Any, depth: int) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    if not isinstance(components, list) or depth > _MAX_DEPTH:
        return rows
    for one in components:
        if not isinstance(one, dict):
            continue
        supplier = one.get("supplier") or one.get("manufacturer")
        vendor = supplier.get("name") if isinstance(supplier, dict) else supplier
        rows.append((_text(one.get("name")), _text(one.get("version")), _text(one.get("publisher") or vendor)))
        rows.extend(_walk_cyclonedx(one.get("components"), depth + 1))
    return rows


def _read_spdx2(package: dict[str, Any]) -> tuple[Cell, ...]:
    supplier = _text(package.get("supplier")) or _text(package.get("originator")) or ""
    kind, _, rest = supplier.partition(":")
    # A person is not a publisher to keep.
    vendor = rest.strip() if kind.strip() == "Organization" else None
    return _text(package.get("name")), _text(package.get("versionInfo")), vendor


def _read_spdx3(graph: list[Any]) -> list[tuple[Cell, ...]]:
    objects = [one for one in graph if isinstance(one, dict)]
    names = {
        one.get("spdxId") or one.get("@id"): one.get("name")
        for one in objects
        if not str(one.get("type") or one.get("@type")).endswith(_PERSON_TYPES)
    }
    rows: list[tuple[Cell, ...]] = []
    for one in objects:
        if not str(one.get("type") or one.get("@type")).endswith("Package"):
            continue
        supplier = one.get("suppliedBy")
        vendor = names.get(supplier) if isinstance(supplier, str) else None
        version = one.get("software_packageVersion") or one.get("packageVersion")
        rows.append((_text(one.get("name")), _text(version), _text(vendor)))
    return rows


def _read_winget(sources: list[Any]) -> list[tuple[Cell, ...]]:
    packages = [
        package
        for source in sources
        if isinstance(source, dict) and isinstance(source.get("Packages"), list)
        for package in source["Packages"]
        if isinstance(package, dict)
    ]
    rows: list[tuple[Cell, ...]] = []
    for package in packages:
        identifier = _text(package.get("PackageIdentifier")) or ""
        vendor, _, product = identifier.partition(".")
        rows.append((product.replace(".", " ") or identifier, _text(package.get("Version")), vendor or None))
    return rows


def _read_objects(found: list[Any]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], str]:
    if all(isinstance(one, str) for one in found):
        return ("name",), [(one,) for one in found], "json"
    keys: dict[str, None] = {}
    for one in found:
        if isinstance(one, dict):
            keys.update(dict.fromkeys(one))
    header = tuple(keys)[:200]
    return (
        header,
        [tuple(_cell(one.get(key)) for key in header) for one in found if isinstance(one, dict)],
        "json",
    )


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        value = value.get("name") or value.get("value")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return _text(value)


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, (str, int, float)) and str(value).strip() else None
