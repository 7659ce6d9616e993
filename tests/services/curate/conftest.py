"""A web site for the tests of what goes out to the network."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from advisor.services.curate import asking

Page = tuple[int, Mapping[str, str], bytes]


@dataclass
class PublicSite:
    """Names lead to a public address, `interieur.exemple` to a private one; `connected` says where connections went."""

    connected: list[tuple[str, str]] = field(default_factory=list)

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        return ["10.0.0.8"] if host == "interieur.exemple" else ["93.184.216.34"]


@pytest.fixture
def public_site(monkeypatch):
    """Serve pages by path; their public address is replaced by that of the tests at the moment of connecting only."""
    stack = ExitStack()

    def serve(pages: Mapping[str, Page]) -> PublicSite:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, headers, body = pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        site = PublicSite()
        connect = asking._connect

        def here(_scheme, host, address, _port, timeout_s):
            site.connected.append((host, address))
            return connect("http", host, "127.0.0.1", server.server_port, timeout_s)

        monkeypatch.setattr(asking, "_connect", here)
        return site

    with stack:
        yield serve
