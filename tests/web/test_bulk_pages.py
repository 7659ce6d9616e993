"""Facts out to a workbook and back through the pages: problems by their cell, notes, a proposal."""

import io

import openpyxl
import pytest

from advisor.services.curate.facts_table import COLUMNS
from tests.web.audit import audit_page, read_page
from tests.web.people import open_accounts, sign_in, token_of
from tests.web.site import LANGUAGES, an_app

pytestmark = pytest.mark.slow  # each workbook is read in a child process


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        app = an_app(tmp_path_factory.mktemp("tables"), monkeypatch)
        open_accounts(app)
        yield app


@pytest.fixture
def alice(app):
    return sign_in(app, "Alice")


def download(client, query=""):
    answer = client.get(f"/fr/workshop/tables/facts.xlsx{query}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def send(client, book, lang="fr", name="faits.xlsx", **more):
    data = book
    if not isinstance(book, bytes):
        out = io.BytesIO()
        book.save(out)
        data = out.getvalue()
    sent = {"csrf_token": token_of(client, "/fr/workshop/tables"), "table": (io.BytesIO(data), name), "do": "propose"}
    return client.post(f"/{lang}/workshop/tables", data=sent | more)


def place(book, column, row=2):
    sheet = book["facts"]
    heading = [cell.value for cell in sheet[1]]
    return sheet.cell(row, heading.index(column) + 1)


def test_workbook_holds_what_was_asked_for(alice):
    book = download(alice, "?criterion=licence&entries=/fr/products/boreal-visio+acme")
    rows = list(book["facts"].values)
    assert rows[0] == COLUMNS
    assert [row[1] for row in rows[1:]] == ["boreal-visio"]
    assert len(list(download(alice, "?criterion=none")["facts"].values)) > 10


def test_workbook_given_back_as_it_was_changes_nothing(app, alice):
    answer = send(alice, download(alice))
    assert answer.status_code == 200
    assert "ne change rien" in answer.text
    assert app.extensions["curate"].workshop.list() == []


def test_changed_fact_becomes_a_draft_proposal(app, alice):
    book = download(alice, "?criterion=licence")
    place(book, "value").value = "MIT"
    answer = send(alice, book, title="Licences relues")
    assert answer.status_code == 303
    proposal = app.extensions["curate"].workshop.find(int(answer.location.rsplit("/", 1)[1]))
    assert (proposal.title, proposal.origin, proposal.state) == ("Licences relues", "table", "draft")
    assert [draft.entry_id for draft in proposal.drafts] == ["boreal-visio"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_problems_are_told_by_their_cell_and_nothing_is_proposed(app, alice, lang):
    before = len(app.extensions["curate"].workshop.list())
    book = download(alice, "?criterion=licence")
    place(book, "claim").value = "rumour"
    place(book, "seen").value = "hier"
    answer = send(alice, book, lang)
    assert answer.status_code == 422
    assert audit_page(answer.text, lang) == []
    cells = read_page(answer.text).xpath("//table//th[@scope='row']/code/text()")
    assert set(cells) == {place(book, "claim").coordinate, place(book, "seen").coordinate}
    assert len(app.extensions["curate"].workshop.list()) == before


def test_workbook_with_notes_can_be_corrected_and_sent_again(alice):
    book = download(alice, "?criterion=licence")
    book["facts"].move_range("A1:Y9", cols=1)  # a column of one's own in front: cells are where they are
    place(book, "claim").value = "rumour"
    answer = send(alice, book, do="marked")
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    marked = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert "valeurs possibles" in place(marked, "claim").comment.text
    assert list(marked["edition"].values) == list(book["edition"].values)
    place(marked, "claim").value = "vendor-statement"
    place(marked, "value").value = "EUPL-1.2"
    assert send(alice, marked).status_code == 303


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"", "vide.xlsx", id="empty"),
        pytest.param(b"PK\x03\x04 no workbook", "faux.xlsx", id="broken"),
        pytest.param(b"a;b\n1;2\n", "faits.csv", id="another kind"),
        pytest.param(b"%PDF-1.4", "../../faits.pdf", id="hostile name"),
    ],
)
def test_file_that_cannot_be_read_is_a_plain_answer(app, alice, data, name):
    before = len(app.extensions["curate"].workshop.list())
    answer = send(alice, data, name=name)
    assert answer.status_code in (413, 422)
    assert audit_page(answer.text, "fr") == []
    assert len(app.extensions["curate"].workshop.list()) == before


def test_columns_that_are_missing_are_named(alice):
    book = openpyxl.Workbook()
    book.active.title = "facts"
    book.active.append(["kind", "entry"])
    answer = send(alice, book)
    assert answer.status_code == 422
    assert read_page(answer.text).text_content().count("la colonne manque") == 4


def test_form_without_file_says_so(alice):
    sent = {"csrf_token": token_of(alice, "/fr/workshop/tables"), "do": "propose"}
    answer = alice.post("/fr/workshop/tables", data=sent)
    assert answer.status_code == 422
    assert "Choisissez le tableau" in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_is_well_made(alice, lang):
    assert audit_page(alice.get(f"/{lang}/workshop/tables").text, lang) == []
