"""Checks between entries: each trap, and the sentence it gives."""

import pytest

from advisor.catalogue import check_entries
from tests.builders import TODAY, a_category, a_fact, a_link, a_product, a_source, a_vendor, entries


def check(**groups):
    return check_entries(entries(**groups), TODAY)


def messages(**groups):
    return [str(problem) for problem in check(**groups) if problem.level == "error"]


def test_a_good_set_of_entries_has_no_problem():
    products = [a_product(alternatives=[a_link("b")], facts=[a_fact()]), a_product("b", roles=["alternative"])]
    assert check(products=products) == []


P = "products/acme-meet.yaml: "
OWNER = {"owner": "Acme", "vendor": "zeta", "power": "sole"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"vendor": "nobody"}, P + "vendor: found 'nobody'", id="vendor missing"),
        pytest.param({"categories": ["x"]}, P + "categories: found 'x'; no such category", id="category missing"),
        pytest.param({"labels": ["souverain"]}, P + "labels: found 'souverain'; no such label", id="label missing"),
        pytest.param({"includes": ["x"]}, P + "includes: found 'x'; no file products/x.yaml", id="part missing"),
        pytest.param({"includes": ["acme-meet"]}, P + "includes: a suite cannot include itself", id="part of itself"),
        pytest.param({"alternatives": [a_link("x")]}, P + "alternatives[0].product: found 'x'", id="link to nothing"),
        pytest.param(
            {"alternatives": [a_link("acme-meet")]}, P + "alternatives[0].product: a product is no", id="link to itself"
        ),
        pytest.param(
            {"alternatives": [{k: v for k, v in a_link("acme-meet").items() if k != "judgement"}]},
            P + "alternatives[0]: neither source nor judgement",
            id="link resting on nothing",
        ),
        pytest.param({"facts": [a_fact("colour")]}, P + "facts[0].criterion: found 'colour'", id="unknown criterion"),
        pytest.param(
            {"facts": [a_fact("seat", "FR")]},
            P + "facts[0].criterion: 'seat' is a question about a vendor",
            id="subject",
        ),
        pytest.param({"facts": [a_fact(sources=[])]}, P + "facts[0].sources: missing", id="value without source"),
        pytest.param(
            {"facts": [a_fact(value=None, sources=[])]}, P + "facts[0]: neither value nor question", id="nothing at all"
        ),
        pytest.param(
            {"facts": [a_fact("hosting-country", "FR")]}, P + "facts[0].value: found 'FR'", id="country for a list"
        ),
        pytest.param(
            {"facts": [a_fact("hosting-country", ["France"])]},
            P + "facts[0].value: found ['France']",
            id="country name",
        ),
        pytest.param(
            {"facts": [a_fact("api", "maybe")]}, P + "facts[0].value: found 'maybe'", id="not one of the choices"
        ),
        pytest.param(
            {"facts": [a_fact("hosting-operator", {"name": "X", "vendor": "x"})]},
            P + "facts[0].value.vendor: found 'x'",
            id="operator without file",
        ),
        pytest.param(
            {"facts": [a_fact(sources=[a_source(published="2026-12", seen="2026-11-20")])]},
            P + "facts[0].sources[0].published: 2026-12 is after the day it was seen",
            id="seen before published",
        ),
        pytest.param(
            {"facts": [a_fact("api", "yes"), a_fact("api", "no")]},
            P + "facts: 2 current values for 'api'",
            id="two values",
        ),
        pytest.param({"status": "not-retained"}, P + "not_retained: missing", id="refusal without reason"),
        pytest.param(
            {"labels": ["free-software"]}, P + "labels: 'free-software' needs a sourced fact", id="label without fact"
        ),
        pytest.param({"aliases": ["Meet", "MEET"]}, P + "aliases: 'MEET' is listed twice", id="name twice"),
        pytest.param({"aliases": ["x"]}, P + "aliases: the name 'x' is too short", id="one letter"),
        pytest.param(
            {
                "alternatives": [a_link("acme-meet")],
                "no_substitute": {"reason": {"fr": "aucun"}, "judgement": a_link("b")["judgement"]},
            },
            P + "no_substitute: given beside alternatives",
            id="two answers",
        ),
    ],
)
def test_a_broken_rule_is_reported_with_its_place(changed, expected):
    assert any(message.startswith(expected) for message in messages(products=[a_product(**changed)]))


def test_a_summary_names_a_country_only_when_the_seat_is_sourced():
    product = a_product(summary={"fr": "Messagerie de l'éditeur français Acme."})
    assert messages(products=[product]) == [
        P + "summary: found 'éditeur français'; the vendor has no sourced fact 'seat' that says so"
    ]
    assert messages(products=[product], vendors=[a_vendor("acme", facts=[a_fact("seat", "FR")])]) == []
    assert len(messages(products=[product], vendors=[a_vendor("acme", facts=[a_fact("seat", "US")])])) == 1


def test_only_published_products_are_proposed():
    products = [a_product(alternatives=[a_link("b")]), a_product("b", status="draft")]
    assert messages(products=products) == [
        P + "alternatives[0].product: 'b' is draft; only published products are proposed"
    ]


def test_a_name_of_two_products_must_be_declared_by_both():
    mine = a_product(aliases=[{"text": "Visio", "shared": True}])
    theirs = a_product("b", aliases=["visio"])
    assert len(messages(products=[mine, theirs])) == 1
    both = a_product("b", aliases=[{"text": "visio", "shared": True}])
    assert messages(products=[mine, both]) == []


def test_the_name_of_a_product_counts_as_one_of_its_names():
    assert len(messages(products=[a_product(name="Visio"), a_product("b", aliases=["Visio"])])) == 1


def test_values_that_disagree_are_both_shown_once_they_are_marked():
    facts = [a_fact(disputed=True), a_fact(value="MIT", disputed=True)]
    assert messages(products=[a_product(facts=facts)]) == []


def test_values_of_two_offers_do_not_disagree():
    facts = [
        a_fact("hosting-country", ["FR"], offer={"fr": "offre A"}),
        a_fact("hosting-country", ["DE"], offer={"fr": "offre B"}),
    ]
    assert messages(products=[a_product(facts=facts)]) == []


def test_owners_in_a_circle_are_refused():
    vendors = [
        a_vendor("acme", facts=[a_fact("owner", OWNER)]),
        a_vendor("zeta", facts=[a_fact("owner", OWNER | {"vendor": "acme"})]),
    ]
    assert any("through a cycle" in message for message in messages(vendors=vendors))


def test_an_expired_fact_is_a_warning():
    fact = a_fact(expires="2026-10-01")
    problems = check(products=[a_product(facts=[fact])])
    assert [(p.level, p.what.say("en")) for p in problems] == [("warning", "licence: expired on 2026-10-01")]


def test_a_cpv_code_listed_twice_is_refused():
    code = {"code": "48515000", "label": {"fr": "Logiciels de vidéoconférence"}}
    assert messages(categories=[a_category(cpv=[code, code])]) == [
        "categories/visioconference.yaml: cpv: '48515000' is listed twice"
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param(
            {"sources": [a_source(locator="§ 3")]}, "sources[0].locator: found '§ 3'; quote", id="no words quoted"
        ),
        pytest.param({"claim": "press"}, "claim: the claim is 'press'", id="press without press"),
        pytest.param({"claim": "register"}, "claim: the claim is 'register'", id="register without register"),
        pytest.param({"claim": "third-party"}, "claim: the claim is 'third-party'", id="the vendor is no third party"),
    ],
)
def test_what_makes_a_fact_hard_to_read_again_is_a_warning(changed, told):
    problems = check(products=[a_product(facts=[a_fact(**changed)])])
    assert [(p.level, str(p).startswith(f"{P}facts[0].{told}")) for p in problems] == [("warning", True)]


def test_a_claim_rests_on_one_source_of_its_kind():
    sources = [a_source(), a_source(publisher="press")]
    assert check(products=[a_product(facts=[a_fact(claim="press", sources=sources)])]) == []
