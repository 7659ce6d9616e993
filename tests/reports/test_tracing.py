"""Findings known again in a later version, whatever their place."""

import pytest

from advisor.domain.marks import Trace
from advisor.reports.tracing import align


def trace(key, sentence, about="brand:acme", document="a.docx"):
    return Trace(key, about, document, sentence)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param([trace("1", "a b c")], [trace("1", "x y z")], {0: 0}, id="same key"),
        pytest.param([trace("1", "a b c d")], [trace("2", "a b c d e")], {0: 0}, id="close sentence"),
        pytest.param([trace("1", "a b c d")], [trace("2", "e f g h")], {}, id="other sentence"),
        pytest.param([trace("1", "a b", "brand:x")], [trace("2", "a b", "brand:y")], {}, id="other name"),
        pytest.param(
            [trace("1", "a b c"), trace("2", "a b c", document="b.docx")],
            [trace("3", "a b c", document="b.docx"), trace("4", "a b c")],
            {0: 1, 1: 0},
            id="same document first",
        ),
        pytest.param(
            [trace("1", "a b c d e"), trace("2", "a b c d x")],
            [trace("3", "a b c d x y"), trace("4", "a b c d e")],
            {0: 1, 1: 0},
            id="closest first",
        ),
        pytest.param([trace("1", "a b")] * 2, [trace("2", "a b")] * 3, {0: 0, 1: 1}, id="each once"),
        pytest.param([], [trace("1", "")], {}, id="nothing before"),
    ],
)
def test_pairs(old, new, pairs):
    assert align(old, new) == pairs


def test_many_findings_of_one_name_stay_quick():
    old = [trace(f"o{i}", f"ligne {i} du bordereau") for i in range(3000)]
    new = [trace(f"n{i}", f"ligne {i} du bordereau prix") for i in range(3000)]
    assert len(align(old, new)) > 0
