"""Ranking: requirements exclude, then needs met, evidence, shared functions, name."""

import pytest

from advisor.domain.reports import Need, Needs
from advisor.reports.ranking import assess_need, rank_alternatives
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product


def rank(needs=(), **facts):
    """Rank products named by keyword, each with its facts."""
    others = [a_product(name, roles=["alternative"], facts=given) for name, given in facts.items()]
    catalogue = a_catalogue(products=[a_product(alternatives=[a_link(name) for name in facts]), *others])
    ranked = rank_alternatives(catalogue, catalogue.product("acme-meet"), Needs(None, tuple(needs)), TODAY)
    return [(item.product.id, item.excluded_by) for item in ranked]


HOSTED_IN_FRANCE = a_fact("hosting-country", ["FR"])
HOSTED_ABROAD = a_fact("hosting-country", ["US"])


def test_without_needs_evidence_then_name_decide():
    assert rank(b=[], c=[a_fact()], a=[]) == [("c", None), ("a", None), ("b", None)]


def test_an_unmet_requirement_excludes_with_its_reason():
    need = Need("hosting-country", ("FR",), required=True)
    assert rank([need], a=[HOSTED_ABROAD], b=[HOSTED_IN_FRANCE]) == [("b", None), ("a", "hosting-country")]


def test_an_unknown_requirement_does_not_exclude():
    need = Need("hosting-country", ("FR",), required=True)
    assert rank([need], a=[]) == [("a", None)]


def test_a_need_that_is_met_counts_more_than_evidence():
    need = Need("api", ("yes",))
    documented = [a_fact(), HOSTED_IN_FRANCE, a_fact("support-french", "yes")]
    assert [product for product, _ in rank([need], a=documented, b=[a_fact("api", "yes")])] == ["b", "a"]


def test_an_unknown_answer_is_neither_better_nor_worse_than_an_unmet_wish():
    need = Need("api", ("yes",))
    assert [p for p, _ in rank([need], a=[a_fact("api", "no")], b=[a_fact("support-french", "yes")])] == ["a", "b"]


@pytest.mark.parametrize(
    ("fact", "need", "verdict"),
    [
        pytest.param(
            a_fact("hosting-country", ["FR", "US"]),
            Need("hosting-country", ("FR",)),
            "unmet",
            id="every country counts",
        ),
        pytest.param(
            a_fact("open-standards", ["SIP", "XMPP"]),
            Need("open-standards", ("SIP",)),
            "met",
            id="one standard is enough",
        ),
        pytest.param(a_fact("licence", "AGPL-3.0-only"), Need("licence", ("free",)), "met", id="free licence"),
        pytest.param(a_fact("licence", "proprietary"), Need("licence", ("free",)), "unmet", id="not free"),
        pytest.param(a_fact("self-hosting", "no"), Need("self-hosting"), "unmet", id="no is not a yes"),
        pytest.param(a_fact(expires="2026-01-01"), Need("licence", ("proprietary",)), "unknown", id="expired"),
    ],
)
def test_one_need_held_against_one_fact(fact, need, verdict):
    catalogue = a_catalogue(products=[a_product(facts=[fact])])
    assert assess_need(catalogue, catalogue.product("acme-meet"), need, TODAY).verdict == verdict
