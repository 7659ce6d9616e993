"""Decisions edited by hand and given back: nothing lost, and each cell that cannot be followed is named."""

import csv
import io

import openpyxl
import pytest

from advisor.domain.reports import Decisions, LineDecision
from advisor.errors import UnusableInput
from advisor.matching.normalise import fold
from advisor.reports.lists import Shaper, build_list_result
from advisor.reports.tables import COLUMNS, to_csv, to_ods, to_xlsx
from advisor.services.decisions import read_decisions
from tests.builders import TODAY, a_catalogue, a_link, a_product, a_purchase_list, a_vendor, matches_of


def catalogue():
    return a_catalogue(
        products=[a_product(alternatives=[a_link("b")]), a_product("b", name="Beta Réunions", roles=["alternative"])],
        vendors=[a_vendor()],
    )


def exported(write, *texts, decisions=None, confirmed=()):
    """A result as exported, with what people had decided."""
    purchases = a_purchase_list(*texts)
    matches = matches_of(purchases, "acme-meet", confirmed)
    chosen = [(decisions or {}).get(line.text) for line in purchases.lines]
    shaper = Shaper(catalogue(), TODAY)
    made = build_list_result(shaper, purchases, matches, method="m", created="2026-11-23T00:00:00Z", decisions=chosen)
    data = write(made, "fr")
    return data.encode() if isinstance(data, str) else data


def read(data, name="parc.csv"):
    return read_decisions(data, name, catalogue())


def table(*rows, header="input;action;replaced_by;criticality;comment;decided_product;product_id"):
    return "\n".join([header, *rows]).encode()


MADE = {
    "Acme Meet": LineDecision("replace", "b", "au renouvellement ; en 2027", "critical"),
    "Licence Acme": LineDecision("not-concerned"),
    "=Acme": LineDecision("study", None, "+ 3 mois"),
}


@pytest.mark.parametrize(
    ("write", "name"), [(to_csv, "r.csv"), (to_xlsx, "r.xlsx"), (to_ods, "r.ods")], ids=["csv", "xlsx", "ods"]
)
def test_what_was_decided_comes_back_from_an_export(write, name):
    data = exported(write, *MADE, "Acme intact", decisions=MADE, confirmed=("Acme Meet",))
    found = read(data, name)
    assert found.problems == ()
    assert found.decisions.lines == {fold(text): decision for text, decision in MADE.items()}
    assert found.decisions.products == {fold("Acme Meet"): "acme-meet"}


@pytest.mark.parametrize("answer", ["-", "—", "aucun", "Aucune", "None"])
def test_people_have_their_own_words_for_no_product(answer):
    found = read(table(f"A;;;;;{answer};"))
    assert (found.problems, found.decisions.products) == ((), {"a": None})


def test_a_workbook_survives_a_person(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(exported(to_xlsx, "Acme Meet", "Acme deux", "Acme trois")))
    rows = [list(row) for row in book["lines"].values]
    place = {name: COLUMNS.index(name) for name in COLUMNS}
    rows[2][place["action"]], rows[2][place["replaced_by"]] = "  Remplacer ", "beta réunions"
    rows[3][place["criticality"]], rows[4][place["comment"]] = "CRITIQUE", "voir avec la DSI"
    rows[4][place["decided_product"]] = "ok"
    kept = [rows[0], rows[4], rows[2], rows[3]]  # sorted
    order = list(reversed(range(len(COLUMNS))))  # columns moved
    sheet = openpyxl.Workbook()
    sheet.active.append(["Revu par le service achats"])  # a title row
    for number, row in enumerate(kept):
        sheet.active.append(["Avis" if number == 0 else "vu", *(row[i] for i in order)])  # a column of their own
    sheet.save(tmp_path / "revu.xlsx")
    found = read(tmp_path / "revu.xlsx", "revu.xlsx")
    assert found.problems == ()
    assert found.decisions == Decisions(
        {"acme trois": "acme-meet"},
        {
            "acme meet": LineDecision("replace", "b"),
            "acme deux": LineDecision(criticality="critical"),
            "acme trois": LineDecision(comment="voir avec la DSI"),
        },
    )


@pytest.mark.parametrize(
    ("row", "cell", "kind"),
    [
        pytest.param("A;remplacement;;;;;", "B2", "action", id="unknown action"),
        pytest.param("A;;;vital;;;", "D2", "criticality", id="unknown criticality"),
        pytest.param("A;remplacer;Betta Réunions;;;;", "C2", "replacement", id="unknown replacement"),
        pytest.param("A;;;;;Betta;", "F2", "product", id="unknown product"),
        pytest.param("A;;;;;ok;", "F2", "no-proposal", id="accepted without proposal"),
        pytest.param(";garder;;;;;", "A2", "no-input", id="no text"),
    ],
)
def test_a_cell_that_cannot_be_followed_is_named(row, cell, kind):
    found = read(table(row, "B;garder;;;;;"))
    assert [(problem.cell, problem.kind) for problem in found.problems] == [(cell, kind)]
    assert found.decisions.lines["b"] == LineDecision("keep")
    assert all(problem.explain(lang) for problem in found.problems for lang in ("fr", "en"))


def test_a_near_name_is_offered():
    (problem,) = read(table("A;;Betta Réunions;;;;")).problems
    assert "Beta Réunions" in problem.explain("fr")


def test_the_other_cells_of_a_row_with_a_problem_are_kept():
    found = read(table("A;remplacer;Inconnu;critique;à revoir;;"))
    assert found.decisions.lines["a"] == LineDecision("replace", None, "à revoir", "critical")


def test_naming_a_replacement_decides_to_replace():
    assert read(table("A;;b;;;;")).decisions.lines["a"] == LineDecision("replace", "b")


def test_equal_lines_share_their_decision_and_a_contradiction_is_named():
    found = read(table("A;garder;;;un;;", "a ;;;critique;deux;;", "A;étudier;;;;;"))
    assert found.decisions.lines == {"a": LineDecision("keep", None, "un ; deux", "critical")}
    assert [(problem.cell, problem.kind) for problem in found.problems] == [("B4", "contradiction")]


@pytest.mark.parametrize("word", ["garder", "Keep", " conserver ", "GARDÉ"])
def test_words_of_both_languages_are_read(word):
    assert read(table(f"A;{word};;;;;")).decisions.lines["a"].action == "keep"


@pytest.mark.parametrize("data", [b"", b"a;b\n1;2\n", b"input;montant\nA;3\n"], ids=["empty", "other", "no decision"])
def test_a_file_without_decisions_is_refused(data):
    with pytest.raises(UnusableInput):
        read(data)


def test_columns_may_be_in_french():
    header = "Texte lu;Décision;Remplacé par;Criticité;Commentaire"
    found = read(table("Acme;étudier;;important;note", header=header))
    assert found.decisions.lines["acme"] == LineDecision("study", None, "note", "important")


def test_csv_of_an_export_has_all_columns():
    rows = list(csv.reader(io.StringIO(exported(to_csv, "Acme").decode()), delimiter=";"))
    assert rows[0] == list(COLUMNS)
    assert len(rows[1]) == len(COLUMNS)
