"""Suites: the fewest documented alternatives that cover the parts in use, and what stays uncovered."""

from advisor.domain.reports import Need, Needs
from advisor.reports.suites import cover_suite
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product

OPEN_TO_THE_STATE = a_fact("eligibility", {"buyers": ["state"], "access": "open"})


def build(links, others=(), **alternatives):
    """Build a suite whose parts have these alternatives; each alternative with what is changed in it."""
    parts = [a_product(part, alternatives=[a_link(x) for x in found]) for part, found in links.items()]
    names = {x for found in links.values() for x in found}
    known = [a_product(n, roles=["alternative"], **alternatives.get(n, {})) for n in sorted(names)]
    suite = a_product("suite", includes=list(links))
    return a_catalogue(products=[suite, *parts, *known, *others])


def cover(catalogue, needs=None):
    """Return the set as {product: parts}, and the parts left over."""
    found = cover_suite(catalogue, catalogue.product("suite"), needs or Needs(), TODAY)
    return {c.product.id: [x.part for x in c.coverings] for c in found.chosen}, list(found.uncovered)


def test_the_fewest_products_are_chosen():
    catalogue = build({"mail": ["a", "b"], "files": ["b", "c"], "chat": ["c", "b"]})
    assert cover(catalogue) == ({"b": ["mail", "files", "chat"]}, [])


def test_greed_would_take_three_where_two_are_enough():
    links = {
        "p1": ["wide", "x"],
        "p2": ["wide", "x"],
        "p3": ["wide", "y"],
        "p4": ["wide", "y"],
        "p5": ["x"],
        "p6": ["y"],
    }
    found, left = cover(build(links))
    assert set(found) == {"x", "y"}
    assert left == []


def test_a_part_without_alternative_is_said_uncovered():
    assert cover(build({"mail": ["a"], "phone": []})) == ({"a": ["mail"]}, ["phone"])


def test_a_suite_covers_through_its_own_parts():
    bigger = a_product("bigger", roles=["alternative"], includes=["b-mail", "b-chat"])
    catalogue = build({"mail": ["b-mail", "z"], "chat": ["b-chat"]}, [bigger])
    found = cover_suite(catalogue, catalogue.product("suite"), Needs(), TODAY)
    assert [(c.product.id, [(x.part, x.through) for x in c.coverings]) for c in found.chosen] == [
        ("bigger", [("mail", "b-mail"), ("chat", "b-chat")])
    ]


def test_only_the_parts_in_use_count():
    catalogue = build({"mail": ["a"], "files": ["b"]})
    found = cover_suite(catalogue, catalogue.product("suite"), Needs(parts=("files",)), TODAY)
    assert [c.product.id for c in found.chosen] == ["b"]
    assert found.unused == ("mail",)


def test_parts_of_another_suite_leave_all_parts_in_use():
    assert cover(build({"mail": ["a"], "files": ["b"]}), Needs(parts=("elsewhere",)))[1] == []


def test_what_a_requirement_excludes_covers_nothing():
    catalogue = build({"mail": ["a"]}, a={"facts": [a_fact("self-hosting", "no")]})
    assert cover(catalogue, Needs(needs=(Need("self-hosting", ("yes",), required=True),))) == ({}, ["mail"])


def test_between_sets_as_small_needs_then_evidence_then_name_decide():
    api = Need("api", ("yes",))
    catalogue = build(
        {"mail": ["a", "b", "c", "d"]},
        d={"facts": [a_fact("api", "yes")]},
        c={"facts": [a_fact(), a_fact("support-french", "yes")]},
    )
    assert list(cover(catalogue, Needs(needs=(api,)))[0]) == ["d"]
    assert list(cover(catalogue)[0]) == ["c"]
    assert list(cover(build({"mail": ["b", "a"]}))[0]) == ["a"]


def test_a_state_tool_goes_first_for_a_state_service_and_is_left_out_for_others():
    tool = {"labels": ["shared-state-tool"], "facts": [OPEN_TO_THE_STATE]}
    catalogue = build({"mail": ["market", "tool"], "files": ["market"]}, tool=tool)
    assert cover(catalogue, Needs("state")) == ({"tool": ["mail"], "market": ["files"]}, [])
    assert cover(catalogue, Needs("company")) == ({"market": ["mail", "files"]}, [])
    assert cover(catalogue) == ({"market": ["mail", "files"]}, [])


def test_a_product_without_parts_has_no_set():
    catalogue = a_catalogue()
    assert cover_suite(catalogue, catalogue.product("acme-meet"), Needs(), TODAY) is None


def test_many_parts_and_alternatives_stay_quick_and_say_when_the_set_may_not_be_the_smallest():
    links = {f"p{i}": [f"a{j}" for j in range(40) if (i * j) % 7 < 2] for i in range(24)}
    catalogue = build(links)
    found = cover_suite(catalogue, catalogue.product("suite"), Needs(), TODAY)
    reached = {x.part for c in found.chosen for x in c.coverings}
    assert reached == {part for part, options in links.items() if options}
