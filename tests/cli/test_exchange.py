"""Export and import from the command line, on a database of their own."""

import pytest
from click.testing import CliRunner

from advisor.catalogue.files import write_entries
from advisor.cli import main
from tests.builders import a_vendor, entries

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a database that publishes a small packaged catalogue."""
    write_entries(entries(), tmp_path / "packaged")
    monkeypatch.setenv("ADVISOR_CATALOGUE", str(tmp_path / "packaged"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'test.sqlite'}")

    def run(*words):
        return CliRunner().invoke(main, list(map(str, words)))

    assert run("db", "upgrade").exit_code == 0
    return run


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_import_of_an_export_changes_nothing_and_exports_the_same_bytes(run, tmp_path):
    out = tmp_path / "out"
    assert run("catalogue", "export", out).exit_code == 0
    before = bytes_of(out)
    assert run("catalogue", "import", out).output == "unchanged\n"
    assert run("catalogue", "export", out).output == "0 files written\n"
    assert bytes_of(out) == before


def test_import_proposes_then_publishes_when_asked(run, tmp_path):
    out = tmp_path / "out"
    run("catalogue", "export", out)
    write_entries(entries(vendors=[a_vendor(legal_name="Acme SAS")]), out)
    proposed = run("catalogue", "import", out, "--author", "Alice", "--lang", "en")
    assert (proposed.exit_code, proposed.output) == (0, "Proposal 1 submitted for review:\n  vendor acme\n")
    assert "publiée en solo" in run("catalogue", "import", out, "--author", "Alice", "--publish").output
    again = tmp_path / "again"
    run("catalogue", "export", again)
    assert b"Acme SAS" in bytes_of(again)["acme.yaml"]


def test_import_shows_both_versions_per_field_and_stops_when_both_sides_moved(run, tmp_path):
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    for folder, name in ((mine, "Acme SA"), (theirs, "Acme SAS")):
        run("catalogue", "export", folder)
        write_entries(entries(vendors=[a_vendor(legal_name=name)]), folder)
    run("catalogue", "import", mine, "--publish")
    refused = run("catalogue", "import", theirs, "--lang", "en")
    assert refused.exit_code == 2
    assert 'vendor acme: legal_name: published "Acme SA"; proposed "Acme SAS"; before absent' in refused.output
    assert "Traceback" not in refused.output


def test_import_of_a_broken_folder_tells_every_problem(run, tmp_path):
    out = tmp_path / "out"
    run("catalogue", "export", out)
    (out / "vendors" / "acme.yaml").write_text("id: acme\n")
    refused = run("catalogue", "import", out)
    assert (refused.exit_code, "vendors/acme.yaml" in refused.output) == (2, True)


def test_before_there_is_a_database_the_packaged_edition_is_exported(tmp_path, monkeypatch):
    write_entries(entries(), tmp_path / "packaged")
    monkeypatch.setenv("ADVISOR_CATALOGUE", str(tmp_path / "packaged"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'home' / 'new.sqlite'}")
    done = CliRunner().invoke(main, ["catalogue", "export", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert bytes_of(tmp_path / "packaged").items() <= bytes_of(tmp_path / "out").items()
