"""Files that hold other files: ZIP archives and mail messages, listed member by member. Nothing goes to disk."""

import email
import email.policy
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from advisor.documents import limits
from advisor.documents.archive import Archive
from advisor.documents.assemble import Assembler
from advisor.documents.html import read_html
from advisor.documents.kinds import Kind
from advisor.documents.names import clean_path
from advisor.documents.places import Outline, name_place
from advisor.domain.documents import Document
from advisor.errors import UnreadableDocument

_UTF8_FLAG = 0x800
# What systems leave in archives, and the lock files of word processors: no document of anyone.
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)", re.I)
_OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".odt", ".ods")
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another: its cleaned path, and either how to get its bytes or its document."""

    path: str
    read: Callable[[], bytes] | None = None
    document: Document | None = None


def list_members(data: bytes, name: str, kind: Kind, lang: str = "fr") -> list[Member]:
    """List what a ZIP archive or a mail message holds, in its own order.

    Raises:
        UnreadableDocument: a message that cannot be taken apart.
    """
    if kind.archive is not None:
        return list(_list_zip(kind.archive))
    try:
        return list(_list_message(data, name, lang))
    except (RecursionError, LookupError, ValueError) as error:
        raise UnreadableDocument(name, "corrupt-document", kind="eml") from error


def list_inside(data: bytes, kind: Kind) -> list[Member]:
    """List the Office files set inside a text document, and the files attached to a PDF; [] for other kinds."""
    if kind.name == "docx" and kind.archive is not None:
        archive = kind.archive
        return [
            Member(path.rpartition("/")[2], lambda path=path: archive.read(path, limits.MAX_FILE_BYTES))  # type: ignore[misc]
            for path in archive.members
            if path.startswith("word/embeddings/") and path.lower().endswith(_OFFICE)
        ]
    if kind.name == "pdf" and b"/EmbeddedFile" in data:
        # Here because loading pdfium costs 80 ms that other files should not pay.
        from advisor.documents.pdf import list_attachments

        return [Member(clean_path(name), lambda content=content: content) for name, content in list_attachments(data)]  # type: ignore[misc]
    return []


def _list_zip(archive: Archive) -> Iterator[Member]:
    for info in archive.files:
        path = decode_member_name(info)
        if not _LITTER.search(path):
            yield Member(clean_path(path), lambda info=info: archive.read(info, limits.MAX_FILE_BYTES))  # type: ignore[misc]


def decode_member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name with its accents: archives made on Windows and macOS do not say their encoding."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _list_message(data: bytes, name: str, lang: str) -> Iterator[Member]:
    message = BytesParser(policy=email.policy.default).parsebytes(data)
    body = _read_body(message, name, lang)
    if body is not None:
        yield Member("", document=body)
    for number, part in enumerate(_iter_attachments(message), 1):
        given = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            yield Member(clean_path(given or f"message-{number}.eml"), lambda part=part: _inner_message(part))  # type: ignore[misc]
        elif given or not part.get_content_type().startswith("image/"):
            path = clean_path(given or f"{number}.{_extension(part)}")
            yield Member(path, lambda part=part: _payload(part))  # type: ignore[misc]


def _iter_attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield every part that is a file, wherever the sender's software put it."""
    body = message.get_body(("plain", "html"))
    pending: list[EmailMessage] = [message]
    seen = 0
    while pending and seen < limits.MAX_ZIP_MEMBERS:
        part = pending.pop(0)
        seen += 1
        if part.get_content_type() == "message/rfc822":
            yield part
        elif part.is_multipart():
            pending[:0] = [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
        elif part is not body and not _is_other_body(part):
            yield part


def _is_other_body(part: EmailMessage) -> bool:
    """Tell the same words in the other form (HTML beside plain text)."""
    return part.get_content_maintype() == "text" and not part.is_attachment() and part.get_filename() is None


def _extension(part: EmailMessage) -> str:
    return {"application/pdf": "pdf", "text/html": "html", "text/plain": "txt"}.get(part.get_content_type(), "bin")


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _inner_message(part: EmailMessage) -> bytes:
    inner = part.get_payload()
    return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else _payload(part)


def _read_body(message: EmailMessage, name: str, lang: str) -> Document | None:
    """Read the subject and the words of a message; who wrote to whom is left out."""
    out = Assembler(name, "eml", lang)
    outline = Outline(lang)
    subject = " ".join(str(message.get("subject", "")).split())
    if subject:
        out.add(subject, "heading", name_place("subject", lang))
    outline.enter_heading(name_place("message", lang))
    body = message.get_body(("plain", "html"))
    text = _decode_body(body) if body is not None else ""
    if body is not None and body.get_content_subtype() == "html" and text.strip():
        for segment in (page := read_html(text, name, lang)):
            out.add(page.segment_text(segment), segment.kind, segment.place)
    else:
        for paragraph in _PARAGRAPHS.split(text.replace("\r\n", "\n")):
            out.add(paragraph.strip(), "paragraph", outline.next_paragraph())
    document = out.build()
    return document if document.segments else None


def _decode_body(body: MIMEPart) -> str:
    payload = _payload(body)
    try:
        return payload.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return payload.decode("cp1252", errors="replace")
