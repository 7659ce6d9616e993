"""Counts: the definitions of the contract."""

from advisor.catalogue.stats import count_catalogue, fact_rows, is_documented, is_fully_covered
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product, a_source, a_vendor


def test_three_usable_links_cover_a_dominant_product():
    others = [a_product(x, roles=["alternative"]) for x in ("b", "c", "d")]
    two = a_catalogue(products=[a_product(alternatives=[a_link("b"), a_link("c")]), *others])
    three = a_catalogue(products=[a_product(alternatives=[a_link(x) for x in ("b", "c", "d")]), *others])
    assert not is_fully_covered(two, two.product("acme-meet"))
    assert is_fully_covered(three, three.product("acme-meet"))


def documented(product_facts, vendor_facts):
    catalogue = a_catalogue(
        products=[a_product(roles=["alternative"], facts=product_facts)], vendors=[a_vendor(facts=vendor_facts)]
    )
    return is_documented(catalogue, catalogue.product("acme-meet"), TODAY)


SEAT, HELD = a_fact("seat", "FR"), a_fact("holding", "founders")
HOSTED, LICENCE = a_fact("hosting-country", ["FR"]), a_fact()
MORE = [a_fact("api", "yes"), a_fact("support-french", "yes")]


def test_an_alternative_is_documented_by_six_answers():
    assert documented([HOSTED, LICENCE, *MORE], [SEAT, HELD])


def test_one_answer_less_does_not_document_it():
    for product_facts, vendor_facts in (
        ([LICENCE, *MORE], [SEAT, HELD]),
        ([HOSTED, *MORE], [SEAT, HELD]),
        ([HOSTED, LICENCE, MORE[0]], [SEAT, HELD]),
        ([HOSTED, LICENCE, *MORE], [SEAT]),
        ([HOSTED, LICENCE, *MORE], [HELD]),
    ):
        assert not documented(product_facts, vendor_facts)


def test_software_to_install_answers_the_question_of_hosting_once():
    installable = a_fact("self-hosting", "yes")
    assert documented([installable, LICENCE, *MORE], [SEAT, HELD])
    assert not documented([installable, LICENCE, MORE[0]], [SEAT, HELD])


def test_a_stale_or_open_answer_does_not_count():
    assert not documented([HOSTED, a_fact(expires="2026-01-01"), *MORE], [SEAT, HELD])
    assert not documented([HOSTED, a_fact(question={"fr": "Laquelle ?"}), *MORE], [SEAT, HELD])


def test_drafts_are_not_counted_as_products():
    catalogue = a_catalogue(products=[a_product(), a_product("b", status="draft")])
    assert count_catalogue(catalogue, TODAY).products == 1


def test_one_row_for_each_source_of_a_fact():
    fact = a_fact(sources=[a_source(), a_source(url="https://exemple.fr/autre")])
    catalogue = a_catalogue(products=[a_product(facts=[fact])])
    assert [row["url"] for row in fact_rows(catalogue, TODAY)] == [
        "https://exemple.fr/page",
        "https://exemple.fr/autre",
    ]
