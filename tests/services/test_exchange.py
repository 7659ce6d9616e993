"""Files and database: what replaces what, and what is never overwritten."""

import pytest

from advisor.catalogue.canonical import content_hash
from advisor.catalogue.files import write_entries
from advisor.errors import EditConflict, InvalidEntry
from advisor.services.exchange import export_entries, import_folder, stored_catalogue, synchronise_packaged
from tests.builders import TODAY, a_link, a_product, a_vendor, entries
from tests.fakes import MemoryCatalogueStore


@pytest.fixture
def store():
    return MemoryCatalogueStore()


FIRST = entries()
SECOND = entries(vendors=[a_vendor(legal_name="Acme SAS")])


def synchronise(store, packaged):
    return synchronise_packaged(store, content_hash(packaged.payloads()), lambda: packaged)


def edit(store, folder, **groups):
    """Publish something a curator wrote."""
    write_entries(entries(**groups), folder)
    return import_folder(store, folder, author="c", reason="r", on=TODAY)


def test_an_empty_database_gets_the_packaged_edition(store):
    assert synchronise(store, FIRST) == "published"
    assert stored_catalogue(store).edition == content_hash(FIRST.payloads())


def test_the_same_edition_is_left_alone(store):
    synchronise(store, FIRST)
    assert synchronise(store, FIRST) == "unchanged"


def test_a_newer_packaged_edition_replaces_one_that_nobody_edited(store):
    synchronise(store, FIRST)
    assert synchronise(store, SECOND) == "published"
    assert [c.entry_id for c in store.publications[-1].changes] == ["acme"]


def test_an_edited_database_is_kept_and_the_packaged_edition_offered(store, tmp_path):
    synchronise(store, FIRST)
    export_entries(store, tmp_path)
    assert edit(store, tmp_path, vendors=[a_vendor(aliases=["ACME"])]) == "published"
    assert synchronise(store, SECOND) == "offered"
    assert stored_catalogue(store).vendor("acme").aliases == ("ACME",)
    assert store.offered == [content_hash(SECOND.payloads())]


def test_export_then_import_then_export_changes_no_byte(store, tmp_path):
    synchronise(store, FIRST)
    export_entries(store, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert import_folder(store, tmp_path, author="c", reason="r", on=TODAY) == "unchanged"
    assert export_entries(store, tmp_path) == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_when_both_sides_moved_nothing_is_written(store, tmp_path):
    synchronise(store, FIRST)
    export_entries(store, tmp_path / "mine")
    export_entries(store, tmp_path / "theirs")
    edit(store, tmp_path / "theirs", vendors=[a_vendor(aliases=["ACME"])])
    with pytest.raises(EditConflict) as conflict:
        edit(store, tmp_path / "mine", vendors=[a_vendor(legal_name="Acme SAS")])
    assert conflict.value.entry_ids == ("acme",)
    assert stored_catalogue(store).vendor("acme").aliases == ("ACME",)


def test_a_folder_with_an_error_is_not_published(store, tmp_path):
    synchronise(store, FIRST)
    export_entries(store, tmp_path)
    with pytest.raises(InvalidEntry):
        edit(store, tmp_path, products=[a_product(alternatives=[a_link("nothing")])])
    assert len(store.publications) == 1
