import pytest

from advisor.documents import read_document
from advisor.errors import UnreadableDocument
from tests.documents.files import SAMPLES, build, segments


def test_every_part_of_an_odt_is_read_once_with_its_place():
    assert segments(read_document(SAMPLES / "traps.odt", "traps.odt")) == [
        ("header", "en-tête", "CCTP"),
        ("heading", "2 Messagerie", "Messagerie"),
        ("paragraph", "2 Messagerie, paragraphe 1", "Compatible avec Outlook au  minimum."),
        ("note", "note 1", "Ou équivalent."),
        ("paragraph", "2 Messagerie, paragraphe 2", "Relu"),
        ("comment", "commentaire 1", "Viser Teams ?"),
        ("list-item", "2 Messagerie, paragraphe 3", "Premier point"),
        ("table-cell", "2 Messagerie, tableau 1, ligne 1", "Produit"),
        ("table-cell", "2 Messagerie, tableau 1, ligne 2", "Zoom Workplace"),
        ("paragraph", "2 Messagerie, zone de texte", "Encadré : Slack"),
        ("paragraph", "2 Messagerie, paragraphe 4", "Microsoft 365"),
        ("footer", "pied de page", "Marché 2026-12"),
    ]


def test_deletion_in_an_odt_is_said():
    document = read_document(SAMPLES / "traps.odt", "traps.odt")
    assert "Lotus" not in document.text
    assert any("suppression" in one.why for one in document.unread)


def test_encrypted_odt_is_refused():
    data = build.odf("text", "<text:p>a</text:p>", manifest="<m><encryption-data/></m>")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, "a.odt")
    assert caught.value.reason == "encrypted"
