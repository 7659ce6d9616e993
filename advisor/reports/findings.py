"""From mentions to findings: which rule may be at stake, how serious, what to write instead.

It documents and concludes nothing: every finding says that it is an indication to be
validated. Nothing here names an alternative.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from advisor.domain.documents import Document, Segment
from advisor.domain.matches import TextMatch
from advisor.reports.equivalence import Equivalent, find_equivalence, has_general_clause
from advisor.reports.lists import Shaper, reason_shape
from advisor.reports.roles import Role, find_role
from advisor.reports.sentences import Sentences
from advisor.reports.shapes import (
    CheckResultShape,
    CheckSummaryShape,
    DocumentShape,
    MentionShape,
    RuleShape,
    UnreadShape,
)
from advisor.reports.wording import build_wording

Severity = Literal["high", "warning", "info"]
MAX_SENTENCE = 600
"""Characters of a sentence shown beside its finding."""

RULE_SOURCE = "https://marche-public.fr/ccp/R2111-07-specifications-techniques-reference-marque-brevet.htm"
"""Text of article R2111-7; read in the copy listed in docs/sources.md."""
_NOTE = {
    "fr": "indication, à valider par votre service juridique",
    "en": "an indication, to be validated by your legal department",
}
_WHY: dict[str, dict[str, str]] = {
    "governs": {
        "fr": "Une marque est citée avec « ou équivalent ». La mention reste une exception : elle suppose qu'une description "
        "assez précise n'était pas possible autrement.",
        "en": "A brand is named with « ou équivalent » (or equivalent). It remains an exception: it supposes that no "
        "sufficiently precise description was possible.",
    },
    "general-clause": {
        "fr": "Une marque est citée ; une clause générale dit que les marques s'entendent « ou équivalent ». Savoir si une "
        "telle clause suffit n'est pas établi : écrire les mots à côté de la marque est plus sûr.",
        "en": "A brand is named; a general clause says that brands are meant « ou équivalent ». Whether such a clause is "
        "enough is not settled: writing the words beside the brand is safer.",
    },
    "none": {
        "fr": "Une marque est citée sans « ou équivalent ». Elle doit être justifiée par l'objet du marché, ou décrite par "
        "la fonction et la performance attendues.",
        "en": "A brand is named without « ou équivalent » (or equivalent). It must be justified by the object of the "
        "contract, or replaced by the function and performance expected.",
    },
    "context": {
        "fr": "La marque décrit l'existant ou ce à quoi il faut se raccorder. Ce n'est pas une exigence par elle-même ; dites-le "
        "dans le texte si un candidat peut s'y tromper.",
        "en": "The brand describes what exists or what must be connected to. It is no requirement by itself; say so in the "
        "text if a bidder could mistake it.",
    },
    "unknown": {
        "fr": "Ces mots ressemblent à une marque que le catalogue ne connaît pas. Si c'en est une, l'article s'applique.",
        "en": "These words look like a brand the catalogue does not know. If it is one, the article applies.",
    },
}


def judge_severity(role: Role | None, equivalent: Equivalent) -> Severity:
    """Say how much a mention deserves attention.

    A brand that is required without "or equivalent" comes first; so does one whose role is not
    clear, because missing it costs more. What describes the existing installation is for
    information.
    """
    if role == "context":
        return "info"
    if equivalent == "governs":
        return "info" if role in ("compatibility", "certification") else "warning"
    if role == "compatibility":
        return "warning"
    return "high" if equivalent == "none" else "warning"


def build_mentions(shaper: Shaper, document: Document, matches: Sequence[TextMatch]) -> list[MentionShape]:
    """Turn the matches of one document into findings, in reading order."""
    text = document.text
    starts = [segment.start for segment in document.segments]
    sentences = Sentences(text, tuple(starts) if document.kind != "txt" else ())
    general = has_general_clause(text)
    units = [sentences.span(match.start) for match in matches]
    found: list[MentionShape] = []
    for i, match in enumerate(matches):
        unit = units[i]
        neighbours = [(m.start, m.end) for j, m in enumerate(matches) if j != i and units[j] == unit]
        index = bisect_right(starts, match.start) - 1
        segment = document.segments[index] if index >= 0 else None
        governs = find_equivalence(text, unit, (match.start, match.end), neighbours)
        found.append(_mention(shaper, document, match, unit, segment, governs=governs, general=general))
    return found


def _mention(
    shaper: Shaper,
    document: Document,
    match: TextMatch,
    unit: tuple[int, int],
    segment: Segment | None,
    *,
    governs: bool,
    general: bool,
) -> MentionShape:
    text = document.text
    sentence = text[unit[0] : unit[1]]
    heading = segment is not None and segment.kind == "heading"
    role = find_role(sentence, match.start - unit[0], match.end - unit[0], heading=heading)
    equivalent: Equivalent = "governs" if governs else "general-clause" if general else "none"
    severity = "info" if match.product_id is None else judge_severity(role, equivalent)
    return {
        "document": document.name,
        "page": segment.page if segment else None,
        "place": segment.place if segment else "",
        "start": match.start,
        "end": match.end,
        "text": text[match.start : match.end],
        "sentence": _shorten(" ".join(sentence.split())),
        "product": shaper.product(match.product_id) if match.product_id else None,
        "band": match.band,
        "probability": round(match.probability, 4),
        "reasons": [reason_shape(reason) for reason in match.reasons],
        "role": role,
        "or_equivalent": governs,
        "equivalent": equivalent,
        "finding": "brand" if match.product_id else "unknown-brand",
        "severity": severity,
        "rule": _rule(match, role, equivalent, shaper.lang),
        "wording": _wording(shaper, match, role),
    }


def _shorten(sentence: str) -> str:
    return sentence if len(sentence) <= MAX_SENTENCE else sentence[: MAX_SENTENCE - 1] + "…"


def _rule(match: TextMatch, role: Role | None, equivalent: Equivalent, lang: str) -> RuleShape:
    if match.product_id is None:
        why = "unknown"
    elif role in ("context", "compatibility"):
        why = "context"
    else:
        why = equivalent
    return {"article": "R2111-7", "why": _WHY[why][lang], "source": RULE_SOURCE, "note": _NOTE[lang]}


def _wording(shaper: Shaper, match: TextMatch, role: Role | None) -> str | None:
    if match.product_id is None or role == "context":
        return None
    product = shaper.catalogue.product(match.product_id)
    return build_wording(shaper.catalogue.category(product.categories[0]), shaper.lang)


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
    for document, matches in documents:
        shape: DocumentShape = {
            "name": document.name,
            "kind": document.kind,
            "pages": document.pages,
            "characters": len(document.text),
            "unread": [{"where": u.where, "why": u.why} for u in document.unread],
        }
        if with_text:
            shape["text"] = document.text
        shapes.append(shape)
        mentions.extend(build_mentions(shaper, document, matches))
    return {
        "edition": shaper.catalogue.edition,
        "method": method,
        "created": created,
        "documents": shapes,
        "mentions": mentions,
        "summary": _summarise(shapes, mentions, list(unread)),
        "unread": list(unread),
    }


def _summarise(
    documents: Sequence[DocumentShape], mentions: Sequence[MentionShape], unread: list[UnreadShape]
) -> CheckSummaryShape:
    severities = [m["severity"] for m in mentions]
    findings = [m["finding"] for m in mentions]
    return {
        "documents": len(documents),
        "unread": [*unread, *(u for document in documents for u in document["unread"])],
        "mentions": len(mentions),
        "by_severity": {level: severities.count(level) for level in ("high", "warning", "info")},
        "by_finding": {kind: findings.count(kind) for kind in dict.fromkeys(findings)},
        "products": len({m["product"]["id"] for m in mentions if m["product"]}),
    }
