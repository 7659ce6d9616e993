"""Whether the words a source was cited for still stand there.

A locator holds a few words of the passage between quotation marks (docs/curation.md). They are looked for in the
page, or in the file of a repository at its commit. Pages are hostile: HTML and PDF are read in a child process.
"""

import http.client
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.documents.bounded import read_files_bounded
from advisor.documents.text import decode_text
from advisor.domain.catalogue import Catalogue
from advisor.domain.criteria import Source, quoted_words
from advisor.errors import UnreadableDocument
from advisor.services.curate.asking import PAUSE_S, TIMEOUT_S, Pauses, RefusedAddress, Resolver, ask

PassageState = Literal["found", "missing", "unreadable", "refused", "no-words"]
MAX_BYTES = 5 * 1024 * 1024
_REPOSITORY_FILE = re.compile(r"https://github\.com/([^/]+/[^/]+)/blob/(.+)")
_MARKUP = re.compile(r"[*_`#>|\[\]\\\"'’‘“”«»]")


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """What was found of one source. `place` is the entry and criterion; `detail` the words missing, or why not read."""

    url: str
    place: str
    state: PassageState
    detail: str


def missing_words(locator: str, text: str) -> tuple[str, ...]:
    """Return the quoted words of a locator that a text lacks; case, marks and runs of blanks do not count."""
    plain = _plain(text)
    return tuple(words for words in quoted_words(locator) if _plain(words) not in plain)


def cited_sources(catalogue: Catalogue) -> list[tuple[str, Source]]:
    """List the sources of current facts with their place, in the order of the entries."""
    owners = [(f"product {p.id}", p.facts) for p in catalogue.products.values()]
    owners += [(f"vendor {v.id}", v.facts) for v in catalogue.vendors.values()]
    return [
        (f"{owner}: {fact.criterion}", source)
        for owner, facts in owners
        for fact in facts
        if fact.current()
        for source in fact.sources
    ]


def check_passages(
    sources: Iterable[tuple[str, Source]],
    *,
    resolve: Resolver | None = None,
    pause_s: float = PAUSE_S,
    timeout_s: float = TIMEOUT_S,
) -> Iterator[PassageCheck]:
    """Look for the quoted words of each source; an address is asked once, in the order of its first source."""
    by_url: dict[str, list[tuple[str, Source]]] = {}
    for place, source in sources:
        by_url.setdefault(source.url, []).append((place, source))
    pauses = Pauses(pause_s)
    for url, cited in by_url.items():
        telling = [(place, source) for place, source in cited if quoted_words(source.locator)]
        yield from (PassageCheck(url, place, "no-words", s.locator) for place, s in cited if (place, s) not in telling)
        if telling:
            address = file_address(url)
            pauses.wait(address)
            yield from _look(url, address, telling, resolve, timeout_s)
            pauses.asked(address)


def file_address(url: str) -> str:
    """Return the address of the bare file for a repository's page about it, else the same address."""
    match = _REPOSITORY_FILE.match(url)
    return f"https://raw.githubusercontent.com/{match[1]}/{match[2].partition('#')[0]}" if match else url


def _look(
    url: str, address: str, cited: Sequence[tuple[str, Source]], resolve: Resolver | None, timeout_s: float
) -> Iterator[PassageCheck]:
    try:
        text = _read(address, resolve, timeout_s)
    except RefusedAddress as error:
        yield from (PassageCheck(url, place, "refused", str(error)) for place, _ in cited)
        return
    except UnreadableDocument as error:
        yield from (PassageCheck(url, place, "unreadable", error.reason) for place, _ in cited)
        return
    except (OSError, http.client.HTTPException, ValueError) as error:
        yield from (PassageCheck(url, place, "unreadable", str(error) or type(error).__name__) for place, _ in cited)
        return
    for place, source in cited:
        lacking = missing_words(source.locator, text)
        yield PassageCheck(url, place, "missing" if lacking else "found", "; ".join(lacking))


def _read(address: str, resolve: Resolver | None, timeout_s: float) -> str:
    """Return the visible text of a page or the text of a file."""
    answer = ask(address, resolve=resolve, timeout_s=timeout_s, max_bytes=MAX_BYTES)
    if answer.status >= 400:
        raise OSError(str(answer.status))
    if not answer.whole:
        raise OSError(f"more than {MAX_BYTES} bytes")
    start = answer.body[:1024].lstrip()
    if start[:4] != b"%PDF" and not re.match(rb"<(?:!doctype html|html|head|\?xml)", start, re.IGNORECASE):
        return decode_text(answer.body, address).text
    name = "page.pdf" if start[:4] == b"%PDF" else "page.html"
    found = read_files_bounded(answer.body, name, recognise=False)
    if not found.documents:
        raise UnreadableDocument(name, found.failures[0].reason if found.failures else "no-text")
    return "\n".join(document.text for document in found.documents)


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_MARKUP.sub(" ", words).split())
