"""The summary report: what it says, that it compiles as PDF/UA, and that it names no alternative."""

import io
import json
import re

import docx as python_docx
import pytest

from advisor.domain.documents import Document, Segment
from advisor.domain.marks import Mark
from advisor.reports.marking import apply_marks, compare, gone_of
from advisor.reports.tracing import trace_mentions
from advisor.services.advise import Request, check_documents
from advisor.services.editions import packaged_edition
from advisor.services.tender_reports import TENDER_REPORTS, write_tender_report

TEXT = """Le titulaire fournit Microsoft 365 pour tous les agents.
La suite proposée doit être une solution française.
Les réunions se font avec Zoom Workplace ou équivalent.
La ville utilise aujourd'hui Oracle Database."""
ALTERNATIVES = ("LibreOffice", "Nextcloud", "Tixeo", "PostgreSQL", "Jitsi", "OnlyOffice", "Collabora")


def a_document(text=TEXT, name="CCTP.docx"):
    segments, start = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        segments.append(Segment(start, start + len(line), "paragraph", f"2 Besoins, paragraphe {n}"))
        start += len(line) + 1
    return Document(name, "docx", text, tuple(segments))


def a_result(lang="fr", text=TEXT):
    return check_documents(packaged_edition(), [a_document(text)], Request(lang=lang))


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("extension", sorted(TENDER_REPORTS))
def test_every_form_is_written(extension, lang):
    data = write_tender_report(a_result(lang), extension, lang)
    starts = {"pdf": b"%PDF", "html": b"<!", "docx": b"PK", "odt": b"PK", "xlsx": b"PK"}
    assert data.lstrip().lower().startswith(starts[extension].lower())


def html_of(result, lang="fr"):
    return re.sub(r"<[^>]+>", " ", write_tender_report(result, "html", lang).decode())


def test_the_report_says_rule_justification_wording_and_that_it_is_an_indication():
    text = html_of(a_result())
    for expected in (
        "Microsoft 365", "R2111-7", "Ce qui la justifierait", "À écrire à la place", "à valider par votre service juridique",
        "lue dans un commentaire", "test en trois étapes", "Justification à écrire", "Normes laissées de côté", "Oracle Database",
    ):  # fmt: skip
        assert expected in text, expected
    for name in ALTERNATIVES:
        assert name not in text


def test_a_word_document_has_headings_and_tables():
    document = python_docx.Document(io.BytesIO(write_tender_report(a_result(), "docx", "fr")))
    assert any(p.style.name.startswith(("Heading", "Titre")) for p in document.paragraphs)
    assert len(document.tables) >= 2


def test_decisions_and_changes_are_told():
    result = a_result()
    marks = [Mark(trace, "false-alarm") for trace in trace_mentions(result["mentions"])[:1]]
    earlier = [gone_of(m) for m in a_result(text="Les postes sont livrés avec Adobe Acrobat Pro.")["mentions"]]
    text = html_of(compare(apply_marks(result, marks), earlier, ["CCTP v1.docx"], None))
    assert "1 corrigées, 0 restantes" in text
    assert "Acrobat" in text
    assert "Vos décisions" in text
    assert "Microsoft 365" not in text.split("Depuis la version")[1]


def test_words_of_the_document_are_not_markup():
    assert (
        "&lt;script&gt;"
        in write_tender_report(
            a_result(text="Le titulaire fournit <script>alert(1)</script> Microsoft 365."), "html", "fr"
        ).decode()
    )


def test_json_is_the_answer():
    result = a_result()
    assert json.loads(write_tender_report(result, "json", "fr")) == json.loads(json.dumps(result))
