"""Ranking: requirements exclude, then needs met, evidence, shared functions, name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.domain.reports import Need, Needs
from advisor.reports.assessing import assess_need
from advisor.reports.lists import Shaper
from advisor.reports.ranking import RankingKey, order_of, rank_alternatives, ranking_key
from advisor.services.editions import packaged_edition
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product, a_vendor


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
        pytest.param(a_fact("self-hosting", "partial"), Need("self-hosting", ("yes",)), "unknown", id="partly is open"),
        pytest.param(
            a_fact("self-hosting", "partial"), Need("self-hosting", ("yes", "partial")), "met", id="partly asked"
        ),
        pytest.param(a_fact("accessibility", "none"), Need("accessibility"), "unmet", id="a statement that says none"),
        pytest.param(
            a_fact("open-standards", ["SIP"]), Need("open-standards", ("Matrix",)), "unknown", id="silent list"
        ),
        pytest.param(a_fact("open-standards", ["WebRTC"]), Need("open-standards", ("webrtc",)), "met", id="case"),
        pytest.param(a_fact("hosting-country", ["FR", "DE"]), Need("hosting-country", ("EU",)), "met", id="the Union"),
        pytest.param(a_fact("hosting-country", ["NO"]), Need("hosting-country", ("EU",)), "unmet", id="Norway"),
        pytest.param(a_fact("hosting-country", ["NO"]), Need("hosting-country", ("EEA",)), "met", id="the EEA"),
        pytest.param(a_fact("self-hosting", "yes"), Need("hosting-country", ("EU",)), "met", id="the buyer chooses"),
        pytest.param(a_fact("self-hosting", "yes"), Need("secnumcloud"), "unknown", id="a host is not the product"),
        pytest.param(a_fact("api", "yes", disputed=True), Need("api", ("yes",)), "unknown", id="disputed"),
        pytest.param(a_fact(expires="2026-01-01"), Need("licence", ("proprietary",)), "unknown", id="expired"),
    ],
)
def test_one_need_held_against_one_fact(fact, need, verdict):
    catalogue = a_catalogue(products=[a_product(facts=[fact])])
    assert assess_need(catalogue, catalogue.product("acme-meet"), need, TODAY).verdict == verdict


STATE_TOOL = {"labels": ["shared-state-tool"]}


def eligibility(access, *buyers):
    """A fact of eligibility."""
    return a_fact("eligibility", {"buyers": list(buyers), "access": access})


def rank_state_tool(buyer, *facts):
    """Rank a State tool against a better documented market product."""
    tool = a_product("state-tool", roles=["alternative"], facts=list(facts), **STATE_TOOL)
    market = a_product("market", roles=["alternative"], facts=[a_fact(), HOSTED_IN_FRANCE])
    dominant = a_product(alternatives=[a_link("market"), a_link("state-tool")])
    catalogue = a_catalogue(products=[dominant, tool, market])
    ranked = rank_alternatives(catalogue, catalogue.product("acme-meet"), Needs(buyer), TODAY)
    return [(i.product.id, i.excluded_by) for i in ranked], {i.product.id: i.admission for i in ranked}


@pytest.mark.parametrize(
    ("buyer", "facts", "first", "access"),
    [
        pytest.param("state", [eligibility("open", "state")], "state-tool", "open", id="open to the State"),
        pytest.param("state", [eligibility("on-request", "state")], "state-tool", "on-request", id="on request"),
        pytest.param("state", [], "market", "unknown", id="nothing known"),
        pytest.param("state", [eligibility("open", "local-authority")], "market", "unknown", id="silent about the State"),
        pytest.param("state", [eligibility("open", "state") | {"expires": "2026-01-01"}], "market", "unknown", id="old"),
        pytest.param("local-authority", [eligibility("open", "local-authority")], "market", "open",
                     id="open, but the circular is the State's"),
        pytest.param(None, [eligibility("open", "state")], "market", "unknown", id="nobody said who buys"),
    ],
)  # fmt: skip
def test_a_state_tool_comes_first_only_for_a_state_service_that_may_use_it(buyer, facts, first, access):
    order, admissions = rank_state_tool(buyer, *facts)
    assert order[0] == (first, None)
    assert admissions["state-tool"].access == access
    assert admissions["market"] is None


def test_a_state_tool_closed_to_the_buyer_is_excluded_with_the_reason():
    order, _ = rank_state_tool("company", eligibility("closed", "company"))
    assert order == [("market", None), ("state-tool", "eligibility")]


def test_the_widest_of_several_offers_stands():
    _, admissions = rank_state_tool("state", eligibility("closed", "state"), eligibility("open", "state"))
    assert admissions["state-tool"].access == "open"


def test_the_order_in_words_cites_the_circular_for_the_state_alone():
    assert "6519/SG" in order_of(Needs("state")).fr
    assert "6519/SG" not in order_of(Needs("hospital")).fr
    assert "6519/SG" not in order_of(Needs()).fr


def test_the_key_is_public_and_ends_in_the_id_so_that_no_tie_is_left():
    twins = [a_product(i, name="Twin", roles=["alternative"]) for i in ("b-twin", "a-twin")]
    catalogue = a_catalogue(products=[a_product(alternatives=[a_link("b-twin"), a_link("a-twin")]), *twins])
    ranked = rank_alternatives(catalogue, catalogue.product("acme-meet"), Needs(), TODAY)
    assert [item.product.id for item in ranked] == ["a-twin", "b-twin"]
    keys = [ranking_key(item, Needs()) for item in ranked]
    assert keys[0] == RankingKey(False, True, 0, 0, -1, "twin", "a-twin")
    assert keys == sorted(keys)


@given(st.lists(st.sampled_from(["FR", "US", "CN", "CH"]), min_size=4, max_size=4), st.sampled_from([None, "state"]))
def test_where_a_vendor_is_from_changes_nothing_in_the_order(countries, buyer):
    names = ["a", "b", "c", "d"]
    facts = {"a": [a_fact()], "b": [], "c": [a_fact("api", "yes"), a_fact()], "d": [a_fact("api", "no")]}
    products = [a_product(n, vendor=f"v{n}", roles=["alternative"], facts=facts[n]) for n in names]
    vendors = [
        a_vendor(),
        *(a_vendor(f"v{n}", facts=[a_fact("seat", c)]) for n, c in zip(names, countries, strict=True)),
    ]
    catalogue = a_catalogue(products=[a_product(alternatives=[a_link(n) for n in names]), *products], vendors=vendors)
    needs = Needs(buyer, (Need("api", ("yes",)),))
    ranked = rank_alternatives(catalogue, catalogue.product("acme-meet"), needs, TODAY)
    assert [item.product.id for item in ranked] == ["c", "a", "d", "b"]


NEEDS = (
    Needs(),
    Needs("state", (Need("self-hosting", ("yes",)), Need("licence", ("free",)))),
    Needs("company", (Need("hosting-country", ("EU",), required=True), Need("api", ("yes",)))),
)


@pytest.mark.parametrize("needs", NEEDS, ids=["nothing", "state", "company"])
def test_anyone_can_put_the_alternatives_of_an_answer_in_order_again(needs):
    catalogue = packaged_edition().catalogue
    shaper = Shaper(catalogue, TODAY, "fr", needs)

    def again(shape):
        state_tool = "shared-state-tool" in shape["product"]["labels"] and shape["eligibility"] in (
            "open",
            "on-request",
        )
        return (
            shape["excluded_by"] is not None,
            not (needs.buyer == "state" and state_tool),
            -len(shape["met"]),
            -shape["evidence"],
            -shape["shared_functions"],
            shape["product"]["name"].casefold(),
            shape["product"]["id"],
        )

    tried = 0
    for product in catalogue.published_products():
        found = shaper.alternatives(product)
        asked = {need.criterion for need in needs.needs}
        assert [s["product"]["id"] for s in found] == [s["product"]["id"] for s in sorted(found, key=again)]
        assert all(
            {*s["met"], *s["unmet"], *s["unknown"]} == asked and set(s["partly"]) <= set(s["unknown"]) for s in found
        )
        tried += bool(found)
    assert tried > 100
