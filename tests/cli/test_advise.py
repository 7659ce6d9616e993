"""The advice commands: exit codes, formats, and one message for each bad input."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from advisor.cli import main
from advisor.reports.shapes import SHAPES
from tests.documents.files import SAMPLES
from tests.office import convert

LINES = (
    "Libellé;Éditeur;Montant TTC\nLicence Microsoft Teams;Microsoft;1 200,50\nChaise de bureau;;80\nTotal;;1280,50\n"
)


@pytest.fixture
def run():
    def invoke(*arguments, stdin=None):
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return invoke


@pytest.fixture
def parc(tmp_path):
    path = tmp_path / "parc.csv"
    path.write_text(LINES, encoding="cp1252")
    return path


def test_match_gives_one_row_per_row_of_the_file(run, parc):
    answer = json.loads(run("match", parc, "--format", "json").stdout)
    TypeAdapter(SHAPES["match"]).validate_python(answer)
    assert [(row["row"], row["band"]) for row in answer["rows"]] == [(1, "none"), (2, "sure"), (3, "none"), (4, "none")]
    assert answer["rows"][1]["product"]["id"] == "microsoft-teams"
    assert answer["rows"][1]["amount_eur"] == "1200.50"
    assert answer["summary"]["rows"] == 2


def test_the_same_input_gives_the_same_answer(run, parc):
    first, second = (json.loads(run("match", parc, "--format", "json").stdout) for _ in range(2))
    assert {**first, "created": ""} == {**second, "created": ""}


def test_match_reads_standard_input(run):
    answer = json.loads(run("match", "-", "--format", "json", stdin="Microsoft Teams\nNextcloud\n").stdout)
    assert [row["product"]["id"] for row in answer["rows"]] == ["microsoft-teams", "nextcloud"]


def test_the_form_follows_the_name_of_the_output(run, parc, tmp_path):
    assert run("match", parc, "--out", tmp_path / "r.xlsx").exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["lines", "picture", "sources", "about"]


def test_decisions_of_an_earlier_result_come_back(run, parc, tmp_path):
    run("match", parc, "--out", tmp_path / "r.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text()), delimiter=";"))
    rows[1]["decided_product"] = "-"
    rows[2]["decided_product"] = "Zoom Workplace"
    with (tmp_path / "r.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    result = run("match", parc, "--format", "json", "--decisions", tmp_path / "r.csv")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["rows"][1]["product"] is None
    assert answer["rows"][2]["product"]["id"] == "zoom-workplace"
    assert answer["rows"][2]["reasons"][0]["kind"] == "decision"


def test_needs_are_held_against_each_alternative(run, parc, tmp_path):
    needs = tmp_path / "needs.yaml"
    needs.write_text("buyer: local-authority\nrequires:\n- {criterion: self-hosting, accept: [yes]}\n")
    answer = json.loads(run("match", parc, "--format", "json", "--needs", needs).stdout)
    alternatives = answer["rows"][1]["alternatives"]
    assert alternatives
    assert all("self-hosting" in (*a["met"], *a["unmet"], *a["unknown"]) for a in alternatives)
    assert all((a["excluded_by"] == "self-hosting") == ("self-hosting" in a["unmet"]) for a in alternatives)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("vide.csv", b"", id="empty"),
        pytest.param("parc.csv", bytes(range(256)) * 50, id="binary renamed csv"),
        pytest.param("parc.xlsx", b"PK\x03\x04broken", id="corrupt zip"),
        pytest.param("note.pdf", b"%PDF-1.4\n%%EOF", id="pdf without page"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_bad_input_is_one_message_and_exit_code_2(run, tmp_path, name, content, lang):
    path = tmp_path / name
    path.write_bytes(content)
    result = run("match", path, "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(name)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("match", "absent.csv"), "absent.csv", id="file not there"),
        pytest.param(("match", "-", "--column", "Prix unitaire"), "Prix unitaire", id="missing column"),
        pytest.param(("show", "nobody"), "nobody", id="unknown entry"),
        pytest.param(("match", "-", "--format", "pdf"), "pdf", id="unknown format"),
        pytest.param(("match", "-", "--out", "/nowhere/at/all.csv"), "/nowhere/at/all.csv", id="cannot write"),
    ],
)
def test_unusable_arguments_are_one_message_and_exit_code_2(run, arguments, said):
    result = run(*arguments, stdin=LINES)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_check_finds_the_brands_of_a_text(run, tmp_path):
    path = tmp_path / "cctp.txt"
    path.write_text("Le titulaire fournit Microsoft Teams ou équivalent.\nIl fournit Adobe Photoshop.\n")
    answer = json.loads(run("check", path, "--format", "json", "--with-text").stdout)
    TypeAdapter(SHAPES["check"]).validate_python(answer)
    text = answer["documents"][0]["text"]
    assert text == path.read_text()
    assert [text[m["start"] : m["end"]] for m in answer["mentions"]] == ["Microsoft Teams", "Adobe Photoshop"]
    assert [m["or_equivalent"] for m in answer["mentions"]] == [True, False]
    assert [m["severity"] for m in answer["mentions"]] == ["warning", "high"]


def test_check_fails_on_the_level_that_was_asked(run, tmp_path):
    path = tmp_path / "cctp.txt"
    path.write_text("Le titulaire fournit Adobe Photoshop.")
    assert run("check", path, "--fail-on", "high").exit_code == 1
    assert run("check", path).exit_code == 0
    path.write_text("Le titulaire fournit un logiciel de retouche d'images.")
    assert run("check", path, "--fail-on", "info").exit_code == 0


def test_what_cannot_be_read_is_listed_and_the_rest_is_checked(run, tmp_path):
    good, bad = tmp_path / "cctp.txt", tmp_path / "vide.docx"
    good.write_text("Le titulaire fournit Adobe Photoshop.")
    bad.write_bytes(b"")
    result = run("check", good, bad, "--format", "json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [item["where"] for item in answer["unread"]] == ["vide.docx"]
    assert run("check", bad).exit_code == 2


def test_no_alternative_is_named_in_a_check(run, tmp_path):
    path = tmp_path / "cctp.txt"
    path.write_text("Le titulaire fournit Microsoft Teams.")
    answer = json.loads(run("check", path, "--format", "json").stdout)
    assert {m["product"]["id"] for m in answer["mentions"]} == {"microsoft-teams"}
    assert "alternatives" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("o365", "microsoft-365", id="abbreviation"),
        pytest.param("visoi", "visioconference", id="two letters swapped"),
        pytest.param("Phtoshop", "adobe-creative-cloud", id="a letter missing"),
        pytest.param("tixeo", "tixeo", id="name"),
    ],
)
def test_find_answers_with_its_reason(run, words, expected):
    answer = json.loads(run("find", words, "--format", "json").stdout)
    TypeAdapter(SHAPES["find"]).validate_python(answer)
    assert expected in [found["id"] for found in answer["results"]]
    assert all(found["why"] for found in answer["results"])


def test_find_says_when_there_is_nothing(run):
    assert run("find", "xxxxxxxx", "--format", "json").exit_code == 0
    assert "Rien de ce nom" in run("find", "xxxxxxxx").stdout


def test_show_gives_the_whole_entry_and_what_replaces_it(run):
    shown = json.loads(run("show", "microsoft-teams", "--format", "json").stdout)
    assert shown["name"] == "Microsoft Teams"
    assert "tixeo" in [a["product"]["id"] for a in shown["alternatives"]]
    replaced = json.loads(run("show", "tixeo", "--format", "json").stdout)["replaces"]
    assert "microsoft-teams" in [product["id"] for product in replaced]


def test_archive_is_checked_file_by_file(run, tmp_path):
    path = tmp_path / "DCE.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("CCTP.txt", "Le titulaire fournit Microsoft Teams.")
        archive.writestr("vide.docx", b"")
    answer = json.loads(run("check", path, "--format", "json").stdout)
    TypeAdapter(SHAPES["check"]).validate_python(answer)
    assert [(one["name"], one["part"]) for one in answer["documents"]] == [("DCE.zip/CCTP.txt", "cctp")]
    assert [one["document"] for one in answer["mentions"]] == ["DCE.zip/CCTP.txt"]
    assert [one["where"] for one in answer["unread"]] == ["DCE.zip/vide.docx"]
    assert "vide.docx" not in answer["unread"][0]["why"]


def test_what_was_not_read_inside_documents_says_in_which(run, tmp_path):
    paths = [tmp_path / "a.pdf", tmp_path / "b.txt"]
    paths[0].write_bytes((SAMPLES / "partly-scanned.pdf").read_bytes())
    paths[1].write_text("Zoom")
    alone = json.loads(run("check", paths[0], "--format", "json").stdout)
    both = json.loads(run("check", *paths, "--format", "json").stdout)
    assert [one["where"] for one in alone["summary"]["unread"]] == ["pages 2 à 3"]
    assert [one["where"] for one in both["summary"]["unread"]] == ["a.pdf, pages 2 à 3"]


def test_documents_of_one_name_are_told_apart(run, tmp_path):
    paths = [tmp_path / folder / "CCTP.txt" for folder in "ab"]
    for path in paths:
        path.parent.mkdir()
        path.write_text("Le titulaire fournit Microsoft Teams.")
    answer = json.loads(run("check", *paths, "--format", "json").stdout)
    assert [one["name"] for one in answer["documents"]] == ["CCTP.txt", "CCTP (2).txt"]


def test_archive_without_any_readable_file_gives_exit_code_2(run, tmp_path):
    path = tmp_path / "DCE.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("vide.docx", b"")
    answer = run("check", path)
    assert answer.exit_code == 2
    assert "DCE.zip/vide.docx" in answer.stderr


def test_weights_are_told_where_they_are_asked_for(run, tmp_path):
    (tmp_path / "a.txt").write_text("Licence Microsoft Teams\n", encoding="utf-8")
    (plain,) = json.loads(run("match", tmp_path / "a.txt", "--format", "json").stdout)["rows"]
    (told,) = json.loads(run("match", tmp_path / "a.txt", "--format", "json", "--weights").stdout)["rows"]
    assert "weights" not in plain
    assert "bias" in [part["name"] for part in told["weights"]]


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_an_exported_workbook_opens_in_an_office_suite(run, tmp_path, parc, extension):
    made = tmp_path / f"answer.{extension}"
    assert run("match", parc, "--out", made).exit_code == 0
    sheet = convert(tmp_path, made.read_bytes(), extension, "csv").decode("utf-8", "replace")
    assert "Licence Microsoft Teams" in sheet
    assert "#REF!" not in sheet
    assert "Err:" not in sheet
