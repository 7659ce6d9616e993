"""Which sources no longer answer: asked one by one, by an explicit command (see `asking`)."""

import http.client
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.domain.catalogue import Catalogue
from advisor.services.curate.asking import PAUSE_S, TIMEOUT_S, Pauses, RefusedAddress, Resolver, ask

LinkState = Literal["ok", "moved", "gone", "failed", "refused"]
MAX_BYTES = 1024
"""Enough to know that a page answers."""


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What an address answered. `place` is the entry and the criterion that cite it first."""

    url: str
    place: str
    state: LinkState
    detail: str


def cited_links(catalogue: Catalogue) -> dict[str, str]:
    """Return each cited address with the place that cites it first, in the order of the entries."""
    found: dict[str, str] = {}
    for product in catalogue.products.values():
        for fact in product.facts:
            for source in fact.sources:
                found.setdefault(source.url, f"product {product.id}: {fact.criterion}")
        for link in product.alternatives:
            for source in link.sources:
                found.setdefault(source.url, f"product {product.id}: {link.product_id}")
    for vendor in catalogue.vendors.values():
        for fact in vendor.facts:
            for source in fact.sources:
                found.setdefault(source.url, f"vendor {vendor.id}: {fact.criterion}")
    return found


def check_links(
    links: Iterable[tuple[str, str]],
    *,
    resolve: Resolver | None = None,
    pause_s: float = PAUSE_S,
    timeout_s: float = TIMEOUT_S,
) -> Iterator[LinkCheck]:
    """Ask addresses, given with their places, one after the other; a host is never asked twice within `pause_s`."""
    pauses = Pauses(pause_s)
    for url, place in links:
        pauses.wait(url)
        state, detail = _judge(url, resolve, timeout_s)
        pauses.asked(url)
        yield LinkCheck(url, place, state, detail)


def _judge(url: str, resolve: Resolver | None, timeout_s: float) -> tuple[LinkState, str]:
    try:
        answer = ask(url, resolve=resolve, timeout_s=timeout_s, max_bytes=MAX_BYTES)
    except RefusedAddress as error:
        return "refused", str(error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return "failed", str(error) or type(error).__name__
    if answer.status in (404, 410):
        return "gone", str(answer.status)
    if answer.status >= 400:
        return "failed", str(answer.status)
    return ("ok", str(answer.status)) if answer.url == url else ("moved", answer.url)
