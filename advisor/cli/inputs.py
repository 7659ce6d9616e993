"""Reading what a command is given: files by path, standard input as "-"."""

import sys
from collections.abc import Sequence
from pathlib import Path

from advisor.cli.common import say
from advisor.documents import ColumnChoice, read_bounded
from advisor.domain.documents import Document, PurchaseList
from advisor.errors import UnreadableDocument
from advisor.messages import word
from advisor.reports.shapes import UnreadShape
from advisor.services.analyses import share_of_products
from advisor.services.editions import Edition
from advisor.services.explain import explain_error

STDIN = "-"


def read_list_input(edition: Edition, source: str, sheet: str | None, choice: ColumnChoice, lang: str) -> PurchaseList:
    """Read a list from a path or standard input; raises UnreadableDocument or UnusableInput."""
    return read_bounded(
        "read_list",
        _data(source),
        _name(source),
        lang=lang,
        sheet=sheet,
        columns=choice,
        looks_like_product=lambda cells: share_of_products(edition, cells),
        only_if_risky=True,
    )


def read_documents(sources: Sequence[str], lang: str) -> tuple[list[Document], list[UnreadShape]]:
    """Read what can be read; the rest is listed with the reason, as a sentence."""
    documents: list[Document] = []
    unread: list[UnreadShape] = []
    for source in sources:
        say(word("reading", lang, name=source))
        try:
            documents.append(read_bounded("read_document", _data(source), _name(source), lang=lang, only_if_risky=True))
        except UnreadableDocument as error:
            unread.append({"where": _name(source), "why": explain_error(error, lang)})
    return documents, unread


def _data(source: str) -> bytes | Path:
    return sys.stdin.buffer.read() if source == STDIN else Path(source)


def _name(source: str) -> str:
    return source if source == STDIN else Path(source).name
