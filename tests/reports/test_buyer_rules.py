"""Rules by kind of buyer: each sourced, dated, marked, and shown to whom it concerns only."""

import re
from typing import get_args

import pytest

from advisor.domain.reports import BUYERS, Need, Needs
from advisor.reports.buyer_rules import KNOWN_ON, RULES, Topic, rules_about, unasked_duties

DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_a_rule_has_its_source_its_date_and_both_languages(rule):
    assert rule.url.startswith("https://")
    assert rule.date is None or (DATE.fullmatch(rule.date) and rule.date <= KNOWN_ON)
    assert rule.text.en
    assert rule.citation.en
    assert rule.text.fr != rule.text.en
    assert rule.buyers
    assert set(rule.buyers) <= set(BUYERS)
    assert set(rule.topics) <= set(get_args(Topic))


def test_each_rule_has_its_own_name():
    assert len({rule.id for rule in RULES}) == len(RULES)


def ids(topic, buyer, data=()):
    """Name the rules on a topic for a buyer."""
    return {rule.id for rule in rules_about(topic, buyer, data)}


@pytest.mark.parametrize("buyer", ["state", "state-operator"])
def test_article_31_concerns_the_state_and_its_operators(buyer):
    assert {"sren-31", "decree-2026-272"} <= ids("data", buyer, ["sensitive"])
    assert "order-2026-08-12" in ids("qualification", buyer, ["sensitive"])


@pytest.mark.parametrize("buyer", [b for b in BUYERS if b not in ("state", "state-operator")])
def test_article_31_concerns_nobody_else(buyer):
    assert not {"sren-31", "decree-2026-272", "order-2026-08-12"} & ids("qualification", buyer, ["sensitive"])


def test_the_circular_is_the_states_and_what_is_not_established_is_said():
    assert ids("who", "state") == {"circular-6519", "no-nationality"}
    assert ids("who", "state-operator") == {"circular-6519-operators", "no-nationality"}
    assert all(rule.mark == "to-check" for rule in RULES if "6519" in rule.id)


def test_health_data_needs_a_certified_host_whoever_buys():
    for buyer in BUYERS:
        assert "hds" in ids("qualification", buyer, ["health"])
        assert "hds" not in ids("qualification", buyer, ["internal"])


def test_a_company_has_no_rule_of_public_procurement():
    assert ids("hosting", "company", ["internal"]) == set()
    assert ids("standards", "company") == set()


def test_a_bill_is_never_an_obligation():
    assert [rule.force for rule in RULES if rule.id == "bill-2258"] == ["proposal"]


def test_every_question_has_a_rule_for_somebody_and_nobody_is_asked_where_a_vendor_is_from():
    for topic in get_args(Topic):
        assert rules_about(topic, None)


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        pytest.param(Needs("hospital", data=("health",)), ["hds"], id="health data, nothing asked"),
        pytest.param(Needs("hospital", (Need("hds"),), ("health",)), ["hds"], id="only preferred"),
        pytest.param(Needs("hospital", (Need("hds", required=True),), ("health",)), [], id="required"),
        pytest.param(Needs("state", data=("sensitive",)), ["order-2026-08-12"], id="sensitive data of the State"),
        pytest.param(Needs("company", data=("sensitive",)), [], id="no such duty for a company"),
        pytest.param(Needs("hospital"), [], id="data not stated"),
        pytest.param(Needs(data=("health",)), [], id="buyer not stated"),
    ],
)
def test_a_duty_that_the_needs_do_not_ask_is_told(needs, told):
    assert [rule.id for rule in unasked_duties(needs)] == told
