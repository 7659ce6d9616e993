"""Advise: what was read, matched against one edition, becomes an answer.

One edition serves the whole request, and the answer names it; the same input, edition,
method and decisions give the same answer.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal, cast

from advisor.domain.documents import Document, ListLine, PurchaseList
from advisor.domain.matches import LineMatch, Reason, TextMatch
from advisor.domain.reports import Decisions, LineDecision, Needs
from advisor.matching.normalise import fold
from advisor.matching.search import SearchHit
from advisor.reports.findings import build_check_result
from advisor.reports.lists import Shaper, build_list_result
from advisor.reports.sentences import find_hard_breaks
from advisor.reports.shapes import CheckResultShape, FindResultShape, FoundShape, MatchResultShape, UnreadShape
from advisor.services.editions import Edition
from advisor.services.needs import check_needs

MAX_RESULTS = 20


@dataclass(frozen=True)
class Request:
    """What an answer depends on besides its input and edition."""

    lang: str = "fr"
    needs: Needs = field(default_factory=Needs)
    decisions: Decisions = field(default_factory=Decisions)
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    weights: bool = False

    @property
    def created(self) -> str:
        """Return the moment of the answer, ISO, UTC."""
        return self.now.isoformat().replace("+00:00", "Z")


def match_list(edition: Edition, purchases: PurchaseList, request: Request) -> MatchResultShape:
    """Match every line of a list and build the answer."""
    check_needs(edition.catalogue, request.needs)
    return answer_list(edition, purchases, match_purchases(edition, purchases), request)


def match_purchases(edition: Edition, purchases: PurchaseList) -> tuple[LineMatch, ...]:
    """Match the lines of a list, in order; headers, totals and empty rows name nothing."""
    items = [line for line in purchases.lines if line.kind == "item"]
    matched = iter(edition.matcher.match_lines([line.text for line in items], [line.vendor for line in items]))
    nothing = LineMatch(None, 0.0, "none")
    return tuple(next(matched) if line.kind == "item" else nothing for line in purchases.lines)


def answer_list(
    edition: Edition, purchases: PurchaseList, matches: Sequence[LineMatch], request: Request
) -> MatchResultShape:
    """Build the answer for a list that was matched, after the decisions people made."""
    decided = decide_lines(edition, purchases, matches, request.decisions)
    shaper = Shaper(edition.catalogue, request.now.date(), request.lang, request.needs, request.weights)
    chosen = lines_decided(purchases, request.decisions)
    return build_list_result(
        shaper, purchases, decided, method=edition.method, created=request.created, decisions=chosen
    )


def lines_decided(purchases: PurchaseList, decisions: Decisions) -> list[LineDecision | None]:
    """Return what people decided about each line of a list, in order; empty when nobody did."""
    if not decisions.lines:
        return []
    return [decisions.lines.get(fold(line.text)) for line in purchases.lines]


def decide_lines(
    edition: Edition, purchases: PurchaseList, matches: Sequence[LineMatch], decisions: Decisions
) -> list[LineMatch]:
    """Let people's decisions about the same lines stand before the matcher's answers."""
    if not decisions.products:
        return list(matches)
    pairs = zip(purchases.lines, matches, strict=True)
    return [decide_line(edition, line, match, decisions) for line, match in pairs]


def decide_line(edition: Edition, line: ListLine, match: LineMatch, decisions: Decisions) -> LineMatch:
    """Let a person's earlier decision about the same line stand before the matcher's answer."""
    key = fold(line.text)
    if line.kind != "item" or key not in decisions.products:
        return match
    product_id = decisions.products[key]
    reason = Reason("decision", line.text, product_id, 0, len(line.text))
    if product_id is None:
        return LineMatch(None, 1.0, "none", (reason,))
    if product_id not in edition.catalogue.products:
        return match
    return LineMatch(product_id, 1.0, "sure", (reason,))


def check_documents(
    edition: Edition,
    documents: Iterable[Document],
    request: Request,
    *,
    unread: Sequence[UnreadShape] = (),
    with_text: bool = False,
) -> CheckResultShape:
    """Scan documents for the products they name and build the findings."""
    scanned = [(document, scan_document(edition, document)) for document in documents]
    return answer_documents(edition, scanned, request, unread=unread, with_text=with_text)


_LAID_OUT = frozenset({"pdf", "txt"})
"""Kinds whose line breaks come from the layout: a name may run over any of them."""


def _name_breaks(document: Document) -> list[int]:
    """List where a name cannot go on: a field, a heading, an item, the row of a table begins or ends.

    Plain paragraphs that follow one another are left alone: files converted from PDF cut names between them.
    """
    if document.kind in _LAID_OUT:
        return []
    kinds = {s.start: (before.kind, s.kind) for before, s in pairwise(document.segments)}
    return [
        start for start in find_hard_breaks(document.segments) if kinds.get(start, ()) != ("paragraph", "paragraph")
    ]


def scan_document(edition: Edition, document: Document) -> tuple[TextMatch, ...]:
    """Find the products a document names.

    What stands on a page whose words were recognised from a picture is never *sure*: letters may
    be wrong there.
    """
    matches = edition.scanner.scan(document.text, _name_breaks(document))
    if not any(segment.recognised for segment in document.segments):
        return tuple(matches)
    starts = [segment.start for segment in document.segments]
    careful = []
    for match in matches:
        segment = document.segments[max(0, bisect_right(starts, match.start) - 1)]
        if segment.recognised and match.band == "sure":
            reason = Reason("recognised", document.text[match.start : match.end], None, match.start, match.end)
            match = replace(match, band="review", reasons=(*match.reasons, reason))
        careful.append(match)
    return tuple(careful)


def answer_documents(
    edition: Edition,
    scanned: Sequence[tuple[Document, Sequence[TextMatch]]],
    request: Request,
    *,
    unread: Sequence[UnreadShape] = (),
    with_text: bool = False,
) -> CheckResultShape:
    """Build the findings of documents that were scanned."""
    shaper = Shaper(edition.catalogue, request.now.date(), request.lang)
    return build_check_result(
        shaper, scanned, unread, method=edition.method, created=request.created, with_text=with_text
    )


_WHY = {
    "name": {"fr": "nom", "en": "name"},
    "alias": {"fr": "aussi appelé « {text} »", "en": 'also called "{text}"'},
    "term": {"fr": "terme « {text} »", "en": 'term "{text}"'},
    "code": {"fr": "code CPV {text}", "en": "CPV code {text}"},
    "typo": {"fr": "« {typed} » lu comme « {text} »", "en": '"{typed}" read as "{text}"'},
}


def _why(found: SearchHit, typed: str, lang: str) -> str:
    how = "typo" if found.why == "typo" else "name" if found.matched == found.name else "alias"
    if how == "alias" and found.kind == "category":
        how = "code" if found.matched.isdigit() else "term"
    return _WHY[how][lang].format(text=found.matched, typed=typed)


def find_entries(edition: Edition, words: str, lang: str = "fr", limit: int = MAX_RESULTS) -> FindResultShape:
    """Search products, functions and vendors by name, term, code, abbreviation or misspelling."""
    results: list[FoundShape] = []
    for found in edition.search.find(words, limit):
        kind = cast(Literal["product", "category", "vendor"], found.kind)
        results.append({"kind": kind, "id": found.id, "name": found.name, "why": _why(found, words, lang)})
    return {"edition": edition.id, "query": words, "results": results}
