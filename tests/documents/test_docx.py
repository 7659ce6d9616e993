import io

import docx as python_docx
import pytest

from advisor.documents import read_document
from advisor.errors import UnreadableDocument
from tests.documents.files import SAMPLES, build, segments


@pytest.fixture(scope="module")
def traps():
    return read_document(SAMPLES / "traps.docx", "traps.docx")


def place_of(document, text):
    return [(kind, place) for kind, place, found in segments(document) if found == text]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        pytest.param("Le marché porte sur la messagerie.", "paragraph", "1 Objet, paragraphe 1", id="body"),
        pytest.param("Messagerie", "heading", "2.1 Messagerie", id="numbered heading"),
        pytest.param("Compatible avec Outlook au minimum.", "paragraph", "2.1 Messagerie, paragraphe 1", id="call"),
        pytest.param("Ou équivalent.", "note", "note 1", id="footnote"),
        pytest.param("Viser Teams ?", "comment", "commentaire 1", id="comment"),
        pytest.param("Premier point", "list-item", "2.1 Messagerie, paragraphe 3", id="list item"),
        pytest.param("Zoom Workplace", "table-cell", "2.1 Messagerie, tableau 1, ligne 2", id="table"),
        pytest.param("Encadré : Slack", "paragraph", "2.1 Messagerie, zone de texte", id="text box, once"),
        pytest.param("Texte caché : Dropbox", "paragraph", "2.1 Messagerie, paragraphe 5", id="hidden text"),
        pytest.param("Champ : Nextcloud", "paragraph", "2.1 Messagerie, paragraphe 6", id="content control"),
        pytest.param("Microsoft 365", "paragraph", "2.1 Messagerie, paragraphe 7", id="name cut by a link"),
        pytest.param("Hyper-V\tfin", "paragraph", "2.1 Messagerie, paragraphe 8", id="hyphen and tab"),
        pytest.param("CCTP Ville de Saint-Exemple", "header", "en-tête", id="equal headers once"),
        pytest.param("Marché 2026-12", "footer", "pied de page", id="footer"),
    ],
)
def test_every_part_is_read_once_with_its_place(traps, text, kind, place):
    assert place_of(traps, text) == [(kind, place)]


def test_tracked_insertion_is_read_and_deletion_is_not(traps):
    assert "Le poste aura LibreOffice installé." in traps.text
    assert "Lotus" not in traps.text


def test_hidden_and_deleted_text_are_said(traps):
    said = " ".join(one.why for one in traps.unread)
    assert "masqué" in said
    assert "suppression" in said


def test_a_note_follows_its_paragraph_and_points_at_the_words_before_the_call(traps):
    note = next(one for one in traps if one.kind == "note")
    assert traps.text[: note.anchor].endswith("Compatible avec Outlook")


def test_segments_are_ordered_and_joined_by_line_breaks(traps):
    assert "\n".join(traps.segment_text(one) for one in traps) == traps.text
    assert traps.kind == "docx"
    assert traps.pages is None


def test_places_are_english_when_asked():
    document = read_document(SAMPLES / "traps.docx", "traps.docx", lang="en")
    assert any(one.place == "2.1 Messagerie, table 1, row 2" for one in document)


def test_file_of_another_writer_is_read_in_order():
    made = python_docx.Document()
    made.add_heading("Périmètre", 1)
    made.add_paragraph("Zoom ou équivalent")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Teams"
    table.cell(0, 1).text = "12"
    made.add_paragraph("Fin")
    made.sections[0].header.paragraphs[0].text = "En tête"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read_document(buffer.getvalue(), "a.docx")
    assert document.text.split("\n") == ["En tête", "Périmètre", "Zoom ou équivalent", "Teams", "12", "Fin"]


def test_macros_are_said_and_the_text_is_read():
    data = build.docx(build.par("Zoom"), {"vbaProject.bin": "x"})
    document = read_document(data, "a.docm")
    assert document.text == "Zoom"
    assert [one.why for one in document.unread] == ["macros présentes : elles ne sont ni lues ni exécutées"]


def test_deleted_table_row_is_left_out():
    row = "<w:tr>{}<w:tc>" + build.par("{}") + "</w:tc></w:tr>"
    table = "<w:tbl>" + row.format("<w:trPr><w:del/></w:trPr>", "Slack") + row.format("", "Teams") + "</w:tbl>"
    assert read_document(build.docx(table), "a.docx").text == "Teams"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(build.docx(""), "no-text", id="no text"),
        pytest.param(build.docx(build.par("a"))[:200], "corrupt-zip", id="cut"),
        pytest.param(build.docx("<w:p>"), "corrupt-document", id="broken XML"),
        pytest.param(
            build.docx(build.par("<w:r><w:t>&e;</w:t></w:r>"), doctype='<!DOCTYPE a [<!ENTITY e "Zoom">]>'),
            "unsafe-xml",
            id="entity",
        ),
        pytest.param(
            build.docx(build.par("a"), doctype='<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
            "unsafe-xml",
            id="outside entity",
        ),
        pytest.param((SAMPLES / "encrypted.docx").read_bytes(), "encrypted", id="password"),
    ],
)
def test_bad_docx_is_refused_with_its_reason(data, reason):
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, "a.docx")
    assert caught.value.reason == reason


def test_tables_nested_out_of_reason_are_refused_not_crashed():
    body = "<w:tbl><w:tr><w:tc>" * 900 + build.par("a") + "</w:tc></w:tr></w:tbl>" * 900
    with pytest.raises(UnreadableDocument) as caught:
        read_document(build.docx(body), "a.docx")
    assert caught.value.reason == "corrupt-document"
