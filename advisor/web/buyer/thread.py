"""The thread of a document: its pages on a line, with the findings in their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.domain.documents import Document
from advisor.web.buyer.passages import Finding
from advisor.web.buyer.view import SEVERITIES
from advisor.web.buyer.words import severity_word
from advisor.web.i18n import show_number

MAX_LABELS = 14
MIN_STEP = 1.6
"""Per cent between two signs of one severity: nearer ones are drawn once."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A finding on the thread: place in per cent, height in pixels, severity."""

    x: float
    y: int
    severity: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a page; its number stands in the middle of the page, when there is room for it."""

    x: float
    middle: float
    label: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One document's thread."""

    id: str
    name: str
    title: str
    ticks: tuple[Tick, ...]
    signs: tuple[Sign, ...]


def build_thread(document: Document, findings: Sequence[Finding], number: int) -> Thread:
    """Place the findings of a document along its text; pages are marked where the format has some."""
    total = max(1, len(document.text))
    signs = []
    for row, severity in enumerate(SEVERITIES):
        last = -MIN_STEP
        for finding in sorted(findings, key=lambda f: f.shape["start"]):
            x = 100 * finding.shape["start"] / total
            if finding.shape["severity"] == severity and x - last >= MIN_STEP:
                signs.append(Sign(round(min(x, 98.5), 2), 2 + 14 * row, severity))
                last = x
    levels = [finding.shape["severity"] for finding in findings]
    counts = [f"{severity_word(s)}\u202f: {show_number(levels.count(s))}" for s in SEVERITIES if s in levels]
    title = f"{document.name} — {', '.join(counts)}" if counts else document.name
    return Thread(f"thread-{number}", document.name, title, tuple(_ticks(document, total)), tuple(signs))


def _ticks(document: Document, total: int) -> list[Tick]:
    starts: dict[int, int] = {}
    for segment in document.segments:
        if segment.page is not None:
            starts.setdefault(segment.page, segment.start)
    pages = sorted(starts)
    every = max(1, -(-len(pages) // MAX_LABELS))
    ticks = []
    for index, page in enumerate(pages):
        end = starts[pages[index + 1]] if index + 1 < len(pages) else total
        x, right = 100 * starts[page] / total, 100 * end / total
        label = str(page) if index % every == 0 else ""
        ticks.append(Tick(round(x, 2), round((x + right) / 2, 2), label))
    return ticks
