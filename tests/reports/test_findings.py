"""Findings of a document: shape, order, severity, the three-step test, and bounded time."""

import time

import pytest

from advisor.domain.documents import Document, Segment
from advisor.domain.matches import TextMatch
from advisor.reports.findings import build_check_result, build_mentions
from advisor.reports.lists import Shaper
from advisor.reports.severity import judge_severity
from tests.builders import TODAY, a_catalogue, a_category

CATALOGUE = a_catalogue(categories=[a_category(need={"fr": "tenir des réunions", "en": "hold meetings"})])


def check(text, *names, kind="txt", segments=None, lang="fr"):
    """Build the findings of a text in which every occurrence of the names is a product."""
    matches = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            matches.append(TextMatch(start, start + len(name), "acme-meet", 0.99, "sure"))
            start = text.find(name, start + 1)
    document = Document("cctp.txt", kind, text, segments or (Segment(0, len(text), "paragraph", "ligne 1"),))
    return build_mentions(Shaper(CATALOGUE, TODAY, lang), document, matches)


def test_findings_come_in_reading_order_with_their_rule():
    found = check("Le titulaire fournit Acme, solution française conforme à la norme ISO 27001.", "Acme")
    assert [one["finding"] for one in found] == ["brand", "origin", "norm-without-equivalent"]
    assert [one["rule"]["article"] for one in found] == ["R2111-7", "R2111-7", "R2111-9"]
    assert all(one["rule"]["source"].startswith("https://") and "à valider" in one["rule"]["note"] for one in found)
    assert [one["product"] is None for one in found] == [False, True, True]


def test_english_is_complete():
    found = check("Le titulaire fournit Acme, solution française conforme à la norme ISO 27001.", "Acme", lang="en")
    assert all("legal department" in one["rule"]["note"] for one in found)
    assert found[0]["wording"] == "The solution makes it possible to hold meetings."
    assert "bidders" in found[0]["test"][0]["question"]


@pytest.mark.parametrize(
    ("role", "equivalent", "severity"),
    [
        ("requirement", "none", "high"),
        ("requirement", "general-clause", "warning"),
        ("requirement", "governs", "warning"),
        ("criterion", "none", "high"),
        ("title", "none", "high"),
        (None, "none", "high"),
        ("compatibility", "none", "warning"),
        ("compatibility", "governs", "info"),
        ("certification", "none", "warning"),
        ("certification", "governs", "info"),
        ("context", "none", "info"),
        ("context", "governs", "info"),
    ],
)
def test_severity_is_one_table(role, equivalent, severity):
    assert judge_severity(role, equivalent) == severity


def test_the_test_of_the_case_law_quotes_the_reason_given():
    text = "En raison d'une compatibilité technique indispensable, les licences Acme sont exigées."
    steps = check(text, "Acme")[0]["test"]
    assert len(steps) == 3
    assert "compatibilité technique indispensable" in steps[1]["answer"]


def test_cells_of_one_row_are_read_together():
    cells = ["Réunions", "Acme", "25", "ou équivalent"]
    assert row_answers(cells, same_row=True) == [True]
    assert row_answers(cells, same_row=False) == [False]


def row_answers(cells, *, same_row):
    text, segments = "", []
    for i, cell in enumerate(cells):
        place = "tableau 1, ligne 1" if same_row else f"tableau 1, ligne {i}"
        segments.append(Segment(len(text), len(text) + len(cell), "table-cell", place))
        text += cell + "\n"
    return [one["or_equivalent"] for one in check(text, "Acme", kind="docx", segments=tuple(segments))]


def test_a_footnote_governs_the_mention_it_is_attached_to():
    body, note = "Le titulaire livre Acme et Acme Pro pour tous.", "Ou produit équivalent."
    anchor = body.index("Acme Pro") + len("Acme Pro")
    text = f"{body}\n{note}"
    segments = (
        Segment(0, len(body), "paragraph", "1"),
        Segment(len(body) + 1, len(text), "note", "note 1", None, anchor),
    )
    matches = [TextMatch(19, 23, "acme-meet", 0.99, "sure"), TextMatch(anchor - 8, anchor, "acme-meet", 0.99, "sure")]
    found = build_mentions(Shaper(CATALOGUE, TODAY), Document("a.docx", "docx", text, segments), matches)
    assert [one["or_equivalent"] for one in found] == [False, True]


def test_the_answer_offers_clauses_with_their_conditions():
    document = Document("vide.txt", "txt", "", ())
    result = build_check_result(Shaper(CATALOGUE, TODAY), [(document, [])], [], method="m", created="c")
    assert [clause["id"] for clause in result["clauses"]] == [
        "reversibility",
        "location",
        "transparency",
        "justification",
    ]
    assert all(clause["when"] for clause in result["clauses"])


HOSTILE = {
    "spaces": "Acme " + " " * 300_000 + "ou équivalent",
    "line breaks": "Acme" + "\n" * 300_000,
    "or": "Acme " + "ou " * 100_000,
    "words": "Acme " + "mot " * 100_000 + "équivalent",
    "commas": "Acme, " * 20_000,
    "one word": "a" * 500_000,
    "brackets": "(" * 200_000 + "Acme",
    "dots": "Acme. " * 20_000,
    "notes": "Acme (1) " * 5_000 + "\n(1) ou équivalent" * 5_000,
    "norms": "norme ISO 27001, " * 15_000,
    "origins": "une solution de la de la française " * 10_000,
    "refusals": "aucun produit " * 40_000 + "équivalent",
    "hyphens": "Ac-\n" * 100_000,
    "bullets": "- Acme\n" * 10_000,
    "rows": "| Acme | 1 |\n" * 10_000,
    "formats": "seul format " * 40_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.slow
def test_hostile_text_takes_bounded_time(name):
    text = HOSTILE[name]
    begin = time.perf_counter()
    check(text, "Acme")
    assert time.perf_counter() - begin < 6


def test_a_long_document_is_read_fast():
    paragraph = (
        "Le titulaire fournit Acme ou équivalent pour la direction concernée. "
        + "Le service assure le suivi des demandes. " * 36
    )
    text = "\n".join([paragraph] * 1000)
    assert len(text) > 1_400_000
    begin = time.perf_counter()
    found = check(text, "Acme")
    assert len(found) == 1000
    assert time.perf_counter() - begin < 2  # 0.5 s on the machine it was written on, with room for a busy one
