"""From mentions to findings: which rule may be at stake, how serious, what to write instead.

It documents and concludes nothing: every finding says that it is an indication to be
validated. Nothing here names an alternative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from advisor.domain.documents import Document
from advisor.domain.matches import TextMatch
from advisor.reports.articles import build_articles
from advisor.reports.detections import Detection
from advisor.reports.hidden_brands import find_hidden_brands
from advisor.reports.lists import Shaper, reason_shape
from advisor.reports.norms import find_norms
from advisor.reports.origins import find_origins
from advisor.reports.plain import plain_text
from advisor.reports.readings import DocumentReader, Reading
from advisor.reports.roles import Role
from advisor.reports.rules import build_rule
from advisor.reports.severity import build_test, judge_severity
from advisor.reports.shapes import (
    CheckResultShape,
    CheckSummaryShape,
    DocumentShape,
    FunctionShape,
    MentionShape,
    PlaceShape,
    StandardShape,
    UnreadShape,
)
from advisor.reports.tracing import trace_mentions
from advisor.reports.why import Why
from advisor.reports.wording import (
    build_clauses,
    build_hidden_wording,
    build_left_out,
    build_norm_wording,
    build_origin_wording,
    build_unknown_wording,
    build_wording,
)

MAX_SENTENCE = 600
"""Characters of a sentence shown beside its finding."""
RULE_PROBABILITY = {"origin": 0.8, "norm-without-equivalent": 0.9, "hidden-brand": 0.8}
"""What is shown for findings of a rule, always in band "review": an order of magnitude, not a measure."""


@dataclass
class FindingBuilder:
    """Builds findings in the shape of the contract; wordings and terms are made once per answer."""

    shaper: Shaper
    _wordings: dict[tuple[str, Role | None], str | None] = field(default_factory=dict)
    _terms: dict[str, frozenset[str]] = field(default_factory=dict)

    def terms(self, product_id: str | None) -> frozenset[str]:
        """Return the plain words of the functions a product has."""
        if product_id is None:
            return frozenset()
        if product_id not in self._terms:
            product = self.shaper.catalogue.product(product_id)
            categories = [self.shaper.catalogue.category(c) for c in product.categories]
            words = [term for c in categories for term in (c.name.fr, *c.terms_fr)]
            self._terms[product_id] = frozenset(plain_text(word) for word in words)
        return self._terms[product_id]

    def wording(self, product_id: str | None, role: Role | None) -> str | None:
        """Return the wording for a product in a role, None when none is needed."""
        if role == "context":
            return None
        if product_id is None:
            return build_unknown_wording(self.shaper.lang)
        key = (self.shaper.catalogue.product(product_id).categories[0], role)
        if key not in self._wordings:
            self._wordings[key] = build_wording(self.shaper.catalogue.category(key[0]), self.shaper.lang, role)
        return self._wordings[key]

    def function(self, product_id: str | None) -> FunctionShape | None:
        """Return the function a wording describes in the place of a product."""
        if product_id is None:
            return None
        category = self.shaper.catalogue.category(self.shaper.catalogue.product(product_id).categories[0])
        return {"id": category.id, "name": category.name.get(self.shaper.lang)}

    def standards(self, mentions: Sequence[MentionShape]) -> dict[str, list[StandardShape]]:
        """List, by function, the standards left out of the wordings that were offered."""
        ids = {f["id"] for m in mentions if m["wording"] and (f := m.get("function")) is not None}
        lists = {i: build_left_out(self.shaper.catalogue.category(i), self.shaper.lang) for i in sorted(ids)}
        return {key: standards for key, standards in lists.items() if standards}

    def mention(self, reader: DocumentReader, match: TextMatch, reading: Reading) -> MentionShape:
        """Build the finding of a product, or of a name that looks like one."""
        role, equivalent, lang = reading.role, reading.equivalent, self.shaper.lang
        wording = self.wording(match.product_id, role)
        known = match.product_id is not None
        start, end = reading.unit
        test = build_test(
            reader.plain[start:end],
            reader.document.text[start:end],
            role,
            equivalent,
            described=wording is not None,
            lang=lang,
        )
        return {
            **_place(reader, match.start, match.end, reading.unit),  # type: ignore[typeddict-item]  # no optional key
            "product": self.shaper.product(match.product_id) if match.product_id else None,
            "band": match.band,
            "probability": round(match.probability, 4),
            "reasons": [reason_shape(reason) for reason in match.reasons],
            "role": role,
            "or_equivalent": equivalent == "governs",
            "equivalent": equivalent,
            "finding": "brand" if known else "unknown-brand",
            "severity": judge_severity(role, equivalent) if known else "info",
            "rule": build_rule(_why(match, reading), lang),
            "wording": wording,
            "test": test if known else [],
            "function": self.function(match.product_id),
        }

    def detection(self, reader: DocumentReader, found: Detection) -> MentionShape:
        """Build the finding of an origin, a norm or a hidden brand."""
        lang = self.shaper.lang
        return {
            **_place(reader, found.start, found.end, reader.sentences.span(found.start)),  # type: ignore[typeddict-item]
            "product": None,
            "band": "review",
            "probability": RULE_PROBABILITY[found.kind],
            "reasons": [
                {
                    "kind": "rule",
                    "matched": reader.document.text[found.start : found.end],
                    "as": found.cue,
                    "start": found.start,
                    "end": found.end,
                }
            ],
            "role": found.role,
            "or_equivalent": found.equivalent == "governs",
            "equivalent": found.equivalent,
            "finding": found.kind,
            "severity": found.severity,
            "rule": build_rule(_why_detected(found), lang),
            "wording": _wording_detected(found, lang),
            "test": [],
            "function": None,
        }


def build_mentions(shaper: Shaper, document: Document, matches: Sequence[TextMatch]) -> list[MentionShape]:
    """Turn the matches of one document into findings, and add what the text sets besides, in reading order."""
    return _build_mentions(FindingBuilder(shaper), document, matches)


def _build_mentions(builder: FindingBuilder, document: Document, matches: Sequence[TextMatch]) -> list[MentionShape]:
    reader = DocumentReader(document)
    ordered = sorted(matches, key=lambda match: (match.start, match.end))
    notes = reader.notes([(match.start, match.end) for match in ordered])
    readings = reader.read(ordered, notes, builder.terms)
    found = [builder.mention(reader, match, reading) for match, reading in zip(ordered, readings, strict=True)]
    detected = [
        *find_origins(reader),
        *find_norms(reader, notes),
        *find_hidden_brands(reader, ordered, readings),
    ]
    found.extend(builder.detection(reader, one) for one in detected)
    return sorted(found, key=lambda one: (one["start"], one["end"]))


def _why(match: TextMatch, reading: Reading) -> Why:
    """Choose what to say of a named product: its role first where it says more."""
    if match.product_id is None:
        return "unknown"
    role, equivalent = reading.role, reading.equivalent
    if role == "context":
        return "context"
    if equivalent != "none":
        return equivalent
    return role if role in ("compatibility", "certification", "criterion") else "none"


def _why_detected(found: Detection) -> Why:
    if found.kind == "origin":
        if found.cue == "data-in-france":
            return "data-in-france"
        return "origin-wish" if found.role == "criterion" else "origin"
    if found.kind == "norm-without-equivalent":
        if found.equivalent == "general-clause":
            return "norm-clause"
        return "norm-bidder" if found.role == "certification" else "norm"
    whys: dict[str, Why] = {"format": "format", "macros": "macros", "native": "native"}
    return whys.get(found.cue, "hidden-certification")


def _wording_detected(found: Detection, lang: str) -> str:
    if found.kind == "origin":
        return build_origin_wording(lang)
    if found.kind == "norm-without-equivalent":
        return build_norm_wording(found.detail, lang)
    return build_hidden_wording(found.role, lang)


def _place(reader: DocumentReader, start: int, end: int, unit: tuple[int, int]) -> PlaceShape:
    text = reader.document.text
    segment = reader.segment_at(start)
    return {
        "document": reader.document.name,
        "page": segment.page if segment else None,
        "place": segment.place if segment else "",
        "start": start,
        "end": end,
        "text": text[start:end],
        "sentence": _shorten(" ".join(text[unit[0] : unit[1]].split())),
    }


def _shorten(sentence: str) -> str:
    return sentence if len(sentence) <= MAX_SENTENCE else sentence[: MAX_SENTENCE - 1] + "…"


def build_check_result(
    shaper: Shaper,
    documents: Sequence[tuple[Document, Sequence[TextMatch]]],
    unread: Sequence[UnreadShape],
    *,
    method: str,
    created: str,
    with_text: bool = False,
) -> CheckResultShape:
    """Build the whole answer for documents that were read and scanned."""
    shapes: list[DocumentShape] = []
    mentions: list[MentionShape] = []
    builder = FindingBuilder(shaper)
    for document, matches in documents:
        shape: DocumentShape = {
            "name": document.name,
            "kind": document.kind,
            "part": document.part,
            "pages": document.pages,
            "characters": len(document.text),
            "unread": [{"where": u.where, "why": u.why} for u in document.unread],
        }
        if with_text:
            shape["text"] = document.text
        shapes.append(shape)
        mentions.extend(_build_mentions(builder, document, matches))
    for mention, trace in zip(mentions, trace_mentions(mentions), strict=True):
        mention["key"] = trace.key
    return {
        "edition": shaper.catalogue.edition,
        "method": method,
        "created": created,
        "documents": shapes,
        "mentions": mentions,
        "summary": _summarise(shapes, mentions, list(unread)),
        "unread": list(unread),
        "clauses": build_clauses(shaper.lang),
        "standards": builder.standards(mentions),
        "articles": build_articles(mentions, shaper.lang),
    }


def _inside(documents: Sequence[DocumentShape]) -> Iterator[UnreadShape]:
    """Yield what was not read inside the documents; where there are several, with the name of each."""
    for document in documents:
        for unread in document["unread"]:
            where = f"{document['name']}, {unread['where']}" if len(documents) > 1 else unread["where"]
            yield {"where": where, "why": unread["why"]}


def _summarise(
    documents: Sequence[DocumentShape], mentions: Sequence[MentionShape], unread: list[UnreadShape]
) -> CheckSummaryShape:
    severities = [m["severity"] for m in mentions]
    findings = [m["finding"] for m in mentions]
    return {
        "documents": len(documents),
        "unread": [*unread, *_inside(documents)],
        "mentions": len(mentions),
        "by_severity": {level: severities.count(level) for level in ("high", "warning", "info")},
        "by_finding": {kind: findings.count(kind) for kind in dict.fromkeys(findings)},
        "products": len({m["product"]["id"] for m in mentions if m["product"]}),
    }
