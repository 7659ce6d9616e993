"""Wordings to paste: no product, no origin, norms with "ou équivalent", in French and in English."""

import re
from typing import get_args

import pytest

from advisor.domain.documents import Document
from advisor.reports.findings import FindingBuilder
from advisor.reports.grounds import build_grounds
from advisor.reports.lists import Shaper
from advisor.reports.norms import find_norms
from advisor.reports.notes import Notes
from advisor.reports.origins import find_origins
from advisor.reports.readings import DocumentReader
from advisor.reports.why import Why
from advisor.reports.wording import (
    build_clauses,
    build_hidden_wording,
    build_left_out,
    build_norm_wording,
    build_origin_wording,
    build_unknown_wording,
    build_wording,
)
from advisor.services.editions import packaged_edition
from tests.builders import TODAY, a_catalogue, a_category

ROLES = ("requirement", "compatibility", "certification", "criterion", "title", None)
CATEGORIES = sorted(packaged_edition().catalogue.categories)


def general_wordings(lang):
    return [
        build_unknown_wording(lang),
        build_norm_wording("ISO/IEC 26300", lang),
        build_hidden_wording("certification", lang),
        build_hidden_wording("compatibility", lang),
        build_origin_wording(lang),
        *(clause[part] for clause in build_clauses(lang) for part in ("text", "when", "justification")),
    ]


def problems(text):
    """List what our own scanner and detectors find in a text."""
    matches = [text[m.start : m.end] for m in packaged_edition().scanner.scan(text) if m.band != "none"]
    reader = DocumentReader(Document("clause.txt", "txt", text, ()))
    norms = [one.detail for one in find_norms(reader, Notes(reader.document, reader.plain, reader.sentences, []))]
    return matches + [text[o.start : o.end] for o in find_origins(reader)] + norms


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_no_wording_names_a_product_or_an_origin(category, lang):
    entry = packaged_edition().catalogue.category(category)
    for role in ROLES:
        wording = build_wording(entry, lang, role)
        assert wording is None or problems(wording) == [], wording


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_general_wordings_name_no_product_and_no_origin(lang):
    for text in general_wordings(lang):
        assert problems(text) == [], text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_wording_of_any_product_names_a_product_or_an_origin(lang):
    catalogue = packaged_edition().catalogue
    builder = FindingBuilder(Shaper(catalogue, TODAY, lang))
    wordings = {builder.wording(product, role) for product in catalogue.products for role in ROLES} - {None}
    assert len(wordings) > len(CATEGORIES)
    for text in wordings:
        assert problems(text) == [], text


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_warnings_about_standards_name_no_product(category, lang):
    for standard in build_left_out(packaged_edition().catalogue.category(category), lang):
        matches = [m for m in packaged_edition().scanner.scan(standard["warning"]) if m.band != "none"]
        assert matches == [], standard


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("why", get_args(Why))
def test_every_finding_says_what_would_justify_it_without_naming_anything(why, lang):
    grounds = build_grounds(why, lang)
    for text in (grounds["justified_by"], grounds["caveat"] or "", *(case["what"] for case in grounds["cases"])):
        assert [m for m in packaged_edition().scanner.scan(text) if m.band != "none"] == [], text
    assert all(case["source"].startswith("http") for case in grounds["cases"])
    assert grounds["justified_by"].endswith(".")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_clause_comes_with_a_justification_to_fill_in(lang):
    for clause in build_clauses(lang):
        assert re.search(r"\[[^\]]+\]", clause["justification"]), clause["id"]


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_sentence_reads_well_and_norms_carry_the_words(category):
    entry = packaged_edition().catalogue.category(category)
    wording = build_wording(entry, "fr")
    if entry.need is None:
        assert wording is None
        return
    assert wording.startswith(("La solution permet de ", "La solution permet d'"))
    assert "  " not in wording
    assert re.search(r"\b(?:de de|d.de)\b", wording) is None
    assert ".." not in wording
    for standard in entry.standards:
        if standard.name in wording and standard.warning is None and "met en œuvre" in wording:
            assert f"{standard.name} ou équivalent" in wording


def test_the_preposition_is_elided_before_a_vowel():
    entry = a_catalogue(categories=[a_category(need={"fr": "héberger [n] sites", "en": "host [n] sites"})])
    wording = build_wording(entry.category("visioconference"), "fr")
    assert wording == "La solution permet d'héberger [n] sites."


def test_a_standard_that_excludes_candidates_is_left_out():
    standards = [{"name": "WebRTC", "warning": {"fr": "écarte des offres"}}, {"name": "TLS 1.3"}, {"name": "SIP"}]
    entry = a_catalogue(categories=[a_category(need={"fr": "tenir des réunions"}, standards=standards)])
    wording = build_wording(entry.category("visioconference"), "fr")
    assert "WebRTC" not in wording
    assert "TLS 1.3 ou équivalent et SIP ou équivalent" in wording


def test_nothing_is_written_for_what_exists():
    assert build_wording(packaged_edition().catalogue.category("visioconference"), "fr", "context") is None
