"""Quality is a test: floors on labelled lines that were written apart from the catalogue's names.

The file holds purchase lines, inventory lines and hard negatives (see its `note`); a change of
the catalogue or of the method that loses more than a few of them fails here.
"""

from pathlib import Path

import pytest

from advisor.services.editions import packaged_edition
from advisor.services.evaluate import evaluate_list_file

LINES = Path(__file__).with_name("lines.csv")


@pytest.fixture(scope="module")
def report():
    return evaluate_list_file(packaged_edition(), LINES, {})


def test_what_is_said_sure_is_right(report):
    assert report.sure.value >= 0.985, report.errors


def test_known_products_are_found(report):
    assert report.recall.value >= 0.95, report.errors


def test_lines_that_name_nothing_are_left_alone(report):
    assert report.abstention.value >= 0.96, report.errors


def test_the_catalogue_has_most_of_what_the_lines_name(report):
    assert report.coverage.value >= 0.95


def test_probabilities_are_true(report):
    assert report.calibration_error <= 0.03
