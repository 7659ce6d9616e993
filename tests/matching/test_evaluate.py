import pytest

from advisor.matching.evaluate import (
    FoundMention,
    LabelledMention,
    LineResult,
    calibration_error,
    evaluate_lines,
    evaluate_texts,
    parse_label_map,
    read_label,
    wilson,
)

LABELS = [
    ("", set(), True),
    ("zoom", {"zoom"}, False),
    ("zoom|teams", {"zoom", "teams"}, False),
    ("-|flash", {"flash"}, True),
    ("eu:glpi", {"eu:glpi", "glpi"}, True),
    ("exchange", {"exchange-online"}, False),
    ("gone", set(), True),
]
MAP = parse_label_map(
    [
        {"label": "exchange", "acceptable_catalogue_slugs": "exchange-online"},
        {"label": "gone", "acceptable_catalogue_slugs": ""},
    ]
)


@pytest.mark.parametrize(("expected", "products", "abstain"), LABELS)
def test_a_label_says_what_it_accepts(expected, products, abstain):
    label = read_label(expected, MAP)
    assert (label.products, label.abstain) == (products, abstain)


def _result(expected, product, probability=0.9, band="sure"):
    return LineResult("line", read_label(expected, MAP), product, probability, band, "kind")


def test_list_figures_count_each_kind_of_row():
    report = evaluate_lines(
        [
            _result("zoom", "zoom"),
            _result("zoom", None),
            _result("zoom", "teams"),
            _result("", None),
            _result("", "zoom"),
            _result("-|flash", None),
        ]
    )
    assert (report.precision.right, report.precision.total) == (1, 3)
    assert (report.recall.right, report.recall.total) == (1, 3)
    assert (report.abstention.right, report.abstention.total) == (1, 2)
    assert (report.either.right, report.either.total) == (1, 1)
    assert len(report.errors) == 3


def test_labels_the_catalogue_lacks_lower_coverage_not_recall():
    report = evaluate_lines([_result("zoom", "zoom"), _result("other", None)], {"zoom"})
    assert (report.recall.value, report.coverage.value) == (1.0, 0.5)


def test_wilson_interval_holds_the_share_and_stays_in_bounds():
    low, high = wilson(95, 100)
    assert low < 0.95 < high <= 1
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(10, 10)[1] == pytest.approx(1.0)


def test_calibration_error_is_zero_for_true_probabilities():
    assert calibration_error([(0.5, True), (0.5, False)]) == 0
    assert calibration_error([(1.0, False)]) == 1
    assert calibration_error([]) == 0


def test_text_figures_pair_mentions_by_overlap_and_product():
    wanted = [
        LabelledMention(0, 4, read_label("zoom"), or_equivalent=True),
        LabelledMention(10, 14, read_label("teams")),
        LabelledMention(20, 24, read_label("word"), optional=True),
        LabelledMention(30, 34, read_label("eu:glpi")),
    ]
    found = [
        FoundMention(0, 6, "zoom", True),
        FoundMention(20, 24, "word"),
        FoundMention(40, 44, "slack"),
        FoundMention(50, 52, None),
    ]
    report = evaluate_texts({"01": (wanted, found)})
    assert (report.precision.right, report.precision.total) == (1, 2)
    assert (report.recall.right, report.recall.total) == (1, 2)
    assert (report.or_equivalent.right, report.or_equivalent.total) == (1, 1)
    assert [kind for _, kind, _, _ in report.errors] == ["missed", "wrong"]
