"""What a visitor does with the findings of a tender on the web: says what became of them, takes the documents back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from advisor.domain.analyses import Analysis
from advisor.domain.marks import MAX_REASON, Mark, MarkStatus, Trace
from advisor.reports.shapes import MentionShape
from advisor.reports.tracing import align, trace_mentions
from advisor.services.analyses import Analyses
from advisor.services.returning import Returned, return_documents
from advisor.services.tender_marks import read_marks


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a workbook given back: findings marked, rows whose finding is gone, rows that could not be followed."""

    marked: int
    gone: int
    unknown_rows: tuple[int, ...]
    without_reason: tuple[int, ...]


def mark_findings(
    service: Analyses,
    analysis: Analysis,
    mentions: Sequence[MentionShape],
    keys: Collection[str],
    status: MarkStatus,
    reason: str,
) -> Analysis:
    """Remember what the visitor said of some findings, by key; "to-correct" takes it back."""
    traces = [trace for trace in trace_mentions(mentions) if trace.key in keys]
    reason = " ".join(reason.split())[:MAX_REASON]
    new = [Mark(trace, status, reason) for trace in traces] if status != "to-correct" else []
    return service.set_marks(analysis, lambda marks: _merge(marks, new, {trace.key for trace in traces}))


def take_decisions(service: Analyses, analysis: Analysis, data: bytes, name: str) -> tuple[Analysis, Taken]:
    """Take over the statuses of a workbook filled in, of this version of the text or of an earlier one.

    Raises:
        UnusableInput: not such a workbook.
    """
    read = read_marks(data, name, analysis.lang)
    traces = _traces(service, analysis)
    pairs = align([mark.trace for mark in read.marks], traces)
    new = [Mark(traces[n], read.marks[o].status, read.marks[o].reason) for n, o in sorted(pairs.items())]
    changed = service.set_marks(analysis, lambda marks: _merge(marks, new, {mark.trace.key for mark in new}))
    taken = Taken(len(new), len(read.marks) - len(new), read.unknown_rows, read.without_reason)
    return changed, taken


def _traces(service: Analyses, analysis: Analysis) -> list[Trace]:
    return trace_mentions(service.tender_result(analysis, analysis.lang)["mentions"])


def _merge(marks: tuple[Mark, ...], new: list[Mark], replaced: Collection[str]) -> tuple[Mark, ...]:
    return (*(mark for mark in marks if mark.trace.key not in replaced), *new)


def iter_returned(service: Analyses, analysis: Analysis, lang: str, number: int = 0) -> Iterator[Returned]:
    """Hand the documents back one by one, or the one of a `number` counted from 1.

    Raises:
        UnusableInput: the files are no longer kept.
    """
    answer = service.tender_answer(analysis)
    result = service.tender_result(analysis, lang, answer=answer)
    documents = [document for document, _matches in answer.documents]
    wanted = documents[number - 1 : number] if number else documents
    sources = [(upload.name, upload.data) for upload in service.documents(analysis)]
    for returned, _document in return_documents(result, wanted, sources, lang):
        yield returned
