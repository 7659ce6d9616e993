"""Facts out to a workbook and back: nothing changes by itself, problems name their cell."""

import io

import openpyxl
import pytest

from advisor.errors import UnusableInput
from advisor.services.curate.bulk import export_facts, import_facts
from advisor.services.curate.facts_table import COLUMNS, column_letters
from tests.builders import TODAY, a_fact, a_product, a_source, a_vendor, entries
from tests.services.curate.bench import ALICE, BRUNO, Bench

pytestmark = pytest.mark.slow  # each workbook is read in a child process
FACTS = [
    a_fact("licence", "proprietary", note={"fr": "=1+1 n'est pas une formule", "en": "no formula"}),
    a_fact("hosting-country", ["FR", "DE"], sources=[a_source(), a_source(url="https://exemple.fr/deux")]),
    a_fact("hosting-operator", {"name": "Fille: SARL", "country": "FR"}),
    a_fact("secnumcloud", {"scheme": "SecNumCloud", "scope": {"fr": "l'offre", "en": "the offer"}, "ends": "2028-12"}),
    a_fact("export", {"fr": "archives au format MBOX", "en": "MBOX"}),
    a_fact("accessibility", None, sources=[], question={"fr": "Que dit la déclaration ?"}),
    a_fact("eligibility", {"buyers": ["state", "hospital"], "access": "open"}),
]
OWNER = a_fact("owner", {"owner": "Fonds", "country": "FR", "share_percent": "60", "power": "majority"})


@pytest.fixture
def bench():
    return Bench(packaged=entries(products=[a_product(facts=FACTS)], vendors=[a_vendor(facts=[OWNER])]))


def workbook(bench):
    return openpyxl.load_workbook(io.BytesIO(export_facts(bench.workshop)))


def bring(bench, book, name="faits.xlsx"):
    out = io.BytesIO()
    book.save(out)
    return import_facts(
        bench.workshop, bench.catalogue, out.getvalue(), name=name, actor=ALICE, title="tableau", on=TODAY
    )


def cell(book, row, column):
    return book["facts"][f"{column_letters(COLUMNS.index(column))}{row}"]


def row_of(book, criterion):
    column = COLUMNS.index("criterion") + 1
    sheet = book["facts"]
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value == criterion)


def add_row(book, **cells):
    book["facts"].append([cells.get(column) for column in COLUMNS])
    return book["facts"].max_row


SOURCE = a_source()


def test_workbook_brought_back_as_it_was_changes_nothing(bench):
    outcome = bring(bench, workbook(bench))
    assert (outcome.proposal, outcome.problems, outcome.others) == (None, (), ())


def test_changed_cell_becomes_a_draft_of_that_fact_alone(bench):
    book = workbook(bench)
    cell(book, row_of(book, "licence"), "value").value = "MIT"
    outcome = bring(bench, book)
    assert (outcome.proposal.state, outcome.proposal.origin) == ("draft", "table")
    units = bench.workshop.review(BRUNO, outcome.proposal.number).drafts[0].units
    assert [(unit.key, unit.after["value"]) for unit in units] == [("facts[licence]", "MIT")]


def test_new_fact_and_second_source_are_added(bench):
    book = workbook(bench)
    add_row(book, kind="product", entry="acme-meet", criterion="api", value="yes", claim="press", **SOURCE)
    add_row(book, kind="product", entry="acme-meet", **(SOURCE | {"url": "https://exemple.fr/trois"}))
    draft = bring(bench, book).proposal.drafts[0]
    fact = draft.payload["facts"][-1]
    assert (fact["criterion"], [source["url"] for source in fact["sources"]]) == (
        "api",
        ["https://exemple.fr/page", "https://exemple.fr/trois"],
    )


def test_fact_is_removed_when_asked_and_left_alone_when_absent(bench):
    book = workbook(bench)
    row = row_of(book, "export")
    cell(book, row, "remove").value = "x"
    book["facts"].delete_rows(row_of(book, "licence"))
    payload = bring(bench, book).proposal.drafts[0].payload
    criteria = [fact["criterion"] for fact in payload["facts"]]
    assert "export" not in criteria
    assert "licence" in criteria


@pytest.mark.parametrize(
    ("criterion", "column", "value", "message"),
    [
        pytest.param("licence", "claim", "rumour", "one of ", id="claim"),
        pytest.param("licence", "url", "nowhere", "http", id="url"),
        pytest.param("licence", "seen", "hier", "form is not recognised", id="date"),
        pytest.param("licence", "criterion", "nothing", "no such criterion", id="criterion"),
        pytest.param("licence", "entry", "nothing", "no such product", id="entry"),
        pytest.param("licence", "kind", "thing", "product or vendor", id="kind"),
        pytest.param("licence", "fact", "99", "no fact with this number", id="fact"),
        pytest.param("licence", "value", "pas une licence", "SPDX", id="value-of-the-criterion"),
        pytest.param("owner", "value", "owner: Fonds\npower: total", "one of ", id="part-of-a-value"),
        pytest.param("owner", "criterion", "licence", "is a question about a product", id="wrong-subject"),
    ],
)
def test_problem_names_its_cell(bench, criterion, column, value, message):
    book = workbook(bench)
    row = row_of(book, criterion)
    cell(book, row, column).value = value
    outcome = bring(bench, book)
    assert outcome.proposal is None
    problem = outcome.problems[0]
    assert (problem.row, problem.column) in ((row, column), (row, "criterion"), (row, "value"))
    assert any(message in found.what.say("en") for found in outcome.problems)
    assert problem.cell == f"{column_letters(COLUMNS.index(problem.column))}{row}"


def test_all_the_problems_come_at_once(bench):
    book = workbook(bench)
    cell(book, row_of(book, "licence"), "claim").value = "rumour"
    cell(book, row_of(book, "export"), "url").value = "nowhere"
    cell(book, row_of(book, "owner"), "kind").value = "thing"
    assert [problem.column for problem in bring(bench, book).problems] == ["claim", "url", "kind"]


def test_fact_without_source_is_a_problem_of_its_row(bench):
    book = workbook(bench)
    row = add_row(book, kind="product", entry="acme-meet", criterion="api", value="yes", claim="press")
    assert [(p.row, p.column) for p in bring(bench, book).problems] == [(row, "url")]


def test_entry_published_meanwhile_is_shown_as_a_conflict(bench):
    book = workbook(bench)
    cell(book, row_of(book, "licence"), "value").value = "MIT"
    changed = [{**FACTS[0], "value": "Apache-2.0"}, *FACTS[1:]]
    bench.publish(ALICE, BRUNO, "product", "acme-meet", facts=changed)
    number = bring(bench, book).proposal.number
    units = bench.workshop.review(BRUNO, number).conflicts[0].units
    assert [(u.published["value"], u.proposed["value"]) for u in units] == [("Apache-2.0", "MIT")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 broken", id="broken"),
    ],
)
def test_unusable_workbook_is_told(bench, data):
    with pytest.raises(UnusableInput):
        import_facts(bench.workshop, bench.catalogue, data, name="x.xlsx", actor=ALICE, title="t", on=TODAY)


def test_workbook_without_the_columns_is_told_by_cell(bench):
    book = openpyxl.Workbook()
    book.active.title = "facts"
    book.active.append(["kind", "entry"])
    book.active.append(["product", "acme-meet"])
    assert {problem.column for problem in bring(bench, book).problems} == {"criterion", "value", "claim", "url"}
