"""The text of a tender as shown: passages that hold findings with what surrounds them, or all of it.

A passage is a paragraph, a heading, a list item or a row of a table. Nothing here names an alternative.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from advisor.domain.documents import Document
from advisor.reports.shapes import MentionShape
from advisor.web.buyer.marks import mark_passage
from advisor.web.i18n import gettext as _

MAX_PASSAGE = 1_400
"""Characters of a passage beside its findings; a longer one is cut around its mentions."""
CONTEXT = 300
"""Characters kept around the mentions of a passage that is cut, and of the paragraph that follows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A mention with its number on the pages of this result, from 1."""

    number: int
    shape: MentionShape


@dataclass(frozen=True, slots=True)
class Note:
    """Findings of one passage that say the same: one note for all of them.

    `first_wording` tells that no earlier note of the passage has the same wording.
    """

    findings: tuple[Finding, ...]
    first_wording: bool

    @property
    def shape(self) -> MentionShape:
        """Return what the findings say."""
        return self.findings[0].shape

    @property
    def names(self) -> dict[str, list[Finding]]:
        """Return the findings by the name they are about."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            product = finding.shape["product"]
            found.setdefault(product["name"] if product else finding.shape["text"], []).append(finding)
        return found

    @property
    def keys(self) -> list[str]:
        """Return the keys of the findings: what a person says of the note holds for all of them."""
        return [finding.shape["key"] for finding in self.findings]

    @property
    def status(self) -> str:
        """Return what a person said of the findings."""
        return self.shape.get("status", "to-correct")

    @property
    def number(self) -> int:
        """Return the number of the first finding."""
        return self.findings[0].number


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that is shown as one: `parts` are its spans (the cells of a row)."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    kind: str
    place: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as shown: where it stands, its marked text, the notes on it and what follows."""

    place: str
    page: int | None
    heading: str
    kind: str
    text: Markup
    notes: tuple[Note, ...]
    after: str = ""


def build_blocks(document: Document) -> tuple[Block, ...]:
    """Join the cells of each table row; every other segment is a block of its own."""
    blocks: list[Block] = []
    for segment in document.segments:
        span = (segment.start, segment.end)
        last = blocks[-1] if blocks else None
        if last and segment.kind == last.kind == "table-cell" and segment.place == last.place:
            blocks[-1] = Block(last.start, segment.end, (*last.parts, span), last.kind, last.place, last.page)
        else:
            blocks.append(Block(*span, (span,), segment.kind, segment.place, segment.page))
    if not blocks and document.text:
        whole = (0, len(document.text))
        blocks.append(Block(*whole, (whole,), "paragraph", "", None))
    return tuple(blocks)


class DocumentView:
    """One document with its findings, placed in its blocks once."""

    def __init__(self, document: Document, findings: Sequence[Finding], elsewhere: str) -> None:
        """Take the findings of this document in reading order.

        A mark leads to its finding on the page, or to `elsewhere` with its number when the page
        does not show it.
        """
        self.document = document
        self.blocks = build_blocks(document)
        self.elsewhere = elsewhere
        self.shown: set[int] = set()
        starts = [block.start for block in self.blocks]
        self.placed: dict[int, list[Finding]] = {}
        for finding in findings:
            index = max(0, bisect_right(starts, finding.shape["start"]) - 1)
            self.placed.setdefault(index, []).append(finding)

    def passages(self, shown: Iterable[int] | None = None) -> list[Passage]:
        """Build the passages that hold findings; `shown` limits them to some numbers."""
        numbers = {f.number for findings in self.placed.values() for f in findings}
        self.shown = numbers if shown is None else numbers & set(shown)
        found = []
        heading = section = ""
        for index, block in enumerate(self.blocks):
            if block.kind == "heading":
                heading = section = self._plain(block)
            findings = [f for f in self.placed.get(index, []) if f.number in self.shown]
            if findings:
                above = "" if block.kind == "heading" else heading
                found.append(self._passage(index, findings, above, heading=section))
                heading = ""
        return found

    def notes_beside(self, number: int) -> tuple[Note, ...]:
        """Return the notes of the passage that holds a finding, none when it is in another document."""
        found = (group for group in self.placed.values() if any(f.number == number for f in group))
        return group_findings(next(found, ()))

    def whole(self, first: int, count: int) -> list[Passage]:
        """Build the passages of a stretch of the text, with or without findings."""
        self.shown = set()
        return [self._passage(i, (), cut=False) for i in range(first, min(first + count, len(self.blocks)))]

    def _plain(self, block: Block) -> str:
        return " ".join(self.document.text[block.start : block.end].split())

    def _passage(
        self, index: int, findings: Sequence[Finding], above: str = "", *, heading: str = "", cut: bool = True
    ) -> Passage:
        block = self.blocks[index]
        cells = [self._marked(start, end, self.placed.get(index, []), cut=cut) for start, end in block.parts]
        text = Markup(" · ").join(cells)
        return Passage(
            place=_short_place(block.place, heading),
            page=block.page,
            heading=above,
            kind=block.kind,
            text=text,
            notes=group_findings(findings),
            after=self._after(index) if cut else "",
        )

    def _after(self, index: int) -> str:
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None or index + 1 in self.placed or following.kind not in ("paragraph", "list-item"):
            return ""
        text = self._plain(following)
        return text if len(text) <= CONTEXT else text[: CONTEXT - 1].rsplit(" ", 1)[0] + " …"

    def _marked(self, start: int, end: int, findings: Sequence[Finding], *, cut: bool) -> Markup:
        inside = [f for f in findings if start <= f.shape["start"] and f.shape["end"] <= end]
        first, last = start, end
        if cut and end - start > MAX_PASSAGE:
            places = [f.shape["start"] for f in inside] or [start]
            ends = [f.shape["end"] for f in inside] or [start]
            first = start if places[0] - start <= CONTEXT else places[0] - CONTEXT
            last = end if end - ends[-1] <= CONTEXT else ends[-1] + CONTEXT
        hits = [self._hit(f) for f in inside]
        marked = mark_passage(self.document.text[first:last], first, hits)
        return Markup("").join(["… " if first > start else "", marked, " …" if last < end else ""])

    def _hit(self, finding: Finding) -> tuple[int, int, Markup, Markup]:
        shape = finding.shape
        link = "#m{}" if finding.number in self.shown else self.elsewhere
        before = Markup('<a class="hit" id="t{}" href="{}">').format(finding.number, link.format(finding.number))
        after = Markup("</a>")
        if misses_equivalent(shape):
            after += Markup(
                '<span class="miss"><svg class="g" aria-hidden="true"><use href="#caret"/></svg>'
                '<span class="vh"> ({})</span></span>'
            ).format(_("« ou équivalent » absent"))
        return shape["start"], shape["end"], before, after


def group_findings(findings: Iterable[Finding]) -> tuple[Note, ...]:
    """Put together the findings of a passage that say the same."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        shape = finding.shape
        # What needs no wording is told once for all the names it holds for.
        name = "" if shape["wording"] is None else shape["product"]["id"] if shape["product"] else shape["text"]
        key = (
            name,
            shape["rule"]["why"],
            shape["finding"],
            shape["severity"],
            shape["role"],
            shape["equivalent"],
            shape["band"],
            shape.get("status"),
            shape.get("status_reason"),
            shape.get("change"),
        )
        groups.setdefault(key, []).append(finding)
    notes: list[Note] = []
    seen: set[str | None] = {None}
    for group in groups.values():
        wording = group[0].shape["wording"]
        notes.append(Note(tuple(group), wording not in seen))
        seen.add(wording)
    return tuple(notes)


def _short_place(place: str, heading: str) -> str:
    """Say a place by the number of its section, whose title stands above the text."""
    if not heading or not place.startswith(heading):
        return place
    number, rest = heading.split(" ", 1)[0], place[len(heading) :].strip(", ")
    if not any(map(str.isdigit, number)):
        return rest or place
    return f"{number}, {rest}" if rest else number


def misses_equivalent(shape: MentionShape) -> bool:
    """Tell whether the words "ou équivalent" are missing where they would be asked for."""
    return shape["equivalent"] == "none" and shape["severity"] != "info" and shape["finding"] != "origin"
