"""The commands that write papers naming alternatives: formats, inputs of every kind, one message when unusable."""

import zipfile

import pytest
from click.testing import CliRunner

from advisor.cli import main

TENDER = "3.2 Messagerie\nLe titulaire fournit Microsoft Exchange et Zoom Workplace pour 450 agents.\n"
STARTS = {"pdf": b"%PDF", "docx": b"PK", "odt": b"PK", "html": b"<!doctype html>"}


@pytest.fixture
def run():
    def invoke(*arguments):
        return CliRunner().invoke(main, [str(a) for a in arguments])

    return invoke


@pytest.fixture
def files(tmp_path):
    (tmp_path / "parc.csv").write_text("Libellé;Montant\nLicence Microsoft Teams;1200\nChaise;80\n", encoding="utf-8")
    (tmp_path / "cctp.txt").write_text(TENDER, encoding="utf-8")
    (tmp_path / "besoins.yaml").write_text("buyer: state\nprefers: [hds]\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "dce.zip", "w") as archive:
        archive.write(tmp_path / "cctp.txt", "cctp.txt")
    return tmp_path


@pytest.mark.parametrize("extension", STARTS)
def test_the_format_follows_the_name_of_the_output(run, files, extension):
    out = files / f"note.{extension}"
    result = run("note", files / "parc.csv", "--needs", files / "besoins.yaml", "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert out.read_bytes().startswith(STARTS[extension])


def text_of(path):
    """Read a note written as a page."""
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")


def test_a_list_and_documents_make_one_note(run, files):
    out = files / "note.html"
    assert run("note", files / "parc.csv", files / "cctp.txt", "--out", out).exit_code == 0
    text = text_of(out)
    assert "Microsoft Teams (1 ligne, 1" in text
    assert "Microsoft Exchange (cctp.txt)" in text
    assert "1 ligne sans produit reconnu" in text


def test_what_check_reads_the_note_reads(run, files):
    out = files / "note.html"
    assert run("note", files / "dce.zip", "--out", out).exit_code == 0
    assert "Zoom Workplace" in text_of(out)


def test_one_function_can_be_kept(run, files):
    out = files / "note.html"
    assert run("note", files / "cctp.txt", "--function", "messagerie-electronique", "--out", out).exit_code == 0
    assert "Zoom Workplace" not in text_of(out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["none.csv", "--out", "n.docx"], "none.csv", id="no file"),
        pytest.param(["parc.csv", "--out", "n.exe"], "docx, pdf, html, odt", id="unknown format"),
        pytest.param(["parc.csv", "--function", "rien", "--out", "n.docx"], "rien", id="unknown function"),
        pytest.param(["parc.csv", "--needs", "cctp.txt", "--out", "n.docx"], "cctp.txt", id="needs of another kind"),
    ],
)
def test_what_cannot_be_followed_is_said_once_with_exit_code_2(run, files, arguments, told):
    given = [a if a.startswith("-") or a in ("rien",) else files / a for a in arguments]
    result = run("note", *given)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not (files / "n.docx").exists()


def test_what_could_not_be_read_is_in_the_note_when_something_was(run, files):
    out = files / "note.html"
    (files / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert run("note", files / "parc.csv", files / "broken.pdf", "--out", out).exit_code == 0
    assert "broken.pdf" in text_of(out)


def test_questions_and_comparison_take_ids_and_names(run, files):
    out = files / "q.html"
    assert run("questions", "tixeo", "Nextcloud Talk", "--needs", files / "besoins.yaml", "--out", out).exit_code == 0
    assert "données de santé" in text_of(out)
    for extension in ("html", "pdf", "xlsx", "csv"):
        assert run("compare", "tixeo", "Nextcloud Talk", "--out", files / f"c.{extension}").exit_code == 0


@pytest.mark.parametrize("products", [["tixeo"], ["tixeo", "tixeo"], ["tixeo", "nobody-at-all"]])
def test_a_comparison_of_one_or_of_nothing_known_is_refused(run, files, products):
    result = run("compare", *products, "--out", files / "c.html")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_decisions_of_an_earlier_result_stand(run, files):
    (files / "decided.csv").write_text("input;action\nLicence Microsoft Teams;garder\n", encoding="utf-8")
    out = files / "note.html"
    result = run("note", files / "parc.csv", "--decisions", files / "decided.csv", "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0 fonction étudiée" in text_of(out)


def test_a_table_says_the_order_what_is_excluded_and_what_covers_a_suite(run, tmp_path):
    (tmp_path / "parc.txt").write_text("Microsoft 365 E3\n", encoding="utf-8")
    (tmp_path / "n.yaml").write_text(
        "buyer: state\nrequires: [{criterion: hosting-country, accept: [EU]}]\n", encoding="utf-8"
    )
    text = run("match", tmp_path / "parc.txt", "--needs", tmp_path / "n.yaml").stdout
    assert "circulaire 6519/SG" in " ".join(text.split())
    assert "Ensemble, pour les parties en usage : La Suite numérique" in text
    assert "(hosting-country)" in text
