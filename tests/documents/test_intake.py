"""Archives and messages: what they hold is read, what cannot be read is listed, nothing stops the rest."""

import email
import email.message
import email.policy
import io
import struct
import zipfile

import pytest

from advisor.documents import limits, read_files
from advisor.documents.containers import decode_member_name
from tests.documents.files import SAMPLES, build, segments, xlsx, zipped

TEXT = b"Le titulaire fournit Acme Meet."


def names(read):
    return [document.name for document in read.documents]


def reasons(read):
    return {failure.name: failure.reason for failure in read.failures}


def a_message(*attachments, body="Bonjour, voici le DCE.", html=None, subject="DCE messagerie"):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@exemple.fr", "b@exemple.fr", subject
    message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_archive_gives_its_documents_with_their_place_and_kind():
    data = zipped(
        {
            "1_RC.txt": TEXT,
            "Pièces/CCTP.docx": build.docx(build.par("Zoom")),
            "Pièces/BPU.xlsx": xlsx([["Désignation", "PU HT"], ["Licence Zoom", 10]]),
        }
    )
    read = read_files(data, "DCE.zip")
    assert [(one.name, one.kind, one.part) for one in read.documents] == [
        ("DCE.zip/1_RC.txt", "txt", "rc"),
        ("DCE.zip/Pièces/CCTP.docx", "docx", "cctp"),
        ("DCE.zip/Pièces/BPU.xlsx", "xlsx", "bpu"),
    ]
    assert read.failures == ()


def test_archives_and_messages_nest():
    inner = zipped({"c.eml": a_message(("d.txt", TEXT))})
    read = read_files(zipped({"a.txt": TEXT, "b.zip": inner}), "DCE.zip")
    assert names(read) == ["DCE.zip/a.txt", "DCE.zip/b.zip/c.eml", "DCE.zip/b.zip/c.eml/d.txt"]


def test_one_bad_file_never_stops_the_others():
    data = zipped(
        {
            "a.txt": TEXT,
            "vide.docx": b"",
            "scan.pdf": (SAMPLES / "scanned.pdf").read_bytes(),
            "secret.pdf": (SAMPLES / "encrypted.pdf").read_bytes(),
            "casse.docx": b"PK\x03\x04" + b"abc" * 99,
            "plan.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
            "z.txt": TEXT,
        }
    )
    read = read_files(data, "DCE.zip")
    assert names(read) == ["DCE.zip/a.txt", "DCE.zip/z.txt"]
    assert reasons(read) == {
        "DCE.zip/vide.docx": "empty-file",
        "DCE.zip/scan.pdf": "image-only-pdf",
        "DCE.zip/secret.pdf": "encrypted",
        "DCE.zip/casse.docx": "corrupt-zip",
        "DCE.zip/plan.png": "image-file",
    }


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/racine/a.txt", "racine/a.txt"),
        ("C:\\Users\\a.txt", "Users/a.txt"),
        ("a\u202etxt.exe.txt", "atxt.exe.txt"),
        ("..", "document"),
        ("x/" * 40 + "fond.txt", "x/x/x/x/x/x/fond.txt"),
    ],
)
def test_member_names_are_only_shown(member, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert names(read_files(zipped({member: TEXT}), "a.zip")) == [f"a.zip/{shown}"]
    assert not list(tmp_path.iterdir())


def test_members_of_one_name_are_told_apart():
    data = zipped({"a.txt": TEXT, "./a.txt": TEXT + b" Bis."})
    assert names(read_files(data, "a.zip")) == ["a.zip/a.txt", "a.zip/a (2).txt"]


def test_what_systems_leave_in_archives_is_no_document():
    members = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "~$CCTP.docx": b"x", "a.txt": TEXT}
    read = read_files(zipped(members), "a.zip")
    assert names(read) == ["a.zip/a.txt"]
    assert read.failures == ()


@pytest.mark.parametrize("encoding", ["cp850", "utf-8"])
def test_accents_of_names_are_found_without_their_flag(encoding):
    info = zipfile.ZipInfo()
    info.filename = "À_règlement.txt".encode(encoding).decode("cp437")
    info.flag_bits = 0
    assert decode_member_name(info) == "À_règlement.txt"


def test_empty_archive_is_said():
    assert reasons(read_files(zipped({}), "a.zip")) == {"a.zip": "empty-container"}
    assert reasons(read_files(zipped({"dossier/": b""}), "a.zip")) == {"a.zip": "empty-container"}


def test_archives_without_end_are_cut(monkeypatch):
    data = zipped({"fond.txt": TEXT})
    for _ in range(limits.MAX_DEPTH + 2):
        data = zipped({"n.zip": data, "a.txt": TEXT})
    read = read_files(data, "a.zip")
    assert len(read.documents) == limits.MAX_DEPTH
    assert list(reasons(read).values()) == ["too-deep"]


def test_bomb_inside_an_archive_is_one_failure():
    bomb = zipped({"a.txt": bytes(30 * 1024 * 1024)})
    read = read_files(zipped({"bombe.txt": bytes(30 * 1024 * 1024), "b.zip": bomb, "z.txt": TEXT}), "a.zip")
    assert names(read) == ["a.zip/z.txt"]
    assert reasons(read) == {"a.zip/bombe.txt": "zip-bomb", "a.zip/b.zip/a.txt": "zip-bomb"}


def test_unfolded_bytes_of_all_members_are_counted(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNZIPPED_BYTES", 3_000)
    members = {
        f"{n}.zip": zipped({"a.txt": TEXT + bytes(str(k), "ascii") * 900})
        for n, k in zip("abcdef", range(6), strict=True)
    }
    read = read_files(zipped(members), "a.zip")
    assert 0 < len(read.documents) < 6
    assert set(reasons(read).values()) == {"container-full"}
    assert len(read.documents) + len(read.failures) == 6


def test_too_many_files_are_said_once(monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILES", 3)
    read = read_files(zipped({f"{n}.txt": TEXT for n in range(5)}), "a.zip")
    assert names(read) == ["a.zip/0.txt", "a.zip/1.txt", "a.zip/2.txt"]
    assert reasons(read) == {"a.zip/3.txt": "too-many-files"}


def test_encrypted_members_are_listed():
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    place = data.find(b"PK\x01\x02")
    (flags,) = struct.unpack_from("<H", data, place + 8)
    struct.pack_into("<H", data, place + 8, flags | 1)
    read = read_files(bytes(data), "a.zip")
    assert reasons(read) == {"a.zip/a.txt": "encrypted"}
    assert names(read) == ["a.zip/b.txt"]


def test_message_is_read_with_its_attachments_but_not_who_wrote_it():
    read = read_files(
        a_message(("CCTP.docx", build.docx(build.par("Zoom"))), ("liste.bin", bytes(range(256)))), "m.eml"
    )
    assert [(one.name, one.kind, one.part) for one in read.documents] == [
        ("m.eml", "eml", None),
        ("m.eml/CCTP.docx", "docx", "cctp"),
    ]
    assert segments(read.documents[0]) == [
        ("heading", "objet", "DCE messagerie"),
        ("paragraph", "message, paragraphe 1", "Bonjour, voici le DCE."),
    ]
    assert reasons(read) == {"m.eml/liste.bin": "binary-file"}


def test_message_in_html_only_is_read_once():
    message = email.message.EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "a@exemple.fr",
        "Réponse é",
        "Mon, 02 Mar 2026 10:00:00 +0100",
    )
    message.set_content("<p>Acme <b>Meet</b> est exigé.</p><script>x</script>", subtype="html")
    (document,) = read_files(message.as_bytes(), "m.eml").documents
    assert document.text == "Réponse é\nAcme Meet est exigé."


def test_message_attached_to_a_message_is_read():
    outer = email.message_from_bytes(a_message(), policy=email.policy.default)
    outer.add_attachment(
        email.message_from_bytes(a_message(("x.txt", TEXT), subject="Dedans"), policy=email.policy.default)
    )
    read = read_files(outer.as_bytes(), "m.eml")
    assert names(read) == ["m.eml", "m.eml/message-1.eml", "m.eml/message-1.eml/x.txt"]


def test_text_that_opens_like_a_header_is_no_message():
    (document,) = read_files(b"Date: 12 mars\nObjet: Zoom\n\nLe texte.", "note.txt").documents
    assert document.kind == "txt"


def test_macro_enabled_files_are_read_without_their_macros():
    source = zipfile.ZipFile(io.BytesIO(build.docx(build.par("Zoom"))))
    members = {name: source.read(name) for name in source.namelist()}
    book = zipfile.ZipFile(io.BytesIO(xlsx([["Zoom"]])))
    cells = {name: book.read(name) for name in book.namelist()}
    data = zipped(
        {
            "a.docm": zipped({**members, "word/vbaProject.bin": b"Auto_Open"}),
            "b.xlsm": zipped({**cells, "xl/vbaProject.bin": b"Auto_Open"}),
        }
    )
    read = read_files(data, "a.zip")
    assert [document.text for document in read.documents] == ["Zoom", "Zoom"]
    assert all(any("macros" in note.why for note in document.unread) for document in read.documents)


def test_small_pdf_at_the_head_of_an_archive_does_not_hide_it():
    data = zipped({"a.pdf": b"%PDF-1.7 x", "b.txt": TEXT}, zipfile.ZIP_STORED)
    assert names(read_files(data, "a.zip")) == ["a.zip/b.txt"]


def test_office_files_set_inside_a_document_are_read_apart():
    source = zipfile.ZipFile(io.BytesIO(build.docx(build.par("Le titulaire fournit Zoom."))))
    members = {name: source.read(name) for name in source.namelist()}
    members["word/embeddings/Feuille1.xlsx"] = xlsx([["Licence Slack", 10]])
    members["word/embeddings/oleObject1.bin"] = b"x"
    read = read_files(zipped({"CCTP.docx": zipped(members), "z.txt": TEXT}), "DCE.zip")
    assert names(read) == ["DCE.zip/CCTP.docx", "DCE.zip/CCTP.docx/Feuille1.xlsx", "DCE.zip/z.txt"]
    assert read.failures == ()


def test_files_attached_to_a_pdf_are_read_apart():
    import pypdfium2

    pdf = pypdfium2.PdfDocument(build.pdf([build.page("Le titulaire fournit Zoom.")]))
    pdf.new_attachment("BPU.txt").set_data(TEXT)
    buffer = io.BytesIO()
    pdf.save(buffer)
    read = read_files(buffer.getvalue(), "a.pdf")
    assert names(read) == ["a.pdf", "a.pdf/BPU.txt"]
    assert read.documents[1].part == "bpu"
