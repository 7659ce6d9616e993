"""Knowing a finding again in a later version of a text: keys, and an alignment by what is said, not where.

Two findings are the same when they are about the same name and their sentences are equal or close;
offsets and page numbers play no part.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.domain.marks import Trace
from advisor.reports.plain import plain_text
from advisor.reports.shapes import MentionShape

CLOSE = 0.6
"""Share of words two sentences must have in common (Dice) to be versions of each other: docs/tender-findings.md."""
MAX_COMPARED = 400
"""Findings of one name that are compared sentence by sentence; equal sentences are paired without limit."""
KEY_LENGTH = 12


def fold_words(text: str) -> str:
    """Fold a text to its words, so that layout, case and accents change nothing."""
    return " ".join(re.findall(r"\w+", plain_text(text)))


def about_of(mention: MentionShape) -> str:
    """Say what a finding is about: its kind, and its product or words."""
    product = mention["product"]
    return describe_about(mention["finding"], product["name"] if product else mention["text"])


def describe_about(finding: str, name: str) -> str:
    """Join a kind of finding and a name as the identity of `Trace.about`."""
    return f"{finding}:{fold_words(name)}"


def trace_mentions(mentions: Iterable[MentionShape]) -> list[Trace]:
    """Return the trace of each finding, in order; equal findings of a document differ by their rank."""
    ranks: Counter[tuple[str, str, str]] = Counter()
    traces = []
    for mention in mentions:
        said = (mention["document"], about_of(mention), fold_words(mention["sentence"]))
        ranks[said] += 1
        digest = hashlib.sha256("\x1f".join((*said, str(ranks[said]))).encode())
        traces.append(Trace(digest.hexdigest()[:KEY_LENGTH], said[1], said[0], said[2]))
    return traces


@dataclass(frozen=True, slots=True)
class _Bag:
    words: Mapping[str, int]
    total: int


def _bag(sentence: str) -> _Bag:
    words = Counter(sentence.split())
    return _Bag(words, sum(words.values()))


def _closeness(one: _Bag, other: _Bag) -> float:
    total = one.total + other.total
    if total == 0:
        return 1.0
    shared = sum(min(count, other.words.get(word, 0)) for word, count in one.words.items())
    return 2 * shared / total


def align(old: Sequence[Trace], new: Sequence[Trace]) -> dict[int, int]:
    """Pair findings of two versions.

    Equal keys first, then equal sentences, then close ones, the closest first and in the same
    document rather than another; each finding is paired once.

    Returns:
        The index in `old` by the index in `new`, for those that are paired.
    """
    pairs: dict[int, int] = {}
    used: set[int] = set()
    _pair_equal(pairs, used, [one.key for one in old], [one.key for one in new])
    for with_document in (True, False):
        _pair_equal(
            pairs,
            used,
            [(o.about, o.sentence, o.document if with_document else "") for o in old],
            [(n.about, n.sentence, n.document if with_document else "") for n in new],
        )
    _pair_close(pairs, used, old, new)
    return pairs


def _pair_equal(pairs: dict[int, int], used: set[int], old: Sequence[object], new: Sequence[object]) -> None:
    waiting: dict[object, list[int]] = {}
    for index, value in enumerate(old):
        if index not in used:
            waiting.setdefault(value, []).append(index)
    for queue in waiting.values():
        queue.reverse()
    for index, value in enumerate(new):
        if index not in pairs and (queue := waiting.get(value, [])):
            pairs[index] = queue.pop()
            used.add(pairs[index])


def _pair_close(pairs: dict[int, int], used: set[int], old: Sequence[Trace], new: Sequence[Trace]) -> None:
    left_old: dict[str, list[int]] = {}
    for index, trace in enumerate(old):
        if index not in used:
            left_old.setdefault(trace.about, []).append(index)
    left_new: dict[str, list[int]] = {}
    for index, trace in enumerate(new):
        if index not in pairs and trace.about in left_old:
            left_new.setdefault(trace.about, []).append(index)
    for about, indexes in left_new.items():
        olds = [(i, _bag(old[i].sentence)) for i in left_old[about][:MAX_COMPARED]]
        news = [(i, _bag(new[i].sentence)) for i in indexes[:MAX_COMPARED]]
        found = [
            (-close, old[o].document != new[n].document, abs(o - n), n, o)
            for n, words in news
            for o, earlier in olds
            if (close := _closeness(words, earlier)) >= CLOSE
        ]
        for _close, _document, _distance, n, o in sorted(found):
            if n not in pairs and o not in used:
                pairs[n] = o
                used.add(o)
