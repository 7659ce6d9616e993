"""Properties of folding, matching and scanning that hold for any text."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.matching.batch import ListReader, Run
from advisor.matching.normalise import fold, fold_lines, fold_text, split_words
from advisor.matching.scoring import probability
from tests.matching.names import NAMES

texts = st.text(max_size=60)
bits = st.sampled_from(
    [a.text for a in NAMES]
    + ["licence", "\n", "  ", "-\n", "\u00ad", "é", "e\u0301", "œ", "12", "ou équivalent", "🎥", "M1crosoft"]
)
mixed = st.lists(st.one_of(bits, st.text(max_size=6)), max_size=12).map(" ".join)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@quick
@given(mixed)
def test_words_of_a_line_are_those_of_its_folded_form(line):
    words = split_words(line)
    assert [w.text for w in words] == fold_lines([line.replace("\n", " ")])[0].split()
    assert all(0 <= w.start < w.end <= len(line) for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@quick
@given(st.lists(mixed, max_size=6))
def test_folding_lines_together_is_folding_them_one_by_one(lines):
    assert [" ".join(text.split()) for text in fold_lines(lines)] == [fold(line) for line in lines]


@quick
@given(mixed)
def test_offsets_of_a_folded_text_lead_back_into_it(text):
    folded = fold_text(text)
    places = [folded.original(i) for i in range(1, len(folded.text) - 1)]
    assert places == sorted(places)
    assert all(0 <= place < max(1, len(text)) for place in places)


@quick
@given(mixed)
def test_reasons_point_into_the_line(matcher, line):
    (match,) = matcher.match_lines([line])
    for reason in match.reasons:
        if reason.start is not None:
            assert line[reason.start : reason.end] == reason.matched
    assert 0 <= match.probability <= 1
    assert (match.product_id is None) == (match.band == "none")


@quick
@given(st.lists(mixed, max_size=5))
def test_a_line_is_answered_alike_alone_and_among_others(matcher, lines):
    together = matcher.match_lines(lines)
    assert together == [matcher.match_lines([line])[0] for line in lines]


@quick
@given(st.lists(mixed, min_size=1, max_size=8, unique=True), st.randoms())
def test_the_order_of_lines_changes_no_answer(matcher, lines, random):
    shuffled = random.sample(lines, len(lines))
    assert dict(zip(lines, matcher.match_lines(lines), strict=True)) == dict(
        zip(shuffled, matcher.match_lines(shuffled), strict=True)
    )


@quick
@given(st.lists(mixed, max_size=12))
def test_reading_lines_as_one_list_is_reading_them_one_by_one(matcher, lines):
    folded = [" ".join(text.split()) for text in fold_lines(lines)]
    codes = dict(matcher.coder.codes)
    reader = ListReader(matcher.coder, codes, matcher._decide_coded)
    together = reader.read(folded, Run(folded))
    alone = [matcher._decide(text.split(), None, codes) for text in folded]
    assert [_told(decision) for decision in together] == [_told(decision) for decision in alone]


def _told(decision):
    return decision.product_id, decision.probability, decision.band, decision.candidates, decision.others


@quick
@given(mixed)
def test_a_waterfall_of_one_candidate_adds_up(matcher, line):
    (match,) = matcher.match_lines([line])
    if match.product_id and not match.candidates:
        assert abs(probability(sum(weight for _, weight in match.weights)) - match.probability) < 0.01


@quick
@given(mixed, mixed)
def test_a_text_in_two_paragraphs_keeps_the_offsets_of_both(scanner, first, second):
    text = f"{first}\n\n{second}"
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] for m in scanner.scan(text))


@quick
@given(mixed)
def test_mentions_lie_in_the_text_without_overlap(scanner, text):
    mentions = scanner.scan(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert mentions == scanner.scan(text)
