import copy
import os
import time
from contextlib import closing

import pytest

from advisor.documents import ColumnChoice, bounded, read_document, read_files_bounded, read_list
from advisor.documents import read_list_bounded as read_bounded_list
from advisor.documents.bounded import Bounds, iter_files_bounded
from advisor.domain.documents import Document, Failure, Progress
from advisor.errors import DocumentTooLarge, UnreadableDocument, UnusableInput
from tests.documents.files import SAMPLES, build, xlsx, zipped

MIB = 1024 * 1024


def answers(source, name, **bounds):
    """Return the documents and failures of a bounded reading."""
    events = iter_files_bounded(source, name, bounds=Bounds(**bounds))
    return [event for event in events if not isinstance(event, Progress)]


@pytest.mark.parametrize("name", ["traps.docx", "partly-scanned.pdf"])
def test_the_child_reads_the_same_document(name):
    read = read_files_bounded(SAMPLES / name, name, recognise=False)
    assert read.documents == (read_document(SAMPLES / name, name),)
    assert read.failures == ()


def test_the_child_reads_the_same_list_and_columns_are_chosen_here():
    data = (SAMPLES / "sap.csv").read_bytes()
    share = lambda cells: 0.5  # noqa: E731
    choice = ColumnChoice(amount="Exercice")
    expected = read_list(data, "sap.csv", columns=choice, looks_like_product=share)
    assert read_bounded_list(data, "sap.csv", columns=choice, looks_like_product=share) == expected


@pytest.mark.parametrize(
    ("source", "name", "reason"),
    [
        pytest.param(SAMPLES / "encrypted.pdf", "a.pdf", "encrypted", id="encrypted"),
        pytest.param(b"", "a.pdf", "empty-file", id="empty"),
        pytest.param(SAMPLES / "absent.pdf", "a.pdf", "not-found", id="absent"),
    ],
)
def test_refusals_of_the_child_are_the_same(source, name, reason):
    assert [failure.reason for failure in read_files_bounded(source, name).failures] == [reason]
    with pytest.raises(UnreadableDocument) as caught:
        read_bounded_list(source, name)
    assert caught.value.reason == ("not-a-list" if reason == "encrypted" else reason)


def test_missing_sheet_is_said_from_the_child():
    with pytest.raises(UnusableInput) as caught:
        read_bounded_list(xlsx([["Zoom"]]), "a.xlsx", sheet="Absente")
    assert caught.value.reason == "missing-sheet"


def test_memory_limit_becomes_one_refusal():
    data = build.docx("".join(build.par(f"Zoom {n * n * 7919}") for n in range(60_000)))
    (failure,) = answers(data, "a.docx", memory_bytes=64 * MIB)
    assert (failure.name, failure.reason) == ("a.docx", "reader-crashed")


def test_timeout_becomes_one_refusal_and_leaves_no_process():
    started = time.perf_counter()
    (failure,) = answers(SAMPLES / "traps.docx", "a.docx", silence_s=0.01)
    assert failure.reason == "reader-timeout"
    assert time.perf_counter() - started < 2


def test_file_that_brings_the_child_down_never_stops_the_others():
    heavy = build.docx("".join(build.par(f"Zoom {n * n * 7919}") for n in range(60_000)))
    data = zipped({"a.txt": "Zoom un", "lourd.docx": heavy, "sous/dossier.zip": zipped({"b.txt": "Zoom deux"})})
    read = answers(data, "DCE.zip", memory_bytes=80 * MIB)
    assert [(type(one), one.name) for one in read] == [
        (Document, "DCE.zip/a.txt"),
        (Failure, "DCE.zip/lourd.docx"),
        (Document, "DCE.zip/sous/dossier.zip/b.txt"),
    ]


def test_child_that_dies_is_replaced_and_takes_up_after_the_file(monkeypatch):
    """A reader that kills its process (native code) is stood for by a request to skip nothing twice."""
    data = zipped({f"{n}.txt": f"Zoom {n}" for n in range(6)})
    child = bounded.Child
    started = []

    class Dying(child):
        def __init__(self, request, source):
            started.append(copy.deepcopy(request["resume"]))
            super().__init__(request, source)

        def answers(self, silence_s):
            for answer in super().answers(silence_s):
                if len(started) == 1 and answer.get("progress", [""])[0].endswith("3.txt"):
                    yield answer
                    return
                yield answer

    monkeypatch.setattr(bounded, "Child", Dying)
    read = answers(data, "a.zip")
    assert [one.name for one in read if isinstance(one, Failure)] == ["a.zip/3.txt"]
    assert [one.name for one in read if isinstance(one, Document)] == [f"a.zip/{n}.txt" for n in (0, 1, 2, 4, 5)]
    assert started == [[0, [], []], [4, [4], []]]


def test_progress_counts_files_and_reading_can_be_left(tmp_path):
    data = zipped({f"{n}.txt": f"Zoom {n}" for n in range(4)})
    steps = [event for event in iter_files_bounded(data, "a.zip") if isinstance(event, Progress)]
    assert [(one.name, one.done, one.total) for one in steps] == [
        ("a.zip", 0, 1), ("a.zip/0.txt", 0, 4), ("a.zip/1.txt", 1, 4), ("a.zip/2.txt", 2, 4), ("a.zip/3.txt", 3, 4),
    ]  # fmt: skip
    with closing(iter_files_bounded(data, "a.zip")) as events:
        next(events)


def test_module_of_the_current_folder_is_never_run(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert read_files_bounded(SAMPLES / "traps.docx", "a.docx").documents[0].kind == "docx"


def test_risky_kinds_and_large_files_go_to_the_child(tmp_path):
    large = tmp_path / "a.csv"
    with large.open("wb") as handle:
        os.truncate(handle.fileno(), 5 * 1024 * 1024)
    assert bounded.needs_child(large, "a.csv")
    assert bounded.needs_child(SAMPLES / "scanned.pdf", "a.pdf")
    assert bounded.needs_child(SAMPLES / "old.xls", "a.xls")
    assert bounded.needs_child(zipped({"a.pdf": "x"}), "a.zip")
    assert bounded.needs_child(b"From: a@exemple.fr\nSubject: DCE\n\nZoom", "a.eml")
    assert not bounded.needs_child(SAMPLES / "traps.docx", "a.docx")
    assert not bounded.needs_child(b"Zoom", "-")


def test_only_if_risky_reads_small_text_here(monkeypatch):
    monkeypatch.setattr(bounded, "Child", lambda *_: pytest.fail("a child was started"))
    assert read_bounded_list(b"Zoom", "-", only_if_risky=True).lines[0].text == "Zoom"


def test_too_large_is_told_without_a_child(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded, "Child", lambda *_: pytest.fail("a child was started"))
    path = tmp_path / "a.pdf"
    with path.open("wb") as handle:
        os.truncate(handle.fileno(), 300 * 1024 * 1024)
    assert [one.reason for one in read_files_bounded(path, "a.pdf").failures] == ["too-large"]
    with pytest.raises(DocumentTooLarge):
        read_bounded_list(path, "a.pdf")
