"""`advisor check`: documents handed back, workbook, decisions, earlier version, exit codes."""

import json
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner

from advisor.cli import main
from advisor.cli.returned import choose_target
from advisor.documents import read_document
from advisor.errors import UnusableInput
from advisor.services.returning import safe_parts
from tests.documents.files import build, zipped

FIRST = (
    "Le titulaire fournit Microsoft 365 pour tous les agents.",
    "La solution doit être compatible avec Outlook.",
    "Les sauvegardes sont faites avec Veeam Backup.",
)
SECOND = (
    "Le titulaire fournit Microsoft 365 ou équivalent pour tous les agents.",
    "Les sauvegardes sont faites avec Veeam Backup.",
    "Le titulaire fournit aussi Zoom Workplace.",
)


@pytest.fixture
def run():
    def invoke(*arguments, stdin=None):
        return CliRunner().invoke(main, ["check", *(str(a) for a in arguments)], input=stdin)

    return invoke


@pytest.fixture
def cctp(tmp_path):
    def write(paragraphs=FIRST, name="CCTP.docx"):
        path = tmp_path / name
        path.write_bytes(build.docx("".join(build.par(text) for text in paragraphs)))
        return path

    return write


def answer_of(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def comments_of(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/comments.xml").decode()


def test_the_document_comes_back_with_a_comment_for_each_finding(run, cctp, tmp_path):
    path = cctp()
    answer = answer_of(run(path, "--format", "json", "--annotate", tmp_path / "rendu"))
    written = comments_of(tmp_path / "rendu" / "CCTP.docx")
    assert written.count("<w:comment ") == len(answer["mentions"]) >= 3
    for expected in (
        "Microsoft 365",
        "R2111-7",
        "https://",
        "À écrire à la place",
        "à valider par votre service juridique",
    ):
        assert expected in written
    assert path.read_bytes() == build.docx("".join(build.par(text) for text in FIRST))


def test_documents_inside_an_archive_come_back_in_a_folder_of_its_name(run, tmp_path):
    data = build.docx(build.par(FIRST[0]))
    (tmp_path / "DCE.zip").write_bytes(zipped({"lot 1/CCTP.docx": data, "../../evil.docx": data, "BPU.txt": FIRST[0]}))
    assert run(tmp_path / "DCE.zip", "--annotate", tmp_path / "rendu").exit_code == 0
    written = sorted(str(p.relative_to(tmp_path / "rendu")) for p in (tmp_path / "rendu").rglob("*") if p.is_file())
    assert written == ["DCE/BPU.txt.mentions.xlsx", "DCE/evil.docx", "DCE/lot 1/CCTP.docx"]
    assert "Microsoft 365" in comments_of(tmp_path / "rendu" / "DCE" / "lot 1" / "CCTP.docx")


def test_an_input_is_never_overwritten(run, cctp, tmp_path):
    path = cctp()
    before = path.read_bytes()
    assert run(path, "--annotate", tmp_path).exit_code == 0
    assert path.read_bytes() == before
    assert "Microsoft 365" in comments_of(tmp_path / "CCTP (annoté).docx")


def test_a_kind_without_comments_comes_back_as_a_workbook(run, tmp_path):
    path = tmp_path / "cctp.txt"
    path.write_text("Le titulaire fournit Microsoft 365.", encoding="utf-8")
    result = run(path, "--annotate", tmp_path / "rendu")
    assert result.exit_code == 0
    assert "cctp.txt" in result.stderr
    book = openpyxl.load_workbook(tmp_path / "rendu" / "cctp.txt.mentions.xlsx")
    assert book.sheetnames == ["mentions", "clauses", "à propos"]


def test_a_document_from_standard_input_comes_back(run, tmp_path):
    data = build.docx(build.par(FIRST[0]))
    assert run("-", "--annotate", tmp_path, stdin=data).exit_code == 0
    assert read_document((tmp_path / "document.docx").read_bytes(), "d.docx").text.startswith(FIRST[0])


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("../../etc/passwd", ("etc", "passwd"), id="upwards"),
        pytest.param("C:\\Windows\\a.docx", ("C_", "Windows", "a.docx"), id="drive"),
        pytest.param("/abs/b.docx", ("abs", "b.docx"), id="absolute"),
        pytest.param("DCE.zip/lot 1/CCTP.docx", ("DCE", "lot 1", "CCTP.docx"), id="container"),
        pytest.param("CCTP.docx/Feuille1.xlsx", ("CCTP (docx)", "Feuille1.xlsx"), id="inside a document"),
        pytest.param("nul.docx", ("_nul.docx",), id="reserved"),
        pytest.param("a\u202ecod.docx", ("a_cod.docx",), id="direction"),
        pytest.param("...", ("document",), id="nothing left"),
        pytest.param("a" * 300 + ".docx", ("a" * 145 + ".docx",), id="long"),
    ],
)
def test_names_stay_inside_the_folder(name, parts):
    assert safe_parts(name) == parts


def test_a_folder_that_leads_outside_is_refused(tmp_path):
    (tmp_path / "rendu").mkdir()
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "rendu" / "DCE").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(UnusableInput):
        choose_target(tmp_path / "rendu", "DCE.zip/a.docx", (), set(), "fr")


def sheet_of(path):
    sheet = openpyxl.load_workbook(path)["mentions"]
    return sheet, {cell.value: cell.column for cell in sheet[1]}


def test_the_workbook_has_a_status_to_choose_and_formulas_are_harmless(run, tmp_path):
    path = tmp_path / "cctp.txt"
    path.write_text("=HYPERLINK(1) Le titulaire fournit Microsoft 365.", encoding="utf-8")
    assert run(path, "--report", tmp_path / "r.xlsx").exit_code == 0
    sheet, columns = sheet_of(tmp_path / "r.xlsx")
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == '"à corriger,corrigé,justifié,fausse alerte"'
    assert sheet.cell(2, columns["statut"]).value == "à corriger"
    cell = sheet.cell(2, columns["phrase"])
    assert cell.data_type == "s"
    assert cell.value.startswith("'=")


def fill_in(path, *, words, status, reason=None):
    book = openpyxl.load_workbook(path)
    sheet = book["mentions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, columns["mots"]).value == words:
            sheet.cell(row, columns["statut"]).value = status
            sheet.cell(row, columns["raison"]).value = reason
    book.save(path)


def test_statuses_survive_a_new_version_of_the_text(run, cctp, tmp_path):
    run(cctp(), "--report", tmp_path / "r.xlsx")
    fill_in(tmp_path / "r.xlsx", words="Veeam Backup", status="Justifié", reason="parc installé, 40 serveurs")
    fill_in(tmp_path / "r.xlsx", words="Outlook", status="fausse alerte")
    new = cctp(SECOND, "CCTP v2.docx")
    result = run(new, "--decisions", tmp_path / "r.xlsx", "--format", "json", "--annotate", tmp_path / "rendu")
    marked = {m["text"]: (m["status"], m.get("status_reason")) for m in answer_of(result)["mentions"]}
    assert marked["Veeam Backup"] == ("justified", "parc installé, 40 serveurs")
    assert marked["Zoom Workplace"] == ("to-correct", None)
    assert "parc installé, 40 serveurs" in comments_of(tmp_path / "rendu" / "CCTP v2.docx")


def test_justified_without_a_reason_is_told_and_not_followed(run, cctp, tmp_path):
    path = cctp()
    run(path, "--report", tmp_path / "r.xlsx")
    fill_in(tmp_path / "r.xlsx", words="Veeam Backup", status="justifié")
    fill_in(tmp_path / "r.xlsx", words="Outlook", status="peut-être")
    result = run(path, "--decisions", tmp_path / "r.xlsx", "--format", "json")
    assert {m["status"] for m in answer_of(result)["mentions"]} == {"to-correct"}
    assert "sans raison" in result.stderr
    assert "statut inconnu" in result.stderr


def test_false_alarms_are_not_commented_and_do_not_fail(run, tmp_path, cctp):
    path = cctp(FIRST[:1])
    assert run(path, "--report", tmp_path / "r.xlsx", "--fail-on", "high").exit_code == 1
    fill_in(tmp_path / "r.xlsx", words="Microsoft 365", status="fausse alerte")
    result = run(path, "--decisions", tmp_path / "r.xlsx", "--fail-on", "info", "--annotate", tmp_path / "rendu")
    assert result.exit_code == 0
    assert (tmp_path / "rendu" / "CCTP.docx").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2\n", b"PK\x03\x04 broken", b"\x00\xff"])
def test_a_workbook_that_is_none_is_one_clear_message(run, cctp, tmp_path, content):
    (tmp_path / "d.xlsx").write_bytes(content)
    result = run(cctp(), "--decisions", tmp_path / "d.xlsx")
    assert result.exit_code == 2
    assert "d.xlsx" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("as_json", [True, False])
def test_before_and_after(run, cctp, tmp_path, as_json):
    old = cctp()
    if as_json:
        run(old, "--out", tmp_path / "old.json")
        old = tmp_path / "old.json"
    answer = answer_of(run(cctp(SECOND, "CCTP v2.docx"), "--against", old, "--format", "json"))
    changes = {m["text"]: (m["change"], m.get("severity_before")) for m in answer["mentions"]}
    assert changes["Microsoft 365"] == ("remaining", "high")
    assert changes["Veeam Backup"] == ("remaining", None)
    assert changes["Zoom Workplace"] == ("new", None)
    against = answer["against"]
    assert [gone["text"] for gone in against["gone"]] == ["Outlook"]
    assert {key: against[key] for key in ("corrected", "remaining", "new", "eased")} == {
        "corrected": 1, "remaining": 2, "new": 1, "eased": 1,
    }  # fmt: skip
    text = run(tmp_path / "CCTP v2.docx", "--against", old).stdout
    assert "1 corrigées, 2 restantes" in text


@pytest.mark.parametrize("content", ['{"edition": "x", "method": "y", "mentions": [{"text": 3}]}', ""])
def test_an_earlier_version_that_is_none_is_one_clear_message(run, cctp, tmp_path, content):
    (tmp_path / "old.json").write_text(content)
    result = run(cctp(), "--against", tmp_path / "old.json")
    assert result.exit_code == 2
    assert "old.json" in result.stderr


def test_an_unknown_report_is_refused_before_reading(run, cctp, tmp_path):
    result = run(cctp(), "--report", tmp_path / "r.pptx")
    assert result.exit_code == 2
    assert "pptx" in result.stderr


def test_nothing_written_names_an_alternative(run, cctp, tmp_path):
    run(cctp(FIRST[:1]), "--report", tmp_path / "r.xlsx", "--annotate", tmp_path / "rendu")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        book = archive.read("xl/sharedStrings.xml").decode()
    for text in (book, comments_of(tmp_path / "rendu" / "CCTP.docx")):
        for name in ("LibreOffice", "Collabora", "OnlyOffice", "Nextcloud", "Wimi"):
            assert name.casefold() not in text.casefold()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(None, "introuvable", id="not there"),
        pytest.param(b"\x00\x01" * 900, "son contenu n'en est pas", id="binary"),
    ],
)
def test_decisions_that_cannot_be_read_are_told_in_words(run, cctp, tmp_path, content, expected):
    path = tmp_path / "d.xlsx"
    if content:
        path.write_bytes(content)
    result = run(cctp(), "--decisions", path)
    assert result.exit_code == 2
    assert expected in result.stderr
