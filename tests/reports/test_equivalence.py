"""Does "ou équivalent" govern this mention? Sentences written for the project."""

import pytest

from advisor.reports.notes import find_general_clause
from advisor.reports.plain import plain_text
from tests.reports.labelled import Case, read, split_marked


def governs(marked):
    """Read a text where products stand in square brackets; one answer per product."""
    text, places = "", []
    for i, part in enumerate(split_marked(marked)):
        if i % 2:
            places.append((len(text), len(text) + len(part), ""))
        text += part
    return [reading.equivalent == "governs" for reading in read(Case(marked, text, tuple(places), (), ()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Fourniture de [Zoom] ou équivalent.", [True], id="plain"),
        pytest.param("Fourniture de [Zoom] (ou équivalent).", [True], id="brackets"),
        pytest.param("Fourniture de [Zoom] ou éq. pour 20 postes.", [True], id="shortened"),
        pytest.param("Fourniture de [Zoom] ou techniquement équivalent.", [True], id="technically"),
        pytest.param("Fourniture de [Zoom] ou tout produit équivalent.", [True], id="any product"),
        pytest.param("Un éditeur tel que [Acrobat] ou similaire.", [True], id="similar"),
        pytest.param("[Zoom] ou solution présentant des fonctionnalités équivalentes.", [True], id="functions"),
        pytest.param("Une solution équivalente à [Zoom] est attendue.", [True], id="equivalent to"),
        pytest.param("Licences [Zoom] pour 25 postes, ou\néquivalent.", [True], id="over a line break"),
        pytest.param("[Zoom], [Webex] ou équivalent.", [True, True], id="enumeration"),
        pytest.param("[Zoom], [Webex] et [Teams] ou équivalents.", [True, True, True], id="enumeration with et"),
        pytest.param("[Zoom] ou équivalent + [Webex].", [True, False], id="another item after a plus"),
        pytest.param("Fourniture de [Zoom].", [False], id="nothing"),
        pytest.param("Une solution de type [Zoom].", [False], id="type alone"),
        pytest.param("[Zoom] ou version supérieure.", [False], id="later version"),
        pytest.param("[Zoom], norme ISO 27001 ou équivalente.", [False], id="a norm's equivalent"),
        pytest.param("Pratique de [Zoom], diplôme de niveau 7 ou équivalent.", [False], id="a diploma's equivalent"),
        pytest.param("[Zoom] : aucun équivalent ne sera accepté.", [False], id="refused"),
        pytest.param("[Zoom], sans équivalent possible.", [False], id="without equivalent"),
        pytest.param(
            "Exploitation de [Zoom] par 2 agents ou équivalent temps plein.", [False], id="full-time equivalent"
        ),
        pytest.param(
            "[Zoom] est déployé. La suite bureautique ou équivalent est livrée.", [False], id="another sentence"
        ),
        pytest.param("- [Zoom]\n- [Webex] ou équivalent", [False, True], id="another list item"),
        pytest.param(
            "Le titulaire fournit les outils suivants (ou techniquement équivalents) :\n- [Zoom]\n- [Webex], relié à [Jira]",
            [True, True, False],
            id="the words that introduce a list",
        ),
        pytest.param(
            "Les produits suivants, ou équivalents, sont demandés :\n- [Zoom] ;\n- [Webex] ;",
            [True, True],
            id="introduced with a verb after",
        ),
        pytest.param("Logiciels attendus ou équivalents :\n- [Zoom]", [True], id="introduced by a noun"),
        pytest.param(
            "Le titulaire fournit un logiciel ou équivalent avec les modules suivants :\n- [Zoom]",
            [False],
            id="a list of parts",
        ),
        pytest.param("Les normes suivantes, ou équivalentes :\n- [Zoom]", [False], id="a list of norms"),
        pytest.param("Les outils suivants, ou équivalents, conviennent.\n- [Zoom]", [False], id="no list announced"),
        pytest.param(
            "Lot | Produit ou équivalent | Relié à\n1 | [Zoom] | [Webex]", [True, False], id="the head of the column"
        ),
    ],
)
def test_the_words_govern_only_what_they_stand_beside(text, expected):
    assert governs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Toute mention d'une marque dans le présent document s'entend « ou équivalent ».", True, id="every"
        ),
        pytest.param(
            "Dès qu'un nom commercial est cité, un produit équivalent peut être proposé.", True, id="whenever"
        ),
        pytest.param(
            "Les marques sont citées en exemple. Tout produit équivalent est accepté.", True, id="two sentences"
        ),
        pytest.param("Les marques sont données à titre indicatif.", False, id="indicative"),
        pytest.param("Toute pièce est remplacée par une pièce de qualité équivalente.", False, id="spare parts"),
        pytest.param("Pour les marques citées, aucun produit équivalent n'est accepté.", False, id="refusal"),
        pytest.param("A notes équivalentes, les marques de considération comptent.", False, id="marks"),
    ],
)
def test_a_general_clause_is_told_apart(text, expected):
    assert find_general_clause(text, plain_text(text)) == expected
