"""Reading what a command is given: files by path, standard input as "-"."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.cli.common import say
from advisor.documents import ColumnChoice, read_files_bounded, read_list_bounded
from advisor.documents.names import tell_apart
from advisor.domain.documents import Document, Progress, PurchaseList
from advisor.messages import word
from advisor.reports.shapes import UnreadShape
from advisor.services.analyses import reason_of, share_of_products
from advisor.services.editions import Edition

STDIN = "-"


def read_list_input(edition: Edition, source: str, sheet: str | None, choice: ColumnChoice, lang: str) -> PurchaseList:
    """Read a list from a path or standard input; raises UnreadableDocument or UnusableInput."""
    return read_list_bounded(
        _data(source),
        _name(source),
        lang=lang,
        sheet=sheet,
        columns=choice,
        looks_like_product=lambda cells: share_of_products(edition, cells),
        only_if_risky=True,
    )


class Inputs:
    """The files a command was given, under names that differ, read again when their bytes are needed."""

    def __init__(self, sources: Sequence[str]) -> None:
        self.sources = tuple(sources)
        self.names = tuple(tell_apart([_name(source) for source in sources]))
        self._standard: bytes | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the inputs that are files."""
        return tuple(Path(source) for source in self.sources if source != STDIN)

    def named(self) -> Iterator[tuple[str, bytes | Path]]:
        """Yield each name with what a reader takes; standard input is read once."""
        for source, name in zip(self.sources, self.names, strict=True):
            if source == STDIN and self._standard is None:
                self._standard = _standard_input()
            yield name, self._standard if source == STDIN and self._standard is not None else Path(source)


def read_documents(inputs: Inputs, lang: str) -> tuple[list[Document], list[UnreadShape]]:
    """Read what can be read, the files inside archives and messages too; the rest is listed with the reason."""
    documents: list[Document] = []
    unread: list[UnreadShape] = []
    for name, data in inputs.named():
        say(word("reading", lang, name=name))
        read = read_files_bounded(
            data, name, lang=lang, only_if_risky=True, on_progress=lambda step: _say_step(step, lang)
        )
        documents += read.documents
        unread += [{"where": one.name, "why": reason_of(one, lang)} for one in read.failures]
    return documents, unread


def _say_step(step: Progress, lang: str) -> None:
    if step.page:
        say(word("reading_page", lang, name=step.name, page=step.page, pages=step.pages))
    elif step.total > 1:
        say(word("reading_file", lang, name=step.name, done=step.done + 1, total=step.total))


def _data(source: str) -> bytes | Path:
    return _standard_input() if source == STDIN else Path(source)


def _standard_input() -> bytes:
    return sys.stdin.buffer.read()


def _name(source: str) -> str:
    return source if source == STDIN else Path(source).name
