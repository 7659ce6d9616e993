"""The catalogue commands."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from advisor.catalogue.files import write_entries
from advisor.catalogue.stats import FACT_COLUMNS
from advisor.cli import main
from advisor.reports.shapes import SHAPES
from tests.builders import a_fact, a_product, a_vendor, entries


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))

    def invoke(*arguments):
        return CliRunner().invoke(main, [str(a) for a in arguments])

    return invoke


@pytest.fixture
def folder(tmp_path):
    write_entries(entries(products=[a_product(facts=[a_fact(expires="2025-01-01")])]), tmp_path / "catalogue")
    return tmp_path / "catalogue"


def test_validate_succeeds_on_the_packaged_catalogue(run):
    result = run("catalogue", "validate", "--no-warnings")
    assert result.exit_code == 0, result.stdout


def test_validate_lists_every_problem_and_exits_with_1(run, folder):
    (folder / "vendors" / "zeta.yaml").write_text("id: zeta\nname: 3\nseat: NO\n")
    result = run("catalogue", "validate", "--dir", folder)
    assert result.exit_code == 1
    assert "vendors/zeta.yaml: name: found 3" in result.stdout
    assert "vendors/zeta.yaml: seat: unknown key" in result.stdout


def test_validate_shows_expired_facts_as_warnings(run, folder):
    result = run("catalogue", "validate", "--dir", folder)
    assert result.exit_code == 0
    assert "warning: products/acme-meet.yaml: facts[0]: licence: expired on 2025-01-01" in result.stdout


def test_stats_have_the_contract_s_shape(run, folder):
    stats = json.loads(run("catalogue", "stats", "--dir", folder, "--format", "json").stdout)
    TypeAdapter(SHAPES["stats"]).validate_python(stats)
    assert (stats["products"], stats["dominant"], stats["facts"]["stale"]) == (1, 1, 1)


def test_a_sample_of_facts_is_drawn_by_its_seed(run, tmp_path):
    products = [
        a_product(f"p{n}", facts=[a_fact(), a_fact("api", None, sources=[], question={"fr": "?"})]) for n in range(9)
    ]
    write_entries(entries(products=products), tmp_path / "many")

    def drawn(*options):
        out = run("catalogue", "facts", "--dir", tmp_path / "many", "--format", "json", *options).stdout
        return [(row["entry"], row["state"]) for row in json.loads(out)]

    four = drawn("--sample", "4")
    assert len(set(four)) == 4
    assert {state for _, state in four} == {"sourced"}
    assert drawn("--sample", "4") == four
    assert drawn("--sample", "4", "--seed", "1") != four
    assert len(drawn("--sample", "60")) == 9


def test_facts_come_as_csv_with_the_contract_s_columns(run, folder):
    rows = list(csv.DictReader(io.StringIO(run("catalogue", "facts", "--dir", folder).stdout)))
    assert list(rows[0]) == list(FACT_COLUMNS)
    assert (rows[0]["entry"], rows[0]["criterion"], rows[0]["state"]) == ("acme-meet", "licence", "stale")


def test_stale_lists_what_has_expired(run, folder):
    assert "2025-01-01  acme-meet  licence" in run("catalogue", "stale", "--dir", folder).stdout


def test_diff_shows_each_field_that_changed(run, folder, tmp_path):
    write_entries(entries(vendors=[a_vendor(legal_name="Acme SAS")], products=[a_product()]), tmp_path / "other")
    shown = run("catalogue", "diff", folder, tmp_path / "other").stdout
    assert "changed vendor acme\n  legal_name: ∅ → 'Acme SAS'" in shown


def test_format_rewrites_only_what_is_not_canonical(run, folder):
    path = folder / "vendors" / "acme.yaml"
    path.write_text("name: Acme\nid: acme\n")
    assert "1 files rewritten" in run("catalogue", "format", "--dir", folder).stdout
    assert path.read_text() == "id: acme\nname: Acme\n"


@pytest.mark.slow
def test_export_and_import_use_the_database(run, tmp_path):
    assert run("db", "upgrade").exit_code == 0
    assert run("catalogue", "export", tmp_path / "out").exit_code == 0
    assert run("catalogue", "import", tmp_path / "out").stdout == "unchanged\n"


@pytest.mark.parametrize("kind", ["product", "vendor", "category", "criteria"])
def test_schema_prints_the_schema_of_an_entry(run, kind):
    assert json.loads(run("catalogue", "schema", kind).stdout)["additionalProperties"] is False


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_schema_prints_the_schema_of_an_answer(run, name):
    assert json.loads(run("schema", name).stdout)["properties"]["edition"]
