"""Highlights with notes in a PDF, added after the file as it was: its own bytes stay, the additions follow.

The text read was joined, cut and cleaned, so words are found again on their page by their letters and
digits alone, with the words around them. What is not found is a note at the top of its page.
"""

import ctypes
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from advisor.domain.annotations import SIGNATURE, Annotated, Annotation, Remark
from advisor.domain.documents import Document, Segment
from advisor.errors import UnreadableDocument

_AROUND = (60, 20, 6)
"""Letters and digits around the words that must agree, the most demanding first."""
_STRONG, _SOFT = (255, 180, 120), (255, 230, 107)
_NOTE_SIDE, _NOTE_STEP = 18.0, 22.0
_NOTES_ACROSS = 20
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the lower left corner."""
MAX_CONTENTS = 8_000
"""Characters of one note."""


def annotate_pdf(data: bytes, annotation: Annotation) -> Annotated:
    """Return the PDF with a highlight and a note for each remark.

    Raises:
        UnreadableDocument: damaged, encrypted, or with "cannot-annotate" when it cannot be written.
    """
    name = annotation.document.name
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(name, "corrupt-document", kind="pdf") from error
    try:
        own = _remove_own(pdf)
        if not annotation.remarks and not own:
            return Annotated(data, 0, 0)
        if raw.FPDF_GetSecurityHandlerRevision(pdf) >= 0:
            # Opens without a password, yet its strings are encrypted: what is appended would not be.
            raise UnreadableDocument(name, "cannot-annotate")
        exact = _Writer(pdf, annotation).write()
        return Annotated(_save(pdf, data, name), exact, len(annotation.remarks) - exact)
    finally:
        pdf.close()


def _remove_own(pdf: pypdfium2.PdfDocument) -> int:
    """Take away the notes of an earlier hand-back; return how many there were."""
    removed = 0
    for number in range(len(pdf)):
        page = pdf[number]
        for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
            annot = raw.FPDFPage_GetAnnot(page, index)
            author = _read_string(annot, b"T")
            raw.FPDFPage_CloseAnnot(annot)
            if author == SIGNATURE and raw.FPDFPage_RemoveAnnot(page, index):
                removed += 1
        page.close()
    return removed


def _read_string(annot: object, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annot, key, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annot, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _save(pdf: pypdfium2.PdfDocument, data: bytes, name: str) -> bytes:
    saved = bytearray()

    def take(_self: object, block: int, size: int) -> int:
        saved.extend(ctypes.string_at(block, size))
        return 1

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(raw.FPDF_FILEWRITE), ctypes.c_void_p, ctypes.c_ulong)
    writer = raw.FPDF_FILEWRITE(version=1, WriteBlock=callback(take))
    if not raw.FPDF_SaveAsCopy(pdf, writer, raw.FPDF_INCREMENTAL) or not saved.startswith(data):
        raise UnreadableDocument(name, "cannot-annotate")
    return bytes(saved)


@dataclass(frozen=True, slots=True)
class _Letters:
    """Letters and digits of a text, folded, with the place each came from."""

    text: str
    places: tuple[int, ...]

    def index(self, place: int) -> int:
        """Return how many letters come before a place."""
        return bisect_right(self.places, place - 1)


def _fold(characters: Iterator[tuple[int, str]]) -> _Letters:
    letters: list[str] = []
    places: list[int] = []
    for place, character in characters:
        for letter in unicodedata.normalize("NFKC", character).casefold():
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return _Letters("".join(letters), tuple(places))


class _Writer:
    def __init__(self, pdf: pypdfium2.PdfDocument, annotation: Annotation) -> None:
        self.pdf = pdf
        self.annotation = annotation
        self.document: Document = annotation.document
        self._starts = [segment.start for segment in self.document.segments]

    def write(self) -> int:
        """Write every remark, page by page; return how many stand on their very words."""
        pages: dict[int, list[tuple[Segment, Remark]]] = {}
        for remark in self.annotation.remarks:
            segment = self.document.segments[max(0, bisect_right(self._starts, remark.start) - 1)]
            pages.setdefault(segment.page or 1, []).append((segment, remark))
        return sum(self._write_page(number, pages[number]) for number in sorted(pages))

    def _write_page(self, number: int, remarks: list[tuple[Segment, Remark]]) -> int:
        page = self.pdf[min(number, len(self.pdf)) - 1]
        text_page = page.get_textpage()
        try:
            count = max(0, raw.FPDFText_CountChars(text_page))
            letters = _fold((i, chr(raw.FPDFText_GetUnicode(text_page, i))) for i in range(count))
            own = self._own_letters(number)
            exact = 0
            for segment, remark in remarks:
                found = self._find(letters, own, segment, remark)
                boxes = _boxes(text_page, *found) if found else []
                if boxes:
                    self._highlight(page, boxes, remark)
                    exact += 1
                else:
                    self._note(page, remark, len(remarks) - exact)
            return exact
        finally:
            text_page.close()
            page.close()

    def _own_letters(self, page: int) -> _Letters:
        """Fold the text as read of one page."""
        spans = [(s.start, s.end) for s in self.document.segments if s.page == page]
        return _fold((i, self.document.text[i]) for start, end in spans for i in range(start, end))

    def _find(self, letters: _Letters, own: _Letters, segment: Segment, remark: Remark) -> tuple[int, int] | None:
        """Return the first character of the words on the page and their number."""
        begin, end = own.index(remark.start), own.index(remark.end)
        low, high = own.index(segment.start), own.index(segment.end)
        words = own.text[begin:end]
        if not words:
            return None
        for around in _AROUND:
            before, after = own.text[max(low, begin - around) : begin], own.text[end : min(high, end + around)]
            pattern = before + words + after
            place = letters.text.find(pattern)
            if place >= 0 and (around != _AROUND[-1] or letters.text.find(pattern, place + 1) < 0):
                return _span(letters, place + len(before), len(words))
        return self._find_by_rank(letters, own, words, begin)

    @staticmethod
    def _find_by_rank(letters: _Letters, own: _Letters, words: str, begin: int) -> tuple[int, int] | None:
        """Take the occurrence of the same rank, when page and reading hold as many."""
        rank, total = own.text.count(words, 0, begin), own.text.count(words)
        if total != letters.text.count(words):
            return None
        place = -1
        for _ in range(rank + 1):
            place = letters.text.find(words, place + 1 if place < 0 else place + len(words))
        return _span(letters, place, len(words)) if place >= 0 else None

    def _highlight(self, page: pypdfium2.PdfPage, boxes: list[Box], remark: Remark) -> None:
        annot = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
        for left, top, right, bottom in boxes:
            quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(annot, quad)
        edges = list(zip(*boxes, strict=True))
        self._finish(annot, (min(edges[0]), max(edges[1]), max(edges[2]), min(edges[3])), remark, exact=True)

    def _note(self, page: pypdfium2.PdfPage, remark: Remark, rank: int) -> None:
        annot = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_TEXT)
        edge, _bottom, _right, top = page.get_cropbox()
        left, top = edge + 8.0 + _NOTE_STEP * (rank % _NOTES_ACROSS), top - 8.0
        self._finish(annot, (left, top, left + _NOTE_SIDE, top - _NOTE_SIDE), remark, exact=False)

    def _finish(self, annot: object, box: Box, remark: Remark, *, exact: bool) -> None:
        raw.FPDFAnnot_SetRect(annot, raw.FS_RECTF(*box))
        red, green, blue = _STRONG if remark.strong else _SOFT
        raw.FPDFAnnot_SetColor(annot, raw.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
        raw.FPDFAnnot_SetFlags(annot, raw.FPDF_ANNOT_FLAG_PRINT)
        lines = remark.lines if exact else (("", remark.elsewhere), *remark.lines)
        contents = "\n".join(f"{label} {text}".strip() for label, text in lines)[:MAX_CONTENTS]
        created = self.annotation.created.translate(str.maketrans("", "", "-:TZ"))
        for key, value in (("Contents", contents), ("T", self.annotation.author), ("M", f"D:{created}Z")):
            raw.FPDFAnnot_SetStringValue(annot, key.encode(), _wide(value))
        raw.FPDFPage_CloseAnnot(annot)


def _wide(text: str) -> object:
    encoded = text.encode("utf-16-le", "replace") + b"\x00\x00"
    return ctypes.cast(ctypes.create_string_buffer(encoded, len(encoded)), raw.FPDF_WIDESTRING)


def _span(letters: _Letters, place: int, length: int) -> tuple[int, int]:
    first, last = letters.places[place], letters.places[place + length - 1]
    return first, last - first + 1


def _boxes(text_page: pypdfium2.PdfTextPage, first: int, count: int) -> list[Box]:
    """Return (left, top, right, bottom) of each line the characters stand on."""
    found: list[Box] = []
    for index in range(raw.FPDFText_CountRects(text_page, first, count)):
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        if raw.FPDFText_GetRect(text_page, index, left, top, right, bottom) and right.value > left.value:
            found.append((left.value, top.value, right.value, bottom.value))
    return found
