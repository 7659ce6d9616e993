import io
import os
import re
import zipfile

import pytest

from advisor.documents import REASONS, describe_reason, read_document, read_list
from advisor.documents.reasons import NOTES
from advisor.errors import DocumentTooLarge, UnreadableDocument
from tests.documents.files import SAMPLES, build, xlsx, zipped

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
OLD_WORD = build.ole({"WordDocument": b"x"})


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        pytest.param(b"", "a.docx", "empty-file", id="0 bytes"),
        pytest.param(b" \n\r\n\t", "a.csv", "empty-file", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "a.csv", "empty-file", id="mark only"),
        pytest.param(bytes(range(256)) * 20, "a.csv", "binary-file", id="binary renamed csv"),
        pytest.param(b"pas un document", "a.docx", "not-its-extension", id="text renamed docx"),
        pytest.param(b"pas un document", "a.pdf", "not-its-extension", id="text renamed pdf"),
        pytest.param(b"pas un tableur", "a.xlsx", "not-its-extension", id="text renamed xlsx"),
        pytest.param(PNG, "a.pdf", "image-file", id="image renamed pdf"),
        pytest.param(b"{\\rtf1 Zoom}", "a.doc", "rtf", id="rtf"),
        pytest.param(OLD_WORD, "a.doc", "old-word", id="old Word"),
        pytest.param(build.ole({"__substg1.0_0": b"x"}), "a.msg", "outlook-message", id="Outlook"),
        pytest.param(build.ole({"Rien": b"x"}), "a.xls", "unknown-kind", id="other OLE"),
        pytest.param(zipped({"a.txt": "x"}), "a.zip", "archive", id="zip"),
        pytest.param(zipped({"a.txt": "x"}), "a.docx", "archive", id="zip renamed docx"),
        pytest.param(zipped({"ppt/presentation.xml": "x"}), "a.pptx", "presentation", id="slides"),
        pytest.param(b"PK\x03\x04" + b"abc" * 99, "a.xlsx", "corrupt-zip", id="corrupt zip"),
        pytest.param(zipped({"xl/workbook.xml": "<a"}), "a.xlsx", "corrupt-document", id="broken workbook"),
        pytest.param((SAMPLES / "encrypted.xls").read_bytes(), "a.xls", "encrypted", id="xls with password"),
        pytest.param(b"<?xml version='1.0'?><a/>", "a.xml", "unknown-kind", id="other XML"),
    ],
)
def test_bad_input_is_refused_with_its_reason(data, name, reason):
    for read in (read_document, read_list):
        with pytest.raises(UnreadableDocument) as caught:
            read(data, name)
        assert caught.value.reason == reason
        assert caught.value.name == name
        for lang in ("fr", "en"):
            assert "…" not in describe_reason(reason, lang, **caught.value.detail)


def test_absent_folder_and_forbidden_files_are_refused(tmp_path):
    for path, reason in ((tmp_path / "absent.csv", "not-found"), (tmp_path, "is-a-folder")):
        with pytest.raises(UnreadableDocument) as caught:
            read_list(path, path.name)
        assert caught.value.reason == reason


def test_unreadable_file_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("Zoom")

    def forbid(*_args, **_options):
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pathlib.Path.open", forbid)
    with pytest.raises(UnreadableDocument) as caught:
        read_list(path, "a.csv")
    assert caught.value.reason == "not-permitted"


def test_three_hundred_megabytes_are_refused_before_reading(tmp_path):
    path = tmp_path / "grand.csv"
    with path.open("wb") as handle:
        os.truncate(handle.fileno(), 300 * 1024 * 1024)
    with pytest.raises(DocumentTooLarge) as caught:
        read_list(path, "grand.csv")
    assert caught.value.detail == {"size_mb": 300, "limit_mb": 100}


def bomb(name, size_bytes=60 * 1024 * 1024):
    return zipped({"[Content_Types].xml": "x", name: bytes(size_bytes)})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(bomb("word/document.xml"), "zip-bomb", id="document"),
        pytest.param(zipped({f"word/{n}.xml": "" for n in range(5001)}), "too-many-parts", id="members"),
    ],
)
def test_zip_bomb_is_refused(data, reason):
    with pytest.raises(DocumentTooLarge) as caught:
        read_document(data, "a.docx")
    assert caught.value.reason == reason


def test_bomb_beside_the_sheets_of_a_workbook_is_refused():
    source = zipfile.ZipFile(io.BytesIO(xlsx([["Logiciel"], ["Zoom"]])))
    members = {name: source.read(name) for name in source.namelist()}
    with pytest.raises(DocumentTooLarge):
        read_list(zipped({**members, "xl/media/a.bin": bytes(60 * 1024 * 1024)}), "a.xlsx")


def test_declared_sizes_are_not_believed():
    data = bytearray(bomb("word/document.xml"))
    place = data.rfind(b"word/document.xml") - 46
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument):
        read_document(bytes(data), "a.docx")


def test_encrypted_member_is_refused():
    data = bytearray(build.docx(build.par("Zoom")))
    for place in (found.start() for found in re.finditer(b"PK\x01\x02", bytes(data))):
        data[place + 8] |= 1
    with pytest.raises(UnreadableDocument) as caught:
        read_document(bytes(data), "a.docx")
    assert caught.value.reason == "encrypted"


def test_member_names_that_climb_folders_are_harmless(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = zipfile.ZipFile(io.BytesIO(build.docx(build.par("Zoom"))))
    members = {name: source.read(name) for name in source.namelist()}
    assert read_document(zipped({**members, "../../evil.txt": "x"}), "a.docx").text == "Zoom"
    assert not list(tmp_path.iterdir())


def test_wrong_extension_is_read_by_content_and_said():
    document = read_document(build.docx(build.par("Zoom")), "a.pdf")
    assert document.kind == "docx"
    assert document.unread[0].why.startswith("le contenu est du docx")


def test_ods_repeats_that_would_unfold_without_end_are_refused():
    cell = "<table:table-cell table:number-columns-repeated='16000'><text:p>x</text:p></table:table-cell>"
    body = f"<table:table><table:table-row table:number-rows-repeated='99999'>{cell}</table:table-row></table:table>"
    with pytest.raises(DocumentTooLarge) as caught:
        read_list(build.odf("spreadsheet", body), "a.ods")
    assert caught.value.reason == "too-many-cells"


@pytest.mark.parametrize("texts", [REASONS, NOTES], ids=["reasons", "notes"])
def test_every_text_exists_in_both_languages_with_the_same_blanks(texts):
    for key, both in texts.items():
        assert set(both) == {"fr", "en"}, key
        blanks = [set(re.findall(r"{(\w+)}", words)) for words in both.values()]
        assert blanks[0] == blanks[1], key


def test_every_reason_raised_has_its_words():
    raised = set()
    folder = SAMPLES.parents[1] / "advisor" / "documents"
    for path in folder.glob("*.py"):
        source = path.read_text()
        raised |= set(
            re.findall(
                r"(?:UnreadableDocument|DocumentTooLarge|kind)\(\s*(?:self\.)?(?:file_|table\.)?name,\s*\"([a-z-]+)\"",
                source,
            )
        )
        raised |= set(re.findall(r"UnusableInput\(\s*\"([a-z-]+)\"", source))
    assert len(raised) > 20
    assert raised <= set(REASONS)
