"""One contract for the store of uploads, held against the real database and the fake of the tests."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from advisor.domain.analyses import Analysis, ColumnNames, Failure
from advisor.domain.marks import Mark, Trace
from advisor.domain.reports import Need, Needs
from advisor.store import SqlAnalysisStore
from tests.fakes import MemoryAnalysisStore

NOW = datetime.now(UTC).replace(microsecond=0)


def an_analysis(token="t1", **changed):
    return Analysis(
        **{
            "token": token,
            "kind": "list",
            "name": "parc.xlsx",
            "state": "waiting",
            "created": NOW,
            "expires": NOW + timedelta(hours=24),
        }
        | changed
    )


@pytest.fixture
def store(engine_or_none):
    return SqlAnalysisStore(engine_or_none) if engine_or_none else MemoryAnalysisStore()


def test_upload_is_found_whole_by_its_token(store):
    whole = an_analysis(
        failures=(Failure("a.pdf", "encrypted", {"kind": "pdf"}),),
        decisions={"acme meet": None, "boreal": "boreal-visio"},
        needs=Needs("hospital", (Need("licence", ("free",), required=True),)),
        columns=ColumnNames(text="Libellé"),
        sheets=("Feuil1",),
        headers=("N°", "Libellé"),
        lang="en",
        example=True,
        progress=(1, 2),
    )
    store.add(whole, b"bytes")
    assert store.find("t1") == whole
    assert store.uploads("t1") == b"bytes"
    assert store.find("t2") is None


def test_share_token_finds_the_upload_until_it_is_closed(store):
    store.add(an_analysis(), b"")
    store.change("t1", lambda a: replace(a, share_token="s1"))
    assert store.find("s1").token == "t1"
    store.change("t1", lambda a: replace(a, share_token=None))
    assert store.find("s1") is None


def test_expired_upload_is_not_found(store):
    store.add(an_analysis(expires=NOW - timedelta(seconds=1)), b"")
    assert store.find("t1") is None


def test_change_of_a_missing_upload_is_told(store):
    assert store.change("nothing", lambda a: a) is None


def test_progress_is_refused_once_cancelled(store):
    store.add(an_analysis(), b"")
    assert store.report("t1", "parc.xlsx", 1, 2)
    assert store.find("t1").progress == (1, 2)
    store.change("t1", lambda a: replace(a, state="cancelled"))
    assert not store.report("t1", "parc.xlsx", 2, 2)
    assert not store.finish("t1", "e", "m", b"answer")
    assert store.answer("t1") is None


def test_finished_upload_has_its_answer_and_keeps_its_settings(store):
    store.add(an_analysis(), b"")
    store.change("t1", lambda a: replace(a, headers=("A",)))
    assert store.finish("t1", "e1", "m1", b"answer")
    found = store.find("t1")
    assert (found.state, found.edition, found.method, found.headers) == ("ready", "e1", "m1", ("A",))
    assert store.answer("t1") == b"answer"


def test_unfinished_uploads_come_oldest_first(store):
    store.add(an_analysis("new"), b"")
    store.add(an_analysis("old", created=NOW - timedelta(hours=1)), b"")
    store.add(an_analysis("done", state="ready"), b"")
    assert store.unfinished() == ["old", "new"]


def test_erasing_leaves_nothing(store):
    store.add(an_analysis(), b"bytes")
    store.finish("t1", "e", "m", b"answer")
    store.erase("t1")
    assert (store.find("t1"), store.uploads("t1"), store.answer("t1")) == (None, None, None)


def test_bytes_can_be_dropped_alone(store):
    store.add(an_analysis(), b"bytes")
    store.drop_uploads("t1")
    assert store.uploads("t1") is None
    assert store.find("t1") is not None


def test_purge_erases_what_expired_and_the_bytes_of_old_uploads(store):
    store.add(an_analysis("gone", expires=NOW - timedelta(minutes=1)), b"1")
    store.add(an_analysis("old", created=NOW - timedelta(hours=2), state="ready"), b"2")
    store.add(an_analysis("slow", created=NOW - timedelta(hours=2), state="running"), b"3")
    assert store.purge(NOW, NOW - timedelta(hours=1)) == 1
    assert (store.uploads("gone"), store.uploads("old"), store.uploads("slow")) == (None, None, b"3")


def test_purge_keeps_the_bytes_of_a_tender_that_was_read(store):
    old = {"created": NOW - timedelta(hours=2), "kind": "tender"}
    store.add(an_analysis("read", **old, state="ready"), b"1")
    store.add(an_analysis("unread", **old, state="failed"), b"2")
    store.purge(NOW, NOW - timedelta(hours=1))
    assert (store.uploads("read"), store.uploads("unread")) == (b"1", None)
    assert (store.keeps_uploads("read"), store.keeps_uploads("unread"), store.keeps_uploads("no")) == (
        True,
        False,
        False,
    )


def test_marks_are_kept_as_they_are(store):
    store.add(an_analysis(), b"")
    mark = Mark(Trace("k", "brand:acme", "a.docx", "une phrase"), "justified", "parc <installé>")
    store.change("t1", lambda a: replace(a, marks=(mark,)))
    assert store.find("t1").marks == (mark,)


def test_changes_at_the_same_time_are_all_kept(engine):
    store = SqlAnalysisStore(engine)
    store.add(an_analysis(), b"")

    def decide(number):
        store.change("t1", lambda a: replace(a, decisions=a.decisions | {f"line {number}": None}))

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.find("t1").decisions) == 12
