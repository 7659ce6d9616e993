"""PDF to a Document with pypdfium2: wrapped lines joined into paragraphs, running headers kept once.

Pages without text are listed, or read by a recogniser when one is given, and marked. Reading order
is that of the file's own text; pages in two columns that it mixes are put right.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from advisor.documents import limits
from advisor.documents.assemble import Assembler
from advisor.documents.pdf_columns import read_columns
from advisor.documents.places import Outline, name_place
from advisor.documents.reasons import note
from advisor.documents.recognition import Recogniser
from advisor.documents.text import is_numbered_title
from advisor.domain.documents import Document, SegmentKind
from advisor.errors import UnreadableDocument

# A scanned page may carry a printed number or stamp: less text than this beside a picture is none.
FEW_CHARACTERS = 25
# How pdfium marks a word cut at a line end, by version; the soft hyphen is the document's own.
_CUT = "\x02\ufffe\u00ad"
_CUT_WORD = re.compile(rf"(\w+)(?:[{_CUT}](?:[ ]?\r?\n)?|(?<=\w)[-\u2010][ ]?\r?\n)(\w+)")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_BULLET = re.compile(r"^\s*(?:[•◦▪‣●○■–—*·\uf0b7]|-\s|[a-z]\)|\d{1,2}[.)°]\s)")
_LINE = re.compile(r"[^\r\n]+")
_DIGITS = re.compile(r"\d+")
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d+\s*$")
_EDGE_LINES = 3
_SIZE_SAMPLE = 211
_BOLD_WEIGHT = 600


@dataclass(slots=True)
class _Page:
    number: int
    lines: list[str] = field(default_factory=list)


def read_pdf(data: bytes, name: str, lang: str = "fr", recogniser: Recogniser | None = None) -> Document:
    """Read the text of a PDF page by page.

    A header or footer repeated over pages is one segment, at its first page. Words cut at a line
    end are joined, keeping a hyphen of their own ("Hyper-V") by evidence from the document.

    Raises:
        UnreadableDocument: damaged, encrypted, or no page with text.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted" if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD else "corrupt-document"
        raise UnreadableDocument(name, reason, kind="pdf") from error
    try:
        return _Reader(pdf, name, lang, recogniser).read()
    finally:
        pdf.close()


def list_attachments(data: bytes) -> list[tuple[str, bytes]]:
    """Return the files attached to a PDF, [] when it cannot be opened; their whole size is bounded."""
    found: list[tuple[str, bytes]] = []
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return found
    left = limits.MAX_FILE_BYTES
    try:
        for index in range(min(pdf.count_attachments(), limits.MAX_FILES)):
            attachment = pdf.get_attachment(index)
            content = bytes(attachment.get_data())
            left -= len(content)
            if left < 0:
                break
            found.append((attachment.get_name(), content))
    except pypdfium2.PdfiumError:
        return found
    finally:
        pdf.close()
    return found


class _Reader:
    def __init__(self, pdf: pypdfium2.PdfDocument, name: str, lang: str, recogniser: Recogniser | None) -> None:
        self.pdf = pdf
        self.recogniser = recogniser
        self.recognised: set[int] = set()
        self.late: list[int] = []
        self.name = name
        self.lang = lang
        self.out = Assembler(name, "pdf", lang)
        self.outline = Outline(lang)
        self.imaged: list[int] = []
        self.sizes: Counter[float] = Counter()
        self.candidates: dict[str, tuple[float, bool]] = {}
        self.titles: set[str] | None = None
        self.failed: list[int] = []

    def read(self) -> Document:
        count = len(self.pdf)
        read_count = min(count, limits.MAX_PAGES)
        texts = [self._extract(index) for index in range(read_count)]
        self._recognise(texts)
        if not any(text.strip() for text in texts):
            raise UnreadableDocument(self.name, "image-only-pdf" if self.imaged else "no-text", kind="pdf")
        self.titles = self._pick_titles()
        words = _count_words(texts)
        pages = [_Page(index + 1, _split_lines(_join_words(text, words))) for index, text in enumerate(texts)]
        running = _find_running_lines(pages)
        seen: set[str] = set()
        for page in pages:
            self._add_page(page, running, seen)
        self._say(count)
        return self.out.build(pages=count)

    def _extract(self, index: int) -> str:
        try:
            page = self.pdf[index]
            text_page = page.get_textpage()
            text: str = text_page.get_text_range()
            self._measure(text_page.raw, text)
            text = read_columns(text_page, text, *page.get_size())
            text_page.close()
            few = len(text.strip()) < FEW_CHARACTERS
            if few and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
                self.imaged.append(index + 1)
            page.close()
        except pypdfium2.PdfiumError:
            self.failed.append(index + 1)
            return ""
        return text

    def _recognise(self, texts: list[str]) -> None:
        """Read the pages that are pictures, as long as the time lasts; the others stay listed."""
        if self.recogniser is None:
            return
        pages = self.imaged
        self.imaged = []
        for done, number in enumerate(pages):
            if self.recogniser.over:
                self.late = pages[done:]
                return
            page = self.pdf[number - 1]
            lines = self.recogniser.read_page(page, done + 1, len(pages))
            page.close()
            if lines:
                texts[number - 1] = "\n".join(lines)
                self.recognised.add(number)
            else:
                self.imaged.append(number)

    def _measure(self, text_page: object, text: str) -> None:
        """Note the size of the body's letters, and size and weight of lines that read as titles."""
        for place in range(0, len(text), _SIZE_SAMPLE):
            if text[place].isalnum():
                self.sizes[round(raw.FPDFText_GetFontSize(text_page, place), 1)] += 1
        for found in _LINE.finditer(text):
            line = found.group().strip()
            if is_numbered_title(line):
                place = found.start() + found.group().index(line[0])
                size = round(raw.FPDFText_GetFontSize(text_page, place), 1)
                bold = raw.FPDFText_GetFontWeight(text_page, place) >= _BOLD_WEIGHT
                self.candidates[line] = (size, bold)

    def _pick_titles(self) -> set[str] | None:
        """Return the lines set as titles, None when the type tells nothing and the words alone decide.

        A row of a table ("4 Sécurité") reads like a title; its type does not.
        """
        body = self.sizes.most_common(1)[0][0] if self.sizes else 0.0
        titles = {line for line, (size, bold) in self.candidates.items() if bold or size > 1.05 * body}
        return titles or None

    def _add_page(self, page: _Page, running: set[tuple[str, str]], seen: set[str]) -> None:
        edges = _name_edges(page.lines)
        kept: list[str] = []
        for position, line in enumerate(page.lines):
            edge = edges.get(position)
            shape = _shape(line)
            if edge is None or (edge, shape) not in running:
                kept.append(line)
            elif shape not in seen:
                seen.add(shape)
                kind: SegmentKind = "header" if edge == "header" else "footer"
                self._flush(kept, page.number)
                kept = []
                self._add(line.strip(), kind, name_place(edge, self.lang), page.number)
        self._flush(kept, page.number)

    def _flush(self, lines: list[str], page: int) -> None:
        # A recognised page has no type to tell its titles by.
        for text, is_title in _join_lines(lines, None if page in self.recognised else self.titles):
            if is_title:
                self._add(text, "heading", self.outline.enter_heading(text), page)
            else:
                kind: SegmentKind = "list-item" if _BULLET.match(text) else "paragraph"
                self._add(text, kind, self.outline.next_paragraph(), page)

    def _add(self, text: str, kind: SegmentKind, place: str, page: int) -> None:
        self.out.add(text, kind, place, page, recognised=page in self.recognised)

    def _say(self, count: int) -> None:
        for numbers, why in (
            (sorted(self.recognised), "recognised-page"),
            (self.late, "recognition-late"),
            (self.imaged, "image-only-page"),
            (self.failed, "page-failed"),
        ):
            for first, last in _group(numbers):
                self.out.notes.add(self._pages(first, last), why)
        if count > limits.MAX_PAGES:
            self.out.notes.add(self._pages(limits.MAX_PAGES + 1, count), "pages-over-limit", limit=limits.MAX_PAGES)
        if self.pdf.get_formtype() != raw.FORMTYPE_NONE:
            self.out.notes.add_about_whole("form-fields")
        if attached := self.pdf.count_attachments():
            self.out.notes.add_about_whole("attachments", count=attached)

    def _pages(self, first: int, last: int) -> str:
        if first == last:
            return note("page", self.lang, page=first)
        return note("pages", self.lang, first=first, last=last)


def _count_words(texts: list[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text))


def _join_words(text: str, words: Counter[str]) -> str:
    """Join words cut at a line end.

    The form met elsewhere in the document wins; otherwise the hyphen is the word's own before a
    capital or a digit ("Hyper-V", "E-5") and the cut's elsewhere.
    """

    def join(match: re.Match[str]) -> str:
        before, after = match.groups()
        whole, hyphened = words[(before + after).casefold()], words[f"{before}-{after}".casefold()]
        if whole != hyphened:
            return before + after if whole > hyphened else f"{before}-{after}"
        keeps = after[0].isdigit() or (after[0].isupper() and not before.isupper()) or before[-1].isdigit()
        return f"{before}-{after}" if keeps else before + after

    return re.sub(rf"[{_CUT}]", "", _CUT_WORD.sub(join, text))


def _split_lines(text: str) -> list[str]:
    return [line.rstrip("\r\n\x00") for line in text.split("\n") if line.strip()]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split())).casefold()


def _name_edges(lines: list[str]) -> dict[int, str]:
    """Say which line positions may be a header or a footer; short pages have fewer."""
    reach = min(_EDGE_LINES, max(1, len(lines) // 2))
    edges = dict.fromkeys(range(min(reach, len(lines))), "header")
    for position in range(max(len(lines) - reach, 0), len(lines)):
        edges.setdefault(position, "footer")
    return edges


def _find_running_lines(pages: list[_Page]) -> set[tuple[str, str]]:
    """Find lines, digits apart, repeated at the same edge of at least a third of the pages (and three)."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in pages:
        counts.update({(edge, _shape(page.lines[position])) for position, edge in _name_edges(page.lines).items()})
    needed = max(3, len(pages) // 3) if len(pages) > 2 else 2
    return {key for key, count in counts.items() if count >= needed}


def _join_lines(lines: list[str], titles: set[str] | None) -> list[tuple[str, bool]]:
    """Join wrapped lines into paragraphs; say which are numbered titles, among `titles` when known."""
    # Not the longest: a line with a cut word arrives from pdfium joined to the next, twice as long.
    lengths = sorted(len(line.strip()) for line in lines)
    widest = lengths[(9 * (len(lengths) - 1)) // 10] if lengths else 0
    blocks: list[tuple[str, bool]] = []
    current = ""
    previous = ""
    for line in lines:
        bare = line.strip()
        title = is_numbered_title(bare) and not _CONTENTS_LINE.search(bare) and (titles is None or bare in titles)
        if current and (title or _starts_block(previous, bare, widest)):
            blocks.append((current, False))
            current = ""
        if title:
            blocks.append((bare, True))
        else:
            current = f"{current} {bare}" if current else bare
        previous = "" if title else line
    if current:
        blocks.append((current, False))
    return blocks


def _starts_block(previous: str, line: str, widest: int) -> bool:
    """Say whether a line begins a new paragraph rather than going on with the one before."""
    before = previous.strip()
    if _BULLET.match(line) or _CONTENTS_LINE.search(before):
        return True
    if line[0].islower() or line[0] in "),;»":
        return False
    full = len(before) > 0.72 * widest
    if before.endswith((".", ":", ";", "!", "?")):
        return not (full and previous.endswith(" ") and before.endswith("."))
    return not (full or before.endswith(",") or previous.endswith(" "))


def _group(numbers: list[int]) -> list[tuple[int, int]]:
    """Turn 3, 4, 5, 9 into (3, 5), (9, 9)."""
    groups: list[tuple[int, int]] = []
    for number in numbers:
        if groups and groups[-1][1] == number - 1:
            groups[-1] = (groups[-1][0], number)
        else:
            groups.append((number, number))
    return groups
