"""Check that there is a network: that some source, or the proxy leading to it, can be reached."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tradefiche.customs.remote.progress import FetchWatch
    from tradefiche.customs.remote.proxies import Proxy

_GRACE = 0.25
"""Seconds after the deadline in which late attempts can still report why they failed."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Target of the first connection: a source's host, or a proxy."""

    host: str
    port: int
    proxy: Proxy | None = None


def check_reach(sources: Mapping[str, Endpoint], seconds: float, watch: FetchWatch) -> None:
    """Return as soon as one of the sources, given by name, is reached; all are tried at once.

    Raises:
        UnavailableError: none is within `seconds`; `watch` is warned of each reason if several.
    """
    endpoints = set(sources.values())
    failures = _failures(endpoints, seconds)
    if len(failures) < len(endpoints):
        return
    said = {name: _said(endpoint, failures[endpoint]) for name, endpoint in sources.items()}
    proxied = any(endpoint.proxy for endpoint in endpoints)
    hint = "files at hand go in with --from"
    if not proxied:
        hint += "; a proxy is named by HTTPS_PROXY"
    if len(said) == 1:
        [(name, reason)] = said.items()
        raise UnavailableError(f"{name}: cannot be reached: {reason}", hint=hint)
    for name, reason in said.items():
        watch.warned(f"{name}: {reason}")
    raise UnavailableError("no source can be reached: is there a network?", hint=hint)


def _failures(endpoints: Collection[Endpoint], seconds: float) -> dict[Endpoint, str]:
    """Return why each cannot be reached; an empty dict as soon as one can."""
    answers: queue.SimpleQueue[tuple[Endpoint, str | None]] = queue.SimpleQueue()
    until = time.monotonic() + seconds
    for endpoint in endpoints:
        threading.Thread(target=_try, args=(endpoint, until, answers), daemon=True).start()
    failures: dict[Endpoint, str] = {}
    while len(failures) < len(endpoints):
        try:
            endpoint, failure = answers.get(timeout=max(until + _GRACE - time.monotonic(), 0.0))
        except queue.Empty:
            return {each: failures.get(each, "no connection in time") for each in endpoints}
        if failure is None:
            return {}
        failures[endpoint] = failure
    return failures


def _try(
    endpoint: Endpoint, until: float, answers: queue.SimpleQueue[tuple[Endpoint, str | None]]
) -> None:
    import httpcore

    from tradefiche.customs.remote.connection import connect, look_up, reason

    try:
        addresses = look_up(endpoint.host, endpoint.port, until - time.monotonic())
        connect(addresses, endpoint.port, until).close()
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        answers.put((endpoint, reason(error)))
    else:
        answers.put((endpoint, None))


def _said(endpoint: Endpoint, failure: str) -> str:
    where = f"the proxy {endpoint.proxy}" if endpoint.proxy else endpoint.host
    return failure if where in failure else f"{where}: {failure}"
