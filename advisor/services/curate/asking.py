"""Asking public web addresses, never a private network.

An address is resolved before it is asked; loopback, private, link-local and other special
networks are refused, at the first address and at each redirect, and the connection is made to the
very address that was checked. A body is read up to a bound, no cookie or script is kept.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

TIMEOUT_S = 10.0
TOTAL_S = 60.0
"""In all for one body: a server that sends a byte now and then is left."""
MAX_REDIRECTS = 5
PAUSE_S = 1.0
"""Between two questions to the same host."""
AGENT = "ou-equivalent-link-check"
REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024
_KEPT = "%/:=&?~+!$,;'@()*[]"
"""Characters of a path that are not written as codes; letters with accents are."""
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered after its redirects. `whole` is False when the body was cut at the bound."""

    url: str
    status: int
    body: bytes
    whole: bool


class RefusedAddress(Exception):
    """An address that leads into a private or special network, or is no web address."""


class Pauses:
    """Waits so that a host is never asked twice within `pause_s`."""

    def __init__(self, pause_s: float) -> None:
        self._pause_s = pause_s
        self._last: dict[str, float] = {}

    def wait(self, url: str) -> None:
        """Wait until the host of this address may be asked."""
        wait = self._last.get(_host(url), -self._pause_s) + self._pause_s - time.monotonic()
        if wait > 0:
            time.sleep(wait)

    def asked(self, url: str) -> None:
        """Note that the host of this address was just asked."""
        self._last[_host(url)] = time.monotonic()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def ask(url: str, *, resolve: Resolver | None, timeout_s: float, max_bytes: int) -> Answer:
    """Ask an address and where it leads; each step is checked again.

    Raises:
        RefusedAddress: a step leads into a private network or is no web address.
        OSError, http.client.HTTPException, ValueError: no answer, or not one that can be read.
    """
    here = url
    for _ in range(MAX_REDIRECTS + 1):
        answer, target = _ask_once(here, resolve or resolve_host, timeout_s, max_bytes)
        if answer.status not in REDIRECTS or not target:
            return answer
        here = urljoin(here, target)
    raise OSError(f"more than {MAX_REDIRECTS} redirects")


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


def _ask_once(url: str, resolve: Resolver, timeout_s: float, max_bytes: int) -> tuple[Answer, str | None]:
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
        connection.request("GET", quote(path, safe=_KEPT), headers={"User-Agent": AGENT, "Accept": "text/html,*/*"})
        response = connection.getresponse()
        body, whole = _read(response, max_bytes)
        return Answer(url, response.status, body, whole), response.getheader("Location")
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, max_bytes: int) -> tuple[bytes, bool]:
    """Read a body up to a bound of size and of time."""
    until = time.monotonic() + TOTAL_S
    parts: list[bytes] = []
    size = 0
    while size < max_bytes and time.monotonic() < until:
        part = response.read1(min(_CHUNK, max_bytes - size))
        if not part:
            return b"".join(parts), True
        parts.append(part)
        size += len(part)
    return b"".join(parts), False


def _connect(scheme: str, host: str, address: str, port: int, timeout_s: float) -> http.client.HTTPConnection:
    """Connect to an address that was checked, under the name it was asked by: no second look-up can lead elsewhere."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
    raw = socket.create_connection((address, port), timeout=timeout_s)
    if scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    connection.sock = raw
    return connection
