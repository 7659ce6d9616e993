"""The freshness desk: what is listed, why, and in which order."""

from advisor.services.curate.freshness import asked_products, expiring_facts, oldest_facts, weak_facts
from tests.builders import TODAY, a_catalogue, a_fact, a_product, a_source, a_vendor

CATALOGUE = a_catalogue(
    vendors=[a_vendor(facts=[a_fact("seat", "US", as_of="2012")])],
    products=[
        a_product(
            facts=[
                a_fact("licence", "proprietary", expires="2026-10"),
                a_fact("api", "yes", expires="2027-01-15", as_of="2025"),
                a_fact("export", {"fr": "MBOX"}, expires="2030"),
                a_fact("self-hosting", "yes", until="2020", expires="2020"),
                a_fact("accessibility", None, sources=[], question={"fr": "?"}),
                a_fact("hosting-country", ["FR"], sources=[a_source(publisher="community")]),
            ]
        ),
        a_product("acme-gone", status="withdrawn", facts=[a_fact("licence", "MIT", expires="2020")]),
        a_product("acme-solo"),
    ],
)


def test_facts_past_their_date_come_first_then_those_that_soon_will():
    found = [(task.criterion, task.reasons) for task in expiring_facts(CATALOGUE, TODAY)]
    assert found == [("seat", ("expired",)), ("licence", ("expired",)), ("api", ("expires",))]


def test_weak_facts_say_why():
    found = {task.criterion: task.reasons for task in weak_facts(CATALOGUE, TODAY)}
    assert found["hosting-country"] == ("weak-source",)
    assert "accessibility" not in found


def test_oldest_facts_come_oldest_first():
    assert oldest_facts(CATALOGUE, TODAY)[0].criterion == "seat"
    assert len(oldest_facts(CATALOGUE, TODAY, most=2)) == 2


def test_products_asked_for_and_little_documented_come_first():
    tasks = asked_products(CATALOGUE, {"acme-meet": 10, "acme-solo": 9, "none": 50, "acme-gone": 5}, TODAY)
    assert [(task.product_id, task.asked) for task in tasks] == [("acme-solo", 9), ("acme-meet", 10)]
