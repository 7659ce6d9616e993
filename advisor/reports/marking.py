"""What people said of findings, and an earlier version, put into an answer. Pure: data in, data out."""

from collections.abc import Iterable, Sequence

from advisor.domain.marks import STATUSES, Mark, Trace
from advisor.reports.shapes import CheckResultShape, GoneShape, MentionShape
from advisor.reports.tracing import align, describe_about, fold_words, trace_mentions

_ORDER = ("info", "warning", "high")


def apply_marks(result: CheckResultShape, marks: Sequence[Mark]) -> CheckResultShape:
    """Return the answer with the status of each finding, found again by its key or its sentence."""
    pairs = align([mark.trace for mark in marks], trace_mentions(result["mentions"]))
    mentions: list[MentionShape] = []
    for index, mention in enumerate(result["mentions"]):
        marked = mention.copy()
        mark = marks[pairs[index]] if index in pairs else None
        marked["status"] = mark.status if mark else "to-correct"
        if mark and mark.reason:
            marked["status_reason"] = mark.reason
        mentions.append(marked)
    statuses = [mention["status"] for mention in mentions]
    summary = result["summary"].copy()
    summary["by_status"] = {status: statuses.count(status) for status in STATUSES}
    changed = result.copy()
    changed["mentions"], changed["summary"] = mentions, summary
    return changed


def gone_of(mention: MentionShape) -> GoneShape:
    """Keep of a finding what tells it once it is gone."""
    product = mention["product"]
    return {
        "document": mention["document"],
        "page": mention["page"],
        "place": mention["place"],
        "text": mention["text"],
        "sentence": mention["sentence"],
        "product": product["name"] if product else None,
        "finding": mention["finding"],
        "severity": mention["severity"],
    }


def trace_gone(findings: Iterable[GoneShape]) -> list[Trace]:
    """Return the traces of an earlier version's findings; their keys are not used."""
    return [
        Trace(
            f"-{index}",
            describe_about(one["finding"], one["product"] or one["text"]),
            one["document"],
            fold_words(one["sentence"]),
        )
        for index, one in enumerate(findings)
    ]


def compare(
    result: CheckResultShape, earlier: Sequence[GoneShape], names: Sequence[str], edition: str | None
) -> CheckResultShape:
    """Return the answer with what changed since an earlier version: corrected, remaining, new.

    A finding remains when its name is still there in the same or a close sentence; with "ou
    équivalent" added it remains, less serious. Places play no part.
    """
    pairs = align(trace_gone(earlier), trace_mentions(result["mentions"]))
    mentions: list[MentionShape] = []
    eased = 0
    for index, mention in enumerate(result["mentions"]):
        changed = mention.copy()
        changed["change"] = "remaining" if index in pairs else "new"
        if index in pairs:
            before = earlier[pairs[index]]["severity"]
            if before != mention["severity"]:
                changed["severity_before"] = before
                eased += _ORDER.index(before) > _ORDER.index(mention["severity"])
        mentions.append(changed)
    kept = set(pairs.values())
    gone = [one for index, one in enumerate(earlier) if index not in kept]
    answer = result.copy()
    answer["mentions"] = mentions
    answer["against"] = {
        "names": list(names),
        "edition": edition,
        "corrected": len(gone),
        "remaining": len(pairs),
        "new": len(mentions) - len(pairs),
        "eased": eased,
        "gone": gone,
    }
    return answer
