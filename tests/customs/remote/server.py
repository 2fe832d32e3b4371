"""A server on the loopback address that behaves as the Customs' do, and misbehaves as told."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

ZIP, PAGE, LIST = "application/zip", "text/html; charset=utf-8", "application/json"
LONG_AGO = 1_700_000_000


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to be had at a path."""

    body: bytes
    kind: str = ZIP
    etag: bool = True
    dated: bool = True
    age: int = 0

    def headers(self) -> dict[str, str]:
        """Return what a server says of it beside its length."""
        said = {"Content-Type": self.kind, "Accept-Ranges": "bytes"}
        if self.etag:
            said["ETag"] = f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'
        if self.dated:
            said["Last-Modified"] = formatdate(LONG_AGO - self.age, usegmt=True)
        return said


Fault: TypeAlias = "Callable[[Handler, Resource], None]"
"""What goes wrong with one answer: it answers in the right one's stead, or changes the site."""


@dataclass
class Site:
    """What a server has, what goes wrong with it, and what it was asked for.

    Attributes:
        resources: by path, with its query or without.
        faults: by path, each for one answer, in turn.
        lasting: by path, for every answer once `faults` are used up.
        asked: path, request's headers and status of each answer.
    """

    resources: dict[str, Resource] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    lasting: dict[str, Fault] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], int]] = field(default_factory=list)

    def spoil(self, path: str, *faults: Fault) -> None:
        """Let the next answers at a path go wrong."""
        self.faults.setdefault(path, deque()).extend(faults)

    def heal(self) -> None:
        """Let all go well again."""
        self.faults.clear()
        self.lasting.clear()

    def next_fault(self, path: str) -> Fault | None:
        """Return what goes wrong with the answer now due."""
        waiting = self.faults.get(path)
        return waiting.popleft() if waiting else self.lasting.get(path)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: Site

    def do_GET(self) -> None:
        """Answer rightly, or as the next fault has it."""
        paths = (self.path, self.path.partition("?")[0])
        found = next((path for path in paths if path in self.site.resources), None)
        resource = self.site.resources[found] if found else Resource(b"", PAGE)
        fault = self.site.next_fault(self.path)
        with contextlib.suppress(ConnectionError, TimeoutError):
            if fault is not None:
                fault(self, resource)
            elif found:
                self.serve(resource)
            else:
                self.say(404, b"<html>not found</html>", {"Content-Type": PAGE})

    def serve(self, resource: Resource, *, ranges: bool = True, most: int | None = None) -> None:
        """Answer as HTTP has it: 304, 206 or 200; at most so many bytes of what is announced."""
        said = resource.headers()
        if self._unchanged(said):
            self.say(304, b"", said)
            return
        body, status = resource.body, 200
        start = self._start(said, len(body)) if ranges else 0
        if start:
            status = 206
            said["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self.say(status, body[start:], said, most=most)

    def say(
        self, status: int, body: bytes, headers: dict[str, str], *, most: int | None = None
    ) -> None:
        """Send an answer whose length is that of `body`, of which at most so many bytes go."""
        self.site.asked.append((self.path, dict(self.headers.items()), status))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body if most is None else body[:most])

    def hang_up(self, *, rudely: bool) -> None:
        """Close the connection: by a reset, or as if all had been said."""
        self.close_connection = True
        self.wfile.flush()
        if rudely:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()

    def _unchanged(self, said: dict[str, str]) -> bool:
        if tags := self.headers.get("If-None-Match"):
            return said.get("ETag") in tags.split(", ")
        since = self.headers.get("If-Modified-Since")
        if not since or "Last-Modified" not in said:
            return False
        modified = parsedate_to_datetime(said["Last-Modified"])
        return modified <= parsedate_to_datetime(since)

    def _start(self, said: dict[str, str], length: int) -> int:
        asked = self.headers.get("Range", "")
        condition = self.headers.get("If-Range")
        if not asked.startswith("bytes=") or condition not in (None, *said.values()):
            return 0
        start = int(asked.removeprefix("bytes=").partition("-")[0])
        return start if start < length else 0

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Keep quiet."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet of clients that go away."""


@contextlib.contextmanager
def serving(site: Site, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve a site while the block lasts; yield its address, without a slash at its end."""
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_address() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
