"""Bytes to text, and plain text to a Document. The ladder of encodings was measured: guessing
libraries altered French cp1252 files, this order did not (docs/decisions/reading-encodings.md).
"""

import codecs
import re
from dataclasses import dataclass

from advisor.documents.assemble import Assembler
from advisor.documents.places import Outline, name_place
from advisor.domain.documents import Document, Segment
from advisor.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 64 * 1024
# C0 controls a text file may hold: tab, line feed, vertical tab, form feed, return, DOS end, escape.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text; `patched` counts characters of a second encoding found inside it."""

    text: str
    encoding: str
    patched: int = 0


def decode_text(data: bytes, name: str) -> Decoded:
    """Decode by byte-order mark, then UTF-16 without mark, then strict UTF-8, then cp1252.

    A mostly UTF-8 text with a few cp1252 bytes (two exports pasted together) is read as UTF-8
    with those bytes read as cp1252.

    Raises:
        UnreadableDocument: the bytes are not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                if encoding != "utf-8-sig":
                    raise UnreadableDocument(name, "binary-file") from None
                data = data[len(mark) :]
    if bare := _find_bare_utf16(data):
        return Decoded(data.decode(bare, errors="replace"), bare)
    sample = data[:_SAMPLE_BYTES]
    if b"\x00" in sample or len(_CONTROLS.findall(sample)) > max(2, len(sample) // 200):
        raise UnreadableDocument(name, "binary-file")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _find_bare_utf16(data: bytes) -> str | None:
    sample = data[: 4096 - len(data) % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes) -> Decoded:
    loose = data.decode("utf-8", errors="surrogateescape")
    strays = sum(1 for character in loose if "\udc80" <= character <= "\udcff")
    true_utf8 = sum(1 for character in loose if ord(character) > 127) - strays
    if true_utf8 > 5 * strays:
        return Decoded(re.sub("[\udc80-\udcff]", _patch, loose), "utf-8", strays)
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252")


def _patch(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", errors="replace")


# "3.2 Messagerie", "Article 4 - Prix": short, no full stop at the end.
_NUMBERED = re.compile(
    r"^\s*((?:article|chapitre|annexe|lot|titre)\s+(?:\d{1,3}|[IVX]{1,5}|[A-Z])\b|\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+[–—:-]?\s*(?=\S)",
    re.I,
)


def is_numbered_title(line: str) -> bool:
    """Say whether a bare line reads as a section title ("3.2 Messagerie")."""
    stripped = line.strip()
    found = _NUMBERED.match(stripped)
    if found is None or len(stripped) > 90 or stripped[-1] in ".;,:":
        return False
    rest = stripped[found.end() :]
    return rest[:1].isupper() and len(rest.split()) <= 12


def read_text(decoded: Decoded, name: str, lang: str = "fr") -> Document:
    """Read a plain text; `text` is exactly the decoded file, one segment per line with text."""
    assembler = Assembler(name, "txt", lang)
    if decoded.patched:
        assembler.notes.add_about_whole("mixed-encoding", count=decoded.patched)
    outline = Outline(lang)
    segments: list[Segment] = []
    line_number, previous_end = 1, 0
    for match in _LINE.finditer(decoded.text):
        line_number += _count_breaks(decoded.text[previous_end : match.start()])
        previous_end = match.end()
        line = match.group()
        if line.isspace():
            continue
        if is_numbered_title(line):
            outline.enter_heading(line)
        place = outline.under_title(name_place("line", lang, n=line_number))
        segments.append(Segment(match.start(), match.end(), "paragraph", place))
    if not segments:
        raise UnreadableDocument(name, "no-text")
    return Document(
        name=name,
        kind="txt",
        text=decoded.text,
        segments=tuple(segments),
        unread=assembler.notes.finish(),
    )


def _count_breaks(gap: str) -> int:
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n")
