"""The example files are read as a person reads them."""

from decimal import Decimal

import pytest

from advisor.documents import read_document, read_list
from advisor.domain.documents import Columns
from tests.documents.files import SAMPLES, texts

EXAMPLES = SAMPLES.parents[1] / "examples"


def read(name):
    path = EXAMPLES / name
    return read_document(path, name) if name.startswith("cctp") else read_list(path, name)


@pytest.mark.parametrize("name", ["cctp-exemple.docx", "cctp-exemple.pdf"])
def test_the_tender_is_read_whole_with_its_places(name):
    document = read(name)
    place = next(one.place for one in document if "Exchange Online" in document.segment_text(one))
    assert place == "3.2 Messagerie, paragraphe 1"
    assert document.text.count("Direction du numérique") == 1
    assert "caviardage définitif" in document.text
    assert document.unread == ()


def test_lists_are_known_as_such_in_both_formats():
    for kind in ("docx", "pdf"):
        document = read(f"cctp-exemple.{kind}")
        items = [document.segment_text(one) for one in document if one.kind == "list-item"]
        assert sum("Annexe" in item for item in items) == 3


def test_the_tender_says_the_same_in_both_formats():
    word, pdf = (read(f"cctp-exemple.{kind}") for kind in ("docx", "pdf"))
    kept = [word.segment_text(one) for one in word if one.kind in ("paragraph", "list-item", "heading")]
    squeezed = "".join(pdf.text.split())
    missing = [text for text in kept if "".join(text.split()) not in squeezed]
    # A note's number is glued to the word before it in a PDF.
    assert len(missing) <= 2


@pytest.mark.parametrize("name", ["inventaire-exemple.xlsx", "inventaire-exemple.csv"])
def test_the_messy_inventory_comes_out_right(name):
    found = read(name)
    assert found.columns == Columns(
        "Désignation du logiciel / abo.", "Edit.", "Coût annuel € HT", "Fin contrat", "excluded"
    )
    assert [line.row for line in found.lines] == list(range(1, len(found.lines) + 1))
    assert len(texts(found)) == 107
    assert [line.text for line in found.lines if line.kind == "total"] == ["Sous-total postes", "TOTAL GÉNÉRAL"]
    assert not any(word in repr(found) for word in ("EXEMPLE Alix", "SE-PC"))


def test_both_inventories_hold_the_same_lines():
    assert read("inventaire-exemple.xlsx").lines == read("inventaire-exemple.csv").lines


def test_the_spend_export_adds_up_to_its_total():
    found = read("depenses-exemple.csv")
    assert found.columns == Columns("Libellé écriture", "Nom tiers", "Montant TTC", "Date de fin", "included")
    paid = sum(Decimal(line.amount_eur) for line in found.lines if line.amount_eur)
    assert (len(texts(found)), paid) == (78, Decimal("1003225.68"))
