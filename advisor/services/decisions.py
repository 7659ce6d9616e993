"""Reading the decisions of an earlier result that people edited by hand.

Columns may be in any order, rows sorted or deleted, columns and title rows added. What can be read is
read; each cell that cannot is named, with what was expected.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from advisor.documents import read_table
from advisor.documents.tables import show_cell
from advisor.domain.catalogue import Catalogue
from advisor.domain.reports import Decisions, LineDecision
from advisor.errors import UnreadableDocument, UnusableInput
from advisor.matching.normalise import fold
from advisor.messages import word
from advisor.reports.decision_words import ACTION_WORDS, COLUMN_WORDS, CRITICALITY_WORDS, read_action, read_criticality
from advisor.services.explain import explain_error

NO_PRODUCT = "-"
"""Written in "decided_product" to say that the line names no product."""
NONE = frozenset({NO_PRODUCT, "–", "—", "aucun", "aucune", "rien", "none", "no product"})
"""Answers that say a line names no product; what the tool writes itself is the first."""
CONFIRMED = frozenset({"ok", "oui", "yes", "x", "confirmé", "confirmed"})
"""Words in "decided_product" that accept the product that was proposed."""
MAX_COMMENT = 2_000
"""Characters of a comment that are kept."""
_HEADER_DEPTH = 40
_GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""How an export writes a text that a spreadsheet would take for a formula."""
Kind = Literal["product", "no-proposal", "replacement", "action", "criticality", "contradiction", "no-input"]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that could not be followed: its name ("S14"), what it holds, and what was expected."""

    cell: str
    found: str
    kind: Kind
    near: str = ""

    def explain(self, lang: str) -> str:
        """Say what is wrong and what was expected."""
        words = ACTION_WORDS.values() if self.kind == "action" else CRITICALITY_WORDS.values()
        known = ", ".join(f"« {texts[lang]} »" for texts in words)
        text = word(f"cell-{self.kind}", lang, found=self.found, known=known)
        return text + (word("cell-near", lang, near=self.near) if self.near else "")


@dataclass(frozen=True, slots=True)
class ReadDecisions:
    """The decisions of a file, and the cells that could not be followed."""

    decisions: Decisions
    problems: tuple[CellProblem, ...] = ()


@dataclass(slots=True)
class _Reader:
    catalogue: Catalogue
    columns: Mapping[str, int]
    names: dict[str, str] = field(init=False)
    problems: list[CellProblem] = field(default_factory=list)
    products: dict[str, str | None] = field(default_factory=dict)
    lines: dict[str, LineDecision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = {fold(product.name): product.id for product in self.catalogue.products.values()}

    def read(self, number: int, cells: Sequence[str]) -> None:
        """Read one row; `number` is the row as the person sees it."""
        found = {name: _unguard(cells[at]) if at < len(cells) else "" for name, at in self.columns.items()}
        answer = found.get("decided_product", "").strip()
        decision = self._decision(number, found)
        if not answer and not decision:
            return
        text = found["input"]
        key = fold(text)
        if not key:
            self._refuse(number, "input", text, "no-input")
            return
        if answer:
            self._keep_product(number, key, answer, found.get("product_id", ""))
        if decision and not self._keep_decision(key, decision):
            self._refuse(number, "action", text, "contradiction")

    def _keep_decision(self, key: str, decision: LineDecision) -> bool:
        """Put decisions about equal lines together; False when one says another thing than a row above."""
        known = self.lines.get(key, LineDecision())
        pairs = [
            (known.action, decision.action),
            (known.replacement, decision.replacement),
            (known.criticality, decision.criticality),
        ]
        comments = [comment for comment in dict.fromkeys((known.comment, decision.comment)) if comment]
        self.lines[key] = LineDecision(
            action=known.action or decision.action,
            replacement=known.replacement or decision.replacement,
            comment=" ; ".join(comments)[:MAX_COMMENT],
            criticality=known.criticality or decision.criticality,
        )
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)

    def _keep_product(self, number: int, key: str, answer: str, proposed: str) -> None:
        product: str | None = None
        if answer.casefold() in CONFIRMED:
            product = proposed.strip()
            if product not in self.catalogue.products:
                self._refuse(number, "decided_product", answer, "no-proposal")
                return
        elif answer.casefold() not in NONE:
            product = self._product(number, "decided_product", answer, "product")
            if product is None:
                return
        if self.products.setdefault(key, product) != product:
            self._refuse(number, "decided_product", answer, "contradiction")

    def _decision(self, number: int, found: Mapping[str, str]) -> LineDecision:
        action_word, use_word = found.get("action", "").strip(), found.get("criticality", "").strip()
        action, use = read_action(action_word), read_criticality(use_word)
        if action_word and action is None:
            self._refuse(number, "action", action_word, "action")
        if use_word and use is None:
            self._refuse(number, "criticality", use_word, "criticality")
        replacement = None
        if wanted := found.get("replaced_by", "").strip():
            replacement = self._product(number, "replaced_by", wanted, "replacement")
            # Naming a replacement says what is decided, unless another decision stands beside it.
            if replacement and action is None and not action_word:
                action = "replace"
        return LineDecision(action, replacement, found.get("comment", "").strip()[:MAX_COMMENT], use)

    def _product(self, number: int, column: str, wanted: str, kind: Kind) -> str | None:
        product = wanted if wanted in self.catalogue.products else self.names.get(fold(wanted))
        if product is None:
            near = get_close_matches(fold(wanted), self.names, n=1, cutoff=0.75)
            name = self.catalogue.product(self.names[near[0]]).name if near else ""
            self._refuse(number, column, wanted, kind, name)
        return product

    def _refuse(self, number: int, column: str, found: str, kind: Kind, near: str = "") -> None:
        place = self.columns.get(column, self.columns["input"])
        self.problems.append(CellProblem(f"{_letters(place)}{number}", found[:80], kind, near))


def read_decisions(source: Path | bytes, name: str, catalogue: Catalogue, lang: str = "fr") -> ReadDecisions:
    """Read a result that people edited: the products they confirmed, what they decided of each line.

    A decided product is an id, a product's name, "-" or "aucun" for none, or a word such as "ok" that accepts the
    proposed "product_id". Actions and criticalities are words of either language. Rows without decision
    change nothing.

    Raises:
        UnusableInput: the file cannot be read, or has no column of lines beside one of decisions.
    """
    try:
        table = read_table(source, name, lang=lang)
    except (OSError, UnreadableDocument) as error:
        why = explain_error(error, lang) if isinstance(error, UnreadableDocument) else str(error)
        raise UnusableInput("decisions-file", name=name, why=why) from None
    rows = [[show_cell(cell) for cell in row] for row in table.rows]
    header, columns = next(_headers(rows), (-1, {}))
    if header < 0:
        raise UnusableInput("decisions-file", name=name, why=word("decisions-columns", lang))
    reader = _Reader(catalogue, columns)
    for number, cells in enumerate(rows[header + 1 :], start=header + 2):
        reader.read(number, cells)
    return ReadDecisions(Decisions(reader.products, reader.lines), tuple(reader.problems))


def _headers(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, dict[str, int]]]:
    """Find the rows that name the column of lines and at least one of decisions."""
    known = {fold(text): column for column, texts in COLUMN_WORDS.items() for text in texts}
    for index, cells in enumerate(rows[:_HEADER_DEPTH]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            if column := known.get(fold(cell)):
                columns.setdefault(column, place)
        if "input" in columns and columns.keys() - {"input", "product_id"}:
            yield index, columns


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARDED) else cell


def _letters(column: int) -> str:
    """Name a column as a spreadsheet does, from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
