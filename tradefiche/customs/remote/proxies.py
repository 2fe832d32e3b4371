"""The proxies that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from tradefiche.errors import ConfigError

if TYPE_CHECKING:
    from urllib.parse import SplitResult

PORTS = {"http": 80, "https": 443}
_SCHEMES = ("http", "https", "all")


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy, shown without its password.

    Attributes:
        url: its URL, without user name and password.
        auth: user name and password, if it needs them.
    """

    url: str
    host: str
    port: int
    auth: tuple[str, str] | None = None

    def __str__(self) -> str:
        """Return its URL, for messages."""
        return self.url


class Proxies:
    """The configured proxies, by the scheme of the URLs that they serve.

    Raises:
        ConfigError: one of them cannot be used (78).
    """

    def __init__(self) -> None:
        named = getproxies()
        self._by_scheme = {each: _proxy(named[each]) for each in _SCHEMES if named.get(each)}

    def leading_to(self, parts: SplitResult) -> Proxy | None:
        """Return the proxy for a URL; None for a direct connection."""
        proxy = self._by_scheme.get(parts.scheme) or self._by_scheme.get("all")
        if proxy is None or proxy_bypass(parts.hostname or ""):
            return None
        return proxy


def _proxy(text: str) -> Proxy:
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, usual = parts.hostname, PORTS[parts.scheme]
        port = parts.port or usual
    except (ValueError, KeyError) as error:
        raise _unusable("neither http:// nor https://") from error
    if not host:
        raise _unusable("no host in it")
    shown = f"[{host}]" if ":" in host else host
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return Proxy(f"{parts.scheme}://{shown}:{port}", host, port, auth)


def _unusable(why: str) -> ConfigError:
    return ConfigError(
        f"the proxy cannot be used: {why}", hint="see HTTPS_PROXY, HTTP_PROXY, ALL_PROXY"
    )
