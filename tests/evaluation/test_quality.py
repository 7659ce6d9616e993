"""Quality is a test: floors on labelled lines that were written apart from the catalogue's names.

Three files, by how they came about. `lines.csv`: purchases, inventories and hard negatives; it may not get
worse. `varied.csv`: lines of eleven kinds (see `note`), labelled while the answers were read. `blind.csv`:
labelled before any answer was seen; nothing was mended for it since.
"""

from pathlib import Path

import pytest

from advisor.services.editions import packaged_edition
from advisor.services.evaluate import evaluate_list_file

FILES = ("lines.csv", "varied.csv", "blind.csv")
RECALL = {"lines.csv": 0.95, "varied.csv": 0.95, "blind.csv": 0.93}


@pytest.fixture(scope="module", params=FILES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def report(name):
    return evaluate_list_file(packaged_edition(), Path(__file__).with_name(name), {})


def test_what_is_said_sure_is_right(report):
    assert report.sure.value >= 0.985, report.errors


def test_known_products_are_found(name, report):
    assert report.recall.value >= RECALL[name], report.errors


def test_lines_that_name_nothing_are_left_alone(report):
    assert report.abstention.value >= 0.96, report.errors


def test_the_catalogue_has_most_of_what_the_lines_name(report):
    assert report.coverage.value >= 0.95


def test_probabilities_are_true(report):
    assert report.calibration_error <= 0.04
