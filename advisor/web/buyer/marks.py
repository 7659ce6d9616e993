"""A buyer's own words with what was matched in them marked. Everything else is escaped."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from advisor.domain.matches import Reason

_NAME_KINDS = frozenset({"alias", "abbreviation", "joined", "cut", "vendor", "category"})
_FIXED_KINDS = frozenset({"typo", "scan"})
_LEFT_KINDS = frozenset({"left-over", "ignored"})
_EQUIVALENT = re.compile(r"\bou\s+(?:[\w’'-]+\s+){0,3}?(?:équivalent|equivalent)(?:e|es|s)?\b", re.IGNORECASE)

_BLANK = re.compile(r"(\[[^\[\]]{1,160}\])")

Span = tuple[int, int, str]


def _spans(text: str, reasons: Iterable[Reason]) -> list[Span]:
    """Return (start, end, style) without overlap, matched words before the others."""
    ranked: list[tuple[int, Span]] = []
    for reason in reasons:
        if reason.start is None or reason.end is None or not 0 <= reason.start < reason.end <= len(text):
            continue
        if reason.kind in _FIXED_KINDS:
            ranked.append((0, (reason.start, reason.end, "fixed")))
        elif reason.kind in _NAME_KINDS:
            ranked.append((1, (reason.start, reason.end, "name")))
        elif reason.kind in _LEFT_KINDS:
            ranked.append((2, (reason.start, reason.end, "left")))
    taken: list[Span] = []
    for _, span in sorted(ranked):
        if all(span[1] <= start or span[0] >= end for start, end, _ in taken):
            taken.append(span)
    return sorted(taken)


_STYLES = {
    "name": Markup("<mark>{}</mark>"),
    "fixed": Markup('<mark class="fixed">{}</mark>'),
    "left": Markup("<i>{}</i>"),
}


def mark_line(text: str, reasons: Iterable[Reason]) -> Markup:
    """Mark a line: the words of the name, corrected ones with a wavy line, those left over light."""
    parts: list[Markup] = []
    place = 0
    for start, end, style in _spans(text, reasons):
        parts += [escape(text[place:start]), _STYLES[style].format(text[start:end])]
        place = end
    return Markup("").join([*parts, escape(text[place:])])


def mark_equivalent(text: str) -> Markup:
    """Escape a stretch of a document, with the words "ou équivalent" set apart."""
    parts: list[Markup] = []
    place = 0
    for match in _EQUIVALENT.finditer(text):
        parts += [escape(text[place : match.start()]), Markup('<b class="oe">{}</b>').format(match[0])]
        place = match.end()
    return Markup("").join([*parts, escape(text[place:])])


def mark_passage(text: str, offset: int, hits: Sequence[tuple[int, int, Markup, Markup]]) -> Markup:
    """Mark the mentions of a stretch of text.

    Args:
        text: the stretch.
        offset: where it starts in its document.
        hits: (start, end, before, after) in characters of the document, in order; `before` and
            `after` are the markup around the marked words. A hit that overlaps an earlier one is left out.
    """
    parts: list[Markup] = []
    place = offset
    for start, end, before, after in hits:
        if start < place or end > offset + len(text):
            continue
        parts += [mark_equivalent(text[place - offset : start - offset]), before]
        parts += [Markup("<mark>{}</mark>").format(text[start - offset : end - offset]), after]
        place = end
    return Markup("").join([*parts, mark_equivalent(text[place - offset :])])


def mark_blanks(wording: str) -> Markup:
    """Escape a wording, with its blanks to fill in ("[n]") set apart."""
    parts = [
        Markup('<span class="fill">{}</span>').format(part) if part.startswith("[") else escape(part)
        for part in _BLANK.split(wording)
    ]
    return Markup("").join(parts)
