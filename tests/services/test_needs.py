"""Needs as a file and as an address: both ways round, and what is refused."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli import main
from advisor.domain.reports import BUYERS, DATA_KINDS, NATIONALITY, Need, Needs
from advisor.errors import UnusableInput
from advisor.services.explain import explain_error
from advisor.services.needs import (
    MAX_FILE_BYTES,
    NeedsFile,
    check_needs,
    dump_needs,
    need_problem,
    needs_query,
    parse_needs,
    parse_query,
)
from tests.builders import a_catalogue, a_product

CATALOGUE = a_catalogue()
HOSPITAL = Needs(
    buyer="hospital",
    needs=(
        Need("hds", required=True),
        Need("hosting-country", ("EU",), required=True),
        Need("open-standards", ("SIP", "WebRTC")),
    ),
    data=("personal", "health"),
    users=450,
    parts=("acme-meet",),
)
OFFERED = (
    Need("self-hosting", ("yes",)),
    Need("hosting-country", ("EU", "CH")),
    Need("hds"),
    Need("open-standards", ("IMAP4rev2", "OpenID Connect")),
    Need("licence", ("free",)),
)


def needs_values():
    """Any needs a buyer can have on the small catalogue."""
    asked = st.lists(st.tuples(st.sampled_from(OFFERED), st.booleans()), unique_by=lambda p: p[0].criterion)
    needs = asked.map(lambda pairs: tuple(Need(n.criterion, n.accept, r) for n, r in pairs))
    return st.builds(
        Needs,
        buyer=st.none() | st.sampled_from(BUYERS),
        needs=needs.map(lambda found: tuple(sorted(found, key=lambda n: not n.required))),
        data=st.sets(st.sampled_from(DATA_KINDS)).map(lambda s: tuple(k for k in DATA_KINDS if k in s)),
        users=st.none() | st.integers(1, 10_000_000),
        parts=st.sampled_from([(), ("acme-meet",)]),
    )


@given(needs_values())
def test_a_file_reads_back_as_what_was_written(needs):
    assert parse_needs(dump_needs(needs).encode(), "needs.yaml") == needs


@given(needs_values())
def test_an_address_reads_back_as_what_was_written(needs):
    assert parse_query(needs_query(needs), CATALOGUE) == needs


def test_the_address_is_short_and_readable():
    assert needs_query(HOSPITAL) == {
        "buyer": "hospital",
        "data": "personal,health",
        "users": "450",
        "require": "hds,hosting-country:EU",
        "prefer": "open-standards:SIP+WebRTC",
        "parts": "acme-meet",
    }
    assert needs_query(Needs()) == {}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param({"buyer": "king", "data": "gold", "users": "-3", "parts": "nobody"}, id="unknown words"),
        pytest.param({"users": "99999999999"}, id="too many users"),
        pytest.param({"users": "²"}, id="a digit that is no number"),
        pytest.param({"require": "nothing,seat:FR,owner,self-hosting:maybe"}, id="no such need"),
        pytest.param({"require": ",,:,::", "prefer": "<script>"}, id="broken"),
        pytest.param({"require": "x," * 5000}, id="huge"),
    ],
)
def test_an_address_that_is_not_understood_asks_nothing(args):
    assert parse_query(args, CATALOGUE) == Needs()


def test_a_criterion_asked_twice_is_a_requirement_if_one_is():
    assert parse_query({"prefer": "hds", "require": "hds"}, CATALOGUE).needs == (Need("hds", required=True),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("buyer: king", "buyer", id="unknown buyer"),
        pytest.param("requires: hds", "requires", id="not a list"),
        pytest.param("budget: 3\nusers: none", "budget", id="unknown key"),
        pytest.param("users: 0", "users", id="no user"),
        pytest.param("requires: [", "needs.yaml", id="broken YAML"),
        pytest.param("- hds", "needs.yaml", id="no mapping"),
        pytest.param("x" * (MAX_FILE_BYTES + 1), "bytes", id="huge"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(text, told):
    with pytest.raises(UnusableInput) as refused:
        parse_needs(text.encode(), "needs.yaml")
    for lang in ("fr", "en"):
        assert told in explain_error(refused.value, lang).replace("octets", "bytes")


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(UnusableInput):
        parse_needs(b"\xff\xfe\x00", "needs.yaml")


def test_an_empty_file_asks_nothing():
    assert parse_needs(b"", "needs.yaml") == Needs()


@pytest.mark.parametrize("criterion", sorted(NATIONALITY))
def test_where_a_vendor_is_from_is_no_need(criterion):
    with pytest.raises(UnusableInput) as refused:
        check_needs(CATALOGUE, Needs(needs=(Need(criterion),)))
    assert refused.value.reason == "need-nationality"


def test_a_part_the_catalogue_lacks_is_refused():
    catalogue = a_catalogue(products=[a_product()])
    check_needs(catalogue, Needs(parts=("acme-meet",)))
    with pytest.raises(UnusableInput):
        check_needs(catalogue, Needs(parts=("nobody",)))


def test_a_choice_that_does_not_exist_is_named_with_those_that_do():
    problem = need_problem(CATALOGUE, Need("self-hosting", ("maybe",)))
    assert problem is not None
    assert problem.detail["found"] == "maybe"
    assert "yes" in str(problem.detail["known"])


def test_the_published_schema_describes_the_file():
    schema = json.loads(CliRunner().invoke(main, ["schema", "needs"]).output)
    assert list(schema["properties"]) == list(NeedsFile.model_fields)
    assert schema["additionalProperties"] is False
    assert [kind["type"] for kind in schema["properties"]["requires"]["items"]["anyOf"] if "type" in kind] == ["string"]
    assert set(BUYERS) == set(schema["properties"]["buyer"]["anyOf"][0]["enum"])
