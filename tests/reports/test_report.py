"""The dependency report: what it says is what its JSON holds, in both languages and every format."""

import json
import re

import icalendar
import pytest

from advisor.domain.reports import LineDecision
from advisor.reports.papers import RENDERERS, Figure, Heading, Paper, Table, render_html
from advisor.reports.picture.calendar import last_day, render_calendar
from advisor.reports.picture.charts import Bar, Legend, Part, Strip, draw_bars, draw_columns, draw_strips
from advisor.reports.picture.context import ReportedList
from advisor.reports.picture.gather import gather_rows
from advisor.reports.picture.report import build_report
from advisor.reports.picture.words import Words
from tests.reports.test_picture import DECISIONS, result


def reported(decisions=None, segment="Ville d’Exemple"):
    answer = result(decisions)
    return ReportedList(answer, gather_rows(answer["rows"]), segment)


def tables(paper: Paper):
    return {block.caption: block for block in paper.blocks if isinstance(block, Table)}


def headings(paper: Paper):
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def text(paper: Paper):
    return re.sub(r"<[^>]+>", " ", render_html(paper).decode())


@pytest.mark.parametrize("name", sorted(RENDERERS))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_report_is_written_in_every_format(name, lang):
    assert RENDERERS[name][1](build_report([reported(DECISIONS), reported(segment="CCAS")], lang))


def test_the_table_of_control_holds_the_counts_of_the_json():
    one = reported()
    table = tables(build_report([one], "fr"))["Lignes et montants par contrôle de l’éditeur"]
    picture = one.answer["summary"]["picture"]
    assert [row[1] for row in table.rows[:-1]] == [str(group["rows"]) for group in picture["by_jurisdiction"]]
    assert table.rows[-1][1] == str(picture["rows"])
    amounts = [group["amount_eur"] for group in picture["by_jurisdiction"]]
    assert [row[3] for row in table.rows[:-1]] == [Words("fr").euros(amount) for amount in amounts]


def test_every_chart_stands_beside_a_table_with_the_same_figures():
    paper = build_report([reported()], "fr")
    figures = [block for block in paper.blocks if isinstance(block, Figure)]
    assert len(figures) == 3
    picture = reported().answer["summary"]["picture"]
    words = Words("fr")
    for group in picture["by_jurisdiction"]:
        assert f"{group['rows']} {words[group['id']]}" in figures[0].alternative
    for vendor in picture["by_vendor"]:
        if vendor["amount_eur"]:
            assert f"{vendor['name']} {words.short_euros(vendor['amount_eur'])}" in figures[1].alternative


def test_a_report_cites_edition_method_date_limits_and_sources():
    words = text(build_report([reported()], "fr"))
    for wanted in ("Édition du catalogue", "Méthode", "23 novembre 2026", "Ce que ce rapport ne dit pas", "Une page"):
        assert wanted in words
    assert "264 milliards" in words
    assert "Ce qu’elle ne mesure pas" in words


def test_decisions_stand_in_the_report_with_the_picture_after_them():
    paper = build_report([reported(DECISIONS)], "fr")
    assert "Décisions prises" in headings(paper)
    assert "Après les décisions prises" in tables(paper)
    words = text(paper)
    assert "au renouvellement" in words
    assert "remplacer par P Fr" in words


def test_without_decision_nothing_is_said_of_decisions():
    paper = build_report([reported()], "fr")
    assert "Décisions prises" not in headings(paper)
    assert "Après les décisions prises" not in tables(paper)


def test_several_lists_add_up_and_show_what_they_share():
    one, two = reported(DECISIONS), reported(segment="CCAS")
    paper = build_report([one, two], "fr")
    rows = tables(paper)["Les listes réunies"].rows
    assert [row[0] for row in rows] == ["Ville d’Exemple", "CCAS"]
    whole = sum(part.answer["summary"]["picture"]["rows"] for part in (one, two))
    assert tables(paper)["Lignes et montants par contrôle de l’éditeur"].rows[-1][1] == str(whole)
    assert any(caption.startswith("Produits présents") for caption in tables(paper))
    assert "Usages critiques, dépendances, leviers" in headings(paper)


def test_the_diagnosis_names_critical_uses_and_what_would_help():
    critical = {"p-us 0": LineDecision(criticality="critical"), "p-us-two 0": LineDecision(criticality="critical")}
    paper = build_report([reported(critical)], "fr")
    rows = {row[1]: row[4] for row in tables(paper)["Usages critiques"].rows}
    assert rows["P Us"] == "aucune alternative documentée"
    assert rows["P Us Two"].startswith("P Fr (effort moyen)")
    assert "1 produit critique a une alternative d’effort moyen." in text(paper)


def test_a_list_without_amount_is_told_in_lines_only():
    answer = json.loads(json.dumps(result()))
    for row in answer["rows"]:
        row["amount_eur"] = None
    one = ReportedList(answer, gather_rows(answer["rows"]), "Parc")
    paper = build_report([one], "fr")
    assert "€" not in text(paper).replace("milliards d’euros", "")
    assert "Montant" not in tables(paper)["Lignes et montants par contrôle de l’éditeur"].header


def test_an_empty_list_has_its_report():
    answer = result() | {"rows": []}
    paper = build_report([ReportedList(answer, gather_rows([]), "Rien")], "fr")
    assert all(render(paper) for _, render in RENDERERS.values())


def test_hostile_names_are_only_text():
    answer = result()
    bad = '<script>alert("x")</script> #set page(fill: red) \x00 😀'
    for row in answer["rows"]:
        row["input"] = bad
    one = ReportedList(answer, gather_rows(answer["rows"]), bad)
    paper = build_report([one, reported()], "fr")
    assert all(render(paper) for _, render in RENDERERS.values())
    assert "<script" not in render_html(paper).decode()


def test_a_segment_too_thin_for_words_keeps_its_place_in_the_legend():
    strip = Strip("1000 lignes", [Part("US", 0.999, "999", "États-Unis"), Part("FR", 0.001, "1", "France")])
    svg = draw_strips([strip])
    assert "999 États-Unis" in svg
    assert ">France<" in svg


def test_unknown_control_is_hatched_never_coloured():
    from decimal import Decimal

    bar = Bar("Éditeur", Decimal(10), Decimal(0), Decimal(10), "10")
    for draw in (draw_bars, draw_columns):
        body = draw([bar], Legend("hors", "dans", "inconnu")).split(">inconnu<")[1]
        assert "url(#hatch-" in body
        assert "#b8770b" not in body


def test_the_calendar_holds_every_end_with_a_reminder():
    one = reported()
    calendar = icalendar.Calendar.from_ical(render_calendar([one], "fr"))
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(one.gathered.ends) > 5
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(event.walk("VALARM") for event in events)
    assert render_calendar([one], "fr") == render_calendar([one], "fr")


@pytest.mark.parametrize(
    ("end", "day"),
    [("2027", "2027-12-31"), ("2028-02", "2028-02-29"), ("2027-12", "2027-12-31"), ("2027-03-05", "2027-03-05")],
)
def test_a_partial_date_stands_on_its_last_day(end, day):
    assert last_day(end).isoformat() == day
