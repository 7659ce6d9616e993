"""The whole check on labelled tender texts: floors on what the rules were widened with and on what was kept apart."""

import pytest

from advisor.services.editions import packaged_edition
from tests.evaluation.tenders import load, rate, score, score_kinds

ROLE_FLOORS = {"improving.txt": 0.93, "apart.txt": 0.80}
"""The texts kept apart were read at 0.84; fewer than 130 roles move by 0.008 each."""


@pytest.fixture(scope="module", params=sorted(ROLE_FLOORS))
def reading(request):
    return request.param, score(packaged_edition(), request.param)


def test_names_are_found_and_nothing_else(reading):
    assert reading[1].f1 >= 0.92, reading[1].errors


def test_equivalence_is_read_for_the_right_mention(reading):
    assert rate(reading[1].equivalent) >= 0.95, reading[1].errors
    assert rate(reading[1].accepted) >= 0.9, reading[1].errors


def test_roles_are_read(reading):
    name, result = reading
    assert rate(result.roles) >= ROLE_FLOORS[name], result.errors


def test_there_are_some_texts():
    labels = [label for name in ROLE_FLOORS for _title, _text, found in load(name) for label in found]
    assert len(labels) >= 300


@pytest.mark.parametrize(
    ("name", "found", "right"), [("kinds_improving.txt", 0.9, 0.95), ("kinds_apart.txt", 0.75, 0.9)]
)
def test_origins_norms_hidden_and_unknown_brands_are_found_and_little_else(name, found, right):
    result = score_kinds(packaged_edition(), name)
    assert rate(result.found) >= found, result.errors
    assert rate(result.right) >= right, result.errors
