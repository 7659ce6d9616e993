import os
import time

import pytest

from advisor.documents import ColumnChoice, bounded, read_bounded, read_document, read_list
from advisor.errors import DocumentTooLarge, UnreadableDocument, UnusableInput
from tests.documents.files import SAMPLES, build, xlsx


@pytest.mark.parametrize("name", ["traps.docx", "partly-scanned.pdf"])
def test_the_child_reads_the_same_document(name):
    assert read_bounded("read_document", SAMPLES / name, name) == read_document(SAMPLES / name, name)


def test_the_child_reads_the_same_list_and_columns_are_chosen_here():
    data = (SAMPLES / "sap.csv").read_bytes()
    share = lambda cells: 0.5  # noqa: E731
    choice = ColumnChoice(amount="Exercice")
    expected = read_list(data, "sap.csv", columns=choice, looks_like_product=share)
    assert read_bounded("read_list", data, "sap.csv", columns=choice, looks_like_product=share) == expected


@pytest.mark.parametrize(
    ("source", "name", "error", "reason"),
    [
        pytest.param(SAMPLES / "encrypted.pdf", "a.pdf", UnreadableDocument, "encrypted", id="encrypted"),
        pytest.param(b"", "a.pdf", UnreadableDocument, "empty-file", id="empty"),
        pytest.param(SAMPLES / "absent.pdf", "a.pdf", UnreadableDocument, "not-found", id="absent"),
    ],
)
def test_refusals_of_the_child_are_the_same(source, name, error, reason):
    with pytest.raises(error) as caught:
        read_bounded("read_document", source, name)
    assert caught.value.reason == reason


def test_missing_sheet_is_said_from_the_child():
    with pytest.raises(UnusableInput) as caught:
        read_bounded("read_list", xlsx([["Zoom"]]), "a.xlsx", sheet="Absente")
    assert caught.value.reason == "missing-sheet"


def test_memory_limit_becomes_one_refusal():
    data = build.docx("".join(build.par(f"Zoom {n * n * 7919}") for n in range(60_000)))
    with pytest.raises(UnreadableDocument) as caught:
        read_bounded("read_document", data, "a.docx", memory_bytes=64 * 1024 * 1024)
    assert caught.value.reason == "reader-crashed"


def test_timeout_becomes_one_refusal_and_leaves_no_process():
    started = time.perf_counter()
    with pytest.raises(UnreadableDocument) as caught:
        read_bounded("read_document", SAMPLES / "traps.docx", "a.docx", timeout_s=0.01)
    assert caught.value.reason == "reader-timeout"
    assert time.perf_counter() - started < 2


def test_module_of_the_current_folder_is_never_run(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert read_bounded("read_document", SAMPLES / "traps.docx", "a.docx").kind == "docx"


def test_risky_kinds_and_large_files_go_to_the_child(tmp_path):
    large = tmp_path / "a.csv"
    with large.open("wb") as handle:
        os.truncate(handle.fileno(), 5 * 1024 * 1024)
    assert bounded.needs_child(large, "a.csv")
    assert bounded.needs_child(SAMPLES / "scanned.pdf", "a.pdf")
    assert bounded.needs_child(SAMPLES / "old.xls", "a.xls")
    assert not bounded.needs_child(SAMPLES / "traps.docx", "a.docx")
    assert not bounded.needs_child(b"Zoom", "-")


def test_only_if_risky_reads_small_text_here(monkeypatch):
    monkeypatch.setattr(bounded, "_run", lambda *_: pytest.fail("a child was started"))
    assert read_bounded("read_list", b"Zoom", "-", only_if_risky=True).lines[0].text == "Zoom"


def test_too_large_is_told_without_a_child(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded, "_run", lambda *_: pytest.fail("a child was started"))
    path = tmp_path / "a.pdf"
    with path.open("wb") as handle:
        os.truncate(handle.fileno(), 300 * 1024 * 1024)
    with pytest.raises(DocumentTooLarge):
        read_bounded("read_document", path, "a.pdf")
