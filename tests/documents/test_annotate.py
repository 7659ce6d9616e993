"""Documents handed back: comments on exactly the words, nothing else of the file changed."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx as python_docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops
from pypdfium2 import raw

from advisor.documents import read_document
from advisor.documents.annotate import annotate_bounded, annotate_document
from advisor.documents.annotate.zips import rewrite_zip
from advisor.documents.docx_parts import W
from advisor.domain.annotations import Annotation, Remark
from advisor.errors import UnreadableDocument
from tests.documents.files import SAMPLES, build

EXAMPLES = Path(__file__).parents[2] / "examples"
DATE = "2026-11-27T17:00:00Z"
NOTICEABLE = 64
"""Levels of grey, of 256, from which two pixels differ."""
MAX_CHANGED = 0.005
"""Share of the pixels of a page that may differ."""
ODF_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def annotation_of(document, *words):
    """Remark on every occurrence of some words."""
    found = [m.span() for word in words for m in re.finditer(re.escape(word), document.text)]
    remarks = [
        Remark(start, end, (("Pourquoi :", "une raison\x0b & <b>"), ("", "à valider")), f"Concerne « {start} »", True)
        for start, end in sorted(found)
    ]
    return Annotation(document, tuple(remarks), "Ou équivalent", DATE)


def annotate(data, name, *words):
    document = read_document(data, name)
    annotation = annotation_of(document, *words)
    return annotate_document(data, annotation), annotation


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def without_comments(root):
    """Take our comments away again."""
    marks = [W + "commentRangeStart", W + "commentRangeEnd"]
    for node in list(root.iter(*marks, W + "commentReference")):
        gone = node if node.tag in marks else node.getparent()
        gone.getparent().remove(gone)
    return root


def characters(root):
    """Return every character and sign of each paragraph with its form and what encloses it."""
    found = []
    for node in root.iter():
        inside_form = any(one.tag == W + "rPr" and one.getparent().tag == W + "r" for one in node.iterancestors())
        if not isinstance(node.tag, str) or node.getparent() is None or inside_form:
            continue
        run = node.getparent()
        form = run.find(W + "rPr") if run.tag == W + "r" else None
        around = [one.tag for one in node.iterancestors() if one.tag != W + "r"]
        described = (around, etree.tostring(form) if form is not None else b"", sorted(run.attrib.items()))
        if node.tag in (W + "t", W + "delText"):
            found += [(char, *described) for char in node.text or ""]
        elif run.tag == W + "r" and node.tag != W + "rPr":
            found.append((node.tag, *described))
        elif node.tag not in (W + "r", W + "rPr"):
            found.append((node.tag, sorted(node.attrib.items()), around))
    return found


def commented(root):
    """Return the text between the marks of each comment, by its id."""
    texts, open_ids = {}, []
    for node in root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "t", W + "tab", W + "noBreakHyphen"):
        if node.tag == W + "commentRangeStart":
            open_ids.append(node.get(W + "id"))
            texts[node.get(W + "id")] = ""
        elif node.tag == W + "commentRangeEnd":
            open_ids.remove(node.get(W + "id"))
        else:
            for one in open_ids:
                texts[one] += node.text if node.tag == W + "t" else {W + "tab": "\t"}.get(node.tag, "-")
    return texts


INLINE = ("Zoom Workplace", "LibreOffice", "Le poste aura", "Dropbox", "Nextcloud", "Microsoft 365", "Hyper-V", "soft")


def test_comments_stand_on_exactly_the_words():
    written, annotation = annotate((SAMPLES / "traps.docx").read_bytes(), "traps.docx", *INLINE)
    root = etree.fromstring(members(written.data)["word/document.xml"])
    expected = [annotation.document.text[r.start : r.end] for r in annotation.remarks]
    assert list(commented(root).values()) == expected
    assert (written.placed, written.elsewhere) == (len(expected), 0)


def test_a_docx_without_its_comments_is_the_original():
    data = (SAMPLES / "traps.docx").read_bytes()
    written, _ = annotate(data, "traps.docx", *INLINE, "Outlook", "équivalent", "Slack", "Saint-Exemple", "Teams")
    before, after = members(data), members(written.data)
    assert list(before) == list(after)
    assert {n for n in before if before[n] != after[n]} == {"word/document.xml", "word/comments.xml"}
    old = etree.fromstring(before["word/document.xml"])
    new = etree.fromstring(after["word/document.xml"])
    assert characters(without_comments(new)) == characters(without_comments(old))


def test_existing_comments_are_kept_and_new_ones_numbered_after_them():
    written, _ = annotate((SAMPLES / "traps.docx").read_bytes(), "traps.docx", "LibreOffice")
    comments = etree.fromstring(members(written.data)["word/comments.xml"])
    ids = [node.get(W + "id") for node in comments]
    assert ids == ["0", "1"]
    assert "Viser Teams ?" in "".join(comments[0].itertext())
    assert "".join(comments[1].itertext()) == "Pourquoi : une raison & <b>à valider"


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        pytest.param("équivalent", "footnoteReference", id="note, at its call"),
        pytest.param("Teams", "commentReference", id="comment, at its call"),
        pytest.param("Slack", "txbxContent", id="text box, at the box"),
        pytest.param("Saint-Exemple", "Objet", id="header, at the first paragraph"),
    ],
)
def test_words_word_cannot_comment_are_commented_nearby_and_named(words, beside):
    written, _ = annotate((SAMPLES / "traps.docx").read_bytes(), "traps.docx", words)
    assert (written.placed, written.elsewhere) == (0, 1)
    parts = members(written.data)
    root = etree.fromstring(parts["word/document.xml"])
    start = next(root.iter(W + "commentRangeStart"))
    assert beside in etree.tostring(start.getnext(), encoding="unicode")
    assert "Concerne «" in "".join(etree.fromstring(parts["word/comments.xml"])[-1].itertext())


def test_a_document_without_comments_gets_the_part_its_link_and_its_type():
    data = (EXAMPLES / "cctp-exemple.docx").read_bytes()
    written, annotation = annotate(data, "cctp-exemple.docx", "Microsoft", "Oracle")
    before, after = members(data), members(written.data)
    assert set(after) - set(before) == {"word/comments.xml"}
    changed = {n for n in before if before[n] != after[n]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert python_docx.Document(io.BytesIO(written.data)).part.rels is not None
    assert read_document(written.data, "cctp-exemple.docx").text.startswith(annotation.document.text[:500])
    assert written.placed == len(annotation.remarks) > 5


def test_overlapping_remarks_each_keep_their_words():
    data = build.docx(build.par(build.run("format Word natif")))
    written, _ = annotate(data, "a.docx", "format Word", "Word natif", "Word")
    root = etree.fromstring(members(written.data)["word/document.xml"])
    assert sorted(commented(root).values()) == ["Word", "Word natif", "format Word"]


WORD = st.text("aé €<&", min_size=1, max_size=4)
RUN = st.one_of(
    WORD.map(lambda text: build.run(escape(text), "<w:b/>")),
    WORD.map(lambda text: build.run(escape(text))),
    WORD.map(lambda text: f"<w:hyperlink>{build.run(escape(text))}</w:hyperlink>"),
    WORD.map(lambda text: f"<w:ins w:id='7'>{build.run(escape(text))}</w:ins>"),
    WORD.map(lambda text: f"<w:del w:id='8'><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"),
    st.just(
        "<w:r><w:t>x</w:t><w:tab/><w:noBreakHyphen/><w:t xml:space='preserve'> y</w:t><w:lastRenderedPageBreak/></w:r>"
    ),
    st.just("<w:r><w:fldChar w:fldCharType='begin'/></w:r>"),
)


@given(st.lists(st.lists(RUN, min_size=1, max_size=6), min_size=1, max_size=3), st.data())
def test_any_words_of_any_paragraph_can_be_commented_and_nothing_else_changes(paragraphs, data):
    document_bytes = build.docx("".join(build.par("".join(runs)) for runs in paragraphs) + build.par("fin"))
    document = read_document(document_bytes, "a.docx")
    spans = set()
    for _ in range(data.draw(st.integers(1, 5))):
        segment = data.draw(st.sampled_from(document.segments))
        start = data.draw(st.integers(segment.start, segment.end - 1))
        spans.add((start, data.draw(st.integers(start + 1, segment.end))))
    remarks = tuple(Remark(*span, (("", "note"),), "ailleurs") for span in sorted(spans))
    written = annotate_document(document_bytes, Annotation(document, remarks, "Ou équivalent", DATE))
    old = etree.fromstring(members(document_bytes)["word/document.xml"])
    new = etree.fromstring(members(written.data)["word/document.xml"])
    expected = [document.text[r.start : r.end] for r in remarks]
    assert [text for _, text in sorted(commented(new).items(), key=lambda one: int(one[0]))] == expected
    assert characters(without_comments(new)) == characters(old)
    assert written.placed == len(remarks)


@pytest.mark.parametrize("name", ["traps.docx", "traps.odt"])
def test_a_document_handed_back_twice_reads_the_same_and_has_the_comments_once(name):
    data = (SAMPLES / name).read_bytes()
    first, annotation = annotate(data, name, "Outlook", "LibreOffice", "Microsoft 365")
    again = read_document(first.data, name)
    assert again.text == annotation.document.text
    second = annotate_document(first.data, Annotation(again, annotation.remarks[:1], "Ou équivalent", DATE))
    part = "word/comments.xml" if name.endswith("docx") else "content.xml"
    assert members(second.data)[part].decode().count("une raison") == 1
    cleaned = annotate_document(second.data, Annotation(again, (), "Ou équivalent", DATE))
    assert "une raison" not in members(cleaned.data)[part].decode()
    assert read_document(cleaned.data, name).text == annotation.document.text
    comments = [s for s in read_document(cleaned.data, name) if s.kind == "comment"]
    assert len(comments) == len([s for s in annotation.document if s.kind == "comment"])


@pytest.mark.slow
def test_a_pdf_handed_back_twice_has_the_notes_once():
    data = (EXAMPLES / "cctp-exemple.pdf").read_bytes()
    document = read_document(data, "a.pdf")
    annotation = annotation_of(document, "Oracle Database", "Zoom")
    first = annotate_document(data, annotation)
    second = annotate_document(first.data, Annotation(document, annotation.remarks[:1], "Ou équivalent", DATE))
    assert len(notes_of(second.data)) == 1
    assert second.data.startswith(data)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_words_that_run_on_into_the_next_paragraph_are_marked_in_the_first(name):
    if name.endswith("docx"):
        data = build.docx(build.par("fournit Microsoft") + build.par("365 et Teams"))
    else:
        data = build.odf("text", "<text:p>fournit Microsoft</text:p><text:p>365 et Teams</text:p>")
    written, _ = annotate(data, name, "Microsoft\n365")
    assert (written.placed, written.elsewhere) == (1, 0)
    parts = members(written.data)
    if name.endswith("docx"):
        assert list(commented(etree.fromstring(parts["word/document.xml"])).values()) == ["Microsoft"]
    else:
        assert spans_of(etree.fromstring(parts["content.xml"])) == ["Microsoft"]


def test_another_file_than_the_one_read_is_refused():
    document = read_document(build.docx(build.par("Outlook est exigé.")), "a.docx")
    other = build.docx(build.par("Un Outlook est exigé."))
    with pytest.raises(UnreadableDocument) as caught:
        annotate_document(other, annotation_of(document, "Outlook"))
    assert caught.value.reason == "cannot-annotate"


def test_the_strict_form_is_refused_rather_than_changed():
    data = build.docx(build.par("Outlook"))
    document = read_document(data, "a.docx")
    parts = members(data)
    strict = parts["word/document.xml"].replace(build.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(UnreadableDocument):
        annotate_document(build.zip_members({**parts, "word/document.xml": strict}), annotation_of(document, "Outlook"))


def test_members_are_copied_folded_and_in_order():
    data = (SAMPLES / "traps.odt").read_bytes()
    copied = rewrite_zip(data, {}, {}, "a.odt")
    assert members(copied) == members(data)
    with zipfile.ZipFile(io.BytesIO(copied)) as new, zipfile.ZipFile(io.BytesIO(data)) as old:
        for one, other in zip(new.infolist(), old.infolist(), strict=True):
            shared = ("filename", "compress_type", "compress_size", "CRC", "date_time", "external_attr")
            assert [getattr(one, key) for key in shared] == [getattr(other, key) for key in shared]


def spans_of(root):
    """Return the text each comment of an ODT stands on, in order."""
    spans, open_names, order = {}, [], []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        inside = node.tag == ODF_OFFICE + "annotation" or any(
            True for _ in node.iterancestors(ODF_OFFICE + "annotation")
        )
        if event == "start" and node.tag == ODF_OFFICE + "annotation" and node.get(ODF_OFFICE + "name"):
            open_names.append(node.get(ODF_OFFICE + "name"))
            order.append(open_names[-1])
            spans[open_names[-1]] = ""
        elif event == "start" and node.tag == ODF_OFFICE + "annotation-end":
            open_names.remove(node.get(ODF_OFFICE + "name"))
        text = node.text if event == "start" and not inside else None
        if event == "end" and not any(True for _ in node.iterancestors(ODF_OFFICE + "annotation")):
            text = node.tail
        for name in open_names:
            spans[name] += text or ""
    return [spans[name] for name in order]


def test_odt_comments_stand_on_the_words_and_without_them_the_text_is_the_same():
    data = (SAMPLES / "traps.odt").read_bytes()
    document = read_document(data, "traps.odt")
    words = [w for w in ("Outlook", "LibreOffice", "Microsoft 365", "Slack", "Zoom Workplace") if w in document.text]
    written, _ = annotate(data, "traps.odt", *words)
    before, after = members(data), members(written.data)
    assert {n for n in before if before[n] != after[n]} == {"content.xml"}
    spans = spans_of(etree.fromstring(after["content.xml"]))
    assert set(spans) <= set(words)
    assert len(spans) == written.placed > 0
    again = read_document(written.data, "traps.odt")
    kept = [again.segment_text(s) for s in again if s.kind != "comment"]
    assert kept == [document.segment_text(s) for s in document if s.kind != "comment"]


def notes_of(data):
    """Return (page, subtype, contents) of the annotations of a PDF, its own links aside."""
    pdf = pypdfium2.PdfDocument(data)
    found = []
    for number in range(len(pdf)):
        page = pdf[number]
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annot = raw.FPDFPage_GetAnnot(page, index)
            if raw.FPDFAnnot_GetSubtype(annot) == raw.FPDF_ANNOT_LINK:
                continue
            size = raw.FPDFAnnot_GetStringValue(annot, b"Contents", None, 0)
            buffer = (raw.FPDF_WCHAR * (size // 2))()
            raw.FPDFAnnot_GetStringValue(annot, b"Contents", buffer, size)
            text = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found.append((number + 1, raw.FPDFAnnot_GetSubtype(annot), text))
            raw.FPDFPage_CloseAnnot(annot)
    return found


@pytest.mark.slow
def test_a_pdf_keeps_its_bytes_and_gains_highlights_on_the_words():
    data = (EXAMPLES / "cctp-exemple.pdf").read_bytes()
    document = read_document(data, "cctp-exemple.pdf")
    annotation = annotation_of(document, "Microsoft Teams", "Oracle Database", "Zoom")
    written = annotate_bounded(data, annotation)
    assert written.data.startswith(data)
    assert written.placed == len(annotation.remarks) > 3
    pages = sorted(
        segment.page for r in annotation.remarks for segment in document if segment.start <= r.start < segment.end
    )
    assert [page for page, _, _ in notes_of(written.data)] == pages
    assert {kind for _, kind, _ in notes_of(written.data)} == {raw.FPDF_ANNOT_HIGHLIGHT}
    assert all("une raison" in text for *_, text in notes_of(written.data))
    assert read_document(written.data, "cctp-exemple.pdf").text == document.text


@pytest.mark.slow
def test_words_not_found_on_a_pdf_page_are_a_note_at_its_top():
    data = (EXAMPLES / "cctp-exemple.pdf").read_bytes()
    document = read_document(data, "cctp-exemple.pdf")
    other = document.text.replace("Microsoft Teams", "Xylophone 90000")
    annotation = annotation_of(
        type(document)(document.name, "pdf", other, document.segments, document.pages), "Xylophone 90000"
    )
    written = annotate_bounded(data, annotation)
    assert written.placed == 0
    assert {kind for _, kind, _ in notes_of(written.data)} == {raw.FPDF_ANNOT_TEXT}
    assert all("Concerne «" in text for *_, text in notes_of(written.data))


def convert(folder, name, kind):
    """Convert a file with LibreOffice, in its folder."""
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        pytest.fail("LibreOffice and poppler are needed: apt-get install libreoffice-writer-nogui poppler-utils")
    command = ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / name)], check=True, capture_output=True, timeout=180
    )


def pictures(data, suffix, folder):
    """Render a document through LibreOffice and poppler."""
    (folder / f"document{suffix}").write_bytes(data)
    convert(folder, f"document{suffix}", "pdf")
    subprocess.run(["pdftoppm", "-r", "72", "-png", str(folder / "document.pdf"), str(folder / "page")], check=True)
    pdf = pypdfium2.PdfDocument(folder / "document.pdf")
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    return texts, [Image.open(path).convert("L") for path in sorted(folder.glob("page*.png"))]


@pytest.mark.slow
def test_libreoffice_sees_each_comment_on_its_words(tmp_path):
    written, annotation = annotate(
        (EXAMPLES / "cctp-exemple.docx").read_bytes(), "a.docx", "Microsoft", "Oracle", "Zoom"
    )
    (tmp_path / "a.docx").write_bytes(written.data)
    convert(tmp_path, "a.docx", "odt")
    words = spans_of(etree.fromstring(members((tmp_path / "a.odt").read_bytes())["content.xml"]))
    assert words == [annotation.document.text[r.start : r.end] for r in annotation.remarks]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_rendered_pages_of_a_document_handed_back_are_those_of_the_original(suffix, tmp_path):
    data = (EXAMPLES / "cctp-exemple.docx").read_bytes()
    if suffix == ".odt":
        (tmp_path / "a.docx").write_bytes(data)
        convert(tmp_path, "a.docx", "odt")
        data = (tmp_path / "a.odt").read_bytes()
    written, _ = annotate(data, "a" + suffix, "Microsoft", "Oracle", "Teams", "Zoom", "équivalent")
    assert written.placed > 10
    folders = [tmp_path / "old", tmp_path / "new"]
    for folder in folders:
        folder.mkdir()
    (old_texts, old), (new_texts, new) = (
        pictures(one, suffix, folder) for one, folder in zip((data, written.data), folders, strict=True)
    )
    assert new_texts == old_texts
    assert len(new) == len(old) > 5
    for one, other in zip(old, new, strict=True):
        # A run that is cut moves a letter by less than a point: nothing a reader sees.
        changed = sum(ImageChops.difference(one, other).histogram()[NOTICEABLE:])
        assert changed < MAX_CHANGED * one.width * one.height
