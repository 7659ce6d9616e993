"""Handing documents back: each with comments beside its findings, or a workbook where comments cannot be written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.documents import collect_files
from advisor.documents.annotate import ANNOTATED_KINDS, annotate_bounded
from advisor.documents.source import Source
from advisor.domain.annotations import SIGNATURE, Annotation
from advisor.domain.documents import Document
from advisor.errors import UnreadableDocument
from advisor.reports.findings_table import to_findings_xlsx
from advisor.reports.remarks import build_remarks
from advisor.reports.shapes import CheckResultShape

MAX_PART = 150
"""Characters of one step of a path."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.I)
_CONTAINER = re.compile(r"\.(?:zip|eml)$", re.I)
_HOLDER = re.compile(r"\.(docx|docm|pdf)$", re.I)
"""A document that holds others is handed back too: the folder of what it holds needs another name."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A document handed back, under its own name or that of the workbook in its place.

    `workbook` tells that its findings are in a workbook because its kind or form carries no comment.
    """

    name: str
    data: bytes
    placed: int
    elsewhere: int
    workbook: bool = False


def return_documents(
    result: CheckResultShape, documents: Sequence[Document], sources: Iterable[tuple[str, Source]], lang: str
) -> Iterator[tuple[Returned, Document]]:
    """Write each document back, one at a time: their bytes are not all held at once.

    A document without any finding comes back as it was sent.

    Args:
        result: the answer, after people's marks.
        documents: as read, with unique names.
        sources: the files they were read from, under the names they were read with.
    """
    left = {document.name: document for document in documents}
    named = {mention["document"] for mention in result["mentions"]}
    for name, source in sources:
        inside = [n for n in left if n == name or n.startswith(f"{name}/")]
        wanted = {n for n in inside if left[n].kind in ANNOTATED_KINDS or n not in named}
        contents = collect_files(source, name, wanted) if wanted else {}
        for found in inside:
            document = left.pop(found)
            if found in contents or found in named:
                yield return_document(result, document, contents.pop(found, None), lang), document


def return_document(result: CheckResultShape, document: Document, source: bytes | None, lang: str) -> Returned:
    """Write one document back."""
    mentions = [mention for mention in result["mentions"] if mention["document"] == document.name]
    if source is not None and document.kind in ANNOTATED_KINDS:
        annotation = Annotation(document, build_remarks(mentions, lang), SIGNATURE, result["created"])
        try:
            written = annotate_bounded(source, annotation)
        except UnreadableDocument:
            pass
        else:
            return Returned(document.name, written.data, written.placed, written.elsewhere)
    if source is not None and not mentions:
        return Returned(document.name, source, 0, 0)
    only: CheckResultShape = result.copy()
    only["mentions"] = mentions
    only["documents"] = [one for one in result["documents"] if one["name"] == document.name]
    word = {"fr": "mentions", "en": "findings"}[lang]
    return Returned(f"{document.name}.{word}.xlsx", to_findings_xlsx(only, lang), 0, len(mentions), workbook=True)


def can_annotate(documents: Sequence[Document]) -> bool:
    """Tell whether any document can carry comments."""
    return any(document.kind in ANNOTATED_KINDS for document in documents)


def safe_parts(name: str) -> tuple[str, ...]:
    """Turn the name of a document into steps of a path that stay inside a folder on every system.

    A document inside a container ("DCE.zip/CCTP.docx") gets a folder named after it.
    """
    steps = [_safe_step(step) for step in re.split(r"[/\\]", name)]
    kept = [step for step in steps if step]
    if not kept:
        return ("document",)
    return (*(_HOLDER.sub(r" (\1)", _CONTAINER.sub("", step)) for step in kept[:-1]), kept[-1])


def _safe_step(step: str) -> str:
    step = _UNSAFE.sub("_", step).strip().rstrip(". ")
    if step in ("", ".", ".."):
        return ""
    if _RESERVED.match(step):
        step = f"_{step}"
    stem, dot, extension = step.rpartition(".")
    if len(step) <= MAX_PART:
        return step
    return f"{stem[: MAX_PART - len(extension) - 1]}.{extension}" if dot and len(extension) < 10 else step[:MAX_PART]
