"""What decisions imply for the catalogue's names."""

import pytest

from advisor.domain.reports import Decisions
from advisor.matching.normalise import fold
from advisor.services.editions import packaged_edition
from advisor.services.learning import propose_aliases


@pytest.fixture(scope="module")
def edition():
    return packaged_edition()


def decided(*pairs):
    return Decisions(products={fold(text): product for text, product in pairs})


def test_a_corrected_line_proposes_the_words_nothing_explained(edition):
    (proposal,) = propose_aliases(edition, decided(("Licence Zorglubix 12 postes 2026", "glpi")))
    assert (proposal.kind, proposal.product_id, proposal.text, proposal.use) == (
        "missing-alias",
        "glpi",
        "zorglubix",
        "auto",
    )


def test_lines_that_say_the_same_are_counted_together(edition):
    proposals = propose_aliases(
        edition, decided(("Zorglubix 2025", "glpi"), ("Renouv. Zorglubix", "glpi"), ("Vlandorix", "gimp"))
    )
    assert [(p.text, p.lines) for p in proposals] == [("zorglubix", 2), ("vlandorix", 1)]


def test_an_answer_that_was_right_and_sure_implies_nothing(edition):
    assert propose_aliases(edition, decided(("Licence AutoCAD LT 2024", "autocad"))) == ()


def test_a_product_refused_weakens_the_name_that_led_to_it(edition):
    (proposal,) = propose_aliases(edition, decided(("Licence Photoshop 3 postes", None)))
    assert (proposal.kind, proposal.product_id, proposal.use) == ("wrong-name", "adobe-creative-cloud", "weak")


def test_a_name_of_another_product_is_told_apart(edition):
    proposals = propose_aliases(edition, decided(("Photoshop", "gimp")))
    assert ("shared-name", "gimp", ("adobe-creative-cloud",)) in [(p.kind, p.product_id, p.others) for p in proposals]


def test_figures_resellers_and_purchase_words_stay_in_the_line(edition):
    proposals = propose_aliases(
        edition, decided(("SCC France - abonnement Zorglubix 12 postes réf 4500123 99,50", "glpi"))
    )
    words = {word for p in proposals for word in p.text.split()}
    assert "zorglubix" in words
    assert not words & {"scc", "abonnement", "12", "4500123", "ref", "postes"}


def test_a_product_the_catalogue_lacks_and_no_decision_imply_nothing(edition):
    assert propose_aliases(edition, decided(("Zorglubix", "no-such-product"))) == ()
    assert propose_aliases(edition, Decisions()) == ()
