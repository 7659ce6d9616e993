"""One contract for the store of proposals, held against the real databases and the fake of the tests."""

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from advisor.domain.proposals import Draft, Opinion, Proposal, Remark
from advisor.domain.revisions import Change, Publication
from advisor.errors import EditConflict
from advisor.store import SqlCatalogueStore, SqlProposalStore, connect_database
from tests.fakes import MemoryProposalStore

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


def a_proposal(**changed):
    return replace(
        Proposal(0, "Nom légal", "lu au registre", "draft", "workshop", "Alice", NOW, NOW, authors=("Alice",)),
        **changed,
    )


DRAFTS = (Draft("product", "a", {"id": "a", "name": "É"}, 3, 1, "Alice"), Draft("vendor", "b", None, 1, 2, "Bruno"))
WHOLE = a_proposal(
    state="submitted",
    drafts=DRAFTS,
    remarks=(Remark("Alice", "", NOW, "submitted"), Remark("Bruno", "Quelle page ?", NOW)),
    opinions=(Opinion("product", "a", "name", "Bruno", "question", 1),),
    authors=("Alice", "Bruno"),
)


@pytest.fixture
def store(engine_or_none):
    return SqlProposalStore(engine_or_none) if engine_or_none else MemoryProposalStore()


def test_proposal_is_read_back_whole(store):
    kept = store.add(WHOLE)
    assert store.find(kept.number) == replace(WHOLE, number=kept.number, version=1)
    assert store.find(kept.number + 1) is None


def test_saved_proposal_has_a_new_version_and_keeps_its_remarks(store):
    kept = store.add(WHOLE)
    store.save(replace(kept, remarks=(*kept.remarks, Remark("Alice", "Page 2.", NOW)), drafts=DRAFTS[:1], opinions=()))
    found = store.find(kept.number)
    assert (found.version, found.drafts, found.opinions) == (2, DRAFTS[:1], ())
    assert [remark.text for remark in found.remarks] == ["", "Quelle page ?", "Page 2."]


def test_proposal_read_before_another_change_is_not_saved(store):
    kept = store.add(WHOLE)
    store.save(replace(kept, title="Autre"))
    with pytest.raises(EditConflict):
        store.save(replace(kept, title="Perdu"))
    assert store.find(kept.number).title == "Autre"


def test_lists_filter_by_state_person_and_entry(store):
    first = store.add(WHOLE).number
    second = store.add(a_proposal(author="Bruno", changed=NOW.replace(hour=10))).number
    assert [p.number for p in store.list()] == [second, first]
    assert [p.number for p in store.list(states=["submitted"])] == [first]
    assert [p.number for p in store.list(author="Bruno")] == [second]
    assert [p.number for p in store.list(key=("vendor", "b"))] == [first]
    assert (store.list()[1].entries, store.list()[1].remarks) == ((("product", "a"), ("vendor", "b")), 1)


def test_changes_at_the_same_time_are_kept_once(engine):
    store = SqlProposalStore(engine)
    kept = store.add(WHOLE)
    outcomes = []

    def save(number):
        try:
            store.save(replace(kept, title=str(number)))
            outcomes.append(str(number))
        except EditConflict:
            pass

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [store.find(kept.number).title]
    assert store.find(kept.number).version == 2


def test_database_held_by_others_is_a_conflict_and_not_a_crash(databases, monkeypatch):
    monkeypatch.setattr("advisor.store.database.BUSY_TIMEOUT_MS", 50)
    url = databases.make("sqlite")
    store = SqlProposalStore(connect_database(url))
    kept = store.add(WHOLE)
    holder = sqlite3.connect(url.removeprefix("sqlite:///"))
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(EditConflict, match="busy"):
        store.save(replace(kept, title="Autre"))
    holder.close()
    store.save(replace(kept, title="Autre"))
    assert store.find(kept.number).title == "Autre"


def test_publication_and_its_proposal_are_written_together_or_not_at_all(engine):
    catalogue, store = SqlCatalogueStore(engine), SqlProposalStore(engine)
    kept = store.add(WHOLE)
    publication = Publication((Change("vendor", "b", {"id": "b"}),), None, "e1", "curated", "Alice", "r")
    store.save(replace(kept, title="changée"))
    with pytest.raises(EditConflict):
        catalogue.publish(publication, replace(kept, state="published"))
    assert (catalogue.published(), catalogue.revisions(), store.find(kept.number).state) == (None, [], "submitted")
    catalogue.publish(publication, replace(store.find(kept.number), state="published"))
    assert (catalogue.published().edition, store.find(kept.number).state) == ("e1", "published")
