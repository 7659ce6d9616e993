"""Facts out to a workbook and back as a proposal."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.catalogue import Entries, check_entries
from advisor.documents import read_table_bounded
from advisor.documents.tables import show_cell
from advisor.domain.accounts import Account
from advisor.domain.proposals import Draft, Proposal
from advisor.domain.revisions import Key, Payload, PublishedEdition
from advisor.errors import AdvisorError, InvalidEntry, UnusableInput
from advisor.problems import Problem
from advisor.reports.workbook import write_workbook
from advisor.services.curate.examine import parse_payload
from advisor.services.curate.facts_table import (
    COLUMNS,
    CellProblem,
    ReadTable,
    column_letters,
    facts_to_rows,
    read_rows,
)
from advisor.services.curate.published import entry_kind, parse_stored, revision_at
from advisor.services.curate.workshop import Workshop
from advisor.services.explain import explain_error
from advisor.services.ports import CatalogueStore

SHEET = "facts"
EDITION_SHEET = "edition"
MAX_BYTES = 20 * 1024 * 1024
_FACT_PLACE = re.compile(r"^(?P<entry>.+?): facts\[(?P<place>\d+)\](?:\.(?P<field>\w+))?")


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What became of a workbook: a draft proposal, or the problems that kept it from being one.

    Without problem nor proposal, the workbook changes nothing.
    """

    proposal: Proposal | None
    problems: tuple[CellProblem, ...]
    others: tuple[Problem, ...] = ()


def export_facts(workshop: Workshop, keep: Sequence[str] = (), criterion: str = "") -> bytes:
    """Write facts as a workbook: of some entries or all, of one criterion or all."""
    edition, entries = workshop.entries()
    help_rows = [
        ["criterion", "question", "type", "choices"],
        *([c.id, c.question.fr, c.value_type, " | ".join(c.choices)] for c in entries.criteria.criteria),
    ]
    sheets = {
        SHEET: facts_to_rows(entries, keep, criterion),
        "criteria": help_rows,
        EDITION_SHEET: [["edition"], [edition.edition]],
    }
    return write_workbook(sheets)


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A workbook as it was read, the entries it would change on which edition, and what is wrong with it."""

    rows: list[list[str]]
    exported: str
    base: PublishedEdition
    changed: Mapping[Key, Payload]
    problems: tuple[CellProblem, ...]
    others: tuple[Problem, ...] = ()


def import_facts(
    workshop: Workshop,
    store: CatalogueStore,
    data: bytes,
    *,
    name: str,
    actor: Account,
    title: str,
    on: date,
    lang: str = "fr",
) -> BulkOutcome:
    """Make a draft proposal of a workbook, all or nothing; problems are told with their cells.

    Raises:
        UnusableInput: no workbook with a sheet "facts".
    """
    checked = check_facts(workshop, store, data, name=name, on=on, lang=lang)
    return propose_checked(workshop, store, checked, actor=actor, title=title)


def propose_checked(
    workshop: Workshop, store: CatalogueStore, checked: CheckedTable, *, actor: Account, title: str
) -> BulkOutcome:
    """Make a draft proposal of a workbook that was checked, unless it has problems or changes nothing."""
    if checked.problems or checked.others or not checked.changed:
        return BulkOutcome(None, checked.problems, checked.others)
    drafts = [
        Draft(*key, payload, revision_at(store, key, checked.base), 1, actor.name)
        for key, payload in sorted(checked.changed.items())
    ]
    return BulkOutcome(workshop.prepare(actor, title, "", origin="table", drafts=drafts), ())


def check_facts(
    workshop: Workshop, store: CatalogueStore, data: bytes, *, name: str, on: date, lang: str = "fr"
) -> CheckedTable:
    """Read a workbook and hold it against the edition it was exported from; nothing is stored.

    The workbook says which edition it was exported from. Entries published again since are drafts
    on their old base: the review shows both versions.

    Raises:
        UnusableInput: no workbook with a sheet "facts".
    """
    rows, exported = _read(data, name, lang)
    edition, entries = workshop.entries()
    base = store.find_edition(exported) if exported else edition
    if base is None:
        raise UnusableInput("table-file", name=name, why=f"edition {exported[:16]}")
    held = entries if base.edition == edition.edition else parse_stored(store.payloads_at(base.number))
    table = read_rows(rows, held)
    if table.problems:
        return CheckedTable(rows, exported, base, {}, table.problems)
    proposed = {key: _canonical(key, payload) for key, payload in table.payloads.items()}
    changed = {key: new for key, new in proposed.items() if new != held.payload(entry_kind(key[0]), key[1])}
    cells, others = _check(held, changed, table, on)
    return CheckedTable(rows, exported, base, changed, cells, others)


def mark_problems(checked: CheckedTable, lang: str = "fr") -> bytes:
    """Write a workbook again with its problems, in `lang`, as notes on their cells.

    It names the edition it came from as before, so that it can be corrected and sent again.
    """
    notes: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for problem in checked.problems:
        notes[SHEET, problem.row - 1, column_of(problem, checked.rows)].append(problem.what.say(lang))
    sheets: dict[str, Sequence[Sequence[str]]] = {SHEET: checked.rows}
    if checked.exported:
        sheets[EDITION_SHEET] = [["edition"], [checked.exported]]
    return write_workbook(sheets, {cell: "\n".join(texts) for cell, texts in notes.items()})


def cell_of(problem: CellProblem, rows: Sequence[Sequence[str]]) -> str:
    """Name the cell of a problem as a spreadsheet does, where its column stands in this table."""
    return f"{column_letters(column_of(problem, rows))}{problem.row}"


def column_of(problem: CellProblem, rows: Sequence[Sequence[str]]) -> int:
    """Return the place of a problem's column in a table, from 0; a column that is missing is told in the first one."""
    heading = [cell.strip() for cell in rows[0]] if rows else []
    return heading.index(problem.column) if problem.column in heading else 0


def _read(data: bytes, name: str, lang: str) -> tuple[list[list[str]], str]:
    if len(data) > MAX_BYTES:
        raise UnusableInput("table-file", name=name, why=f"{len(data)} > {MAX_BYTES}")
    try:
        table = read_table_bounded(data, name, lang=lang, sheet=SHEET)
        rows = [[cell.strip() if isinstance(cell, str) else show_cell(cell) for cell in row] for row in table.rows]
        edition = ""
        if EDITION_SHEET in table.sheets:
            found = read_table_bounded(data, name, lang=lang, sheet=EDITION_SHEET).rows
            edition = show_cell(found[1][0]).strip() if len(found) > 1 and found[1] else ""
    except UnusableInput:
        raise
    except AdvisorError as error:
        raise UnusableInput("table-file", name=name, why=explain_error(error, lang)) from None
    return rows, edition


def _canonical(key: Key, payload: Payload) -> Payload:
    """Return an entry in its canonical form where it has one: else the check tells what is wrong."""
    try:
        return parse_payload(entry_kind(key[0]), key[1], payload)
    except InvalidEntry:
        return payload


def _check(
    held: Entries, changed: Mapping[Key, Payload], table: ReadTable, on: date
) -> tuple[tuple[CellProblem, ...], tuple[Problem, ...]]:
    """Check the whole catalogue with the table's entries; problems of facts are told by their cell."""
    try:
        candidate = held.with_changes((entry_kind(k), entry_id, payload) for (k, entry_id), payload in changed.items())
        known = set(check_entries(held, on))
        found = [p for p in check_entries(candidate, on) if p.level == "error" and p not in known]
    except InvalidEntry as error:
        found = list(error.problems)
    keys = {held.place(entry_kind(kind), entry_id): (kind, entry_id) for kind, entry_id in changed}
    cells: list[CellProblem] = []
    others: list[Problem] = []
    for problem in found:
        cell = _cell_of(problem, keys, table)
        (cells.append(cell) if cell else others.append(problem))
    return tuple(sorted(cells, key=lambda c: (c.row, c.column))), tuple(others)


def _cell_of(problem: Problem, keys: Mapping[str, Key], table: ReadTable) -> CellProblem | None:
    match = _FACT_PLACE.match(problem.place)
    key = keys.get(match["entry"]) if match else None
    row = table.rows.get((*key, int(match["place"]))) if match and key else None
    if match is None or row is None:
        return None
    column = match["field"] if match["field"] in COLUMNS else "url" if match["field"] == "sources" else "criterion"
    return CellProblem(row, column, "", problem.what)
