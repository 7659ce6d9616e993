"""Duplicates merged with a redirect, names and ids changed, references kept right."""

import pytest

from advisor.catalogue import check_entries
from advisor.errors import InvalidEntry, UnknownEntry, UnusableInput
from advisor.services.curate.history import History
from advisor.services.curate.merging import propose_merge, propose_new_id, with_new_name
from advisor.services.exchange import stored_catalogue
from tests.builders import TODAY, a_category, a_fact, a_link, a_product, a_source, a_vendor, entries
from tests.services.curate.bench import ALICE, BRUNO, Bench

ENTRIES = entries(
    vendors=[a_vendor("acme"), a_vendor("acme-inc", aliases=["ACME"], facts=[a_fact("seat", "US")])],
    categories=[a_category(), a_category("visio", name={"fr": "Visio"}, terms={"fr": ["réunion à distance"]})],
    products=[
        a_product("meet", facts=[a_fact("licence", "proprietary")]),
        a_product("meet-2", vendor="acme-inc", categories=["visio"], aliases=["Meet Two", "Deux"],
                  facts=[a_fact("licence", "MIT"), a_fact("hosting-country", ["FR"])], alternatives=[a_link("other")]),
        a_product("suite", includes=["meet", "meet-2"], vendor="acme-inc"),
        a_product("other", alternatives=[a_link("meet-2"), a_link("meet", scope={"fr": "autre"})],
                  facts=[a_fact("hosting-operator", {"name": "Acme", "vendor": "acme-inc"}, sources=[a_source()])]),
    ],
)  # fmt: skip


@pytest.fixture
def bench():
    return Bench(packaged=ENTRIES)


def publish(bench, proposal):
    bench.workshop.submit(ALICE, proposal.number)
    return bench.accept_and_publish(BRUNO, proposal.number)


def merge(bench, kind, gone, kept):
    proposal = propose_merge(bench.workshop, bench.catalogue, ALICE, kind=kind, gone=gone, kept=kept, title="doublon")
    publish(bench, proposal)
    return stored_catalogue(bench.catalogue)


def test_merged_product_gives_its_names_and_missing_facts_and_leads_to_the_kept_one(bench):
    catalogue = merge(bench, "product", "meet-2", "meet")
    kept, gone = catalogue.product("meet"), catalogue.product("meet-2")
    assert (gone.status, gone.merged_into) == ("withdrawn", "meet")
    assert [alias.text for alias in kept.aliases] == ["Meet 2", "Meet Two", "Deux"]
    assert [(f.criterion, f.value) for f in kept.facts] == [("licence", "proprietary"), ("hosting-country", ("FR",))]
    assert kept.categories == ("visioconference", "visio")


def test_every_entry_that_named_the_merged_product_names_the_kept_one(bench):
    catalogue = merge(bench, "product", "meet-2", "meet")
    assert catalogue.product("suite").includes == ("meet",)
    assert [link.product_id for link in catalogue.product("other").alternatives] == ["meet"]
    assert [link.product_id for link in catalogue.product("meet").alternatives] == ["other"]


def test_merged_vendor_is_replaced_in_products_and_facts(bench):
    catalogue = merge(bench, "vendor", "acme-inc", "acme")
    assert {product.vendor_id for product in catalogue.products.values()} == {"acme"}
    assert catalogue.product("other").facts[0].value.vendor_id == "acme"
    assert catalogue.vendor("acme").aliases == ("Acme-Inc",)
    assert [fact.criterion for fact in catalogue.vendor("acme").facts] == ["seat"]


def test_merged_category_gives_its_words(bench):
    catalogue = merge(bench, "category", "visio", "visioconference")
    assert catalogue.category("visioconference").terms_fr == ("visioconférence", "Visio", "réunion à distance")
    assert catalogue.product("meet-2").categories == ("visioconference",)


def test_new_id_keeps_the_old_one_as_a_way_in_and_its_history(bench):
    proposal = propose_new_id(
        bench.workshop, bench.catalogue, ALICE, kind="product", old="meet-2", new="meet-two", title="id"
    )
    publish(bench, proposal)
    catalogue = stored_catalogue(bench.catalogue)
    assert catalogue.product("meet-2").merged_into == "meet-two"
    assert catalogue.product("suite").includes == ("meet", "meet-two")
    history = History(bench.catalogue)
    assert history.earlier_names(bench.workshop.entries()[1], "product", "meet-two") == ("meet-2",)
    assert len(history.of_entry("product", "meet-2")) == 2


@pytest.mark.parametrize(
    ("kind", "gone", "kept", "error"),
    [
        pytest.param("product", "meet", "meet", UnusableInput, id="itself"),
        pytest.param("product", "meet", "none", UnknownEntry, id="nowhere"),
        pytest.param("criteria", "criteria", "x", UnusableInput, id="vocabulary"),
        pytest.param("nothing", "a", "b", UnusableInput, id="kind"),
    ],
)
def test_impossible_merges_are_told(bench, kind, gone, kept, error):
    with pytest.raises(error):
        propose_merge(bench.workshop, bench.catalogue, ALICE, kind=kind, gone=gone, kept=kept, title="x")


def test_used_id_is_not_given_again(bench):
    with pytest.raises(UnusableInput):
        propose_new_id(bench.workshop, bench.catalogue, ALICE, kind="product", old="meet", new="other", title="x")


def test_merge_into_a_merged_entry_is_refused(bench):
    merge(bench, "product", "meet-2", "meet")
    with pytest.raises(UnusableInput):
        propose_merge(bench.workshop, bench.catalogue, ALICE, kind="product", gone="other", kept="meet-2", title="x")


@pytest.mark.parametrize(
    ("kind", "payload", "names"),
    [
        pytest.param(
            "product",
            a_product(name="Avant", aliases=["Neuf", "Autre"]),
            ["Autre", {"text": "Avant", "kind": "former"}],
            id="product",
        ),
        pytest.param("vendor", a_vendor(name="Avant"), ["Avant"], id="vendor"),
    ],
)
def test_new_name_keeps_the_old_one_as_a_name(kind, payload, names):
    renamed = with_new_name(kind, payload, "Neuf")
    assert (renamed["name"], renamed["aliases"], renamed["id"]) == ("Neuf", names, payload["id"])


def test_new_name_of_a_category_keeps_the_old_words():
    renamed = with_new_name("category", a_category(name={"fr": "Avant", "en": "Before"}), "Neuf")
    assert renamed["name"] == {"fr": "Neuf", "en": "Before"}
    assert renamed["terms"]["fr"] == ["visioconférence", "Avant"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"merged_into": "none", "status": "withdrawn"}, "no file products/none.yaml", id="nowhere"),
        pytest.param({"merged_into": "other"}, "a merged entry is withdrawn", id="still-published"),
    ],
)
def test_redirects_are_checked(changed, message):
    problems = check_entries(entries(products=[a_product("meet", **changed), a_product("other")]), TODAY)
    assert any(message in str(problem) for problem in problems)


def test_merge_that_breaks_a_rule_is_not_submitted(bench):
    number = bench.propose(ALICE, "product", "meet-2", status="withdrawn").number
    with pytest.raises(InvalidEntry):
        bench.workshop.submit(ALICE, number)
