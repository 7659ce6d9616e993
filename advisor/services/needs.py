"""Needs as a buyer gives and keeps them: a YAML file, the query of an address, and back.

Both say the same thing in the same words, so that a link can become a file and a file a link:
`buyer: hospital` and `requires: [hds]` are `?buyer=hospital&require=hds`.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.catalogue.files import parse_yaml
from advisor.catalogue.schema import schema_message
from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Criterion
from advisor.domain.reports import BUYERS, DATA_KINDS, NATIONALITY, Buyer, DataKind, Need, Needs
from advisor.errors import InvalidEntry, UnusableInput
from advisor.problems import Problem, file_message, message
from advisor.reports.assessing import ZONES

MAX_USERS = 10_000_000
MAX_NEEDS = 40
MAX_VALUES = 40
MAX_TEXT = 80
"""Characters of one accepted value: a standard's name, a scheme."""
MAX_FILE_BYTES = 64_000
LEVELS = {"require": True, "prefer": False}
"""Words of an address for what a need does: a requirement excludes, a preference ranks."""
_BETWEEN_VALUES = "+"


class NeedFile(BaseModel):
    """One need: a criterion and the values that satisfy it; a criterion alone accepts any sourced value but no."""

    model_config = ConfigDict(extra="forbid")
    criterion: str
    accept: Annotated[list[Annotated[str, Field(max_length=MAX_TEXT)]], Field(max_length=MAX_VALUES)] = []

    def need(self, *, required: bool) -> Need:
        """Return the domain's value."""
        return Need(self.criterion, tuple(self.accept), required)


Asked = Annotated[list[str | NeedFile], Field(max_length=MAX_NEEDS)]
"""Needs of a file: the bare name of a criterion, or a criterion with the values that satisfy it."""


class NeedsFile(BaseModel):
    """A needs file: who the buyer is, its data, what it requires (excludes) and what it prefers (ranks)."""

    model_config = ConfigDict(extra="forbid", title="Needs")
    buyer: Buyer | None = None
    data: list[DataKind] = []
    users: Annotated[int | None, Field(ge=1, le=MAX_USERS)] = None
    requires: Asked = []
    prefers: Asked = []
    parts: Annotated[list[str], Field(max_length=100)] = []

    def needs(self) -> Needs:
        """Return the domain's value; a criterion asked twice counts once, as a requirement if it is one."""
        asked = [*_named(self.requires, required=True), *_named(self.prefers, required=False)]
        return Needs(
            buyer=self.buyer,
            needs=tuple(_once(asked)),
            data=tuple(dict.fromkeys(self.data)),
            users=self.users,
            parts=tuple(dict.fromkeys(self.parts)),
        )


def _named(asked: Iterable[str | NeedFile], *, required: bool) -> list[Need]:
    return [Need(n, (), required) if isinstance(n, str) else n.need(required=required) for n in asked]


def _once(needs: Iterable[Need]) -> list[Need]:
    kept: dict[str, Need] = {}
    for need in needs:
        kept.setdefault(need.criterion, need)
    return list(kept.values())


def read_needs(path: Path) -> Needs:
    """Read a needs file; raises UnusableInput."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInput("needs-file", name=path.name, why=file_message(error)) from None
    return parse_needs(data, path.name)


def parse_needs(data: bytes, name: str) -> Needs:
    """Read the bytes of a needs file; raises UnusableInput with every problem at once."""
    if len(data) > MAX_FILE_BYTES:
        raise UnusableInput("needs-file", name=name, why=message("file-large", most=MAX_FILE_BYTES))
    try:
        raw = parse_yaml(data.decode("utf-8-sig"), name)
        return NeedsFile.model_validate(raw or {}).needs()
    except UnicodeDecodeError as error:
        raise UnusableInput("needs-file", name=name, why=message("not-utf8", byte=error.start)) from None
    except InvalidEntry as error:
        raise UnusableInput("needs-file", name=name, why=error.problems) from None
    except ValidationError as error:
        why = [Problem(".".join(map(str, e["loc"])) or name, schema_message(e)) for e in error.errors()]
        raise UnusableInput("needs-file", name=name, why=why) from None


def dump_needs(needs: Needs) -> str:
    """Write needs as a file that `parse_needs` reads back as the same value."""
    shown: dict[str, Any] = {"buyer": needs.buyer, "data": list(needs.data), "users": needs.users}
    for key, required in (("requires", True), ("prefers", False)):
        shown[key] = [
            {"criterion": n.criterion, "accept": list(n.accept)} if n.accept else n.criterion
            for n in needs.needs
            if n.required is required
        ]
    shown["parts"] = list(needs.parts)
    kept = {key: value for key, value in shown.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False) if kept else "{}\n"


def needs_query(needs: Needs) -> dict[str, str]:
    """Write needs as the query of an address: short, readable, in a fixed order; nothing for no needs."""
    query = {
        "buyer": needs.buyer or "",
        "data": ",".join(needs.data),
        "users": str(needs.users or ""),
        **{level: ",".join(map(_word, _at(needs, required))) for level, required in LEVELS.items()},
        "parts": ",".join(needs.parts),
    }
    return {key: value for key, value in query.items() if value}


def _at(needs: Needs, required: bool) -> list[Need]:
    return [need for need in needs.needs if need.required is required]


def _word(need: Need) -> str:
    values = _BETWEEN_VALUES.join(value.replace(",", " ").replace(_BETWEEN_VALUES, " ") for value in need.accept)
    return f"{need.criterion}:{values}" if values else need.criterion


def parse_query(args: Mapping[str, str], catalogue: Catalogue) -> Needs:
    """Read needs from the query of an address; what is not understood is as absent.

    An address is shared and edited by hand, and may be of an older edition: it never fails.
    """
    needs: list[Need] = []
    for level, required in LEVELS.items():
        for word in args.get(level, "").split(",")[:MAX_NEEDS]:
            name, _colon, values = word.strip().partition(":")
            accept = tuple(v.strip()[:MAX_TEXT] for v in values.split(_BETWEEN_VALUES)[:MAX_VALUES] if v.strip())
            need = Need(name, accept, required)
            if not need_problem(catalogue, need):
                needs.append(need)
    users = args.get("users", "")
    return Needs(
        buyer=next((buyer for buyer in BUYERS if buyer == args.get("buyer")), None),
        needs=tuple(_once(needs)),
        data=tuple(kind for kind in DATA_KINDS if kind in args.get("data", "").split(",")),
        users=int(users) if users.isascii() and users.isdigit() and 0 < int(users[:9]) <= MAX_USERS else None,
        parts=tuple(dict.fromkeys(p for p in args.get("parts", "").split(",")[:100] if p in catalogue.products)),
    )


def need_problem(catalogue: Catalogue, need: Need) -> UnusableInput | None:
    """Say why a need cannot be held against the catalogue; None when it can."""
    criterion = catalogue.criteria.get(need.criterion)
    if criterion is None:
        return UnusableInput("unknown-criterion", criterion=need.criterion, known=_known(catalogue))
    if need.criterion in NATIONALITY:
        return UnusableInput("need-nationality", criterion=need.criterion)
    wrong = [value for value in need.accept if not _can_be(criterion, value)]
    if wrong:
        accepted = ", ".join(criterion.choices) or ("FR, DE, … " + ", ".join(ZONES))
        return UnusableInput("need-value", criterion=need.criterion, found=", ".join(wrong), known=accepted)
    return None


def _known(catalogue: Catalogue) -> str:
    return ", ".join(sorted(set(catalogue.criteria) - NATIONALITY))


def _can_be(criterion: Criterion, value: str) -> bool:
    if criterion.value_type in ("choice", "choices"):
        return value in criterion.choices
    if criterion.value_type in ("country", "countries"):
        return value in ZONES or (len(value) == 2 and value.isascii() and value.isalpha() and value.isupper())
    return bool(value.strip())


def check_needs(catalogue: Catalogue, needs: Needs) -> None:
    """Refuse needs the catalogue cannot answer; raises UnusableInput for the first of them."""
    for need in needs.needs:
        if problem := need_problem(catalogue, need):
            raise problem
    unknown: Sequence[str] = [part for part in needs.parts if part not in catalogue.products]
    if unknown:
        raise UnusableInput("no-product", found=", ".join(unknown))
