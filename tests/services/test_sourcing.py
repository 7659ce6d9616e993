"""What lists and checks bring to a note: decided lines, doubts, products the edition no longer has."""

from decimal import Decimal

from advisor.domain.documents import Columns, ListLine, PurchaseList
from advisor.domain.matches import LineMatch
from advisor.domain.reports import Decisions, LineDecision
from advisor.reports.sourcing import Named, Unsure
from advisor.services.advise import Request
from advisor.services.editions import Edition
from advisor.services.sourcing import Finds, functions_of
from tests.builders import a_catalogue, a_link, a_product

EDITION = Edition(
    a_catalogue(products=[a_product(alternatives=[a_link("other")]), a_product("other", roles=["alternative"])])
)


def gather(*pairs, decisions=None):
    """Gather the lines of a list: (text, match) each."""
    lines = tuple(ListLine(row, text, amount_eur="10.00") for row, (text, _) in enumerate(pairs, start=2))
    purchases = PurchaseList("parc.csv", None, Columns("Libellé"), lines)
    finds = Finds("fr")
    finds.add_list(EDITION, purchases, [match for _, match in pairs], Request(decisions=decisions or Decisions()))
    return finds.found()


def test_sure_lines_are_named_doubtful_ones_wait_and_the_rest_is_counted():
    found = gather(
        ("Acme", LineMatch("acme-meet", 0.99, "sure")),
        ("Acmé ?", LineMatch("acme-meet", 0.6, "review")),
        ("Chaise", LineMatch(None, 0.0, "none")),
        ("visio", LineMatch(None, 0.0, "none", category="visioconference")),
    )
    assert found.named == (Named("acme-meet", ("ligne 2",), 1, Decimal("10.00")),)
    assert found.unsure == (Unsure("Acmé ?", "ligne 3", "acme-meet"),)
    assert found.unrecognised == 1
    assert found.functions == {"visioconference": ("ligne 5",)}


def test_a_product_withdrawn_since_names_nothing():
    assert gather(("Vieux", LineMatch("gone", 0.99, "sure"))).unrecognised == 1


def test_decisions_about_lines_stand():
    decisions = Decisions(lines={"acme": LineDecision("keep"), "chaise": LineDecision("not-concerned")})
    found = gather(
        ("Acme", LineMatch("acme-meet", 0.99, "sure")),
        ("Chaise", LineMatch("acme-meet", 0.99, "sure")),
        decisions=decisions,
    )
    assert [named.kept for named in found.named] == [True]
    assert functions_of(EDITION, found) == {}
