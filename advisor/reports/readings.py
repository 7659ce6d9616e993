"""One document read once: its plain text, units, parts and notes, and what they say of each mention."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.domain.documents import Document, Segment
from advisor.domain.matches import TextMatch
from advisor.reports.equivalence import (
    Equivalent,
    Named,
    Verdict,
    accepts_equivalent,
    is_refusal,
    joins,
    judge_equivalence,
    lead_accepts,
    opens_item,
)
from advisor.reports.notes import Notes, follows, settle
from advisor.reports.plain import plain_text
from advisor.reports.roles import Role, Setting, find_role
from advisor.reports.sections import Sections, classify_field, is_listed
from advisor.reports.sentences import Sentences, find_hard_breaks

Terms = Callable[[str | None], frozenset[str]]
_NO_TERMS: frozenset[str] = frozenset()


def no_terms(_product_id: str | None) -> frozenset[str]:
    """Say that no function is known of a product."""
    return _NO_TERMS


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text says of one mention; `unit` is (start, end) of its sentence, item or row."""

    unit: tuple[int, int]
    role: Role | None
    equivalent: Equivalent


class DocumentReader:
    """Reads mentions in one document; everything that holds for the whole document is found once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.plain = plain_text(document.text, cells=document.kind != "txt")
        breaks = find_hard_breaks(document.segments) if document.kind != "txt" else ()
        self.sentences = Sentences(document.text, breaks)
        self.sections = Sections(document, self.plain, self.sentences)
        self._starts = [segment.start for segment in document.segments]

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.document.segments[index] if index >= 0 else None

    def notes(self, mentions: Sequence[tuple[int, int]]) -> Notes:
        """Find the notes and clauses that accept equivalents."""
        return Notes(self.document, self.plain, self.sentences, mentions)

    def read(self, matches: Sequence[TextMatch], notes: Notes, terms: Terms = no_terms) -> list[Reading]:
        """Read every mention, in the order given (reading order).

        Args:
            matches: mentions that do not overlap, in text order.
            notes: what `notes` answered for the same mentions.
            terms: the plain words of the functions a product has.
        """
        places = [(match.start, match.end) for match in matches]
        units = [self._unit(match) for match in matches]
        readings: list[Reading] = []
        first = 0
        while first < len(matches):
            last = first + 1
            while last < len(matches) and units[last] == units[first]:
                last += 1
            readings.extend(self._read_unit(units[first], matches[first:last], terms, notes, places, first))
            first = last
        return readings

    def _unit(self, match: TextMatch) -> tuple[int, int]:
        """Return the unit of a mention; one that a break cuts in two takes in the next unit."""
        start, end = self.sentences.span(match.start)
        return (start, end if end >= match.end else max(match.end, self.sentences.span(match.end - 1)[1]))

    def _read_unit(
        self,
        unit: tuple[int, int],
        matches: Sequence[TextMatch],
        terms: Terms,
        notes: Notes,
        places: Sequence[tuple[int, int]],
        index: int,
    ) -> list[Reading]:
        words, written = self.plain[unit[0] : unit[1]], self.document.text[unit[0] : unit[1]]
        named = [Named(m.start - unit[0], m.end - unit[0], terms(m.product_id)) for m in matches]
        next_verdict = follows(self.document.text, self.plain, unit, self.sentences)
        lead = self._list_lead(unit, places)
        head = self.sections.table_head(unit).split("|")
        setting = self._setting(unit)
        readings: list[Reading] = []
        for i, mention in enumerate(named):
            verdict: Verdict = judge_equivalence(words, mention, _near(named, i), written)
            if verdict == "none":
                limit = places[index + i + 1][0] if index + i + 1 < len(places) else len(self.plain)
                noted = notes.govern(unit[0] + mention.start, unit[0] + mention.end, limit)
                verdict = "governs" if noted else next_verdict
            if verdict == "none":
                verdict = _introduced(words[: mention.start], lead, head)
            place = unit[0] + mention.start
            full = Setting(**setting, title_page=self.sections.in_title_page(place), governs=verdict == "governs")  # type: ignore[arg-type]
            follows_on = i > 0 and (i > CROWDED or joins(words[named[i - 1].end : mention.start]))
            # The members of one enumeration are named for the same thing.
            role = readings[-1].role if follows_on else find_role(words, mention.start, mention.end, full)
            equivalent = settle(verdict == "governs", verdict == "refused", notes.general_clause)
            readings.append(Reading(unit, role, equivalent))
        return readings

    def _list_lead(self, unit: tuple[int, int], places: Sequence[tuple[int, int]]) -> str:
        """Return the sentence just before the list a unit is an item of, "" where it names a product itself."""
        segment = self.segment_at(unit[0])
        if segment is None or not is_listed(segment):
            return self.sections.lead_in(unit, listed=False)
        before = self._list_leads.get(segment.start)
        if before is None:
            return ""
        start, end = self.sentences.span(max(before.start, before.end - 1))
        named = bisect_right(places, (start, -1)) < bisect_right(places, (end, -1))
        return "" if named else self.plain[start:end]

    @cached_property
    def _list_leads(self) -> dict[int, Segment]:
        """The segment just before each list, by where each item begins."""
        leads: dict[int, Segment] = {}
        lead: Segment | None = None
        for segment in self.document.segments:
            if not is_listed(segment):
                lead = segment
            elif lead is not None:
                leads[segment.start] = lead
        return leads

    def _setting(self, unit: tuple[int, int]) -> dict[str, object]:
        segment = self.segment_at(unit[0])
        listed = segment is not None and segment.kind == "list-item"
        section = self.sections.kind_at(unit[0])
        heading = segment is not None and segment.kind == "heading"
        if segment is not None and segment.kind == "field":
            field = classify_field(segment.place)
            section, heading = ("other", True) if field == "title" else (field, False)
        return {
            "section": section,
            "lead": self.sections.lead_in(unit, listed=listed),
            "table_head": self.sections.table_head(unit),
            "heading": heading,
            "price_schedule": self.sections.price_schedule,
        }


def _introduced(before: str, lead: str, head: Sequence[str]) -> Verdict:
    """Read what stands above a mention: the words that introduce its list, the head of its column.

    `before` is what its item or row holds ahead of it.
    """
    if lead and opens_item(before):
        if lead_accepts(lead):
            return "governs"
        if lead.rstrip(" |").endswith(":") and is_refusal(lead):
            return "refused"
    column = before.count("|")
    if len(head) > 1 and column < len(head) and opens_item(before.rpartition("|")[2]):
        return "governs" if accepts_equivalent(head[column]) else "none"
    return "none"


CROWDED = 24
"""Mentions of one unit whose role is read; the others have the role of the one before them."""
NEAR = 12
"""Mentions on each side that can belong to one enumeration; a bound for hostile tables."""


def _near(named: Sequence[Named], i: int) -> list[Named]:
    return [*named[max(0, i - NEAR) : i], *named[i + 1 : i + 1 + NEAR]]
