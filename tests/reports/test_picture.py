"""The picture of a list: its counts agree with an independent count made from the JSON alone."""

import json
from collections import defaultdict
from decimal import Decimal

import pytest

from advisor.domain.documents import Columns, ListLine, PurchaseList
from advisor.domain.matches import LineMatch
from advisor.domain.reports import LineDecision
from advisor.reports.json_text import json_pieces
from advisor.reports.lists import Shaper, build_list_result
from advisor.reports.picture.count import JURISDICTIONS, PictureCounter, count_picture, jurisdiction_of, quarter_of
from tests.builders import TODAY, a_catalogue, a_fact, a_link, a_product, a_vendor

VENDORS = {"us": "US", "fr": "FR", "de": "DE", "no": "NO", "ch": "CH", "gb": "GB", "in": "IN", "blank": None}


def catalogue():
    vendors = [
        a_vendor(id, facts=[a_fact("seat", country), a_fact("holding", "founders")] if country else [])
        for id, country in VENDORS.items()
    ]
    vendors.append(a_vendor("commons", facts=[a_fact("holding", "community")]))
    products = [a_product(f"p-{id}", vendor=id) for id in (*VENDORS, "commons")]
    products.append(a_product("p-us-two", vendor="us", alternatives=[a_link("p-fr")], categories=["visioconference"]))
    return a_catalogue(products=products, vendors=vendors)


IDS = [*(f"p-{id}" for id in VENDORS), "p-commons", "p-us-two"]


def result(decisions=None):
    """A list of every kind of row: each product three times with growing amounts, then rows without product."""
    lines, matches = [ListLine(1, "Libellé", kind="header")], [LineMatch(None, 0.0, "none")]
    for round_ in range(3):
        for i, product in enumerate(IDS):
            amount = None if i % 4 == 3 else f"{10 * round_ + i}.{i}5"
            ends_on = [None, "2027", f"2027-{i + 1:02}-15", f"2027-{i + 1:02}"][round_ + i % 2]
            lines.append(ListLine(len(lines) + 1, f"{product} {round_}", "Vendeur", amount, ends_on))
            matches.append(LineMatch(product, 0.99, "review" if (round_, i) == (2, 0) else "sure"))
    for kind, amount in (("item", "7.00"), ("item", None), ("total", None), ("empty", None)):
        lines.append(ListLine(len(lines) + 1, "" if kind == "empty" else "chaise", None, amount, None, kind))
        matches.append(LineMatch(None, 0.2, "none"))
    purchases = PurchaseList("parc.csv", None, Columns("Libellé"), tuple(lines))
    chosen = [(decisions or {}).get(line.text) for line in lines]
    shaper = Shaper(catalogue(), TODAY)
    made = build_list_result(
        shaper, purchases, matches, method="m", created="2026-11-23T00:00:00Z", decisions=chosen if decisions else ()
    )
    return json.loads("".join(json_pieces(made)))


DECISIONS = {
    "p-us 0": LineDecision("replace", "p-fr", "au renouvellement", "critical"),
    "p-us-two 1": LineDecision("replace", None, "à choisir", "important"),
    "p-gb 0": LineDecision("study", None, "", "ordinary"),
    "p-in 0": LineDecision("not-concerned"),
    "p-fr 0": LineDecision("keep"),
}


class Naive:
    """Counts again, with code that shares nothing with the one under test."""

    def __init__(self, answer):
        self.items = [
            row
            for row in answer["rows"]
            if row["kind"] == "item" and (row.get("decision") or {}).get("action") != "not-concerned"
        ]

    def sums(self, key, rows=None):
        counts = defaultdict(lambda: [0, None])
        for row in self.items if rows is None else rows:
            name = key(row)
            if name is None:
                continue
            counts[name][0] += 1
            if row["amount_eur"] is not None:
                counts[name][1] = (counts[name][1] or Decimal(0)) + Decimal(row["amount_eur"])
        return {k: (n, None if a is None else str(a.quantize(Decimal("0.01")))) for k, (n, a) in counts.items()}


def pairs(groups, key):
    return {group[key]: (group["rows"], group["amount_eur"]) for group in groups}


def where(row, control=None):
    if row["band"] == "review":
        return "to-confirm"
    if row["product"] is None:
        return "unrecognised"
    known = {"US": "US", "FR": "FR", "DE": "EU", "NO": "EEA", "CH": "CH", "GB": "GB", "IN": "other"}
    control = control or row["control"]
    return known.get(control, control)


def later(row):
    decision = row.get("decision")
    if decision and decision["action"] == "replace" and decision["replacement"]:
        return where(row, decision["replacement"]["control_country"])
    return where(row)


@pytest.mark.parametrize("decisions", [None, DECISIONS], ids=["as read", "decided"])
def test_the_picture_agrees_with_a_count_made_from_the_json_alone(decisions):
    answer = result(decisions)
    picture, naive = answer["summary"]["picture"], Naive(answer)
    sure = [row for row in naive.items if row["band"] == "sure"]
    assert pairs(picture["by_jurisdiction"], "id") == naive.sums(where)
    assert pairs(picture["by_function"], "id") == naive.sums(lambda r: r["function"]["id"], sure)
    assert pairs(picture["by_vendor"], "id") == naive.sums(lambda r: r["product"]["vendor"]["id"], sure)
    steps = naive.sums(lambda r: r["step"])
    assert {k: (v["rows"], v["amount_eur"]) for k, v in picture["steps"].items() if v["rows"]} == steps
    outside = [row for row in sure if where(row) in ("US", "EEA", "CH", "GB", "other")]
    assert (picture["outside"]["rows"], picture["outside"]["amount_eur"]) == naive.sums(lambda _: 1, outside)[1]
    ends = naive.sums(lambda r: r["ends_on"] and quarter(r["ends_on"]))
    assert pairs(picture["renewals"], "when") == ends
    uses = naive.sums(lambda r: (r.get("decision") or {}).get("criticality") or "unmarked")
    assert pairs(picture["uses"], "criticality") == uses
    done = naive.sums(lambda r: (r.get("decision") or {}).get("action") or "undecided")
    assert {k: (v["rows"], v["amount_eur"]) for k, v in picture["decisions"].items() if v["rows"]} == done
    assert (picture["after"] and pairs(picture["after"], "id")) == (naive.sums(later) if decisions else None)


def quarter(day):
    return day if len(day) == 4 else f"{day[:4]}-Q{1 + (int(day[5:7]) - 1) // 3}"


def test_every_list_of_counts_adds_up_to_its_whole():
    picture = result(DECISIONS)["summary"]["picture"]
    for groups in (picture["by_jurisdiction"], picture["after"], picture["uses"]):
        assert sum(group["rows"] for group in groups) == picture["rows"]
    for named in (picture["steps"], picture["decisions"]):
        assert sum(share["rows"] for share in named.values()) == picture["rows"]
    for groups in (picture["by_function"], picture["by_vendor"]):
        assert sum(group["rows"] for group in groups) == picture["established"]["rows"]
    assert sum(r["rows"] for r in picture["renewals"]) + picture["without_end"]["rows"] == picture["rows"]


def test_concentration_is_that_of_the_vendors():
    answer = result()
    sure = [row for row in Naive(answer).items if row["band"] == "sure"]
    counts = sorted((n for n, _ in Naive(answer).sums(lambda r: r["product"]["vendor"]["id"], sure).values()))[::-1]
    found = answer["summary"]["picture"]["concentration"]
    assert found["vendors"] == len(counts)
    assert found["first_rows"] == pytest.approx(counts[0] / sum(counts), abs=1e-4)
    assert found["first_three_rows"] == pytest.approx(sum(counts[:3]) / sum(counts), abs=1e-4)


def test_a_line_that_is_not_concerned_leaves_the_picture_and_is_counted_apart():
    before, after = result()["summary"]["picture"], result(DECISIONS)["summary"]["picture"]
    assert after["rows"] == before["rows"] - 1
    assert after["not_concerned"]["rows"] == 1


def test_a_replacement_that_is_not_chosen_moves_nothing():
    picture = result({"p-us-two 1": LineDecision("replace")})["summary"]["picture"]
    assert picture["after"] is None
    assert picture["decisions"]["replace"]["rows"] == 1


def test_the_rows_of_a_result_can_be_counted_again_later():
    answer = result(DECISIONS)
    assert count_picture(answer["rows"]) == answer["summary"]["picture"]


def test_two_lists_counted_together_are_the_sum_of_both():
    one, two = result(), result(DECISIONS)
    merged, whole = PictureCounter(), PictureCounter()
    for answer in (one, two):
        part = PictureCounter()
        for row in answer["rows"]:
            part.add(row)
            whole.add(row)
        merged.merge(part)
    assert merged.shape() == whole.shape()


@pytest.mark.parametrize(
    ("control", "expected"),
    [("FR", "FR"), ("IE", "EU"), ("NO", "EEA"), ("CH", "CH"), ("GB", "GB"), ("US", "US"), ("CN", "other")],
)
def test_each_country_has_one_jurisdiction(control, expected):
    assert jurisdiction_of(control) == expected
    assert expected in JURISDICTIONS


def test_a_year_alone_is_no_quarter():
    assert [quarter_of(day) for day in ("2027", "2027-03", "2027-04-01")] == ["2027", "2027-Q1", "2027-Q2"]


def test_each_vendor_of_the_list_has_its_control_and_where_it_was_read():
    controls = {control["vendor"]["id"]: control for control in result()["controls"]}
    assert controls["us"]["country"] == "US"
    assert controls["us"]["sources"][0]["url"] == "https://exemple.fr/page"
    assert controls["blank"] == {"vendor": {"id": "blank", "name": "Blank"}, "country": None, "rule": 0, "sources": []}
