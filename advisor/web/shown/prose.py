"""Texts of the catalogue on a page: in the reader's language, sorted and marked."""

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from advisor.domain.criteria import Localised
from advisor.reports.typeset import typeset
from advisor.web.i18n import current_lang


def plain(text: Localised | None) -> str:
    """Return a text in the reader's language, French where the translation is missing."""
    return typeset(text.get(current_lang())) if text else ""


def localise(text: Localised | None) -> Markup:
    """Return a text in the reader's language; one that is only in French says so to screen readers."""
    if text is None:
        return Markup("")
    if current_lang() == "en" and not text.en:
        return Markup('<span lang="fr">{}</span>').format(typeset(text.fr))
    return Markup(escape(plain(text)))  # noqa: S704  escaped


def bare(character: str) -> str:
    """Return a character in lower case without its accent, always one character long."""
    folded = unicodedata.normalize("NFKD", character)[:1].casefold()
    return folded if len(folded) == 1 else character


def sort_key(text: str) -> str:
    """Return what a name is sorted by: its letters, without case or accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def initial_of(name: str) -> str:
    """Return the letter a name is filed under, "0-9" for what starts otherwise."""
    first = sort_key(name).lstrip("([«\"'")[:1].upper()
    return first if first.isascii() and first.isalpha() else "0-9"


def join_names(names: Iterable[str], last: str) -> str:
    """Write "A, B et C"; `last` is the word before the last name."""
    items = list(names)
    return f" {last} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def highlight(text: str, words: str) -> Markup:
    """Mark the words that were searched, where a word of the text starts with one of them."""
    folded = "".join(map(bare, unicodedata.normalize("NFC", text)))
    text = unicodedata.normalize("NFC", text)
    wanted = sorted({"".join(map(bare, word)) for word in words.split()}, key=len, reverse=True)
    spans: list[tuple[int, int]] = []
    for word in wanted:
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            at_start = start == 0 or not folded[start - 1].isalnum()
            if at_start and not any(a < end and start < b for a, b in spans):
                spans.append((start, end))
            start = folded.find(word, end)
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [escape(text[place:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        place = end
    return Markup("").join([*parts, escape(text[place:])])
