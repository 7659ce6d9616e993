"""What stands in a workbook beside its cells."""

import io

import openpyxl
from openpyxl.comments import Comment

from advisor.documents import read_document
from tests.documents.files import build, segments, xlsx, zipped


def test_notes_on_cells_are_read_after_the_rows():
    book = openpyxl.Workbook()
    book.active.title = "BPU"
    book.active.append(["Désignation", "PU"])
    book.active.append(["Licence", 10])
    book.active["A2"].comment = Comment("Zoom exigé", "Jeanne Martin")
    buffer = io.BytesIO()
    book.save(buffer)
    document = read_document(buffer.getvalue(), "a.xlsx")
    assert segments(document)[-1] == ("comment", "feuille « BPU », note en A2", "Zoom exigé")


def test_text_boxes_are_read_and_pictures_are_said():
    source = openpyxl.Workbook()
    source.active.append(["Licence"])
    buffer = io.BytesIO()
    source.save(buffer)
    members = unzipped(buffer.getvalue())
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members["xl/worksheets/_rels/sheet1.xml.rels"] = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='r1' Type='{rels}/drawing' Target='../drawings/drawing1.xml'/></Relationships>"
    )
    members["xl/drawings/drawing1.xml"] = (
        "<d xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:p><a:r><a:t>Encadré : </a:t></a:r>"
        "<a:r><a:t>Slack</a:t></a:r></a:p></d>"
    )
    members["xl/media/image1.png"] = b"\x89PNG"
    document = read_document(zipped(members), "a.xlsx")
    assert segments(document)[-1] == ("paragraph", "feuille « Sheet », zone de texte", "Encadré : Slack")
    assert "1 image" in document.unread[0].why


def unzipped(data):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_hidden_sheet_is_read_and_said():
    document = read_document(xlsx([], sheets={"Vue": [["a"]], "Cachée": [["Zoom"]]}, hidden=("Cachée",)), "a.xlsx")
    assert "Zoom" in document.text
    assert [(note.where, note.why) for note in document.unread] == [
        ("feuille « Cachée »", "feuille masquée : elle a été lue")
    ]


def test_notes_of_an_ods_are_read():
    cell = (
        "<table:table-cell><office:annotation><text:p>Zoom exigé</text:p></office:annotation>"
        "<text:p>Licence</text:p></table:table-cell>"
    )
    body = f"<table:table table:name='BPU'><table:table-row>{cell}</table:table-row></table:table>"
    document = read_document(build.odf("spreadsheet", body), "a.ods")
    assert [(place, text) for _kind, place, text in segments(document)] == [
        ("feuille « BPU », ligne 1", "Licence"),
        ("feuille « BPU », note", "Zoom exigé"),
    ]
