"""Files and database: what replaces what, what becomes a proposal, and what is never overwritten."""

import pytest

from advisor.catalogue.canonical import content_hash
from advisor.catalogue.files import read_entries, write_entries
from advisor.errors import EditConflict, InvalidEntry, NotAllowed, UnknownEntry
from advisor.services.curate.files import compare_offered, propose_folder, propose_offered
from advisor.services.exchange import export_entries, stored_catalogue, synchronise_packaged
from tests.builders import a_link, a_product, a_vendor, entries
from tests.services.curate.bench import ALICE, BRUNO, CLAIRE, Bench

FIRST = entries()
SECOND = entries(vendors=[a_vendor(legal_name="Acme SAS")])
ACME = ("vendor", "acme")


@pytest.fixture
def bench():
    return Bench(packaged=FIRST)


def synchronise(bench, packaged):
    return synchronise_packaged(bench.catalogue, content_hash(packaged.payloads()), lambda: packaged)


def propose(bench, folder, actor=ALICE, **groups):
    """Write entries into a folder and propose what changed."""
    if groups:
        write_entries(entries(**groups), folder)
    return propose_folder(bench.workshop, bench.catalogue, folder, actor=actor, title="fichiers")


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_empty_database_gets_the_packaged_edition(bench):
    assert stored_catalogue(bench.catalogue).edition == content_hash(FIRST.payloads())


def test_the_same_edition_is_left_alone(bench):
    assert synchronise(bench, FIRST) == "unchanged"


def test_a_newer_packaged_edition_replaces_one_that_nobody_edited(bench):
    assert synchronise(bench, SECOND) == "published"
    assert [c.entry_id for c in bench.catalogue.publications[-1].changes] == ["acme"]


def test_two_workers_starting_at_once_publish_the_packaged_edition_once(bench):
    class Late(type(bench.catalogue)):
        """A store on which the other worker publishes first."""

        def publish(self, publication, proposal=None):
            bench.catalogue.publish(publication)
            raise EditConflict("moved")

    late = Late()
    late.__dict__ = bench.catalogue.__dict__
    assert synchronise_packaged(late, content_hash(SECOND.payloads()), lambda: SECOND) == "unchanged"
    assert len(bench.catalogue.publications) == 2


def test_an_edited_database_is_kept_and_the_packaged_edition_offered(bench):
    bench.publish(ALICE, BRUNO, *ACME, aliases=["ACME"])
    assert synchronise(bench, SECOND) == "offered"
    assert stored_catalogue(bench.catalogue).vendor("acme").aliases == ("ACME",)
    assert bench.catalogue.offered() == content_hash(SECOND.payloads())


def test_packaged_edition_that_curators_started_from_is_not_offered_to_them(bench):
    bench.publish(ALICE, BRUNO, *ACME, aliases=["ACME"])
    assert synchronise(bench, FIRST) == "kept"
    assert bench.catalogue.offered() is None


def test_offered_edition_becomes_a_proposal_that_overwrites_nothing(bench):
    bench.publish(ALICE, BRUNO, *ACME, aliases=["ACME"], legal_name="Acme SA")
    synchronise(bench, SECOND)
    difference = compare_offered(bench.catalogue, SECOND, author="Bruno")
    assert [unit.key for unit in difference.conflicts[0].units] == ["legal_name"]
    proposal = propose_offered(bench.workshop, bench.catalogue, SECOND, actor=BRUNO, title="édition livrée")
    conflict = bench.workshop.review(BRUNO, proposal.number).conflicts[0]
    assert conflict.merged["aliases"] == ["ACME"]
    bench.workshop.resolve(BRUNO, proposal.number, *ACME, ["legal_name"], published=conflict.number)
    bench.workshop.submit(BRUNO, proposal.number)
    bench.accept_and_publish(CLAIRE, proposal.number)
    acme = stored_catalogue(bench.catalogue).vendor("acme")
    assert (acme.aliases, acme.legal_name) == (("ACME",), "Acme SAS")


def test_offered_edition_that_brings_nothing_is_no_proposal(bench):
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS", aliases=["ACME"])
    assert propose_offered(bench.workshop, bench.catalogue, FIRST, actor=BRUNO, title="x") is None


def test_export_then_import_then_export_changes_no_byte(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    before = files_of(tmp_path)
    assert propose(bench, tmp_path) is None
    assert export_entries(bench.catalogue, tmp_path) == 0
    assert files_of(tmp_path) == before


def test_published_files_come_back_byte_for_byte(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    proposal = propose(bench, tmp_path, vendors=[a_vendor(legal_name="Acme SAS", note={"fr": "« à revoir » : non"})])
    bench.accept_and_publish(BRUNO, proposal.number)
    written = files_of(tmp_path)
    export_entries(bench.catalogue, tmp_path)
    again = files_of(tmp_path)
    assert {path.name for path in written if written[path] != again[path]} == {"EDITION"}


def test_changed_files_become_a_submitted_proposal_of_those_entries(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    proposal = propose(bench, tmp_path, vendors=[a_vendor(legal_name="Acme SAS")])
    assert (proposal.state, [d.key for d in proposal.drafts]) == ("submitted", [ACME])
    assert "legal_name" not in bench.payload(*ACME)


def test_deleted_file_proposes_to_remove_the_entry(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    (tmp_path / "products" / "acme-meet.yaml").unlink()
    proposal = propose(bench, tmp_path)
    assert [(d.entry_id, d.payload) for d in proposal.drafts] == [("acme-meet", None)]


def test_files_of_removed_entries_leave_an_export(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    (tmp_path / "products" / "mine.txt").write_text("à moi")
    bench.publish(ALICE, BRUNO, "product", "acme-meet", remove=True)
    assert export_entries(bench.catalogue, tmp_path) == 1
    assert [path.name for path in (tmp_path / "products").iterdir()] == ["mine.txt"]


def test_when_both_sides_moved_nothing_is_kept_and_both_versions_are_told(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SA")
    kept = dict(bench.proposals.kept)
    with pytest.raises(EditConflict) as conflict:
        propose(bench, tmp_path, vendors=[a_vendor(legal_name="Acme SAS")])
    assert [(u.key, u.published, u.proposed) for u in conflict.value.conflicts[0].units] == [
        ("legal_name", "Acme SA", "Acme SAS")
    ]
    assert bench.proposals.kept == kept
    assert stored_catalogue(bench.catalogue).vendor("acme").legal_name == "Acme SA"


def test_database_that_moved_elsewhere_does_not_stop_an_import(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    bench.publish(ALICE, BRUNO, "product", "acme-meet", website="https://acme.example")
    proposal = propose(bench, tmp_path, vendors=[a_vendor(legal_name="Acme SAS")])
    assert [d.key for d in proposal.drafts] == [ACME]


def test_a_folder_with_an_error_is_not_kept(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    with pytest.raises(InvalidEntry):
        propose(bench, tmp_path, products=[a_product(alternatives=[a_link("nothing")])])
    assert bench.catalogue.published().edition == content_hash(FIRST.payloads())


def test_any_edition_is_exported_again(bench, tmp_path):
    first = bench.catalogue.published().edition
    export_entries(bench.catalogue, tmp_path / "before")
    bench.publish(ALICE, BRUNO, *ACME, legal_name="Acme SAS")
    export_entries(bench.catalogue, tmp_path / "again", first)
    assert [b for _, b in sorted(files_of(tmp_path / "before").items())] == [
        b for _, b in sorted(files_of(tmp_path / "again").items())
    ]
    assert content_hash(read_entries(tmp_path / "again").payloads()) == first
    with pytest.raises(UnknownEntry):
        export_entries(bench.catalogue, tmp_path / "none", "0" * 16)


def test_files_are_published_by_a_second_person(bench, tmp_path):
    export_entries(bench.catalogue, tmp_path)
    proposal = propose(bench, tmp_path, actor=BRUNO, vendors=[a_vendor(legal_name="Acme SAS")])
    with pytest.raises(NotAllowed, match="second-person"):
        bench.accept_and_publish(BRUNO, proposal.number)
