"""One contract for the store, held against the real database and the fake of the tests."""

import json
import threading
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from sqlalchemy import text

from advisor.domain.revisions import Change, Publication, PublishedEdition
from advisor.errors import EditConflict
from advisor.store import SqlCatalogueStore, connect_database, migrate_database
from advisor.store.database import MIGRATIONS
from advisor.store.tables import Base
from tests.fakes import MemoryCatalogueStore


@pytest.fixture
def store(engine_or_none):
    return SqlCatalogueStore(engine_or_none) if engine_or_none else MemoryCatalogueStore()


def publication(base, edition, *changes):
    return Publication(changes, base, edition, "packaged", "test", "essai")


def change(entry_id, payload):
    return Change("vendor", entry_id, payload)


def test_a_new_store_publishes_nothing(store):
    assert (store.published(), store.payloads()) == (None, [])


def test_what_is_published_is_read_back_sorted(store):
    store.publish(publication(None, "e1", change("b", {"id": "b"}), change("a", {"id": "a", "name": "É"})))
    assert store.published() == PublishedEdition("e1", "packaged")
    assert store.payloads() == [("vendor", "a", {"id": "a", "name": "É"}), ("vendor", "b", {"id": "b"})]


def test_a_later_publication_changes_and_removes(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"}), change("b", {"id": "b"})))
    store.publish(publication("e1", "e2", change("a", {"id": "a", "name": "A"}), change("b", None)))
    assert store.payloads() == [("vendor", "a", {"id": "a", "name": "A"})]


def test_a_stale_base_writes_nothing(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"})))
    with pytest.raises(EditConflict):
        store.publish(publication(None, "e2", change("a", {"id": "a", "name": "B"})))
    assert (store.published(), store.payloads()) == (PublishedEdition("e1", "packaged"), [("vendor", "a", {"id": "a"})])


def test_an_offer_leaves_what_is_published(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"})))
    store.offer("e9")
    store.offer("e9")
    assert store.published() == PublishedEdition("e1", "packaged")


def test_more_entries_than_one_statement_may_name(store):
    store.publish(publication(None, "e1", *(change(f"v{i}", {"id": f"v{i}"}) for i in range(1300))))
    assert len(store.payloads()) == 1300


def test_revisions_are_only_ever_added(engine):
    store = SqlCatalogueStore(engine)
    store.publish(publication(None, "e1", change("a", {"id": "a"})))
    store.publish(publication("e1", "e2", change("a", None)))
    store.publish(publication("e2", "e3", change("a", {"id": "a", "name": "A"})))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT number, payload IS NULL, edition FROM revision ORDER BY id")).all()
    assert [(number, bool(gone), edition) for number, gone, edition in rows] == [
        (1, False, "e1"),
        (2, True, "e2"),
        (3, False, "e3"),
    ]


def test_the_migrations_make_the_tables_of_the_code(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_twice_changes_nothing(engine):
    migrate_database(engine)
    assert SqlCatalogueStore(engine).published() is None


def test_any_edition_is_read_back_as_it_was(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"}), change("b", {"id": "b"})))
    store.publish(publication("e1", "e2", change("a", {"id": "a", "name": "A"}), change("b", None)))
    store.publish(publication("e2", "e3", change("b", {"id": "b", "name": "B"})))
    numbers = {edition.edition: edition.number for edition in store.editions()}
    assert list(numbers) == ["e3", "e2", "e1"]
    assert store.payloads_at(numbers["e1"]) == [("vendor", "a", {"id": "a"}), ("vendor", "b", {"id": "b"})]
    assert store.payloads_at(numbers["e2"]) == [("vendor", "a", {"id": "a", "name": "A"})]
    assert store.payloads_at(numbers["e3"]) == store.payloads()
    assert store.find_edition("e2").number == numbers["e2"]


def test_an_edition_that_comes_back_has_two_numbers(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"})))
    store.publish(publication("e1", "e2", change("a", {"id": "a", "name": "A"})))
    store.publish(publication("e2", "e1", change("a", {"id": "a"})))
    assert [edition.edition for edition in store.editions()] == ["e1", "e2", "e1"]
    assert store.find_edition("e1").number == store.published().number


def test_revisions_are_listed_newest_first_and_by_entry(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"}), change("b", {"id": "b"})))
    store.publish(publication("e1", "e2", change("a", None)))
    assert [(r.entry_id, r.number, r.payload) for r in store.revisions(key=("vendor", "a"))] == [
        ("a", 2, None),
        ("a", 1, {"id": "a"}),
    ]
    newest = store.revisions(limit=1)[0]
    assert (store.revision(newest.id), store.revision_of(("vendor", "a"), 2)) == (newest, newest)
    assert len(store.revisions(before=newest.id)) == 2
    assert store.last_revisions([("vendor", "a"), ("vendor", "none")]) == {("vendor", "a"): 2}


def test_packaged_editions_are_known(store):
    assert (store.last_packaged(), store.offered()) == (None, None)
    store.publish(publication(None, "e1", change("a", {"id": "a"})))
    store.publish(replace(publication("e1", "e2", change("a", {"id": "a", "name": "A"})), origin="curated"))
    store.offer("e9")
    assert (store.last_packaged().edition, store.offered()) == ("e1", "e9")
    assert [store.is_packaged(name) for name in ("e1", "e2", "e9")] == [True, False, True]


def test_of_many_publications_on_one_base_one_is_written(engine):
    SqlCatalogueStore(engine).publish(publication(None, "e0", change("a", {"id": "a"})))
    outcomes = []

    def attempt(number):
        try:
            SqlCatalogueStore(engine).publish(
                publication("e0", f"e{number}", change("a", {"id": "a", "name": str(number)}))
            )
            outcomes.append("written")
        except EditConflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = SqlCatalogueStore(engine)
    assert sorted(outcomes) == ["refused"] * 7 + ["written"]
    assert len(store.editions()) == 2
    assert store.payloads() == store.payloads_at(store.published().number)


def test_an_older_database_keeps_its_history_through_the_migration(databases):
    engine = connect_database(databases.empty("sqlite"))
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for number, edition in ((1, "e1"), (2, "e2")):
            connection.execute(
                text("INSERT INTO edition VALUES (:n, :e, 'packaged', 'published', '2026-01-01 00:00:00')"),
                {"n": number, "e": edition},
            )
            connection.execute(
                text("INSERT INTO revision VALUES (:n, 'vendor', 'a', :n, :p, :e, 'c', 'r', '2026-01-01 00:00:00')"),
                {"n": number, "e": edition, "p": json.dumps({"id": "a", "name": edition})},
            )
    migrate_database(engine)
    store = SqlCatalogueStore(engine)
    assert store.payloads_at(1) == [("vendor", "a", {"id": "a", "name": "e1"})]
    assert store.payloads_at(2) == [("vendor", "a", {"id": "a", "name": "e2"})]
    assert [r.edition_number for r in store.revisions()] == [2, 1]


def test_offered_edition_that_was_looked_at_is_not_offered_again(store):
    store.publish(publication(None, "e1", change("a", {"id": "a"})))
    store.offer("e9")
    store.take_offer("e9")
    store.offer("e9")
    assert (store.offered(), store.is_packaged("e9")) == (None, True)
    store.offer("e10")
    assert store.offered() == "e10"
