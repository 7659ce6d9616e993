"""The one schema: what it refuses, and how it says so."""

import pytest

from advisor.catalogue.schema import parse_entries, parse_entry, payload_of
from advisor.errors import InvalidEntry
from tests.builders import a_fact, a_link, a_product, a_source, a_vendor, the_criteria


def problems_of(kind, raw):
    with pytest.raises(InvalidEntry) as error:
        parse_entry(kind, raw, "products/acme-meet.yaml")
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"nmae": "x"}, "products/acme-meet.yaml: nmae: unknown key", id="unknown key"),
        pytest.param({"id": "Acme Meet"}, "products/acme-meet.yaml: id: found 'Acme Meet'", id="id is no slug"),
        pytest.param({"roles": []}, "products/acme-meet.yaml: roles: found []", id="no role"),
        pytest.param({"roles": ["leader"]}, "products/acme-meet.yaml: roles[0]: found 'leader'", id="unknown role"),
        pytest.param({"status": "done"}, "products/acme-meet.yaml: status: found 'done'", id="unknown status"),
        pytest.param({"website": "www.acme.fr"}, "products/acme-meet.yaml: website: found 'www.acme.fr'", id="bad url"),
        pytest.param({"name": 365}, "products/acme-meet.yaml: name: found 365", id="number for a text"),
        pytest.param(
            {"facts": [a_fact(sources=[a_source(seen="23/11/2026")])]},
            "products/acme-meet.yaml: facts[0].sources[0].seen: found '23/11/2026'",
            id="date written the French way",
        ),
        pytest.param(
            {"facts": [a_fact(sources=[{k: v for k, v in a_source().items() if k != "locator"}])]},
            "products/acme-meet.yaml: facts[0].sources[0].locator: missing",
            id="source without place",
        ),
        pytest.param(
            {"alternatives": [{k: v for k, v in a_link("b").items() if k != "gaps"}]},
            "products/acme-meet.yaml: alternatives[0].gaps: missing",
            id="link without gaps",
        ),
        pytest.param(
            {"alternatives": [a_link("b", scope={"en": "meetings"})]},
            "products/acme-meet.yaml: alternatives[0].scope.fr: missing",
            id="prose without French",
        ),
    ],
)
def test_an_error_says_the_file_the_place_and_what_was_found(changed, expected):
    assert any(problem.startswith(expected) for problem in problems_of("product", a_product(**changed)))


def test_all_problems_of_an_entry_come_at_once():
    raw = a_product(nmae="x", roles=["leader"], website="acme")
    assert len(problems_of("product", raw)) == 3


def test_all_problems_of_all_entries_come_at_once():
    raw = [
        ("criteria", "criteria.yaml", the_criteria()),
        ("product", "products/a.yaml", a_product("a", status="done")),
        ("vendor", "vendors/b.yaml", a_vendor("b", seat="FR")),
        ("vendor", "vendors/c.yaml", []),
    ]
    with pytest.raises(InvalidEntry) as error:
        parse_entries(raw)
    assert [p.place.split(":")[0] for p in error.value.problems] == [
        "products/a.yaml",
        "vendors/b.yaml",
        "vendors/c.yaml",
    ]


def test_an_id_used_twice_is_refused():
    raw = [
        ("criteria", "criteria.yaml", the_criteria()),
        ("vendor", "vendors/a.yaml", a_vendor("a")),
        ("vendor", "vendors/b.yaml", a_vendor("a")),
    ]
    with pytest.raises(InvalidEntry, match=r"vendors/b\.yaml: the id 'a' is already used by vendors/a\.yaml"):
        parse_entries(raw)


def test_a_payload_parsed_again_gives_the_same_payload():
    raw = a_product(
        facts=[a_fact()], alternatives=[a_link("b")], aliases=["Meet", {"text": "AM", "use": "weak", "needs": ["Acme"]}]
    )
    entry = parse_entry("product", raw, "x")
    assert payload_of(parse_entry("product", payload_of(entry), "x")) == payload_of(entry)


def test_defaults_are_left_out_of_a_payload():
    assert payload_of(parse_entry("product", a_product(status="published", labels=[]), "x")) == a_product()
