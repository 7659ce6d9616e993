"""An earlier version to compare with: documents read again, or an answer kept as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from advisor.catalogue.schema import schema_message
from advisor.domain.documents import Document
from advisor.domain.matches import TextMatch
from advisor.errors import UnusableInput
from advisor.problems import Problem
from advisor.reports.marking import compare, gone_of
from advisor.reports.shapes import CheckResultShape, GoneShape
from advisor.services.advise import Request, answer_documents
from advisor.services.editions import Edition

MAX_TEXT = 2_000
"""Characters of a text of an earlier answer."""
Text = Annotated[str, Field(max_length=MAX_TEXT)]


class _EarlierProduct(BaseModel):
    name: Text


class _EarlierMention(BaseModel):
    document: Text
    page: int | None = None
    place: Text = ""
    text: Text
    sentence: Text
    product: _EarlierProduct | None = None
    finding: Text
    severity: Literal["high", "warning", "info"]


class _EarlierAnswer(BaseModel):
    """What an answer of `advisor check` has whatever its version; other keys are ignored."""

    edition: Text
    mentions: list[_EarlierMention]


@dataclass(frozen=True)
class Earlier:
    """The findings of an earlier version; `edition` is None when it was read with the present one."""

    names: tuple[str, ...]
    findings: tuple[GoneShape, ...]
    edition: str | None = None


def read_answer(data: bytes, name: str) -> Earlier | None:
    """Read an answer of `advisor check` kept as JSON; None when the file is something else.

    Raises:
        UnusableInput: JSON that begins as such an answer and does not keep its shape.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or not {"edition", "method", "mentions"} <= raw.keys():
        return None
    try:
        answer = _EarlierAnswer.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        why = Problem(".".join(map(str, first["loc"])), schema_message(first))
        raise UnusableInput("earlier-file", name=name, why=why) from None
    return Earlier((name,), tuple(_gone(mention) for mention in answer.mentions), answer.edition)


def is_answer(data: bytes, name: str) -> bool:
    """Tell whether a file is an answer kept as JSON that can be compared with."""
    try:
        return read_answer(data, name) is not None
    except UnusableInput:
        return False


def compare_with(result: CheckResultShape, past: Sequence[Earlier]) -> CheckResultShape:
    """Return the answer with what changed since earlier versions; as it is when there is none."""
    if not past:
        return result
    editions = {one.edition for one in past}
    names = [name for one in past for name in one.names]
    findings = [finding for one in past for finding in one.findings]
    return compare(result, findings, names, editions.pop() if len(editions) == 1 else None)


def _gone(mention: _EarlierMention) -> GoneShape:
    return {
        "document": mention.document,
        "page": mention.page,
        "place": mention.place,
        "text": mention.text,
        "sentence": mention.sentence,
        "product": mention.product.name if mention.product else None,
        "finding": mention.finding,
        "severity": mention.severity,
    }


def earlier_findings(
    edition: Edition, scanned: Sequence[tuple[Document, Sequence[TextMatch]]], request: Request
) -> Earlier:
    """Find what an earlier version held, with the present edition, so that only the text makes a difference."""
    result = answer_documents(edition, scanned, request)
    return Earlier(tuple(d.name for d, _ in scanned), tuple(gone_of(mention) for mention in result["mentions"]))
