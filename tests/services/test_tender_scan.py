"""Scanning documents for an answer: words recognised from a picture are never sure."""

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
