"""Connections that end when patience runs out, whichever layer is slow.

All traffic passes here: name look-ups, TLS, headers, chunks and bodies. Only bytes of a body
refill patience, and no call waits longer than what is left of it.
"""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import httpcore

from tradefiche.cleaning import cleaned
from tradefiche.customs.remote.deadline import within

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable

    from httpcore import SOCKET_OPTION

    from tradefiche.customs.remote.retry import Patience
    from tradefiche.customs.remote.url_policy import Trust

T = TypeVar("T")
_NUMBERED = re.compile(r"^\[Errno -?\d+\] ")
_MOST_ADDRESSES = 8
_SHORTEST = 0.001
"""Shortest timeout in seconds; 0 would mean a call that does not block."""


def reason(error: Exception) -> str:
    """Return what went wrong, as one line of bounded length."""
    if isinstance(error, httpcore.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, httpcore.TimeoutException):
        return "no answer in time"
    return cleaned(_NUMBERED.sub("", str(error)) or type(error).__name__)


@dataclass
class Terms:
    """Conditions of the current exchange: its patience, and the addresses that it trusts."""

    patience: Patience | None = None
    trust: Trust | None = None

    def seconds(self, asked: float | None) -> float:
        """Return the seconds that a call may wait; httpcore.ReadTimeout if no patience is left."""
        left = float("inf") if self.patience is None else self.patience.left()
        if left <= 0:
            raise httpcore.ReadTimeout
        return max(min(left if asked is None else asked, left), _SHORTEST)


def look_up(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """Return the IP addresses of a host without duplicates, at most `_MOST_ADDRESSES`.

    Raises:
        httpcore.ConnectError: it has none, or is not resolved in time.
    """
    try:
        found = within(seconds, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except TimeoutError as error:
        raise httpcore.ConnectError(f"{host}: its name is not resolved in time") from error
    except UnicodeError as error:
        raise httpcore.ConnectError("no name of a host") from error
    except OSError as error:
        raise httpcore.ConnectError(f"{host}: {error.strerror or error}") from error
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))[:_MOST_ADDRESSES]
    if not addresses:
        raise httpcore.ConnectError(f"{host}: no address")
    return addresses


def connect(
    addresses: tuple[str, ...],
    port: int,
    until: float,
    options: Iterable[SOCKET_OPTION] | None = None,
) -> httpcore.NetworkStream:
    """Connect to the first address that answers, before `until` (monotonic clock).

    Raises:
        httpcore.ConnectError, httpcore.ConnectTimeout: none does; the error of the last one.
    """
    backend = httpcore.SyncBackend()
    failure: Exception = httpcore.ConnectTimeout()
    for number, address in enumerate(addresses):
        share = (until - time.monotonic()) / (len(addresses) - number)
        try:
            return backend.connect_tcp(
                address, port, timeout=max(share, _SHORTEST), socket_options=options
            )
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            failure = error
    raise failure


@dataclass
class Backend(httpcore.NetworkBackend):
    """Network backend under the terms of the current exchange.

    Attributes:
        guarded: whether IP addresses must be trusted; those of a proxy need not.
    """

    terms: Terms
    guarded: bool
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - part of the interface
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host, looked up once per run; UnavailableError (69) if not trusted."""
        seconds = self.terms.seconds(timeout)
        until = time.monotonic() + seconds
        addresses = self._known.get(host) or look_up(host, port, seconds)
        if self.guarded and self.terms.trust is not None:
            for address in addresses:
                self.terms.trust.check_address(host, address)
        self._known[host] = addresses
        return Stream(connect(addresses, port, until, socket_options), self.terms)


class Stream(httpcore.NetworkStream):
    """Network stream under the terms of the current exchange."""

    def __init__(
        self, stream: httpcore.NetworkStream, terms: Terms, *, nested: bool = False
    ) -> None:
        self._stream = stream
        self._terms = terms
        self._nested = nested

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return bytes that have arrived, at most `max_bytes`."""
        return self._bounded(lambda seconds: self._stream.read(max_bytes, seconds), timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the whole buffer."""
        return self._bounded(lambda seconds: self._stream.write(buffer, seconds), timeout)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Start TLS; inside the TLS that is there already if the proxy is an https one."""
        nested = self.get_extra_info("ssl_object") is not None
        stream = Stream(self._stream, self._terms, nested=nested)
        inner = stream._bounded(
            lambda seconds: self._stream.start_tls(ssl_context, server_hostname, seconds), timeout
        )
        return Stream(inner, self._terms, nested=nested)

    def get_extra_info(self, info: str) -> object:
        """Return a property of the connection, by name."""
        return self._stream.get_extra_info(info)

    def _bounded(self, call: Callable[[float], T], timeout: float | None) -> T:
        """Run a call within the time left.

        A socket applies a timeout to the whole call, encrypted or not; TLS inside TLS applies it
        only to each step, so such a call runs in a thread with a deadline.
        """
        seconds = self._terms.seconds(timeout)
        if not self._nested:
            return call(seconds)
        try:
            return within(seconds, lambda: call(seconds))
        except TimeoutError as error:
            self._stream.close()
            raise httpcore.ReadTimeout from error
