"""Does "ou équivalent" govern this mention? Sentences written for the project."""

import pytest

from advisor.reports.equivalence import find_equivalence, has_general_clause
from advisor.reports.sentences import Sentences


def governs(marked: str) -> list[bool]:
    """Read a text where products stand in square brackets; one answer per product."""
    text, spans = "", []
    for i, part in enumerate(marked.replace("]", "[").split("[")):
        if i % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    sentences = Sentences(text)
    units = [sentences.span(start) for start, _ in spans]
    return [
        find_equivalence(text, unit, span, [s for s, u in zip(spans, units, strict=True) if u == unit and s != span])
        for span, unit in zip(spans, units, strict=True)
    ]


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
    ],
)
def test_the_words_govern_only_what_they_stand_beside(text, expected):
    assert governs(text) == expected


def test_a_general_clause_is_told_apart():
    assert has_general_clause("Toute mention d'une marque dans le présent document s'entend « ou équivalent ».")
    assert not has_general_clause("Les marques sont données à titre indicatif.")
