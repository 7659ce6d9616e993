"""Results given back as files: the JSON of `advisor match`, read row by row, and the reports made of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from pydantic import TypeAdapter, ValidationError

from advisor.domain.catalogue import EU_COUNTRIES
from advisor.domain.control import UNKNOWN
from advisor.errors import UnusableInput
from advisor.messages import word
from advisor.reports.papers import Paper
from advisor.reports.picture.calendar import last_day, render_calendar
from advisor.reports.picture.context import ReportedList
from advisor.reports.picture.gather import gather_rows
from advisor.reports.picture.report import build_report
from advisor.reports.shapes import MatchResultShape, RowShape

MAX_WHOLE_BYTES = 200_000_000
"""A result that is not one row a line is read whole; past this it is refused."""
_ROW: TypeAdapter[RowShape] = TypeAdapter(RowShape)
_ANSWER: TypeAdapter[MatchResultShape] = TypeAdapter(MatchResultShape)
_OPTIONAL: dict[str, Any] = {
    "vendor": None,
    "amount_eur": None,
    "ends_on": None,
    "probability": 0.0,
    "product": None,
    "category": None,
    "others": [],
    "candidates": [],
    "reasons": [],
    "european": None,
    "alternatives": [],
    "same_function": [],
    "no_substitute": None,
    "kind": "item",
}
_NEW_OF_ALTERNATIVES: dict[str, Any] = {"partly": [], "eligibility": None, "evidence": 0, "shared_functions": 0}


def read_report(sources: Sequence[Path], segments: Sequence[str], lang: str) -> Paper:
    """Build the dependency report of results given as files.

    Args:
        segments: how the buyer names each list, in the same order; the list's own name where missing.

    Raises:
        UnusableInput: a file is no result of `advisor match`.
    """
    return build_report(_read_lists(sources, segments, lang), lang)


def read_reported(source: Path, segment: str, lang: str) -> ReportedList:
    """Read one result for a report; its rows are gathered and not kept."""
    with _opened(source, lang) as file:
        head, rows = _split(file, source.name, lang)
        gathered = gather_rows(_valid_rows(rows, source.name, lang))
        answer = _valid_head(head, source.name, lang)
    return ReportedList(answer, gathered, segment or answer["source"]["name"])


def read_calendar(sources: Sequence[Path], segments: Sequence[str], lang: str) -> bytes:
    """Write the ends of the lines of results as a calendar file; raises UnusableInput."""
    return render_calendar(_read_lists(sources, segments, lang), lang)


def _read_lists(sources: Sequence[Path], segments: Sequence[str], lang: str) -> list[ReportedList]:
    names = [*segments, *[""] * len(sources)]
    return [read_reported(source, name, lang) for source, name in zip(sources, names, strict=False)]


def _opened(source: Path, lang: str) -> IO[str]:
    try:
        return source.open(encoding="utf-8-sig")
    except OSError as error:
        raise UnusableInput("result-file", name=source.name, why=error.strerror or word("not-a-result", lang)) from None


def _split(file: IO[str], name: str, lang: str) -> tuple[dict[str, Any], Iterator[Any]]:
    """Split a result into what stands around its rows and the rows, these one at a time where the file allows."""
    try:
        first = file.read(1)
        lines = chain([first + file.readline()], file)
        head = _read_head(lines)
        if head is None:
            file.seek(0)
            return _read_whole(file, name, lang)
        return head, _read_rows(lines, head)
    except (ValueError, RecursionError):
        raise UnusableInput("result-file", name=name, why=word("not-a-result", lang)) from None


def _read_head(lines: Iterator[str]) -> dict[str, Any] | None:
    """Read up to the first row as `json_pieces` writes it; None for another layout."""
    text = ""
    for number, line in enumerate(lines):
        if line == ' "rows": [\n':
            head = json.loads(text.rstrip().removesuffix(",") + "}")
            return head if isinstance(head, dict) else None
        text += line
        if number > 100_000 or len(line) > 1_000_000:
            return None
    return None


def _read_rows(lines: Iterator[str], head: dict[str, Any]) -> Iterator[Any]:
    """Yield the rows; what follows them is put into `head` at the end."""
    for line in lines:
        if line.startswith(" ]"):
            rest = line[2:].lstrip(",") + "".join(lines)
            head.update(json.loads("{" + rest) if rest.strip() != "}" else {})
            return
        yield json.loads(line.strip().removesuffix(","))


def _read_whole(file: IO[str], name: str, lang: str) -> tuple[dict[str, Any], Iterator[Any]]:
    text = file.read(MAX_WHOLE_BYTES + 1)
    if len(text) > MAX_WHOLE_BYTES:
        raise UnusableInput("result-file", name=name, why=word("result-too-large", lang))
    head = json.loads(text)
    if not isinstance(head, dict) or not isinstance(head.get("rows"), list):
        raise UnusableInput("result-file", name=name, why=word("not-a-result", lang))
    return head, iter(head.pop("rows"))


def _valid_rows(rows: Iterable[Any], name: str, lang: str) -> Iterator[RowShape]:
    try:
        for row in rows:
            valid = _ROW.validate_python(complete_row(row))
            _check_values(valid)
            yield valid
    except (ValidationError, ValueError, ArithmeticError, RecursionError) as error:
        place = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ("amount_eur, ends_on",)
        why = word("result-row", lang, place=".".join(map(str, place)) or "?")
        raise UnusableInput("result-file", name=name, why=why) from None


def _valid_head(head: dict[str, Any], name: str, lang: str) -> MatchResultShape:
    source = head.get("source") or {}
    source = source if isinstance(source, dict) else {}
    source = {"name": name, "sheet": None, "unread": [], **source}
    source["columns"] = {"text": "", "vendor": None, "amount": None, "ends_on": None, **(source.get("columns") or {})}
    asked: dict[str, Any] = {"buyer": None, "data": [], "users": None, "parts": [], "needs": []}
    summary = {
        "rows": 0, "sure": 0, "review": 0, "none": 0, "amount_eur": None, "by_control": {}, "by_category": [],
        "by_product": [], **(head.get("summary") or {}),
    }  # fmt: skip
    try:
        datetime.fromisoformat(str(head.get("created")))
        complete = {"asked": asked, "needs": [], "order": "", **head, "source": source, "summary": summary, "rows": []}
        return _ANSWER.validate_python(complete)
    except (ValueError, TypeError) as error:
        place = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ("created",)
        why = word("result-row", lang, place=".".join(map(str, place)) or "?")
        raise UnusableInput("result-file", name=name, why=why) from None


def _check_values(row: RowShape) -> None:
    """Refuse what the shapes cannot tell: amounts that are no numbers, ends that are no dates."""
    if row["amount_eur"] is not None and not Decimal(row["amount_eur"]).is_finite():
        raise ValueError
    if row["ends_on"] is not None:
        last_day(row["ends_on"])


def complete_row(row: Any) -> Any:
    """Fill what the contract leaves optional, as the rows of older answers need it."""
    if not isinstance(row, dict):
        return row
    complete = {**_OPTIONAL, **row}
    product, band = complete["product"], complete.get("band")
    alternatives = complete["alternatives"]
    if isinstance(alternatives, list):
        complete["alternatives"] = [_NEW_OF_ALTERNATIVES | a if isinstance(a, dict) else a for a in alternatives]
    if "control" not in row:
        known = isinstance(product, dict) and band == "sure"
        complete["control"] = (product.get("control_country") or UNKNOWN) if known else None
    if "step" not in row and complete["kind"] == "item":
        complete["step"] = _step(product, band, cast(str | None, complete["control"]), bool(complete["alternatives"]))
    return complete


def _step(product: Any, band: Any, control: str | None, replaceable: bool) -> str:
    if not isinstance(product, dict):
        return "unrecognised"
    if band == "review":
        return "confirm"
    if control in EU_COUNTRIES:
        return "european"
    return "replaceable" if replaceable else "no-substitute"
