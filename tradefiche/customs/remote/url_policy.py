"""Which URLs are followed: never from https to http, never to a host that is not allowed."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from tradefiche.cleaning import cleaned
from tradefiche.errors import UnavailableError

_SCHEMES = ("http", "https")
_LABEL = re.compile(r"[^\W]([\w-]{0,61}\w)?")
_NUMBER = re.compile(r"\d+$|0x")
_LONGEST = 2000
_LAST_PORT = 65535


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


def normalised(url: str) -> str | None:
    """Return an http or https URL as it is requested; None for any other text.

    Characters that a URL cannot hold are escaped, so that it can be shown.
    """
    import httpx

    if len(url) > _LONGEST:
        return None
    try:
        address = httpx.URL(url)
        port_is_one = address.port is None or 0 < address.port <= _LAST_PORT
        sound = address.scheme in _SCHEMES and port_is_one and _is_host(address.host)
    except (httpx.InvalidURL, ValueError):  # bad host names raise UnicodeError, a ValueError
        return None
    return str(address) if sound else None


def parsed(url: str) -> SplitResult | None:
    """Return the parts of an http or https URL that has a host; None for any other text."""
    address = normalised(url)
    return urlsplit(address) if address else None


def _is_host(host: str) -> bool:
    """Whether a host is an IP address or a well-formed name.

    A name whose last part is a number is neither, though some resolvers take it for an address.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.removesuffix(".").split(".")
        return all(_LABEL.fullmatch(each) for each in labels) and not _NUMBER.match(labels[-1])
    return True


@dataclass(frozen=True, slots=True)
class Trust:
    """Where a source may lead.

    Attributes:
        hosts: the hosts allowed, with their subdomains; None for any.
        own: the hosts that the user named; others must not be on a private network.
        plain: whether `http://` is allowed beyond this machine, because the user asked for it.
    """

    hosts: tuple[str, ...] | None
    own: tuple[str, ...] = ()
    plain: bool = False

    def check(self, url: str, came_from: str | None = None) -> None:
        """Raise UnavailableError (69) if a URL must not be followed."""
        parts = parsed(url)
        way = f"{came_from} leads to {cleaned(url)}" if came_from else cleaned(url)
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
        self.check_address(host, "127.0.0.1" if host == "localhost" else host)

    def check_address(self, host: str, address: str) -> None:
        """Raise UnavailableError (69) if a host's IP address is not on the public Internet.

        That is, on this machine, in a private network, link-local or multicast. Exempt are sources
        limited to `hosts`, the hosts in `own`, and this machine if `own` names it.
        """
        if self.hosts is not None or host in self.own:
            return
        try:
            place = ipaddress.ip_address(address)
        except ValueError:  # a name; its addresses are checked when it is connected to
            return
        place = getattr(place, "ipv4_mapped", None) or place
        if place.is_loopback and any(is_loopback(each) for each in self.own):
            return
        if not place.is_global or place.is_multicast:
            raise UnavailableError(
                f"{host}: an address of this machine or of a private network; not followed",
                hint="if it is meant, name it with --source",
            )


def secured(url: str, came_from: str) -> str:
    """Return a link, as https if it is http on an https page: those servers offer both.

    Unprintable characters are percent-encoded; ValueError if they cannot be.
    """
    url = "".join(sign if sign.isprintable() else quote(sign) for sign in url)
    if came_from.startswith("https:") and url.startswith("http:"):
        return "https:" + url.removeprefix("http:")
    return url


def _under(host: str, allowed: str) -> bool:
    return host == allowed or host.endswith(f".{allowed}")
