"""Accounts from the command line: passwords come from standard input or a prompt and are never shown."""

import pytest
from click.testing import CliRunner

from advisor.cli import main

pytestmark = pytest.mark.slow
PASSWORD = "cheval agrafe correct batterie"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'test.sqlite'}")
    return lambda *words, given=None: CliRunner().invoke(main, ["user", *words], input=given)


def test_account_is_opened_listed_closed_and_opened_again(run):
    opened = run("add", "Alice Martin", "--role", "administrator", "--stdin", given=PASSWORD + "\n")
    assert (opened.exit_code, opened.output) == (0, "Alice Martin: administrator\n")
    run("add", "Bruno", given=PASSWORD + "\n")
    assert run("disable", "bruno").exit_code == 0
    assert "contributor    Bruno  (closed)" in run("list").output
    run("enable", "Bruno")
    run("role", "Bruno", "curator")
    assert "curator        Bruno\n" in run("list").output
    assert run("password", "Bruno", "--stdin", given="bateau lavande quartz mouton\n").exit_code == 0


@pytest.mark.parametrize(
    ("words", "given", "message"),
    [
        pytest.param(["add", "Alice"], "court\n", "au moins 12 caractères", id="short"),
        pytest.param(["add", "Alice"], "", "au moins 12 caractères", id="nothing-given"),
        pytest.param(["add", "<b>"], PASSWORD + "\n", "nom de compte", id="name"),
        pytest.param(["disable", "Personne"], None, "Personne", id="unknown"),
        pytest.param(["password", "Personne"], PASSWORD + "\n", "Personne", id="unknown-password"),
    ],
)
def test_refusals_are_one_sentence_and_hold_no_password(run, words, given, message):
    refused = run(*words, given=given)
    assert refused.exit_code == 2
    assert message in refused.output
    assert PASSWORD not in refused.output
    assert "Traceback" not in refused.output


def test_a_data_folder_that_cannot_be_written_is_told_without_traceback(tmp_path, monkeypatch):
    (tmp_path / "home").write_text("a file where a folder should be")
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ADVISOR_SECRET_KEY", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for command in (["serve"], ["db", "upgrade"], ["user", "list"]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2, result.output
        assert "ADVISOR_HOME" in result.stderr
