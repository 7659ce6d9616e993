"""Decisions about findings, documents that come back, the earlier version: with and without htmx."""

import io
import json
import os
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from advisor.domain.analyses import Upload
from tests.documents.files import build
from tests.web.buyer_results import TENDER_TEXT, a_file, a_tender, send
from tests.web.site import write_catalogue
from tests.web.test_buyer_lists import page_of, words_of

HTMX = {"HX-Request": "true"}
DOCX = build.docx(build.par("Le titulaire fournit Acme Meet.") + build.par("La ville utilise déjà Acme Suite."))


def a_docx(app, *uploads):
    uploads = uploads or (Upload("CCTP.docx", DOCX),)
    return app.extensions["analyses"].start_tender(list(uploads)).token


def mark(browser, token, number, status, reason="", query="", **options):
    path = f"/fr/results/{token}/findings/{number}/mark{query}"
    return send(browser, path, status=status, reason=reason, **options)


def result_of(browser, token):
    return json.loads(browser.get(f"/fr/results/{token}/download.json").data)


def test_a_decision_is_kept_shown_and_taken_back(site, browser):
    token = a_tender(site)
    answer = mark(browser, token, 2, "justified", "parc installé <b>")
    assert answer.headers["Location"] == f"/fr/results/{token}#m2"
    page = page_of(browser, token)
    assert words_of(page.get_element_by_id("m2")).count("Maintenu et justifié : parc installé <b>") == 1
    assert words_of(page.get_element_by_id("decided")) == "1 mention décidée sur 3."
    assert result_of(browser, token)["summary"]["by_status"]["justified"] == 1
    mark(browser, token, 2, "to-correct")
    assert "by_status" not in result_of(browser, token)["summary"]


def test_keeping_a_name_needs_a_reason(site, browser):
    token = a_tender(site)
    answer = mark(browser, token, 2, "justified", "  ")
    assert answer.status_code == 422
    assert "Erreur :" in answer.text
    assert 'aria-describedby="e2"' in answer.text
    assert "by_status" not in result_of(browser, token)["summary"]
    assert mark(browser, token, 2, "nonsense").status_code == 422


def test_htmx_gets_the_note_and_the_progress_only(site, browser):
    token = a_tender(site)
    answer = mark(browser, token, 1, "false-alarm", headers=HTMX)
    assert answer.text.lstrip().startswith("<article")
    assert 'id="decisions" hx-swap-oob="true"' in answer.text
    refused = mark(browser, token, 2, "justified", headers=HTMX)
    assert refused.status_code == 200
    assert "Écrivez la raison" in refused.text


def test_filters_keep_what_is_open_or_decided(site, browser):
    token = a_tender(site)
    mark(browser, token, 2, "corrected")
    assert len(page_of(browser, token, "?status=open").xpath("//article")) == 2
    assert len(page_of(browser, token, "?status=done").xpath("//article")) == 1
    hidden = mark(browser, token, 1, "corrected", query="?status=open")
    assert hidden.headers["Location"] == f"/fr/results/{token}?status=open#findings"


def test_a_shared_link_reads_and_downloads_but_decides_nothing(site, browser):
    token = a_docx(site)
    service = site.extensions["analyses"]
    shared = service.share(service.find(token)).share_token
    assert page_of(browser, shared).xpath("//form[@class='mark']") == []
    assert mark(browser, shared, 1, "corrected").status_code == 403
    assert browser.get(f"/fr/results/{shared}/documents/1").status_code == 200


def test_the_document_comes_back_annotated_in_the_language_of_the_page(site, browser):
    token = a_docx(site)
    mark(browser, token, 2, "false-alarm")
    for lang, words in (("fr", "Ce qui la justifierait"), ("en", "What would justify it")):
        answer = browser.get(f"/{lang}/results/{token}/documents/1")
        assert "filename=CCTP.docx" in answer.headers["Content-Disposition"]
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            comments = archive.read("word/comments.xml").decode()
        assert words in comments
        assert comments.count("<w:comment ") == 1
        assert "Boréal" not in comments
    assert browser.get(f"/fr/results/{token}/documents/2").status_code == 404
    assert browser.get(f"/fr/results/{token}/documents/0").status_code == 404


def test_all_documents_come_back_in_one_archive(site, browser):
    nothing = Upload("AE.txt", b"Le titulaire s'engage.")
    token = a_docx(site, Upload("CCTP.docx", DOCX), Upload("../x/BPU.txt", TENDER_TEXT.encode()), nothing)
    archive = zipfile.ZipFile(io.BytesIO(browser.get(f"/fr/results/{token}/documents.zip").data))
    assert archive.namelist() == ["CCTP.docx", "x/BPU.txt.mentions.xlsx", "AE.txt"]
    assert archive.read("AE.txt") == nothing.data


@pytest.mark.parametrize("extension", ["xlsx", "docx", "pdf", "odt", "html", "json"])
def test_every_report_downloads_and_names_no_alternative(site, browser, extension):
    answer = browser.get(f"/fr/results/{a_tender(site)}/report.{extension}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f".{extension}")
    assert "Boréal".encode() not in answer.data


@pytest.mark.slow
def test_the_web_and_the_command_give_the_same_answer(site, browser, tmp_path):
    (tmp_path / "CCTP.docx").write_bytes(DOCX)
    web = result_of(browser, a_docx(site))
    environment = {**os.environ, "ADVISOR_CATALOGUE": str(write_catalogue(tmp_path / "catalogue"))}
    command = [sys.executable, "-c", "from advisor.cli import main; main()", "check", "CCTP.docx", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, env=environment)
    assert {**web, "created": ""} == {**json.loads(done.stdout), "created": ""}
    assert len(web["mentions"]) == 2


def filled(browser, token, statuses):
    """Download the workbook and fill it in."""
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/fr/results/{token}/report.xlsx").data))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, (status, reason) in enumerate(statuses, 2):
        sheet.cell(row, columns["statut"]).value, sheet.cell(row, columns["raison"]).value = status, reason
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_given_back_is_taken_over_in_a_new_version(site, browser):
    statuses = [("fausse alerte", None), ("justifié", "parc installé"), ("justifié", None)]
    workbook = filled(browser, a_tender(site), statuses)
    other = a_tender(
        site, {"CCTP v2.txt": TENDER_TEXT.replace("avec l'assistance", "avec l'assistance et la formation")}
    )
    answer = send(browser, f"/fr/results/{other}/decisions", workbook=a_file(workbook, "decisions.xlsx"))
    assert answer.status_code == 200
    assert "2 décisions reprises." in answer.text
    assert "sans raison, non repris : lignes 4" in answer.text
    assert [m["status"] for m in result_of(browser, other)["mentions"]] == ["false-alarm", "justified", "to-correct"]


@pytest.mark.parametrize("content", [None, b"", b"a;b\n", b"PK\x03\x04"])
def test_a_file_that_is_no_workbook_is_refused_with_its_field(site, browser, content):
    token = a_tender(site)
    fields = {} if content is None else {"workbook": a_file(content, "x.xlsx")}
    answer = send(browser, f"/fr/results/{token}/decisions", **fields)
    assert answer.status_code == 422
    assert 'id="workbook-error"' in answer.text


def test_an_earlier_version_is_compared_and_only_the_present_one_comes_back(site, browser):
    sent = send(
        browser,
        "/fr/tenders",
        document=[a_file("Le titulaire fournit Acme Meet ou équivalent.", "v2.txt")],
        earlier=[a_file("Le titulaire fournit Acme Meet.\n\nAcme Suite est exigé.", "v1.txt")],
    )
    token = sent.headers["Location"].rsplit("/", 1)[1]
    against = result_of(browser, token)["against"]
    assert {k: against[k] for k in ("corrected", "remaining", "new", "eased")} == {
        "corrected": 1, "remaining": 1, "new": 0, "eased": 1,
    }  # fmt: skip
    page = page_of(browser, token)
    assert "1 mention corrigée, 1 restante (dont 1 moins grave), 0 nouvelle" in words_of(
        page.xpath("//div[@class='against']")[0]
    )
    archive = zipfile.ZipFile(io.BytesIO(browser.get(f"/fr/results/{token}/documents.zip").data))
    assert archive.namelist() == ["v2.txt.mentions.xlsx"]


def test_an_earlier_answer_is_compared_too(site, browser):
    first = a_tender(site)
    earlier = browser.get(f"/fr/results/{first}/download.json").data
    sent = send(
        browser, "/fr/tenders", document=[a_file(TENDER_TEXT, "CCTP.txt")], earlier=[a_file(earlier, "avant.json")]
    )
    against = result_of(browser, sent.headers["Location"].rsplit("/", 1)[1])["against"]
    assert (against["corrected"], against["remaining"], against["new"]) == (0, 3, 0)


def test_erasing_leaves_nothing_to_hand_back(site, browser):
    token = a_docx(site)
    mark(browser, token, 1, "corrected")
    send(browser, f"/fr/results/{token}/erase")
    for path in ("", "/documents/1", "/documents.zip", "/report.xlsx", "/download.json"):
        assert browser.get(f"/fr/results/{token}{path}").status_code == 404
    assert site.extensions["analyses"].store.uploads(token) is None


def test_without_the_files_the_page_says_so(site, browser):
    token = a_docx(site)
    site.extensions["analyses"].store.drop_uploads(token)
    assert "ne sont plus gardés" in words_of(page_of(browser, token).get_element_by_id("back"))
    assert browser.get(f"/fr/results/{token}/documents/1").status_code == 410
