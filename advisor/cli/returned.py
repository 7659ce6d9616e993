"""Writing documents that are handed back: safe names inside one folder, never over an input."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from advisor.cli.common import write_whole
from advisor.cli.inputs import Inputs
from advisor.domain.documents import Document
from advisor.errors import UnusableInput
from advisor.messages import word
from advisor.reports.shapes import CheckResultShape
from advisor.services.returning import return_documents, safe_parts

_SUFFIX = {"fr": "annoté", "en": "annotated"}


def choose_target(folder: Path, name: str, inputs: Iterable[Path], taken: set[Path], lang: str) -> Path:
    """Choose where a document goes: under its own name, unless that is an input or already written.

    Raises:
        UnusableInput: a folder on the way leads outside of `folder`.
    """
    target = folder.joinpath(*safe_parts(name))
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise UnusableInput("outside-folder", path=target)
    free, number = target, 1
    while free in taken or _is_input(free, inputs):
        mark = _SUFFIX[lang] if number == 1 else f"{_SUFFIX[lang]} {number}"
        free = target.with_name(f"{target.stem} ({mark}){target.suffix}")
        number += 1
    taken.add(free)
    return free


def _is_input(path: Path, inputs: Iterable[Path]) -> bool:
    return path.exists() and any(one.exists() and path.samefile(one) for one in inputs)


def write_returned(
    result: CheckResultShape, documents: Sequence[Document], inputs: Inputs, folder: Path, lang: str
) -> None:
    """Write each document back into a folder, and say what could not be done in place."""
    taken: set[Path] = set()
    for returned, document in return_documents(result, documents, inputs.named(), lang):
        name = returned.name if returned.name != "-" else f"document.{document.kind}"
        target = choose_target(folder, name, inputs.paths, taken, lang)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusableInput("cannot-write", path=target.parent, why=error.strerror or str(error)) from None
        write_whole(returned.data, target, lang)
        if returned.workbook:
            click.echo(word("returned_workbook", lang, name=document.name, path=target), err=True)
        elif returned.elsewhere:
            click.echo(word("returned_elsewhere", lang, name=document.name, count=returned.elsewhere), err=True)
