"""What is wrong with a page, as sentences; an empty list is a page that passes."""

import itertools
from collections import Counter
from urllib.parse import urlsplit

from lxml import html

LABELLED = "//input[not(@type='hidden' or @type='submit')] | //select | //textarea"
NAMELESS = ".//script[not(@src)] | .//style | .//*[@style] | .//*[starts-with(local-name(@*), 'on')]"


def read_page(text: str):
    """Parse a page."""
    return html.document_fromstring(text)


def links_of(page) -> list[str]:
    """List the addresses of the same site that a page leads to."""
    return [href for href in page.xpath("//a/@href | //form[@method='get']/@action") if href.startswith("/")]


def audit_page(text: str, lang: str) -> list[str]:
    """List what is wrong with a page by itself."""
    page = read_page(text)
    problems = []
    if page.get("lang") != lang:
        problems.append(f"html lang is {page.get('lang')}")
    if not (page.findtext(".//title") or "").split("—")[0].strip():
        problems.append("no title")
    if len(page.xpath("//h1")) != 1 or not page.xpath("normalize-space(//h1)"):
        problems.append(f"{len(page.xpath('//h1'))} h1")
    ids = Counter(page.xpath("//@id"))
    problems += [f"id {name} stands {n} times" for name, n in ids.items() if n > 1]
    problems += [
        f"#{ref[1:]} leads nowhere" for ref in page.xpath("//a/@href") if ref.startswith("#") and ref[1:] not in ids
    ]
    for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
        problems += [f"{name} {ref}" for refs in page.xpath(f"//@{name}") for ref in refs.split() if ref not in ids]
    labels = set(page.xpath("//label/@for"))
    for field in page.xpath(LABELLED):
        if field.get("id") not in labels and not field.get("aria-label"):
            problems.append(f"no label: {html.tostring(field)[:80]!r}")
    problems += [f"no name: {html.tostring(link)[:80]!r}" for link in page.xpath("//a | //button") if not _name(link)]
    problems += [f"inline code: {html.tostring(node)[:80]!r}" for node in page.xpath(NAMELESS)]
    problems += [
        f"outside: {url}" for url in page.xpath("//link/@href | //script/@src | //img/@src") if urlsplit(url).netloc
    ]
    headings = [int(node.tag[1]) for node in page.xpath("//h1 | //h2 | //h3 | //h4")]
    problems += [f"h{b} after h{a}" for a, b in itertools.pairwise(headings) if b > a + 1]
    return problems


def _name(node) -> str:
    return (node.get("aria-label") or node.text_content()).strip()
