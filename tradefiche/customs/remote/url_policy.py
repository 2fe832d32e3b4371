"""Which addresses are followed: never from https to http, never away from the hosts named."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from tradefiche.errors import UnavailableError


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine itself."""
    if host is None:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parsed(url: str) -> SplitResult | None:
    """Return the parts of an http or https address that names a host; None for any other text."""
    try:
        parts = urlsplit(url)
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0
    except ValueError:
        return None
    return None if wrong else parts


@dataclass(frozen=True, slots=True)
class Trust:
    """Where a source may lead.

    Attributes:
        hosts: the hosts allowed, with all that end in them; None for any.
        plain: whether `http://` is allowed off this machine, the user having asked for it.
    """

    hosts: tuple[str, ...] | None
    plain: bool = False

    def check(self, url: str, came_from: str | None = None) -> None:
        """Raise UnavailableError (69) where an address must not be followed."""
        parts = parsed(url)
        way = f"{came_from} leads to {url}" if came_from else url
        if parts is None:
            raise UnavailableError(f"{way}: not an address of the web; not followed")
        host = (parts.hostname or "").lower()
        if parts.scheme == "http" and not (is_loopback(host) or self.plain):
            raise UnavailableError(f"{way}: not encrypted (http); not followed")
        if came_from and parts.scheme == "http" and came_from.startswith("https:"):
            raise UnavailableError(f"{way}: from https to http; not followed")
        if self.hosts is not None and not any(_under(host, each.lower()) for each in self.hosts):
            raise UnavailableError(
                f"{way}: another host than the source's", hint="sources.yaml names those allowed"
            )


def secured(url: str, came_from: str) -> str:
    """Return an http link found on an https page as https, which those servers offer too."""
    if came_from.startswith("https:") and url.startswith("http:"):
        return "https:" + url.removeprefix("http:")
    return url


def _under(host: str, allowed: str) -> bool:
    return host == allowed or host.endswith(f".{allowed}")
