"""The file format: strict where YAML is lax, canonical when written."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalogue import load_catalogue, read_entries
from advisor.catalogue.files import dump_yaml, load_folder, parse_yaml, write_entries
from advisor.catalogue.schema import parse_entry, payload_of
from advisor.errors import InvalidEntry
from tests.builders import a_fact, a_product, a_vendor, entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("country: NO", "NO", id="Norway is not false"),
        pytest.param("country: on", "on", id="on is a text"),
        pytest.param("country: 2026-11-23", "2026-11-23", id="a date is a text"),
        pytest.param("country: 12:30:45", "12:30:45", id="sixty-based numbers are texts"),
        pytest.param("country: 1.50", "1.50", id="a decimal keeps its digits"),
        pytest.param("country: true", True, id="true is true"),
        pytest.param("country: 12", 12, id="a whole number"),
        pytest.param("country: ~", None, id="null"),
    ],
)
def test_scalars_mean_what_they_look_like(text, expected):
    assert parse_yaml(text, "x.yaml") == {"country": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a: 1\nb: 2\na: 3", "x.yaml, line 3: not readable as YAML: the key 'a' is written twice", id="duplicate"
        ),
        pytest.param("a: [1", "x.yaml, line 2: not readable as YAML", id="unclosed list"),
        pytest.param("a: !!python/object:os.system x", "x.yaml, line 1", id="object tag"),
        pytest.param("a: &x [*x]", "x.yaml", id="self-reference"),
        pytest.param("a: \x00", "x.yaml", id="control character"),
    ],
)
def test_a_broken_file_gives_one_message_with_its_line(text, expected):
    with pytest.raises(InvalidEntry) as error:
        parse_entry("vendor", parse_yaml(text, "x.yaml"), "x.yaml")
    assert str(error.value.problems[0]).startswith(expected)


def write_folder(folder: Path, **files: str) -> Path:
    write_entries(entries(), folder)
    for name, text in files.items():
        (folder / name.replace("__", "/")).with_suffix(".yaml").write_text(text, encoding="utf-8")
    return folder


def test_unreadable_files_and_bad_entries_are_reported_together(tmp_path):
    folder = write_folder(tmp_path, products__broken="a: [", vendors__wrong="id: wrong\nname: 3\n")
    with pytest.raises(InvalidEntry) as error:
        read_entries(folder)
    assert [p.place.split(",")[0].split(":")[0] for p in error.value.problems] == [
        "products/broken.yaml",
        "vendors/wrong.yaml",
    ]


def test_a_file_bears_the_name_of_its_entry(tmp_path):
    folder = write_folder(tmp_path, vendors__other="id: another\nname: Another\n")
    with pytest.raises(InvalidEntry, match=r"vendors/other\.yaml: id: found 'another', expected 'other'"):
        read_entries(folder)


def test_a_folder_without_criteria_is_no_catalogue(tmp_path):
    with pytest.raises(InvalidEntry, match=r"no criteria\.yaml here"):
        read_entries(tmp_path)


def test_writing_what_was_read_changes_no_byte(tmp_path):
    folder = write_folder(tmp_path)
    assert write_entries(read_entries(folder), folder) == 0


prose = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    str.strip
)


@given(name=prose, note=prose)
def test_load_of_dump_is_the_entry(name, note):
    entry = parse_entry("vendor", a_vendor(name=name, note={"fr": note}), "x")
    again = parse_entry("vendor", parse_yaml(dump_yaml(payload_of(entry)), "x"), "x")
    assert again == entry


def test_file_order_never_changes_the_edition(tmp_path):
    first = entries(vendors=[a_vendor("acme"), a_vendor("zeta")])
    second = entries(vendors=[a_vendor("zeta"), a_vendor("acme")])
    write_entries(first, tmp_path / "a")
    write_entries(second, tmp_path / "b")
    assert load_catalogue(tmp_path / "a").edition == load_catalogue(tmp_path / "b").edition


def test_a_changed_fact_changes_the_edition(tmp_path):
    write_entries(entries(products=[a_product(facts=[a_fact()])]), tmp_path / "a")
    write_entries(entries(products=[a_product(facts=[a_fact(value="MIT")])]), tmp_path / "b")
    assert load_catalogue(tmp_path / "a").edition != load_catalogue(tmp_path / "b").edition


def test_the_compiled_copy_is_dropped_when_a_file_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    folder = write_folder(tmp_path / "catalogue")
    before = load_catalogue(folder)
    load_folder.cache_clear()
    assert load_catalogue(folder) == before
    vendor = folder / "vendors" / "acme.yaml"
    vendor.write_text(vendor.read_text() + "legal_name: Acme SAS\n")
    load_folder.cache_clear()
    assert load_catalogue(folder).vendor("acme").legal_name == "Acme SAS"


def test_a_damaged_compiled_copy_only_costs_time(tmp_path, monkeypatch):
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    folder = write_folder(tmp_path / "catalogue")
    edition = load_catalogue(folder).edition
    for copy in (tmp_path / "home" / "cache").glob("*.json"):
        copy.write_text('{"edition": "x", "entries": [1]}')
    load_folder.cache_clear()
    assert load_catalogue(folder).edition == edition


def test_canonical_text_is_plain_yaml_with_french_as_it_is():
    text = dump_yaml(payload_of(parse_entry("vendor", a_vendor(name="Éditeur à l’essai"), "x")))
    assert "Éditeur à l’essai" in text
    assert yaml.safe_load(text)["name"] == "Éditeur à l’essai"
