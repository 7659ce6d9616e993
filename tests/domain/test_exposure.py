"""Exposure: each link from its facts, unknown where they are missing."""

from advisor.domain.exposure import product_exposure
from tests.builders import TODAY, a_catalogue, a_fact, a_product, a_vendor


def exposure(product_facts=(), vendor_facts=(), **others):
    vendors = [a_vendor(facts=list(vendor_facts)), *(a_vendor(k, facts=v) for k, v in others.items())]
    catalogue = a_catalogue(products=[a_product(facts=list(product_facts))], vendors=vendors)
    found = product_exposure(catalogue, catalogue.product("acme-meet"), TODAY)
    return {link.role: (link.state, link.countries) for link in found.links}, found


def test_nothing_recorded_is_unknown_everywhere():
    links, found = exposure()
    assert {state for state, _ in links.values()} == {"unknown"}
    assert (found.countries, found.complete) == ((), False)


def test_a_vendor_is_reached_by_its_seat_and_by_its_owner():
    owner = a_fact("owner", {"owner": "Beta", "country": "US", "power": "sole"})
    links, _ = exposure(vendor_facts=[a_fact("seat", "FR"), owner])
    assert links["vendor"] == ("known", ("FR", "US"))


def test_a_host_that_is_an_entry_is_reached_by_its_controller():
    host = a_fact("hosting-operator", {"name": "Nuage", "vendor": "nuage", "country": "IE"})
    links, _ = exposure([host], nuage=[a_fact("seat", "US")])
    assert links["hosting"] == ("known", ("IE", "US"))


def test_one_host_without_country_leaves_the_link_unknown():
    known = a_fact("hosting-operator", {"name": "Nuage", "country": "FR"})
    vague = a_fact("hosting-operator", {"name": "Brume"})
    links, _ = exposure([known, vague])
    assert links["hosting"] == ("unknown", ("FR",))


def test_a_stale_fact_leaves_the_link_unknown():
    links, _ = exposure([a_fact("hosting-operator", {"name": "Nuage", "country": "FR"}, expires="2025-01")])
    assert links["hosting"] == ("unknown", ())


def test_software_the_buyer_installs_leaves_hosting_to_the_buyer():
    links, _ = exposure([a_fact("self-hosting", "yes")])
    assert (links["hosting"], links["sub-processors"]) == (("chosen-by-buyer", ()), ("chosen-by-buyer", ()))


def test_all_links_known_is_complete():
    facts = [
        a_fact(c, {"name": "Acme SAS", "country": "FR"})
        for c in ("contracting-entity", "hosting-operator", "sub-processor")
    ]
    _, found = exposure(facts, [a_fact("seat", "FR"), a_fact("holding", "founders")])
    assert (found.countries, found.complete) == (("FR",), True)
