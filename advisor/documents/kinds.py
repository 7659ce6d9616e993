"""What a file is, by its content. The extension only settles what content leaves open."""

import json
import re
import struct
from dataclasses import dataclass
from pathlib import PurePath

from advisor.documents.archive import Archive
from advisor.documents.notices import is_eforms, is_ted
from advisor.documents.sbom import is_cyclonedx_xml, is_spdx_tags
from advisor.documents.text import Decoded, decode_text
from advisor.errors import UnreadableDocument

READ_KINDS = "docx, odt, pdf, txt, html, xlsx, xls, ods, csv, tsv, json, zip, eml, xml (eForms, TED, CycloneDX)"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_XLS_START = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILEPASS = 0x002F
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
}
# Extensions that promise a container; plain text under such a name is not what it says.
_CONTAINERS = {"docx", "docm", "dotx", "odt", "ott", "pdf", "doc", "pptx", "odp", "zip"}
_TABLES = {"xlsx", "xlsm", "xls", "xlsb", "ods"}
_SAME = {
    "docx": {"docx", "docm", "dotx", "dotm"},
    "xlsx": {"xlsx", "xlsm", "xltx", "xltm"},
    "odt": {"odt", "ott"},
    "ods": {"ods", "ots"},
    "html": {"html", "htm", "xhtml"},
    "json": {"json", "spdx", "cdx"},
    "zip": {"zip"},
    "eml": {"eml", "mht", "mhtml"},
    "cyclonedx": {"xml", "cdx"},
    "spdx": {"spdx", "txt"},
    "eforms": {"xml"},
    "ted": {"xml"},
    "text": {"txt", "csv", "tsv", "tab", "md", "text", "log"},
}
_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S
)


_MESSAGE_LINE = re.compile(
    rb"(?:from|to|date|subject|mime-version|received|return-path|message-id|content-type|delivered-to|x-[\w-]+|"
    rb"reply-to|cc|bcc|sender|dkim-signature|thread-[\w-]+|content-[\w-]+|references|in-reply-to|importance):",
    re.I,
)
_MESSAGE_NEEDS = (b"from:", b"subject:", b"date:", b"mime-version:", b"received:", b"message-id:")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file was found to be.

    `name` is docx, odt, pdf, text, html, json, xlsx, xlsb, xls, ods, cyclonedx, spdx, eforms or ted, or zip or eml, which hold
    other files; `archive` and `decoded`
    spare a second opening; `macros` says that macros are inside.
    """

    name: str
    archive: Archive | None = None
    decoded: Decoded | None = None
    macros: bool = False


def get_extension(name: str) -> str:
    """Return the extension in lower case without its dot, "" when there is none."""
    return PurePath(name).suffix.lower().lstrip(".")


def find_kind(data: bytes, name: str) -> Kind:
    """Recognise a file by its content.

    Raises:
        UnreadableDocument: a kind that is not read, with the way out, or bytes that are no text.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _find_zip_kind(data, name)
    if b"%PDF-" in data[:1024]:
        return Kind("pdf")
    if _is_message(data, name):
        return Kind("eml")
    if data.startswith(_OLE):
        return Kind(_find_ole_kind(data, name))
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocument(name, "rtf")
    if data.startswith(_IMAGES[:-1]) or (data[:2] == b"BM" and b"\x00" in data[:64]):
        raise UnreadableDocument(name, "image-file")
    return _find_text_kind(data, name)


def disagrees(kind: Kind, name: str) -> bool:
    """Say whether the extension promises something else than the content."""
    extension = get_extension(name)
    return bool(extension) and extension not in _SAME.get(kind.name, {kind.name})


def _find_zip_kind(data: bytes, name: str) -> Kind:
    archive = Archive(data, name)
    members = archive.members
    macros = any(member.endswith("vbaProject.bin") for member in members)
    if "mimetype" in archive:
        declared = archive.read("mimetype", limit_bytes=1024).strip()
        for mimetype, found in _ODF.items():
            if declared.startswith(mimetype):
                return _check_odf(archive, found, name)
    if any(member.startswith("word/") for member in members) and "word/document.xml" in archive:
        return Kind("docx", archive, macros=macros)
    if "xl/workbook.xml" in archive:
        return Kind("xlsx", archive, macros=macros)
    if "xl/workbook.bin" in archive:
        return Kind("xlsb", archive, macros=macros)
    if any(member.startswith("ppt/") for member in members):
        raise UnreadableDocument(name, "presentation")
    main = _find_main_part(archive)
    if main:
        return Kind("docx", archive, macros=macros)
    return Kind("zip", archive)


def _is_message(data: bytes, name: str) -> bool:
    """Tell a mail message: its first lines are header fields, three of the usual ones at least."""
    head = re.split(rb"\r?\n\r?\n", data[:65536], maxsplit=1)[0]
    lines = [line for line in re.split(rb"\r?\n", head) if line and line[:1] not in b" \t"]
    if not lines or not _MESSAGE_LINE.match(lines[0]):
        return False
    known = sum(any(line.lower().startswith(need) for need in _MESSAGE_NEEDS) for line in lines)
    return known >= 3 or (known >= 1 and get_extension(name) == "eml")


def _find_main_part(archive: Archive) -> bool:
    types = "[Content_Types].xml"
    return types in archive and b"wordprocessingml.document.main" in archive.read(types)


def _check_odf(archive: Archive, found: str, name: str) -> Kind:
    if found == "presentation":
        raise UnreadableDocument(name, "presentation")
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise UnreadableDocument(name, "encrypted")
    if "content.xml" not in archive:
        raise UnreadableDocument(name, "corrupt-document", kind=found)
    macros = any(member.startswith(("Basic/", "Scripts/")) for member in archive.members)
    return Kind(found, archive, macros=macros)


def _find_ole_kind(data: bytes, name: str) -> str:
    """Old Office container: its directory holds stream names in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableDocument(name, "encrypted")
    if holds("WordDocument"):
        raise UnreadableDocument(name, "old-word")
    if holds("__substg1.0"):
        raise UnreadableDocument(name, "outlook-message")
    if holds("PowerPoint Document"):
        raise UnreadableDocument(name, "presentation")
    if holds("Workbook") or holds("Book"):
        if _is_locked_xls(data):
            raise UnreadableDocument(name, "encrypted")
        return "xls"
    raise UnreadableDocument(name, "unknown-kind", kinds=READ_KINDS)


def _is_locked_xls(data: bytes) -> bool:
    """Look for the record FILEPASS among the first records of the workbook stream."""
    place = data.find(_XLS_START)
    for _ in range(5):
        if place < 0 or place + 4 > len(data):
            return False
        record, length = struct.unpack_from("<HH", data, place)
        if record == _FILEPASS:
            return True
        place += 4 + length
    return False


def _find_text_kind(data: bytes, name: str) -> Kind:
    extension = get_extension(name)
    decoded = decode_text(data, name)
    start = decoded.text[:2048].lstrip("\ufeff \t\r\n")
    if _HTML.match(start) or extension in _SAME["html"]:
        return Kind("html", decoded=decoded)
    if is_cyclonedx_xml(start):
        return Kind("cyclonedx", decoded=decoded)
    if is_spdx_tags(start):
        return Kind("spdx", decoded=decoded)
    if start[:1] in ("{", "[") and _is_json(decoded.text):
        return Kind("json", decoded=decoded)
    if extension in _CONTAINERS or (extension in _TABLES and not _looks_tabular(decoded.text)):
        raise UnreadableDocument(name, "not-its-extension", extension="." + extension)
    if start.startswith("<") and (notice := _find_notice_kind(decoded.text[:20_000])):
        return Kind(notice, decoded=decoded)
    if start.startswith("<?xml") and extension not in _SAME["text"]:
        raise UnreadableDocument(name, "unknown-kind", kinds=READ_KINDS)
    return Kind("text", decoded=decoded)


def _find_notice_kind(start: str) -> str | None:
    if is_eforms(start):
        return "eforms"
    return "ted" if is_ted(start) else None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _looks_tabular(text: str) -> bool:
    lines = [line for line in text[:65536].splitlines() if line.strip()][:20]
    return len(lines) >= 2 and any(
        lines[0].count(mark) >= 1 and all(line.count(mark) == lines[0].count(mark) for line in lines)
        for mark in "\t;,|"
    )
