"""Origins, norms and hidden brands: what is found, and what must be left alone."""

import pytest

from advisor.domain.documents import Document, Segment
from advisor.reports.hidden_brands import find_hidden_brands
from advisor.reports.norms import find_norms
from advisor.reports.origins import find_origins
from advisor.reports.readings import DocumentReader
from tests.reports.labelled import DATA


def detect(text, name="cctp.txt"):
    """Read a text without products and return what the detectors find, in order."""
    reader = DocumentReader(Document(name, "txt", text, (Segment(0, len(text), "paragraph", ""),)))
    found = [*find_origins(reader), *find_norms(reader, reader.notes([])), *find_hidden_brands(reader, [], [])]
    return sorted(found, key=lambda one: one.start)


def cases():
    lines = (DATA / "other_findings.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("kind", "words", "text"), [pytest.param(*case, id=case[2][:60]) for case in cases()])
def test_what_is_found_and_what_is_left_alone(kind, words, text):
    expected = [] if kind == "-" else [(kind, words)]
    assert [(one.kind, text[one.start : one.end]) for one in detect(text)] == expected


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        pytest.param("Le titulaire fournit une solution française.", "high", id="required origin"),
        pytest.param("Une solution française sera appréciée (5 points).", "warning", id="origin that earns points"),
        pytest.param("Les données devront être hébergées en France.", "info", id="data in France"),
        pytest.param("La solution doit respecter la norme ISO 27001.", "warning", id="norm"),
        pytest.param("Le candidat doit être certifié ISO 27001.", "info", id="norm asked of the bidder"),
        pytest.param("Un administrateur RHCE ou équivalent est exigé.", "info", id="certificate or equivalent"),
    ],
)
def test_severity_follows_what_is_asked(text, severity):
    assert [one.severity for one in detect(text)] == [severity]


def test_a_clause_about_norms_makes_them_information():
    text = "La solution respecte la norme ISO 27001.\nToute norme citée s'entend « ou équivalent »."
    assert [(one.severity, one.equivalent) for one in detect(text)] == [("info", "general-clause")]


def test_a_note_can_accept_an_equivalent_norm():
    assert detect("La solution doit respecter la norme ISO 27001 (1).\n(1) Ou norme équivalente.") == []


def test_what_exists_is_no_demand():
    assert detect("2.1 Existant\nLa messagerie est fournie par un éditeur européen conforme à ISO 27001.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Une solution française et souveraine est exigée.", ["solution française et souveraine"], id="et"),
        pytest.param(
            "Une solution souveraine, française ou européenne est exigée.",
            ["solution souveraine, française ou européenne"],
            id="three",
        ),
    ],
)
def test_adjectives_in_a_row_are_one_origin(text, expected):
    assert [text[one.start : one.end] for one in detect(text)] == expected
