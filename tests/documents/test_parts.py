import pytest

from advisor.documents.parts import find_part
from advisor.domain.documents import Document


@pytest.mark.parametrize(
    ("name", "opening", "part"),
    [
        ("CCTP_messagerie_V2.docx", "", "cctp"),
        ("2026-12 - C.C.T.P..pdf", "CAHIER DES CLAUSES TECHNIQUES PARTICULIÈRES\n(C.C.T.P.)", "cctp"),
        ("03-CCAP lot 1.pdf", "", "ccap"),
        ("Reglement_de_consultation.pdf", "", "rc"),
        ("DCE.zip/RC.docx", "", "rc"),
        ("ATTRI1.docx", "", "ae"),
        ("Acte d'engagement lot 2.odt", "", "ae"),
        ("BPU-DQE.xlsx", "", "bpu"),
        ("DPGF.ods", "", "dpgf"),
        ("Annexe 1 au CCTP - inventaire.xlsx", "", "annex"),
        ("CCTP et annexes.pdf", "", "cctp"),
        ("Cadre de réponse technique.docx", "", "answer-form"),
        ("DC1.docx", "", "candidacy"),
        ("QR 2026-03-01.pdf", "", "questions"),
        ("document.pdf", "Ville de Saint-Exemple\nCahier des clauses administratives particulières", "ccap"),
        ("a.pdf", "Règlement de la consultation\nPièces : CCTP, CCAP, acte d’engagement", "rc"),
        ("a.pdf", "Cahier des charges\nObjet", "cctp"),
        ("a.pdf", "CCTP\n1. Objet", "cctp"),
        ("a.pdf", "Compte rendu de réunion. " + "x " * 200 + "voir le CCTP", None),
        ("marche.pdf", "Note interne", None),
    ],
)
def test_part_is_told_by_name_then_by_title(name, opening, part):
    assert find_part(Document(name, "pdf", opening, ())) == part
