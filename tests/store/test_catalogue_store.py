"""One contract for the store, held against the real database and the fake of the tests."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from advisor.domain.revisions import Change, Publication, PublishedEdition
from advisor.errors import EditConflict
from advisor.store import SqlCatalogueStore, connect_database, migrate_database
from advisor.store.tables import Base
from tests.fakes import MemoryCatalogueStore


@pytest.fixture
def engine(tmp_path):
    engine = connect_database(f"sqlite:///{tmp_path / 'data' / 'test.sqlite'}")
    migrate_database(engine)
    return engine


@pytest.fixture(params=["sqlite", "memory"])
def store(request, engine):
    return SqlCatalogueStore(engine) if request.param == "sqlite" else MemoryCatalogueStore()


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
    assert [tuple(row) for row in rows] == [(1, 0, "e1"), (2, 1, "e2"), (3, 0, "e3")]


def test_the_migrations_make_the_tables_of_the_code(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_twice_changes_nothing(engine):
    migrate_database(engine)
    assert SqlCatalogueStore(engine).published() is None
