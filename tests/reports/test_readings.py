"""How right roles and equivalence are on sentences written for the project; see the data files."""

import pytest

from tests.reports.labelled import load, score

FLOORS = {"equivalent": 0.95, "true": 0.9, "role": 0.85}


@pytest.mark.parametrize("name", ["tender_tuning.txt", "tender_testing.txt", "tender_unseen.txt"])
def test_equivalence_and_roles_are_right_often_enough(name):
    figures, counts, errors = score(load(name))
    assert counts["equivalent"] >= 70
    assert all(figures[key] >= floor for key, floor in FLOORS.items()), "\n".join([str(figures), *errors])
