"""Scanning documents for an answer: words recognised from a picture are never sure."""

import pytest

from advisor.domain.documents import Document, Segment
from advisor.services.advise import scan_document
from advisor.services.editions import packaged_edition


def test_recognised_words_are_to_be_reviewed():
    text = "Le titulaire fournit Microsoft Teams.\nLe titulaire fournit Microsoft Teams."
    segments = (Segment(0, 37, "paragraph", "", 1), Segment(38, 75, "paragraph", "", 2, recognised=True))
    matches = scan_document(packaged_edition(), Document("a.pdf", "pdf", text, segments, pages=2))
    assert [(match.product_id, match.band) for match in matches] == [
        ("microsoft-teams", "sure"),
        ("microsoft-teams", "review"),
    ]
    assert matches[1].reasons[-1].kind == "recognised"


@pytest.mark.parametrize(
    ("kind", "kinds", "expected"),
    [
        pytest.param("eforms", ("field", "field"), ["microsoft-teams"], id="fields of a notice"),
        pytest.param("docx", ("list-item", "list-item"), ["microsoft-teams"], id="items of a list"),
        pytest.param("docx", ("paragraph", "paragraph"), ["teams-phone"], id="lines kept as paragraphs"),
        pytest.param("pdf", ("heading", "paragraph"), ["teams-phone"], id="lines of a layout"),
    ],
)
def test_a_name_does_not_run_from_one_field_or_item_into_the_next(kind, kinds, expected):
    text = "Licences Microsoft Teams\nTéléphonie de la ville"
    segments = (Segment(0, 24, kinds[0], "a"), Segment(25, 47, kinds[1], "b"))
    matches = scan_document(packaged_edition(), Document("a", kind, text, segments))
    assert [match.product_id for match in matches] == expected
