"""Comparisons and questions: needs first, unknown as a question, the same in every format."""

import csv
import io

import openpyxl
import pytest

from advisor.domain.reports import Need, Needs
from advisor.reports.comparing import compare_products
from advisor.reports.papers import RENDERERS, Heading, Table, text_of
from advisor.reports.sourcing import (
    build_comparison_paper,
    build_questions_paper,
    comparison_csv,
    comparison_xlsx,
)
from tests.builders import TODAY, a_catalogue, a_fact, a_product

FULL = a_product("full", name="Complet", facts=[
    a_fact("self-hosting", "yes"), a_fact("api", "yes"), a_fact("open-standards", ["SIP"]),
    a_fact("hosting-country", ["US"]), a_fact("maturity", {"fr": "=SOMME(A1)", "en": "=SUM(A1)"})])  # fmt: skip
PARTLY = a_product("partly", name="Moitié", facts=[a_fact("self-hosting", "partial"), a_fact("api", "no")])
OLD = a_product("old", name="Vieux", facts=[a_fact("api", "yes", expires="2020-01-01", as_of="2019")])
EMPTY = a_product("empty", name="Vide")
CATALOGUE = a_catalogue(products=[a_product(), FULL, PARTLY, OLD, EMPTY])
NEEDS = Needs(
    "school",
    (Need("api", ("yes",), required=True), Need("self-hosting", ("yes",)), Need("open-standards", ("Matrix",))),
)
TOLD = {"method": "1", "created": "2026-11-23T10:00:00Z", "lang": "fr"}


def compared(*ids, needs=NEEDS):
    """Compare products of the small catalogue."""
    return compare_products(CATALOGUE, ids, needs, TODAY)


def test_needs_come_first_in_their_order_then_what_is_recorded():
    found = compared("full", "partly")
    assert [row.criterion.id for row in found.rows if row.need] == ["api", "self-hosting", "open-standards"]
    assert [row.criterion.id for row in found.rows if not row.need] == ["hosting-country", "maturity"]


def test_each_state_is_its_own():
    rows = {
        row.criterion.id: [cell.state for cell in row.cells] for row in compared("full", "partly", "old", "empty").rows
    }
    assert rows["api"] == ["met", "unmet", "unknown", "unknown"]
    assert rows["self-hosting"] == ["met", "partly", "unknown", "unknown"]
    assert rows["open-standards"] == ["unknown", "unknown", "unknown", "unknown"]
    assert rows["hosting-country"] == ["known", "unknown", "unknown", "unknown"]


def test_a_requirement_excludes_here_too():
    assert [p.excluded_by for p in compared("full", "partly").products] == [None, "api"]


def cells_of(found):
    """Read the comparison as its CSV says it."""
    text = comparison_csv(found, **TOLD).decode("utf-8-sig")
    return {row[0]: row for row in csv.reader(io.StringIO(text), delimiter=";") if row}


def test_csv_and_workbook_say_the_same_and_hold_no_formula():
    found = compared("full", "old")
    cells = cells_of(found)
    assert cells["Interface de programmation documentée"][2] == "oui"
    assert cells["Interface de programmation documentée"][5] == "inconnu ; valeur périmée : oui"
    assert cells["Normes ouvertes"][2] == "inconnu ; enregistré : SIP"
    assert cells["Maturité"][2] == "'=SOMME(A1)"
    sheet = openpyxl.load_workbook(io.BytesIO(comparison_xlsx(found, **TOLD)))["comparison"]
    shown = {row[0].value: row for row in sheet.iter_rows()}
    assert shown["Maturité"][2].value == "=SOMME(A1)"
    assert shown["Maturité"][2].data_type == "s"
    assert shown["Normes ouvertes"][2].value == cells["Normes ouvertes"][2]


def texts(paper):
    """Return all texts of the tables of a paper, and its headings."""
    cells = [text_of(c) for b in paper.blocks if isinstance(b, Table) for row in b.rows for c in row]
    return " ".join([*cells, *(b.text for b in paper.blocks if isinstance(b, Heading))]).replace("\u00a0", " ")


def test_the_paper_tells_the_tally_of_each_product_and_no_total():
    paper = build_comparison_paper(compared("full", "partly"), **TOLD)
    lead = text_of(paper.blocks[0].words).replace("\u00a0", " ")
    assert lead == "Complet : 2 sur 3 remplis, 0 non, 1 à établir. Moitié : 0 sur 3 remplis, 1 non, 2 à établir."
    assert "écarté : Interface de programmation documentée" in texts(paper)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("extension", RENDERERS)
def test_every_format_holds_the_comparison_and_the_questions(extension, lang):
    told = TOLD | {"lang": lang}
    render = RENDERERS[extension][1]
    assert len(render(build_comparison_paper(compared("full", "partly", "old", "empty"), **told))) > 2000
    products = [CATALOGUE.product(i) for i in ("full", "empty")]
    assert len(render(build_questions_paper(CATALOGUE, products, NEEDS, TODAY, **told))) > 2000


def questions(needs, *ids):
    """Return the texts of the questions paper."""
    return texts(build_questions_paper(CATALOGUE, [CATALOGUE.product(i) for i in ids], needs, TODAY, **TOLD))


def test_questions_are_what_the_needs_leave_open_about_this_product():
    text = questions(NEEDS, "full")
    assert "Quelles normes ouvertes" in text
    assert "Attendu : Matrix" in text
    assert "interface de programmation" not in text


def test_a_partial_answer_is_asked_about():
    assert "La réponse connue est « en partie »" in questions(NEEDS, "partly")


def test_without_needs_the_open_criteria_are_asked():
    assert "Dans quels pays les données du service" in questions(Needs(), "empty")


def test_size_is_a_question_to_all():
    assert "450 utilisateurs" in questions(Needs(users=450), "full")
