import csv
from pathlib import Path

import pytest

from advisor.matching import METHOD, LineMatch, build_matcher
from advisor.matching.evidence import KINDS
from advisor.matching.index import MAX_POSTING, NameIndex
from advisor.matching.lexicon import load_lexicon
from advisor.matching.lines import LONG_LIST
from advisor.matching.scoring import BARS, REVIEW, RULES, SURE, features, probability
from tests.matching.names import FUNCTIONS, NAMES

LINES = list(csv.DictReader(Path(__file__).with_name("data").joinpath("lines.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", LINES, ids=lambda row: row["line"][:40] or "empty")
def test_own_labelled_line_gets_the_product_expected(matcher, row):
    (match,) = matcher.match_lines([row["line"]], [row["vendor"] or None])
    assert (match.product_id or "") == row["expected"]


def test_there_is_one_answer_per_line_in_order(matcher):
    lines = ["Jira", "", "Photoshop", "Jira"]
    assert [m.product_id for m in matcher.match_lines(lines)] == [
        "atlassian-jira",
        None,
        "adobe-creative-cloud",
        "atlassian-jira",
    ]


def test_reasons_have_known_kinds_and_places_in_the_line(matcher):
    for row in LINES:
        (match,) = matcher.match_lines([row["line"]], [row["vendor"] or None])
        for reason in match.reasons:
            assert reason.kind in KINDS
            if reason.start is not None:
                assert row["line"][reason.start : reason.end] == reason.matched


def test_a_short_form_is_told_with_its_place(matcher):
    (match,) = matcher.match_lines(["Renouv. MS Teams 36 mois"])
    (reason,) = [r for r in match.reasons if r.kind == "abbreviation"]
    assert (reason.matched, reason.read_as, reason.start, reason.end) == ("MS", "microsoft", 8, 10)


def test_a_misspelt_word_is_told_with_its_correction(matcher):
    (match,) = matcher.match_lines(["licence Phtoshop"])
    assert [(r.kind, r.matched, r.read_as) for r in match.reasons if r.kind == "typo"] == [
        ("typo", "Phtoshop", "photoshop")
    ]


def test_the_vendor_column_is_told_when_it_contradicts(matcher):
    (match,) = matcher.match_lines(["Photoshop"], ["Atlassian"])
    assert "vendor-contradicts" in [r.kind for r in match.reasons]


def test_a_reseller_in_the_vendor_column_says_nothing(matcher):
    (match,) = matcher.match_lines(["Photoshop"], ["SCC FRANCE"])
    assert "vendor-contradicts" not in [r.kind for r in match.reasons]


def test_several_products_of_one_cell_are_given_in_its_order(matcher):
    (match,) = matcher.match_lines(["Photoshop, AutoCAD et MySQL"])
    assert (match.product_id, match.others) == ("adobe-creative-cloud", ("autocad", "mysql"))


def test_a_longer_name_wins_over_the_name_inside_it(matcher):
    (match,) = matcher.match_lines(["Microsoft 365 Copilot"])
    assert (match.product_id, match.others) == ("microsoft-copilot", ())


def test_a_weak_name_alone_is_a_question(matcher):
    (match,) = matcher.match_lines(["Confluence"])
    assert match.band == "review"


def test_a_name_shared_by_two_products_is_a_question_with_both():
    both = [("one", "Acme", "Acme Guard", "Veritor"), ("two", "Other", "Other Guard", "Veritor")]
    (match,) = build_matcher(both).match_lines(["Veritor"])
    assert match.band == "review"
    assert {match.product_id, match.candidates[0].product_id} == {"one", "two"}


def test_the_vendor_decides_between_two_products_that_share_a_name():
    both = [("one", "Acme", "Acme Guard", "Veritor"), ("two", "Mitsou", "Mitsou Guard", "Veritor")]
    (match,) = build_matcher(both).match_lines(["Mitsou Veritor"])
    assert (match.product_id, match.band) == ("two", "sure")


def test_a_product_s_own_name_wins_over_an_alias_of_another():
    both = [("one", "Acme", "Acme Mail", "Veritor"), ("two", "Mitsou", "Veritor", "Veritor")]
    (match,) = build_matcher(both).match_lines(["Veritor"])
    assert match.product_id == "two"


def test_the_words_of_the_supplier_in_front_are_no_product(matcher):
    (match,) = matcher.match_lines(["ORACLE FRANCE SAS MYSQL 2026"], ["ORACLE FRANCE SAS"])
    assert match.product_id == "mysql"


def test_a_function_is_named_where_no_product_is(matcher):
    (match,) = matcher.match_lines(["Outil de webconférence pour les élus"])
    assert (match.product_id, match.category) == (None, "visioconference")


def test_plain_tuples_are_taken_for_aliases():
    (match,) = build_matcher([("glpi", "Teclib", "GLPI", "GLPI")]).match_lines(["Support GLPI"])
    assert match.product_id == "glpi"


def test_an_empty_catalogue_answers_nothing():
    assert [m.band for m in build_matcher([]).match_lines(["Zoom", ""])] == ["none", "none"]


def test_an_answer_equals_a_plain_one_and_is_pickled_as_one(matcher):
    import pickle

    (match,) = matcher.match_lines(["Jira 10 users"])
    plain = pickle.loads(pickle.dumps(match))
    assert type(plain) is LineMatch
    assert match == plain
    assert hash(match) == hash(match)


def test_the_order_of_aliases_changes_nothing(matcher):
    other = build_matcher(list(reversed(NAMES)), functions=FUNCTIONS)
    lines = [row["line"] for row in LINES]
    assert matcher.match_lines(lines) == other.match_lines(lines)


def test_the_order_of_lines_changes_nothing(matcher):
    lines = [f"{row['line']} ref{i % 7}" for i, row in enumerate(LINES * 30)]
    forward = dict(zip(lines, matcher.match_lines(lines), strict=True))
    backward = dict(zip(lines[::-1], build_matcher(NAMES, functions=FUNCTIONS).match_lines(lines[::-1]), strict=True))
    assert forward == backward


def test_the_waterfall_adds_up_to_the_probability(matcher):
    for row in LINES:
        (match,) = matcher.match_lines([row["line"]], [row["vendor"] or None])
        if match.product_id and not match.candidates:
            assert abs(probability(sum(w for _, w in match.weights)) - match.probability) < 0.01


def test_no_evidence_outweighs_a_rule_that_bars():
    weights = load_lexicon().weights
    best = weights["bias"] + 1.5 * weights["rarity"]
    best += sum(w for name, w in weights.items() if w > 0 and name not in ("bias", "rarity"))
    assert all(probability(best + RULES[name]) < REVIEW for name in BARS)


def test_a_long_list_is_answered_as_its_lines_alone(matcher):
    lines = [f"{row['line']} {number}" for row in LINES for number in range(LONG_LIST // len(LINES) + 1)]
    alone = build_matcher(NAMES, functions=FUNCTIONS)
    assert matcher.match_lines(lines) == [alone.match_lines([line])[0] for line in lines]


def test_features_left_out_are_zero(matcher):
    (match,) = matcher.match_lines(["Jira"])
    best = match.verdict.best
    assert all(value for _, value in features(best.entry, best.seen))


def test_no_word_leads_to_too_many_names():
    index = NameIndex((f"p{i}", "Acme", f"Suite {i}", f"Veritor Module{i:03d}") for i in range(300))
    assert max(len(found) for found in index.postings.values()) <= MAX_POSTING


def test_sure_answers_on_own_lines_are_right(matcher):
    matches = matcher.match_lines([r["line"] for r in LINES], [r["vendor"] or None for r in LINES])
    wrong = [
        r["line"] for r, m in zip(LINES, matches, strict=True) if m.band == "sure" and m.product_id != r["expected"]
    ]
    assert wrong == []
    assert all(m.probability >= SURE for m in matches if m.band == "sure")


def test_the_method_names_code_and_data():
    version, digest = METHOD.split("-")
    assert version.isdigit()
    assert len(digest) == 12


SEPARATE = [
    pytest.param("Photoshop sans AutoCAD", "adobe-creative-cloud", (), id="excluded"),
    pytest.param("Photoshop + AutoCAD", "adobe-creative-cloud", ("autocad",), id="plus sign"),
    pytest.param("Windows Server 2019 + SQL Server 2019", "windows-server", ("sql-server",), id="a word of both names"),
    pytest.param("Photoshop / AutoCAD / MySQL", "adobe-creative-cloud", ("autocad", "mysql"), id="strokes"),
    pytest.param("Windows Server 2019, sans SQL Server", "windows-server", (), id="excluded after a comma"),
    pytest.param("Abonnement sans engagement Photoshop", "adobe-creative-cloud", (), id="nothing excluded"),
]


@pytest.mark.parametrize(("line", "product", "others"), SEPARATE)
def test_what_joins_or_separates_products_is_read(matcher, line, product, others):
    (match,) = matcher.match_lines([line])
    assert (match.product_id, match.others) == (product, others)


def test_long_description_words_do_not_hide_an_exact_name(matcher):
    (match,) = matcher.match_lines(["MySQL interrogation documentaire et administration fonctionnelle"])
    assert (match.product_id, match.band) == ("mysql", "sure")


def test_the_name_in_front_of_a_company_form_confirms_a_weak_name():
    names = [("veritor", "Acme", "Slack", "Slack"), ("other", "Mitsou", "Mitsou Mail", "Mitsou Mail")]
    matcher = build_matcher(names)
    confirmed, unknown = matcher.match_lines(["Slack", "licence Slack"], ["Slack Technologies Inc.", "Zorglub Conseil"])
    assert (confirmed.band, unknown.band) == ("sure", "review")


def test_runs_of_words_that_may_be_a_name_are_given(matcher):
    assert matcher.find_names("Licence Zorglub Vexor 12 postes 2026") == [("zorglub vexor", False)]
    assert matcher.find_names("") == []


def test_a_line_of_a_long_list_is_barred_only_where_no_licence_is_bought(matcher):
    fill = [f"ligne{number} Photoshop" for number in range(LONG_LIST)]
    first, second = matcher.match_lines(["Clavier Photoshop", "Licence clavier Photoshop", *fill])[:2]
    assert (first.product_id, second.product_id) == (None, "adobe-creative-cloud")
