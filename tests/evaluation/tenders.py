"""Labelled tender texts: their form, and how right the whole check is on them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from advisor.documents import read_document
from advisor.services.advise import Request, check_documents

FOLDER = Path(__file__).with_name("tenders")
ROLES = {
    "r": "requirement",
    "c": "compatibility",
    "x": "context",
    "k": "criterion",
    "s": "certification",
    "t": "title",
    "-": None,
}
_MARK = re.compile(r"\[\[([^|\]]+)\|(\??)([^|\]]+)\|([rcxkst-])([yn-])\]\]")
_TEXT = re.compile(r"^=== (.+)$", re.M)


@dataclass(frozen=True)
class Label:
    """One labelled mention; None is not scored."""

    start: int
    end: int
    product: str
    optional: bool
    role: str | None
    equivalent: bool | None


@dataclass
class Score:
    """Counts of right answers out of all, and every error as a line."""

    found: list[int] = field(default_factory=lambda: [0, 0])
    right: list[int] = field(default_factory=lambda: [0, 0])
    equivalent: list[int] = field(default_factory=lambda: [0, 0])
    accepted: list[int] = field(default_factory=lambda: [0, 0])
    roles: list[int] = field(default_factory=lambda: [0, 0])
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self):
        recall, precision = rate(self.found), rate(self.right)
        return 2 * recall * precision / (recall + precision)

    def count(self, name, is_right):
        counts = getattr(self, name)
        counts[0] += is_right
        counts[1] += 1


def rate(counts):
    """Return the share of right answers."""
    return counts[0] / counts[1]


def load(name):
    """Return (name, text, labels) of every text of a file."""
    pieces = _TEXT.split((FOLDER / name).read_text(encoding="utf-8"))[1:]
    return [(title, *parse(marked.strip("\n"))) for title, marked in zip(pieces[::2], pieces[1::2], strict=True)]


def parse(marked):
    """Take the marks out of a text and return it with its labels."""
    text, labels, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        words, optional, product, role, equivalent = mark.groups()
        accepted = {"y": True, "n": False, "-": None}[equivalent]
        labels.append(Label(len(text), len(text) + len(words), product, bool(optional), ROLES[role], accepted))
        text += words
        last = mark.end()
    text += marked[last:]
    assert "[[" not in text, text
    return text, labels


def score(edition, name):
    """Run the check over every text of a file."""
    result = Score()
    for title, text, labels in load(name):
        answer = check_documents(edition, [read_document(text.encode(), title)], Request())
        found = [mention for mention in answer["mentions"] if mention["finding"] in ("brand", "unknown-brand")]
        for label in labels:
            score_label(result, title, text, label, found)
        for mention in found:
            if mention["product"] and not any(overlap(label, mention) for label in labels):
                result.count("right", False)
                result.errors.append(f"{title}: EXTRA {mention['text']} ({mention['product']['id']})")
    return result


def score_label(result, title, text, label, found):
    """Compare one label with what was found in its place."""
    where = f"{title}: {text[label.start : label.end]} | {text[max(0, label.start - 90) : label.end + 60]!r}"
    here = [mention for mention in found if overlap(label, mention)]
    named = [m for m in here if m["product"] and m["product"]["id"] == label.product]
    mention = (named or here or [None])[0]
    if not label.optional:
        result.count("found", bool(named))
        if here and here[0]["product"]:
            result.count("right", bool(named))
        if not named:
            result.errors.append(f"MISSED {label.product} in {where}")
    if mention is None:
        return
    if label.equivalent is not None:
        same = mention["or_equivalent"] == label.equivalent
        result.count("equivalent", same)
        if label.equivalent:
            result.count("accepted", same)
        if not same:
            result.errors.append(f"EQUIVALENT {mention['equivalent']}, not {label.equivalent}: {where}")
    if label.role is not None:
        result.count("roles", mention["role"] == label.role)
        if mention["role"] != label.role:
            result.errors.append(f"ROLE {mention['role']}, not {label.role}: {where}")


def overlap(label, mention):
    """Tell whether a finding stands on a label."""
    return mention["start"] < label.end and label.start < mention["end"]


KINDS = ("origin", "norm-without-equivalent", "hidden-brand", "unknown-brand")


def score_kinds(edition, name):
    """Run the check over single sentences of the other kinds; counts found, right, and every error."""
    result = Score()
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, words, text = line.split("\t")
        answer = check_documents(edition, [read_document(text.encode(), "cctp.txt")], Request())
        found = [one for one in answer["mentions"] if one["finding"] in KINDS]
        start = text.find(words)
        hits = [
            one for one in found if kind == one["finding"] and one["start"] < start + len(words) and start < one["end"]
        ]
        if kind != "-":
            result.count("found", bool(hits))
            if not hits:
                result.errors.append(f"MISSED {kind} {words}: {text}")
        for one in found:
            result.count("right", one in hits)
            if one not in hits:
                result.errors.append(f"EXTRA {one['finding']} {one['text']}: {text}")
    return result
