"""Uploads from their reception to their erasure, without pages nor database."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from advisor.domain.analyses import ColumnNames, Upload
from advisor.domain.documents import Progress
from advisor.domain.reports import Need, Needs
from advisor.errors import UnknownEntry, UnusableInput
from advisor.services.analyses import KEEP_UPLOAD, MAX_LIFETIME, Analyses, explain_failure, step_words
from advisor.services.editions import Edition
from advisor.services.packing import pack_uploads, unpack_uploads
from tests.builders import a_catalogue, a_product
from tests.fakes import MemoryAnalysisStore

LIST = Upload("parc.csv", "Libellé;Remarque;Montant\nLicence Acme Meet;à revoir;1200\nChaise;neuve;80\n".encode())
TEXT = Upload("cctp.txt", b"Le titulaire fournit Acme Meet.\n")


class Desk:
    """A service on a store in memory; uploads wait until `work` is called."""

    def __init__(self):
        self.store = MemoryAnalysisStore()
        self.queue = []
        edition = Edition(a_catalogue(products=[a_product(), a_product("acme-suite")]))
        self.service = Analyses(self.store, lambda: edition, self.queue.append)

    def work(self):
        while self.queue:
            self.service.run(self.queue.pop(0))


@pytest.fixture
def desk():
    return Desk()


def ready(desk, upload=LIST):
    analysis = desk.service.start_list(upload)
    desk.work()
    return desk.service.find(analysis.token)


def test_uploads_are_packed_and_unpacked():
    uploads = (Upload("é.csv", b"a"), Upload("vide", b""))
    assert unpack_uploads(pack_uploads(uploads)) == uploads


def test_tokens_cannot_be_guessed(desk):
    tokens = {desk.service.start_list(LIST).token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)


def test_list_waits_then_has_an_answer(desk):
    waiting = desk.service.start_list(LIST)
    assert desk.service.find(waiting.token).state == "waiting"
    desk.work()
    found = desk.service.find(waiting.token)
    assert found.state == "ready"
    assert found.headers == ("Libellé", "Remarque", "Montant")
    result = desk.service.list_result(found, "fr")
    assert [row["product"]["id"] for row in result["rows"] if row["product"]] == ["acme-meet"]


def test_documents_that_cannot_be_read_are_listed_and_the_others_answered(desk):
    broken = Upload("cassé.pdf", b"%PDF-1.7 nothing")
    analysis = desk.service.start_tender([TEXT, broken])
    desk.work()
    found = desk.service.find(analysis.token)
    assert found.state == "ready"
    result = desk.service.tender_result(found, "fr")
    assert [m["product"]["id"] for m in result["mentions"]] == ["acme-meet"]
    assert [unread["where"] for unread in result["unread"]] == ["cassé.pdf"]


def test_archive_shows_progress_file_by_file_and_lists_what_failed(desk):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("CCTP.txt", TEXT.data)
        archive.writestr("cassé.pdf", b"%PDF-1.7 nothing")
    steps = []
    report = desk.store.report
    desk.store.report = lambda token, *step: steps.append(step) or report(token, *step)
    analysis = desk.service.start_tender([Upload("DCE.zip", held.getvalue()), TEXT])
    desk.work()
    assert steps[1:] == [
        ("DCE.zip", 0, 2),
        ("DCE.zip/CCTP.txt", 0, 3),
        ("DCE.zip/cassé.pdf", 1, 3),
        ("cctp.txt", 2, 3),
    ]
    found = desk.service.find(analysis.token)
    result = desk.service.tender_result(found, "fr")
    assert [(one["name"], one["part"]) for one in result["documents"]] == [
        ("DCE.zip/CCTP.txt", "cctp"),
        ("cctp.txt", "cctp"),
    ]
    assert [one["where"] for one in result["unread"]] == ["DCE.zip/cassé.pdf"]


def test_page_that_is_recognised_is_named():
    assert step_words(Progress("plan.pdf", 1, 3, 4, 12)) == "plan.pdf, p. 4/12"


def test_upload_without_any_answer_says_why(desk):
    found = ready(desk, Upload("vide.csv", b""))
    assert found.state == "failed"
    assert "vide.csv" in explain_failure(found.failures[0], "fr")
    assert explain_failure(found.failures[0], "fr") != explain_failure(found.failures[0], "en")


def test_unexpected_error_leaves_one_clear_message(desk):
    def broken():
        raise RuntimeError("no edition")

    analysis = desk.service.start_list(LIST)
    with pytest.raises(RuntimeError):
        replace(desk.service, edition=broken).run(analysis.token)
    found = desk.service.find(analysis.token)
    assert (found.state, found.failures[0].reason) == ("failed", "reader-crashed")


def test_decision_holds_for_every_line_with_the_same_text_and_is_taken_back(desk):
    analysis = ready(desk)
    decided = desk.service.decide(analysis, "CHAISE", "acme-suite")
    assert "acme-suite" in str(desk.service.list_result(decided, "fr")["rows"][:])
    undone = desk.service.undecide(decided, "chaise")
    assert undone.decisions == {}


def test_decision_for_an_unknown_product_is_refused(desk):
    with pytest.raises(UnknownEntry):
        desk.service.decide(ready(desk), "Chaise", "nothing")


def test_two_decisions_from_the_same_page_are_both_kept(desk):
    analysis = ready(desk)
    desk.service.decide(analysis, "Chaise", None)
    desk.service.decide(analysis, "Licence Acme Meet", None)
    assert len(desk.service.find(analysis.token).decisions) == 2


def test_columns_are_chosen_again_while_the_bytes_are_kept(desk):
    analysis = ready(desk)
    desk.service.choose_columns(analysis, ColumnNames(text="Remarque"))
    desk.work()
    found = desk.service.find(analysis.token)
    assert desk.service.list_answer(found).purchases.columns.text == "Remarque"
    desk.store.kept[found.token] = replace(found, created=datetime.now(UTC) - KEEP_UPLOAD - timedelta(minutes=1))
    desk.service.purge()
    with pytest.raises(UnusableInput):
        desk.service.choose_columns(desk.service.find(found.token), ColumnNames())


def test_needs_about_no_criterion_are_refused(desk):
    analysis = ready(desk)
    assert desk.service.choose_needs(analysis, Needs(needs=(Need("licence"),))).needs.needs
    with pytest.raises(UnusableInput):
        desk.service.choose_needs(analysis, Needs(needs=(Need("nothing"),)))


def test_cancelled_upload_is_not_read_and_its_bytes_are_forgotten(desk):
    analysis = desk.service.start_list(LIST)
    desk.service.cancel(analysis)
    desk.work()
    assert desk.service.find(analysis.token).state == "cancelled"
    assert desk.store.uploads(analysis.token) is None


def test_upload_erased_while_it_waits_leaves_nothing(desk):
    analysis = desk.service.start_list(LIST)
    desk.service.erase(analysis)
    desk.work()
    with pytest.raises(UnusableInput):
        desk.service.find(analysis.token)
    assert desk.store.answers == {}


def test_cancelling_a_finished_upload_changes_nothing(desk):
    assert desk.service.cancel(ready(desk)).state == "ready"


def test_lifetime_has_a_limit(desk):
    extended = desk.service.extend(ready(desk), timedelta(days=1000))
    assert extended.expires - datetime.now(UTC) <= MAX_LIFETIME


def test_share_is_opened_once_and_closed(desk):
    analysis = ready(desk)
    shared = desk.service.share(analysis)
    assert desk.service.share(shared).share_token == shared.share_token != shared.token
    assert desk.service.find(shared.share_token).token == analysis.token
    desk.service.unshare(shared)
    with pytest.raises(UnusableInput):
        desk.service.find(shared.share_token)


def test_expired_upload_is_purged(desk):
    analysis = ready(desk)
    desk.store.kept[analysis.token] = replace(analysis, expires=datetime.now(UTC) - timedelta(seconds=1))
    assert desk.service.purge() == 1
    assert desk.store.answers == {}


def test_what_a_stopped_worker_left_is_handed_over_again(desk):
    analysis = desk.service.start_list(LIST)
    desk.queue.clear()
    assert desk.service.resume() == 1
    desk.work()
    assert desk.service.find(analysis.token).state == "ready"
