"""Reading what a buyer gives beside a list: needs, and decisions of an earlier result."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.catalogue.files import parse_yaml
from advisor.documents import read_table
from advisor.documents.tables import show_cell
from advisor.domain.catalogue import Catalogue
from advisor.domain.reports import Decisions, Need, Needs
from advisor.errors import InvalidEntry, UnreadableDocument, UnusableInput
from advisor.matching.normalise import fold

NO_PRODUCT = "-"
"""Written in "decided_product" to say that the line names no product."""
CONFIRMED = frozenset({"ok", "oui", "yes", "confirmé", "confirmed"})
"""Words in "decided_product" that accept the product that was proposed."""


class NeedFile(BaseModel):
    """One need, as written in a needs file."""

    model_config = ConfigDict(extra="forbid")
    criterion: str
    accept: list[str] = []

    def need(self, *, required: bool) -> Need:
        """Return the domain's value."""
        return Need(self.criterion, tuple(self.accept), required)


class NeedsFile(BaseModel):
    """A needs file: who the buyer is, what it requires (excludes) and what it prefers (ranks)."""

    model_config = ConfigDict(extra="forbid")
    buyer: Annotated[
        Literal["state", "state-operator", "local-authority", "hospital", "school", "university", "company", "other"]
        | None,
        Field(),
    ] = None
    requires: list[NeedFile] = []
    prefers: list[NeedFile] = []


def read_needs(path: Path) -> Needs:
    """Read a needs file; raises UnusableInput."""
    try:
        raw = parse_yaml(path.read_text(encoding="utf-8"), path.name)
        file = NeedsFile.model_validate(raw or {})
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput("needs-file", name=path.name, why=str(error)) from None
    except InvalidEntry as error:
        raise UnusableInput("needs-file", name=path.name, why=str(error)) from None
    except ValidationError as error:
        why = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UnusableInput("needs-file", name=path.name, why=why) from None
    needs = [*(n.need(required=True) for n in file.requires), *(n.need(required=False) for n in file.prefers)]
    return Needs(file.buyer, tuple(needs))


def read_decisions(path: Path, catalogue: Catalogue) -> Decisions:
    """Read a result that people edited: "input" and "decided_product" of each row.

    A decided product is an id, a product's name, "-" for none, or a word such as "ok" that
    accepts the proposed "product_id". Rows without decision change nothing; raises UnusableInput.
    """
    try:
        table = read_table(path, path.name)
    except (OSError, UnreadableDocument) as error:
        raise UnusableInput("decisions-file", name=path.name, why=str(error)) from None
    rows = [[show_cell(cell) for cell in row] for row in table.rows]
    if not rows or not {"input", "decided_product"} <= set(rows[0]):
        raise UnusableInput("decisions-file", name=path.name, why='no columns "input" and "decided_product"')
    header = rows[0]
    names = {product.name.casefold(): product.id for product in catalogue.products.values()}
    decided: dict[str, str | None] = {}
    for cells in rows[1:]:
        record = dict(zip(header, cells, strict=False))
        if answer := record.get("decided_product", "").strip():
            decided[fold(record.get("input", "").removeprefix("'"))] = _product(answer, record, catalogue, names)
    return Decisions(decided)


def _product(answer: str, record: Mapping[str, str], catalogue: Catalogue, names: Mapping[str, str]) -> str | None:
    if answer == NO_PRODUCT:
        return None
    if answer.casefold() in CONFIRMED:
        answer = record.get("product_id", "")
        return answer or None
    product_id = answer if answer in catalogue.products else names.get(answer.casefold())
    if product_id is None:
        raise UnusableInput("no-product", found=answer)
    return product_id
