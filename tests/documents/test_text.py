import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.documents import read_document
from advisor.documents.text import decode_text
from advisor.errors import UnreadableDocument
from tests.documents.files import segments

FRENCH = "Éditeur;Libellé;Coût €\nœuvre d’été;Zoom;12 €\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(FRENCH.encode(), "utf-8", id="utf-8"),
        pytest.param(FRENCH.encode("utf-8-sig"), "utf-8-sig", id="utf-8 with mark"),
        pytest.param(FRENCH.encode("utf-16"), "utf-16", id="utf-16 with mark"),
        pytest.param(FRENCH.encode("utf-16-le"), "utf-16-le", id="utf-16 little-endian, no mark"),
        pytest.param(FRENCH.encode("utf-16-be"), "utf-16-be", id="utf-16 big-endian, no mark"),
        pytest.param(FRENCH.encode("utf-32"), "utf-32", id="utf-32"),
        pytest.param(FRENCH.encode("cp1252"), "cp1252", id="cp1252"),
    ],
)
def test_usual_encodings_are_told_apart(data, encoding):
    decoded = decode_text(data, "a.csv")
    assert (decoded.text, decoded.encoding) == (FRENCH, encoding)


def test_stray_cp1252_bytes_in_utf8_are_read_and_counted():
    decoded = decode_text(("é" * 30).encode() + " déjà".encode("cp1252"), "a.txt")
    assert decoded.text == "é" * 30 + " déjà"
    assert decoded.patched == 2


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"abc\x00\x01\x02" * 50, b"\x7fELF\x02\x01\x01" + bytes(64)])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableDocument) as caught:
        decode_text(data, "a.csv")
    assert caught.value.reason == "binary-file"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_any_utf8_text_is_read_as_it_is(text):
    assert decode_text(text.encode(), "a.txt").text in (text, text.removeprefix("\ufeff"))


def test_text_of_a_txt_is_exactly_the_decoded_file():
    source = "Objet\r\n\r\n  2.1 Messagerie\r\nZoom ou équivalent.\r\n"
    document = read_document(source.encode(), "a.txt")
    assert document.text == source
    assert segments(document) == [
        ("paragraph", "ligne 1", "Objet"),
        ("paragraph", "2.1 Messagerie, ligne 3", "  2.1 Messagerie"),
        ("paragraph", "2.1 Messagerie, ligne 4", "Zoom ou équivalent."),
    ]


def test_html_is_read_by_blocks_without_scripts():
    page = (
        "<!doctype html><html><head><title>x</title><script>var Slack</script></head><body><h1>Objet</h1>"
        "<p>Micro<b>soft</b> 365<br>ou équivalent</p><table><tr><td>Zoom</td><td>12</td></tr></table></body></html>"
    )
    assert segments(read_document(page.encode(), "a.html")) == [
        ("heading", "Objet", "Objet"),
        ("paragraph", "Objet, paragraphe 1", "Microsoft 365 ou équivalent"),
        ("table-cell", "Objet, tableau 1, ligne 1", "Zoom"),
        ("table-cell", "Objet, tableau 1, ligne 1", "12"),
    ]


def test_text_past_the_limit_is_said(monkeypatch):
    monkeypatch.setattr("advisor.documents.limits.MAX_CHARACTERS", 10)
    document = read_document(b"<html><p>Zoom</p><p>Un texte trop long</p></html>", "a.html")
    assert document.text == "Zoom"
    assert "limite" in document.unread[0].why
