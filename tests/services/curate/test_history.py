"""The append-only history: differences, the public log, earlier editions, undoing."""

import pytest

from advisor.errors import UnknownEntry, UnusableInput
from advisor.services.curate.history import History
from advisor.services.exchange import catalogue_at
from tests.services.curate.bench import ACME, ALICE, BRUNO, CLAIRE, Bench


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def history(bench):
    return History(bench.catalogue)


def undo(bench, history, *revision_ids):
    return history.propose_undo(bench.workshop, BRUNO, revision_ids, "défaire", "erreur de lecture")


def test_history_of_an_entry_shows_each_change_field_by_field(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS", aliases=["ACME"])
    shown = history.of_entry(*ACME)
    assert [revision.revision.number for revision in shown] == [3, 2, 1]
    assert {(u.key, u.before, str(u.after)) for u in shown[0].units} == {
        ("legal_name", "Acme SA", "Acme SAS"),
        ("aliases", None, "['ACME']"),
    }
    assert shown[2].before is None


def test_log_lists_publications_newest_first_and_shortens_the_large_ones(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    first, second = history.log()
    assert ([r.entry_id for r in first.revisions], first.edition.origin, first.more) == (["acme"], "curated", False)
    assert second.edition.origin == "packaged"
    assert history.log(before=first.edition.number) == (second,)


def test_earlier_edition_is_opened_as_it_was(bench, history):
    before = bench.catalogue.published().edition
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    assert catalogue_at(bench.catalogue, before).vendor("acme").legal_name is None
    assert history.edition(before).number == 1
    with pytest.raises(UnknownEntry):
        history.edition("nothing")


def test_undo_is_a_new_revision(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    proposal = undo(bench, history, history.of_entry(*ACME)[0].revision.id)
    bench.workshop.submit(BRUNO, proposal.number)
    bench.accept_and_publish(CLAIRE, proposal.number)
    assert [(r.revision.number, "legal_name" in r.revision.payload) for r in history.of_entry(*ACME)] == [
        (3, False),
        (2, True),
        (1, False),
    ]


def test_undo_of_an_older_change_keeps_what_came_after_in_other_fields(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    old = history.of_entry(*ACME)[0].revision.id
    bench.publish(ALICE, BRUNO, *ACME, aliases=["ACME"])
    proposal = undo(bench, history, old)
    assert not bench.workshop.review(BRUNO, proposal.number).conflicts
    assert "legal_name" not in proposal.drafts[0].payload
    assert proposal.drafts[0].payload["aliases"] == ["ACME"]


def test_undo_of_a_field_changed_again_is_shown_as_a_conflict(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    old = history.of_entry(*ACME)[0].revision.id
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS")
    proposal = undo(bench, history, old)
    unit = bench.workshop.review(BRUNO, proposal.number).conflicts[0].units[0]
    assert (unit.key, unit.published, unit.proposed) == ("legal_name", "Acme SAS", None)


def test_undo_of_several_revisions_of_one_entry_takes_all_back(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS")
    ids = [shown.revision.id for shown in history.of_entry(*ACME)[:2]]
    proposal = undo(bench, history, *ids)
    assert "legal_name" not in proposal.drafts[0].payload


def test_undo_of_a_new_entry_proposes_to_remove_it(bench, history):
    bench.publish(ALICE, BRUNO, "vendor", "celadon", name="Céladon")
    proposal = undo(bench, history, history.of_entry("vendor", "celadon")[0].revision.id)
    assert proposal.drafts[0].payload is None


def test_undo_of_what_is_already_undone_is_told(bench, history):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    ids = [history.of_entry(*ACME)[0].revision.id]
    proposal = undo(bench, history, *ids)
    bench.workshop.submit(BRUNO, proposal.number)
    bench.accept_and_publish(CLAIRE, proposal.number)
    with pytest.raises(UnusableInput, match="nothing-to-undo"):
        undo(bench, history, *ids)


def test_unknown_revision_is_told(history):
    with pytest.raises(UnknownEntry):
        history.find(999)
