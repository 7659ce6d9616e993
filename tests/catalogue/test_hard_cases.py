"""The format tried on its hard cases, and what each of them answers."""

from advisor.catalogue import check_entries
from advisor.catalogue.schema import build_catalogue
from advisor.catalogue.stats import fact_rows
from advisor.domain.control import control_of, product_control
from advisor.domain.reports import Need
from advisor.reports.assessing import assess_need
from tests.builders import TODAY, a_fact, a_product, a_source, a_vendor, entries


def build(**groups):
    parsed = entries(**groups)
    assert [str(p) for p in check_entries(parsed, TODAY) if p.level == "error"] == []
    return build_catalogue(parsed)


def test_a_suite_and_its_parts():
    suite = a_product(
        "suite", includes=["mail"], aliases=[{"text": "Word", "kind": "component", "use": "weak", "needs": ["vendor"]}]
    )
    catalogue = build(products=[suite, a_product("mail")])
    assert catalogue.suites_of("mail") == ("suite",)
    assert [alias.product_id for alias in catalogue.aliases() if alias.text == "Word"] == ["suite"]


def test_a_vendor_bought_twice_is_controlled_by_the_last_owner():
    first = a_fact("owner", {"owner": "Alpha", "country": "DE", "power": "sole"}, as_of="2019", until="2024")
    second = a_fact(
        "owner", {"owner": "Beta", "vendor": "beta", "power": "majority", "share_percent": "85"}, as_of="2024-03"
    )
    vendors = [
        a_vendor("acme", facts=[a_fact("seat", "FR"), first, second]),
        a_vendor("beta", facts=[a_fact("seat", "US")]),
    ]
    catalogue = build(vendors=vendors)
    control = control_of(catalogue, catalogue.vendor("acme"), TODAY)
    assert (control.country, [link.name for link in control.chain]) == ("US", ["Acme", "Beta"])


def test_a_european_service_on_a_foreign_cloud():
    operator = a_fact("hosting-operator", {"name": "Nuage", "country": "US"})
    product = a_product(labels=["foreign-hosting"], facts=[operator, a_fact("hosting-country", ["FR"])])
    catalogue = build(products=[product])
    need = Need("hosting-country", ("FR", "DE"), required=True)
    assert assess_need(catalogue, catalogue.product("acme-meet"), need, TODAY).verdict == "met"
    assert catalogue.product("acme-meet").labels == ("foreign-hosting",)


def test_foreign_technology_under_a_french_operator():
    product = a_product(labels=["foreign-technology"], facts=[a_fact("technology-origin", ["US"])])
    vendor = a_vendor(
        facts=[a_fact("seat", "FR"), a_fact("owner", {"owner": "Thales", "country": "FR", "power": "majority"})]
    )
    catalogue = build(products=[product], vendors=[vendor])
    assert product_control(catalogue, catalogue.product("acme-meet"), TODAY).country == "FR"


def test_free_software_led_from_abroad():
    product = a_product(labels=["free-software", "steward-outside-eu"], facts=[a_fact(value="Apache-2.0")])
    catalogue = build(products=[product], vendors=[a_vendor(facts=[a_fact("seat", "US")])])
    assert product_control(catalogue, catalogue.product("acme-meet"), TODAY).country == "US"


def test_a_state_tool_open_to_some():
    facts = [
        a_fact("eligibility", {"buyers": ["state"], "access": "open"}),
        a_fact("eligibility", {"buyers": ["local-authority"], "access": "on-request"}),
        a_fact("eligibility", {"buyers": ["company"], "access": "closed"}),
    ]
    catalogue = build(products=[a_product(labels=["shared-state-tool", "restricted-eligibility"], facts=facts)])
    assert len(catalogue.product("acme-meet").facts) == 3


def test_two_sources_that_disagree_decide_nothing():
    facts = [a_fact("self-hosting", "yes", disputed=True), a_fact("self-hosting", "no", disputed=True)]
    catalogue = build(products=[a_product(facts=facts)])
    need = Need("self-hosting", ("yes",))
    assert assess_need(catalogue, catalogue.product("acme-meet"), need, TODAY).verdict == "unknown"


def test_no_credible_substitute_is_an_answer():
    reason = {"reason": {"fr": "aucun produit ne couvre la fonction"}}
    judgement = {"by": "Rédaction", "date": "2026-11-23", "rests_on": {"fr": "les fiches de la catégorie"}}
    catalogue = build(products=[a_product(no_substitute=reason | {"judgement": judgement})])
    found = catalogue.product("acme-meet").no_substitute
    assert found is not None
    assert found.reason.fr == "aucun produit ne couvre la fonction"


def test_a_fact_as_of_2014_is_stale_and_keeps_its_date():
    owner = a_fact(
        "owner",
        {"owner": "Gamma", "country": "CN", "power": "majority"},
        as_of="2014-10",
        sources=[a_source(published="2014-10")],
    )
    catalogue = build(vendors=[a_vendor(facts=[a_fact("seat", "FR"), owner])])
    fact = catalogue.vendor("acme").facts[1]
    assert (fact.state(TODAY), fact.dated) == ("stale", "2014-10")
    control = control_of(catalogue, catalogue.vendor("acme"), TODAY)
    assert (control.country, [link.country for link in control.chain]) == (None, ["FR", "CN"])


def test_a_claim_without_source_is_a_question_and_never_a_value():
    fact = a_fact("self-hosting", "yes", sources=[], question={"fr": "Le produit s'installe-t-il ?"})
    catalogue = build(products=[a_product(facts=[fact])])
    assert [row["state"] for row in fact_rows(catalogue, TODAY)] == ["to-verify"]
    assert (
        assess_need(catalogue, catalogue.product("acme-meet"), Need("self-hosting", ("yes",)), TODAY).verdict
        == "unknown"
    )


def test_a_european_seat_alone_does_not_prove_european_control():
    catalogue = build(vendors=[a_vendor(facts=[a_fact("seat", "FR")])])
    assert control_of(catalogue, catalogue.vendor("acme"), TODAY).country is None


def test_a_european_seat_with_a_sourced_way_of_holding_is_european_control():
    catalogue = build(vendors=[a_vendor(facts=[a_fact("seat", "FR"), a_fact("holding", "founders")])])
    assert control_of(catalogue, catalogue.vendor("acme"), TODAY).country == "FR"
