"""Small rules of the pages: typography, marks, sorting, freshness."""

from datetime import date

import pytest
from flask import Flask, Response, g
from markupsafe import Markup

from advisor.domain.criteria import Fact, Source
from advisor.reports.typeset import typeset
from advisor.web.compress import compress_text
from advisor.web.i18n import begin_sentence, keep_punctuation, show_date
from advisor.web.shown.evidence import Axis, build_axis
from advisor.web.shown.prose import highlight, initial_of, join_names, sort_key

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        pytest.param("Visioconférence", "visio", "<mark>Visio</mark>conférence", id="start of a word"),
        pytest.param("Télévision", "vision", "Télévision", id="not inside a word"),
        pytest.param("Écriture", "ecr", "<mark>Écr</mark>iture", id="accent"),
        pytest.param("A <b>", "b", "A &lt;<mark>b</mark>&gt;", id="escaped"),
        pytest.param("Acme Meet", "meet acme", "<mark>Acme</mark> <mark>Meet</mark>", id="two words"),
        pytest.param("Acme", "", "Acme", id="nothing typed"),
    ],
)
def test_highlight(text, words, marked):
    assert str(highlight(text, words)) == marked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Siège : France ; oui ?", "Siège\u00a0: France\u00a0; oui\u00a0?", id="signs"),
        pytest.param("dit « Teams »", "dit «\u00a0Teams\u00a0»", id="quotes"),
        pytest.param("15 % par", "15\u00a0% par", id="percent"),
        pytest.param("at 10:30, a :ref", "at 10:30, a :ref", id="not punctuation"),
    ],
)
def test_typeset(text, kept):
    assert typeset(text) == kept


@pytest.mark.parametrize(
    ("lang", "value", "words"),
    [
        pytest.param("fr", "2022-05-01", "1er mai 2022", id="first of the month"),
        pytest.param("fr", date(2022, 5, 11), "11 mai 2022", id="another day"),
        pytest.param("fr", "2022-05", "mai 2022", id="month"),
        pytest.param("en", "2022-05-01", "1 May 2022", id="english"),
    ],
)
def test_dates(lang, value, words):
    with Flask(__name__).test_request_context():
        g.lang = lang
        assert show_date(value) == words


@pytest.mark.parametrize(
    ("lang", "text", "kept"),
    [
        pytest.param("fr", "validité ; sous", "validité\u00a0; sous", id="plain"),
        pytest.param("fr", Markup("<b>a</b> : b"), Markup("<b>a</b>\u00a0: b"), id="markup stays markup"),
        pytest.param("en", "read ; kept", "read ; kept", id="english"),
    ],
)
def test_punctuation_stays_with_its_word(lang, text, kept):
    with Flask(__name__).test_request_context():
        g.lang = lang
        found = keep_punctuation(text)
    assert (found, type(found)) == (kept, type(kept))


def test_a_sentence_begins_with_a_capital_and_keeps_the_others():
    assert begin_sentence("outil mutualisé de l'État") == "Outil mutualisé de l'État"
    assert begin_sentence("") == ""


def test_names_are_sorted_and_filed_without_accents_or_case():
    assert sorted(["Zed", "écrire", "Eau", "fin"], key=sort_key) == ["Eau", "écrire", "fin", "Zed"]
    assert [initial_of(name) for name in ("Éther", "3CX", "«Noé»", "été")] == ["E", "0-9", "N", "E"]


def test_names_are_joined():
    assert [join_names(names, "et") for names in ([], ["A"], ["A", "B", "C"])] == ["", "A", "A, B et C"]


@pytest.mark.parametrize(
    ("when", "percent"),
    [("2020", 0.0), ("2025", 50.0), ("2030-01-01", 100.0), ("2019", 0.0), ("2027-07", 75.0)],
)
def test_axis_places_partial_dates(when, percent):
    assert Axis(2020, 2030, 0).place(when) == percent


def test_axis_holds_every_date():
    source = Source("https://exemple.fr", "t", "press", "2026-11-20", "live", "l", "2014")
    axis = build_axis([Fact("seat", "FR", "press", (source,), as_of="2014", expires="2016")], TODAY)
    assert axis.first <= 2014
    assert axis.last >= 2028
    assert 0 < axis.now < 100


def test_short_answer_is_not_compressed():
    app = Flask("t")
    with app.test_request_context(headers={"Accept-Encoding": "gzip"}):
        assert "Content-Encoding" not in compress_text(Response("court")).headers
