"""Which sources no longer answer: asked one by one, by an explicit command, and never of a private network.

An address is resolved before it is asked; loopback, private, link-local and other special
networks are refused, at the first address and at each redirect, and the connection is made to the
very address that was checked. No body is read beyond a few bytes, no cookie or script is kept.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from advisor.domain.catalogue import Catalogue

LinkState = Literal["ok", "moved", "gone", "failed", "refused"]
TIMEOUT_S = 10.0
MAX_REDIRECTS = 5
MAX_BYTES = 1024
PAUSE_S = 1.0
"""Between two questions to the same host."""
AGENT = "ou-equivalent-link-check"
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What an address answered. `place` is the entry and the criterion that cite it first."""

    url: str
    place: str
    state: LinkState
    detail: str


class RefusedAddress(Exception):
    """An address that leads into a private or special network, or is no web address."""


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
    last: dict[str, float] = {}
    for url, place in links:
        host = urlsplit(url).hostname or ""
        wait = last.get(host, -pause_s) + pause_s - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        state, detail = _follow(url, resolve or resolve_host, timeout_s)
        last[host] = time.monotonic()
        yield LinkCheck(url, place, state, detail)


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host; raises OSError."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def public_address(host: str, port: int, resolve: Resolver) -> str:
    """Return an address of a host to connect to, all of them being public.

    Raises:
        RefusedAddress: one of them is loopback, private, link-local, shared, multicast or reserved.
        OSError: the name has no address.
    """
    addresses = resolve(host, port)
    if not addresses:
        raise OSError("no address")
    for text in addresses:
        address = ipaddress.ip_address(text.split("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
        for each in filter(None, (address, mapped)):
            if not each.is_global or each.is_multicast:
                raise RefusedAddress(f"{host}: {text}")
    return addresses[0]


def _follow(url: str, resolve: Resolver, timeout_s: float) -> tuple[LinkState, str]:
    """Ask an address and where it leads; each step is checked again."""
    here = url
    try:
        for _ in range(MAX_REDIRECTS + 1):
            status, target = _ask(here, resolve, timeout_s)
            if status in (301, 302, 303, 307, 308) and target:
                here = urljoin(here, target)
                continue
            if status in (404, 410):
                return "gone", str(status)
            if status >= 400:
                return "failed", str(status)
            return ("ok", str(status)) if here == url else ("moved", here)
    except RefusedAddress as error:
        return "refused", str(error)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return "failed", str(error) or type(error).__name__
    return "failed", f"more than {MAX_REDIRECTS} redirects"


def _ask(url: str, resolve: Resolver, timeout_s: float) -> tuple[int, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise RefusedAddress(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in (80, 443):
        raise RefusedAddress(url)
    address = public_address(parts.hostname, port, resolve)
    connection = _connect(parts.scheme, parts.hostname, address, port, timeout_s)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "text/html,*/*"})
        answer = connection.getresponse()
        answer.read(MAX_BYTES)
        return answer.status, answer.getheader("Location")
    finally:
        connection.close()


def _connect(scheme: str, host: str, address: str, port: int, timeout_s: float) -> http.client.HTTPConnection:
    """Connect to an address that was checked, under the name it was asked by: no second look-up can lead elsewhere."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
    raw = socket.create_connection((address, port), timeout=timeout_s)
    if scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    connection.sock = raw
    return connection
