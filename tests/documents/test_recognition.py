"""Scanned pages: read when the engine is there, marked as such, bounded in time, listed otherwise."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from advisor.documents import bounded, intake, read_files
from advisor.documents.bounded import iter_files_bounded
from advisor.documents.pdf import read_pdf
from advisor.documents.recognition import _join_pieces, _Piece
from advisor.domain.documents import Document, Failure, Progress
from advisor.errors import UnreadableDocument
from tests.documents.files import SAMPLES


class FakeRecogniser:
    """Reads the same lines on every page; its time is over after `pages` of them."""

    def __init__(self, lines, pages=99):
        self.lines, self.pages, self.seen = lines, pages, []

    @property
    def over(self):
        return len(self.seen) >= self.pages

    def read_page(self, page, number, count):
        self.seen.append((number, count))
        return self.lines


def partly_scanned():
    return (SAMPLES / "partly-scanned.pdf").read_bytes()


def test_recognised_pages_stand_in_their_place_and_are_marked():
    recogniser = FakeRecogniser(["3 Messagerie", "Le titulaire fournit Zoom", "pour les agents."])
    document = read_pdf(partly_scanned(), "a.pdf", recogniser=recogniser)
    marked = [(one.page, one.kind, document.segment_text(one)) for one in document if one.recognised]
    assert marked == [
        (page, kind, text)
        for page in (2, 3)
        for kind, text in (("heading", "3 Messagerie"), ("paragraph", "Le titulaire fournit Zoom pour les agents."))
    ]
    assert recogniser.seen == [(1, 2), (2, 2)]
    assert [one.page for one in document] == sorted(one.page for one in document)
    assert [note.where for note in document.unread] == ["pages 2 à 3"]
    assert "reconnu" in document.unread[0].why


def test_time_that_is_over_leaves_the_rest_listed():
    document = read_pdf(partly_scanned(), "a.pdf", recogniser=FakeRecogniser(["Zoom"], pages=1))
    assert [(note.where, "temps" in note.why) for note in document.unread] == [("page 2", False), ("page 3", True)]


def test_page_without_a_word_is_listed_as_before():
    with pytest.raises(UnreadableDocument) as caught:
        read_pdf((SAMPLES / "scanned.pdf").read_bytes(), "a.pdf", recogniser=FakeRecogniser([]))
    assert caught.value.reason == "image-only-pdf"


def test_without_the_engine_pages_are_listed_with_the_way_out(monkeypatch):
    monkeypatch.setattr(intake, "is_installed", lambda: False)
    (document,) = read_files(partly_scanned(), "a.pdf", recognise=True).documents
    assert not any(one.recognised for one in document)
    assert "donnez la version Word" in document.unread[0].why


def test_pieces_of_a_line_stay_together_and_columns_apart():
    pieces = [
        _Piece(10, 60, 100, 120, "Licence"),
        _Piece(65, 110, 102, 121, "Zoom"),
        _Piece(400, 430, 99, 119, "12"),
        _Piece(10, 60, 60, 80, "Titre"),
    ]
    assert _join_pieces(pieces) == ["Titre", "Licence Zoom   12"]


def test_reading_that_falls_while_recognising_is_tried_without(monkeypatch):
    child = bounded.Child
    asked = []

    class Falling(child):
        def __init__(self, request, source):
            asked.append(list(request["resume"][2]))
            super().__init__({**request, "recognise": False}, source)

        def answers(self, silence_s):
            if len(asked) == 1:
                yield {"at": 0, "progress": ["a.pdf", 0, 1, 1, 2]}
                raise TimeoutError
            yield from super().answers(silence_s)

    monkeypatch.setattr(bounded, "Child", Falling)
    events = [one for one in iter_files_bounded(partly_scanned(), "a.pdf") if not isinstance(one, Progress)]
    assert [type(one) for one in events] == [Document]
    assert asked == [[], [0]]


def a_scan(*lines):
    """Return a PDF of one page that is a picture of the lines."""
    page = Image.new("RGB", (1240, 600), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=40)
    for number, line in enumerate(lines):
        pen.text((80, 80 + 80 * number), line, fill="black", font=font)
    buffer = io.BytesIO()
    page.save(buffer, "PDF", resolution=150)
    return buffer.getvalue()


@pytest.mark.slow
def test_the_engine_reads_a_scanned_page_in_the_child():
    data = a_scan("Le titulaire fournit Microsoft 365", "ou equivalent, pour 40 agents.")
    events = list(iter_files_bounded(data, "scan.pdf"))
    (document,) = [one for one in events if isinstance(one, Document)]
    assert "Microsoft 365" in document.text
    assert all(one.recognised for one in document)
    assert [(one.page, one.pages) for one in events if isinstance(one, Progress)] == [(0, 0), (1, 1)]
    assert not [one for one in events if isinstance(one, Failure)]
