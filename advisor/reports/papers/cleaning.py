"""Any text made fit for a file: characters no format may hold, addresses that are safe as links."""

import re
from collections.abc import Iterator

from advisor.reports.papers.model import Heading, Run

# C0 and C1 controls but tab and newline, lone surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Overrides of writing direction let a text show as another; right-to-left text needs none of them.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SAFE_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.I)


def clean_text(text: str) -> str:
    """Return a text without characters that XML or a page cannot hold; newlines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("\ufffd", _DIRECTION.sub("", _NEWLINES.sub("\n", text)))


def safe_url(run: Run) -> str | None:
    """Return the address of a link, None when it is none or of another kind than a page or a mail."""
    url = run.url
    return clean_text(url) if url and _SAFE_URL.fullmatch(url) else None


def heading_levels(headings: Iterator[Heading]) -> Iterator[tuple[Heading, int]]:
    """Pair headings with their level, none skipped: a reader by ear follows the levels."""
    before = 0
    for heading in headings:
        before = min(heading.level, before + 1)
        yield heading, before
