"""Entries cut into units: comparing, taking part of a change, merging."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalogue.units import apply_changes, choose_versions, compare_payloads, merge_payloads, review_units
from tests.builders import a_fact

KEY = ("vendor", "acme")


def keys(before, after):
    return [unit.key for unit in compare_payloads(before, after)]


OWNER_A, OWNER_B, OWNER_C = (a_fact("owner", {"owner": name, "power": "minority"}) for name in "ABC")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"id": "a"}, {"id": "a"}, [], id="same"),
        pytest.param({"name": "A"}, {"name": "B"}, ["name"], id="field"),
        pytest.param({"name": "A", "website": "x"}, {"name": "A"}, ["website"], id="removed-field"),
        pytest.param({"facts": [a_fact()]}, {"facts": [a_fact(value="MIT")]}, ["facts[licence]"], id="changed-fact"),
        pytest.param({}, {"facts": [a_fact()]}, ["facts[licence]"], id="new-fact"),
        pytest.param({"facts": [OWNER_A, OWNER_B]}, {"facts": [OWNER_B]}, ["facts[owner]"], id="first-of-two-goes"),
        pytest.param(
            {"facts": [OWNER_A, OWNER_B]}, {"facts": [OWNER_A, OWNER_B, OWNER_C]}, ["facts[owner#3]"], id="third-owner"
        ),
        pytest.param({"facts": [OWNER_A, OWNER_B]}, {"facts": [OWNER_B, OWNER_A]}, [], id="order-alone"),
        pytest.param({"aliases": ["a"]}, {"aliases": ["a", "b"]}, ["aliases"], id="list-as-one"),
        pytest.param(
            {"facts": [a_fact(offer={"fr": "Cloud"})]},
            {"facts": [a_fact(offer={"fr": "Cloud"}), a_fact(offer={"fr": "Serveur"})]},
            ["facts[licence, Serveur]"],
            id="offers-apart",
        ),
    ],
)
def test_changes_are_named_by_unit(before, after, expected):
    assert keys(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(None, {"id": "a"}, id="new"),
        pytest.param({"id": "a"}, None, id="removed"),
        pytest.param({"facts": [OWNER_A, OWNER_B]}, {"facts": [OWNER_B, OWNER_A]}, id="order"),
    ],
)
def test_some_changes_are_reviewed_whole(before, after):
    assert [unit.key for unit in review_units(before, after)] == [""]
    assert apply_changes(before, after, [""]) == after
    assert apply_changes(before, after, []) == before


def test_part_of_a_change_leaves_the_rest():
    before = {"name": "A", "facts": [OWNER_A, OWNER_B]}
    after = {"name": "B", "facts": [OWNER_B, OWNER_C], "website": "x"}
    assert apply_changes(before, after, ["name"]) == {"name": "B", "facts": [OWNER_A, OWNER_B]}
    assert apply_changes(before, after, keys(before, after)) == {
        "name": "B",
        "website": "x",
        "facts": [OWNER_C, OWNER_B],
    }


def test_both_sides_adding_the_same_link_is_a_conflict():
    mine = {"alternatives": [{"product": "x", "effort": "low"}]}
    theirs = {"alternatives": [{"product": "x", "effort": "high"}]}
    merge = merge_payloads(KEY, base={}, published=theirs, proposed=mine)
    assert [unit.key for unit in merge.units] == ["alternatives[x]"]
    assert choose_versions(merge, ["alternatives[x]"]) == mine
    assert choose_versions(merge, []) == theirs


def test_same_change_on_both_sides_is_no_conflict():
    merge = merge_payloads(KEY, base={"name": "A"}, published={"name": "B"}, proposed={"name": "B"})
    assert (merge.units, merge.merged) == ((), {"name": "B"})


def test_removal_of_one_field_and_change_of_another_are_merged():
    base = {"name": "A", "website": "x"}
    merge = merge_payloads(KEY, base=base, published={"name": "A"}, proposed={"name": "B", "website": "x"})
    assert (merge.units, merge.merged) == ((), {"name": "B"})


facts = st.lists(
    st.builds(
        lambda criterion, value, offer: (
            {"criterion": criterion, "value": value} | ({"offer": {"fr": offer}} if offer else {})
        ),
        st.sampled_from(["owner", "licence", "a#2", "b]"]),
        st.sampled_from("xyz"),
        st.sampled_from(["", "Cloud", "a#2", "]["]),
    ),
    max_size=5,
)
payloads = st.fixed_dictionaries(
    {}, optional={"name": st.sampled_from("AB"), "facts": facts, "aliases": st.lists(st.sampled_from("ab"))}
)


def sorted_facts(payload):
    return {**payload, "facts": sorted(payload.get("facts", []), key=str)}


@given(payloads, payloads)
def test_all_the_changes_make_the_newer_version(before, after):
    made = apply_changes(before, after, keys(before, after))
    assert sorted_facts(made) == sorted_facts(after)


@given(payloads, payloads, payloads)
def test_merge_takes_each_side_where_the_other_did_not_move(base, published, proposed):
    merge = merge_payloads(KEY, base=base, published=published, proposed=proposed)
    assert merge_payloads(KEY, base=base, published=base, proposed=proposed).merged == proposed
    assert merge_payloads(KEY, base=base, published=published, proposed=base).merged == published
    if not merge.units:
        assert choose_versions(merge, []) == merge.merged


@given(payloads, payloads, payloads)
def test_merge_loses_no_fact_that_only_one_side_added(base, published, proposed):
    merge = merge_payloads(KEY, base=base, published=published, proposed=proposed)
    if merge.units:
        return
    for side, other in ((published, proposed), (proposed, published)):
        for fact in side.get("facts", []):
            if fact not in base.get("facts", []) and side != base and other is not None:
                assert fact in merge.merged.get("facts", [])
