"""How right roles and equivalence are on sentences written for the project; see the data files."""

import pytest

from advisor.domain.documents import Document, Segment
from advisor.domain.matches import TextMatch
from advisor.reports.readings import DocumentReader
from tests.reports.labelled import load, score

FLOORS = {"equivalent": 0.95, "true": 0.9, "role": 0.85}


@pytest.mark.parametrize("name", ["tender_tuning.txt", "tender_testing.txt", "tender_unseen.txt"])
def test_equivalence_and_roles_are_right_often_enough(name):
    figures, counts, errors = score(load(name))
    assert counts["equivalent"] >= 70
    assert all(figures[key] >= floor for key, floor in FLOORS.items()), "\n".join([str(figures), *errors])


@pytest.mark.parametrize(
    ("place", "role"),
    [
        ("BT-21 Titre", "title"),
        ("lot LOT-0001, BT-21 Title", "title"),
        ("lot LOT-0001, BT-540 Critère d'attribution, description", "criterion"),
        ("lot LOT-0001, BT-750 Description du critère de sélection", "certification"),
        ("BT-24 Description", "requirement"),
        ("avis 26-1, intitulé", "title"),
        ("objet complet", "requirement"),
    ],
)
def test_field_of_a_notice_tells_the_role(place, role):
    text = "Acme Meet"
    document = Document("avis.xml", "eforms", text, (Segment(0, len(text), "field", place),), part="notice")
    reader = DocumentReader(document)
    matches = [TextMatch(0, len(text), "acme-meet", 0.99, "sure")]
    assert reader.read(matches, reader.notes([(0, len(text))]))[0].role == role
