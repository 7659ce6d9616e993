"""Facts as a table and back: one row per source of each fact, and problems told cell by cell.

Rows of one fact share `entry` and `fact` (its place in the entry, from 1); only the first needs
the fact's own columns. A new fact leaves `fact` empty and fills `criterion`. A fact whose rows
are not in the table is left alone; `remove` takes one out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from advisor.catalogue import Entries
from advisor.catalogue.schema import RawCriterion, RawFact, schema_message
from advisor.domain.revisions import Key, Payload
from advisor.problems import Message, message

COLUMNS = (
    "kind", "entry", "fact", "criterion", "value", "value_en", "offer", "offer_en", "as_of", "until", "claim",
    "disputed", "question", "question_en", "note", "note_en", "expires", "remove",
    "url", "title", "publisher", "published", "seen", "access", "locator",
)  # fmt: skip
SOURCE_COLUMNS = COLUMNS[COLUMNS.index("url") :]
FACT_COLUMNS = COLUMNS[COLUMNS.index("criterion") : COLUMNS.index("remove")]
FACT_KINDS = ("product", "vendor")
YES = frozenset({"x", "oui", "yes", "true", "1"})
SEPARATOR = " | "
"""Between the items of a value that is a list."""
_TEXTS = ("offer", "question", "note")
_LINES = {
    "ownership": ("owner", "vendor", "country", "share_percent", "power"),
    "operator": ("name", "vendor", "country"),
    "certificate": ("scheme", "scope", "version", "number", "issued", "ends"),
    "eligibility": ("buyers", "access"),
}
"""Values with several parts: one "part: text" a line."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in one cell. `row` counts from 1 with the heading, `column` is a name of COLUMNS."""

    row: int
    column: str
    found: str
    what: Message

    @property
    def cell(self) -> str:
        """Return the cell as a spreadsheet names it ("E12")."""
        return f"{column_letters(COLUMNS.index(self.column))}{self.row}"


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Entries with the facts of a table, the rows of each fact, and the problems met."""

    payloads: Mapping[Key, Payload]
    problems: tuple[CellProblem, ...]
    rows: Mapping[tuple[str, str, int], int]
    """Row of each fact, by kind, id and place in the changed entry, from 0."""


def column_letters(index: int) -> str:
    """Name a column, from 0, as a spreadsheet does."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def facts_to_rows(entries: Entries, keep: Sequence[str] = (), criterion: str = "") -> list[list[str]]:
    """Write facts as rows under a heading: of the entries in `keep`, or all; of one criterion, or all."""
    types = {c.id: c.value_type for c in entries.criteria.criteria}
    rows = [list(COLUMNS)]
    for kind, entry_id, payload in entries.payloads():
        if kind not in FACT_KINDS or (keep and entry_id not in keep):
            continue
        for i, fact in enumerate(payload.get("facts", []), 1):
            if not criterion or fact["criterion"] == criterion:
                rows += _fact_rows(kind, entry_id, i, fact, types.get(fact["criterion"], "text"))
    return rows


def _fact_rows(kind: str, entry_id: str, number: int, fact: Mapping[str, Any], value_type: str) -> Iterator[list[str]]:
    value, value_en = _show_value(fact.get("value"), value_type)
    own = {
        "criterion": fact["criterion"],
        "value": value,
        "value_en": value_en,
        "disputed": "x" if fact.get("disputed") else "",
        **{name: fact.get(name, "") for name in ("as_of", "until", "claim", "expires")},
    }
    for name in _TEXTS:
        text = fact.get(name) or {}
        own |= {name: text.get("fr", ""), f"{name}_en": text.get("en", "")}
    for i, source in enumerate(fact.get("sources") or [{}]):
        row = {"kind": kind, "entry": entry_id, "fact": str(number), **(own if i == 0 else {}), **source}
        yield [str(row.get(column, "")) for column in COLUMNS]


def _show_value(value: Any, value_type: str) -> tuple[str, str]:
    if value is None:
        return "", ""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, list):
        return SEPARATOR.join(value), ""
    if value_type == "text":
        return value.get("fr", ""), value.get("en", "")
    lines, english = [], ""
    for part, text in value.items():
        if isinstance(text, Mapping):
            english = text.get("en", "")
            text = text.get("fr", "")
        elif isinstance(text, list):
            text = SEPARATOR.join(text)
        lines.append(f"{part}: {text}")
    return "\n".join(lines), english


@dataclass
class _Fact:
    """Rows of one fact, gathered."""

    row: int
    number: int | None
    cells: Mapping[str, str]
    sources: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)


def read_rows(rows: Sequence[Sequence[str]], entries: Entries) -> ReadTable:
    """Read a table back over entries; every problem is told with its cell, nothing is changed in place."""
    problems: list[CellProblem] = []
    heading = [cell.strip() for cell in rows[0]] if rows else []
    missing = [column for column in ("kind", "entry", "criterion", "value", "claim", "url") if column not in heading]
    if missing:
        return ReadTable({}, tuple(CellProblem(1, c, "", message("column")) for c in missing), {})
    gathered: dict[Key, list[_Fact]] = {}
    for number, cells in enumerate(rows[1:], 2):
        record = {name: _clean(cell) for name, cell in zip(heading, cells, strict=False) if name in COLUMNS}
        if any(record.values()):
            _gather(gathered, record, number, entries, problems)
    payloads: dict[Key, Payload] = {}
    places: dict[tuple[str, str, int], int] = {}
    criteria = {c.id: c for c in entries.criteria.criteria}
    for key, found in gathered.items():
        payload = entries.payload(key[0], key[1]) or {}
        facts, facts_rows = _apply(payload, found, criteria, problems)
        payloads[key] = _with_facts(payload, facts)
        places |= {(*key, i): row for i, row in facts_rows.items()}
    return ReadTable(payloads, tuple(sorted(problems, key=lambda p: (p.row, COLUMNS.index(p.column)))), places)


def _clean(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from reading a formula."""
    text = cell.strip()
    return text[1:] if re.match(r"^'[=+\-@\t\r]", text) else text


def _gather(
    gathered: dict[Key, list[_Fact]],
    record: Mapping[str, str],
    row: int,
    entries: Entries,
    problems: list[CellProblem],
) -> None:
    kind, entry_id = record.get("kind", ""), record.get("entry", "")
    if kind not in FACT_KINDS:
        problems.append(CellProblem(row, "kind", kind, message("cell-kind")))
        return
    group: Mapping[str, object] = entries.products if kind == "product" else entries.vendors
    if entry_id not in group:
        problems.append(CellProblem(row, "entry", entry_id, message(f"cell-{kind}")))
        return
    place = record.get("fact", "").removesuffix(".0")
    if place and not place.isdigit():
        problems.append(CellProblem(row, "fact", place, message("cell-number")))
        return
    facts = gathered.setdefault((kind, entry_id), [])
    number = int(place) if place else None
    last = facts[-1] if facts else None
    continues = last is not None and (last.number == number if number else not record.get("criterion"))
    if not continues:
        last = _Fact(row, number, record)
        facts.append(last)
    assert last is not None
    if any(record.get(column) for column in SOURCE_COLUMNS):
        last.sources.append((row, record))


def _apply(
    payload: Payload, found: Sequence[_Fact], criteria: Mapping[str, RawCriterion], problems: list[CellProblem]
) -> tuple[list[Any], dict[int, int]]:
    facts: list[Any] = list(payload.get("facts", []))
    row_of: dict[int, int] = {}
    gone: list[int] = []
    for item in found:
        place = item.number - 1 if item.number else None
        if place is not None and not 0 <= place < len(payload.get("facts", [])):
            problems.append(CellProblem(item.row, "fact", str(item.number), message("cell-fact")))
            continue
        if item.cells.get("remove", "").casefold() in YES and place is not None:
            gone.append(place)
            continue
        fact = _parse_fact(item, criteria, problems)
        if fact is None:
            continue
        if place is None:
            facts.append(fact)
            place = len(facts) - 1
        else:
            facts[place] = fact
        row_of[place] = item.row
    kept = [i for i in range(len(facts)) if i not in gone]
    return [facts[i] for i in kept], {new: row_of[old] for new, old in enumerate(kept) if old in row_of}


def _parse_fact(
    item: _Fact, criteria: Mapping[str, RawCriterion], problems: list[CellProblem]
) -> dict[str, Any] | None:
    cells = item.cells
    criterion = criteria.get(cells.get("criterion", ""))
    if criterion is None:
        problems.append(CellProblem(item.row, "criterion", cells.get("criterion", ""), message("cell-criterion")))
        return None
    raw: dict[str, Any] = {"criterion": criterion.id}
    raw["value"] = _parse_value(cells.get("value", ""), cells.get("value_en", ""), criterion.value_type)
    for name in ("as_of", "until", "claim", "expires"):
        raw[name] = cells.get(name, "")
    for name in _TEXTS:
        raw[name] = _text(cells.get(name, ""), cells.get(f"{name}_en", ""))
    raw = {name: value for name, value in raw.items() if value not in ("", None)}
    if cells.get("disputed", "").casefold() in YES:
        raw["disputed"] = True
    raw["sources"] = [{name: record[name] for name in SOURCE_COLUMNS if record.get(name)} for _, record in item.sources]
    try:
        fact = RawFact.model_validate(raw)
    except ValidationError as error:
        problems += [_cell_problem(item, dict(e)) for e in error.errors()]
        return None
    return fact.model_dump(exclude_defaults=True, exclude_none=True)


def _parse_value(text: str, english: str, value_type: str) -> Any:
    if not text:
        return None
    if value_type in ("countries", "choices", "names"):
        return [part.strip() for part in re.split(r"\s*[|\n]\s*", text) if part.strip()]
    if value_type == "text":
        return _text(text, english)
    if value_type not in _LINES:
        return text
    value: dict[str, Any] = {}
    for line in text.splitlines():
        part, _, rest = line.partition(":")
        value[part.strip()] = rest.strip()
    if isinstance(value.get("scope"), str):
        value["scope"] = _text(value["scope"], english)
    if isinstance(value.get("buyers"), str):
        value["buyers"] = [part.strip() for part in value["buyers"].split("|") if part.strip()]
    return value


def _text(french: str, english: str) -> dict[str, str] | None:
    if not french and not english:
        return None
    return {"fr": french, "en": english} if english else {"fr": french}


def _cell_problem(item: _Fact, error: Mapping[str, Any]) -> CellProblem:
    loc, row, column = error["loc"], item.row, str(error["loc"][0])
    if column == "sources" and len(loc) > 2:
        row, column = item.sources[int(loc[1])][0], str(loc[2])
    elif loc[-1] == "en" and f"{column}_en" in COLUMNS:
        column = f"{column}_en"
    column = column if column in COLUMNS else "value"
    found = error.get("input")
    shown = "" if isinstance(found, Mapping) else str(found)[:60]
    return CellProblem(
        row, column, shown, message("cell-missing") if error["type"] == "missing" else schema_message(error)
    )


def _with_facts(payload: Payload, facts: list[Any]) -> Payload:
    return {**payload, "facts": facts}
