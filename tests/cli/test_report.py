"""`advisor report`: from the JSON of `match` to a paper or a calendar."""

import json

import icalendar
import pytest
from click.testing import CliRunner

from advisor.cli import main

LINES = "Libellé;Montant HT;Date de fin\nMicrosoft Teams;1200;31/03/2027\nNextcloud;300;2027\nChaise;80;\n"


@pytest.fixture
def run():
    def invoke(*arguments):
        return CliRunner().invoke(main, [str(a) for a in arguments])

    return invoke


@pytest.fixture
def answer(run, tmp_path):
    (tmp_path / "parc.csv").write_text(LINES)
    path = tmp_path / "parc.json"
    assert run("match", tmp_path / "parc.csv", "--out", path).exit_code == 0
    return path


@pytest.mark.parametrize(
    ("name", "start"), [("r.pdf", b"%PDF"), ("r.docx", b"PK"), ("r.odt", b"PK"), ("r.html", b"<!doctype html>")]
)
def test_a_report_follows_the_name_of_the_output(run, answer, tmp_path, name, start):
    result = run("report", answer, "--out", tmp_path / name)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_result_written_otherwise_gives_the_same_report(run, answer, tmp_path):
    other = tmp_path / "autre.json"
    other.write_text(json.dumps(json.loads(answer.read_text()), sort_keys=True))
    for path, out in ((answer, "a.html"), (other, "b.html")):
        assert run("report", path, "--out", tmp_path / out, "--segment", "Parc").exit_code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_least_the_contract_promises_is_enough(run, tmp_path):
    path = tmp_path / "moindre.json"
    product = {
        "id": "x", "name": "X", "vendor": {"id": "v", "name": "V"}, "seat_country": "US", "control_country": "US", "labels": [],
    }  # fmt: skip
    row = {"row": 2, "input": "x", "amount_eur": "12.00", "band": "sure", "product": product}
    path.write_text(json.dumps({"edition": "e", "method": "m", "created": "2026-11-23T00:00:00Z", "rows": [row]}))
    result = run("report", path, "--out", tmp_path / "r.html")
    assert result.exit_code == 0, result.stderr
    assert "1 lignes sur 1" not in (tmp_path / "r.html").read_text()


def test_several_results_are_one_report(run, answer, tmp_path):
    result = run("report", answer, answer, "--segment", "Ville", "--segment", "CCAS", "--out", tmp_path / "r.html")
    assert result.exit_code == 0, result.stderr
    page = (tmp_path / "r.html").read_text()
    assert "Ville" in page
    assert "CCAS" in page


def test_the_calendar_is_written_for_an_agenda(run, answer, tmp_path):
    assert run("report", answer, "--out", tmp_path / "r.ics").exit_code == 0
    events = icalendar.Calendar.from_ical((tmp_path / "r.ics").read_bytes()).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Fin : Microsoft Teams", "Fin : Nextcloud Hub"}


@pytest.mark.parametrize(
    "content",
    [
        *(
            b"",
            b"{",
            b"[]",
            b'{"rows": 3}',
            b'{"rows": [3]}',
            b'{"rows": [{"row": "x"}]}',
            b"\xff\xfe\x00",
            b"[" * 100_000,
        ),
        b'{"edition": "e", "method": "m", "created": "hier", "rows": []}',
    ],
    ids=["empty", "cut", "list", "no rows", "number", "wrong row", "binary", "deep", "wrong date"],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_no_result_is_one_message_and_exit_code_2(run, tmp_path, content, lang):
    (tmp_path / "x.json").write_bytes(content)
    result = run("report", tmp_path / "x.json", "--out", tmp_path / "r.pdf", "--lang", lang)
    assert result.exit_code == 2
    assert "x.json" in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_missing_file_and_an_unknown_format_are_said(run, answer, tmp_path):
    assert run("report", tmp_path / "rien.json", "--out", tmp_path / "r.pdf").exit_code == 2
    result = run("report", answer, "--out", tmp_path / "r.xyz")
    assert result.exit_code == 2
    assert ".docx" in result.stderr
