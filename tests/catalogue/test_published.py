"""The published catalogue: one test a file, and the promises of the whole."""

from datetime import date

import pytest

from advisor.catalogue import check_entries, load_catalogue, read_entries
from advisor.catalogue.files import FOLDERS, dump_yaml, entry_files, parse_yaml
from advisor.catalogue.schema import parse_entry, payload_of
from advisor.catalogue.stats import count_catalogue
from advisor.config import packaged_folder

FOLDER = packaged_folder("catalogue")
FILES = [(kind, path) for kind, path in entry_files(FOLDER)]


def test_there_are_files_of_each_kind():
    assert {kind for kind, _ in FILES} == {"criteria", *FOLDERS.values()}


@pytest.mark.parametrize(("kind", "path"), [pytest.param(k, p, id=f"{p.parent.name}/{p.stem}") for k, p in FILES])
def test_file(kind, path):
    text = path.read_text(encoding="utf-8")
    entry = parse_entry(kind, parse_yaml(text, path.name), path.name)
    assert dump_yaml(payload_of(entry)) == text, "not in canonical form: run `advisor catalogue format`"


def test_the_whole_has_no_error():
    problems = check_entries(read_entries(FOLDER), date(2026, 11, 23))
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    assert [str(problem) for problem in problems if problem.what.code in ("no-quote", "claim-publisher")] == []


def test_the_catalogue_is_as_broad_and_as_deep_as_promised():
    """As of the day its facts were last read: documented entries age with their facts."""
    stats = count_catalogue(load_catalogue(), date(2026, 11, 27))
    promised = {"categories": 70, "dominant": 400, "alternatives": 600, "fully_covered": 150, "documented": 100}
    assert {name: getattr(stats, name) for name, least in promised.items() if getattr(stats, name) < least} == {}


def test_no_word_that_judges_a_vendor():
    forbidden = ("piège", "trap", "faux souverain", "fausse souverain")
    texts = {path: path.read_text(encoding="utf-8").casefold() for _, path in FILES}
    # "trap" also stands inside ordinary words (extrapoler, bootstrap): whole words only.
    found = [(path.name, word) for path, text in texts.items() for word in forbidden if f" {word} " in text]
    assert found == []
