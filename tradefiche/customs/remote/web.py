"""One exchange with a server: encrypted, verified, limited in time, each redirect checked."""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tradefiche.cleaning import cleaned
from tradefiche.customs.remote.proxies import PORTS, Proxies
from tradefiche.customs.remote.reach import Endpoint
from tradefiche.customs.remote.retry import PassingError, retry_after
from tradefiche.errors import UnavailableError
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpcore
    import httpx

    from tradefiche.customs.remote.retry import Patience
    from tradefiche.customs.remote.sources import Limits
    from tradefiche.customs.remote.url_policy import Trust

USER_AGENT = f"tradefiche/{__version__}"
_TOO_MANY = 429
_PASSING = (408, 425, _TOO_MANY, 500, 502, 503, 504)
_FINE = (200, 206, 304, 416)
_ATTEMPTS_AT_A_PROXY = 2


class Web:
    """An HTTP client that reuses its connections; close it when done.

    Raises:
        ConfigError: a proxy that the environment names cannot be used (78).
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._proxies = Proxies()

        import httpx
        import truststore

        from tradefiche.customs.remote.transport import Transport

        self._transport = Transport(truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), self._proxies)
        self._client = httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
            transport=self._transport,
            follow_redirects=False,
        )

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def endpoint(self, url: str) -> Endpoint:
        """Return the target of the first connection for a valid URL: its host, or a proxy."""
        parts = urlsplit(url)
        proxy = self._proxies.leading_to(parts)
        if proxy is not None:
            return Endpoint(proxy.host, proxy.port, proxy)
        return Endpoint(parts.hostname or "", parts.port or PORTS[parts.scheme])

    @contextlib.contextmanager
    def answer(
        self, url: str, trust: Trust, patience: Patience, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        """Yield the response to a GET, after redirects; its body is not read yet.

        Its status is 200, 206, 304 or 416.

        Raises:
            PassingError: no response, or a transient failure.
            UnavailableError: a permanent failure, a URL that must not be followed, or no
                response before patience runs out.
        """
        trust.check(url)
        terms = self._transport.terms
        terms.patience, terms.trust = patience, trust
        with self._translated(url, patience):
            request = self._client.build_request(
                "GET", url, headers=headers, timeout=self._timeout(patience)
            )
            for _ in range(self._limits.redirects + 1):
                response = self._client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        _judge(response, url)
                        yield response
                        return
                    trust.check(str(response.next_request.url), str(request.url))
                    request = response.next_request
                finally:
                    response.close()
        raise UnavailableError(f"{url}: redirected more than {self._limits.redirects} times")

    def _timeout(self, patience: Patience) -> httpx.Timeout:
        import httpx

        limits, left = self._limits, patience.left()
        connect = max(min(limits.connect_s, left / 2), 0.001)
        return httpx.Timeout(limits.read_s, connect=connect)

    @contextlib.contextmanager
    def _translated(self, url: str, patience: Patience) -> Iterator[None]:
        """Convert errors of the exchange, body included, to PassingError or UnavailableError."""
        import httpcore
        import httpx

        from tradefiche.customs.remote.connection import reason

        try:
            yield
        except httpcore.ProxyError as error:
            raise self._proxy_fault(url, error) from error
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            if certificate := _certificate_fault(error):
                raise UnavailableError(
                    f"{url}: the certificate of the server cannot be trusted ({certificate})"
                ) from error
            if patience.left() <= 0:
                raise UnavailableError(
                    f"{url}: too slow; given up after {patience.seconds:.0f} s without getting on"
                ) from error
            proxy = self._proxies.leading_to(urlsplit(url))
            way = f" (through the proxy {proxy})" if proxy else ""
            raise PassingError(f"{url}: {reason(error)}{way}") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise UnavailableError(f"{url}: {cleaned(str(error))}") from error

    def _proxy_fault(self, url: str, error: httpcore.ProxyError) -> Exception:
        """Return the error for a proxy's refusal: permanent if it answers 4xx, else transient."""
        said = f"{url}: the proxy {self._proxies.leading_to(urlsplit(url))} answers {error}"
        if str(error).startswith("4"):
            return UnavailableError(said)
        return PassingError(said, most=_ATTEMPTS_AT_A_PROXY)


def _judge(response: httpx.Response, url: str) -> None:
    """Raise PassingError or UnavailableError for a status that a download cannot use."""
    status = response.status_code
    if status in _FINE:
        return
    said = f"{url}: the server answers {status} {response.reason_phrase}".rstrip()
    if status in _PASSING:
        wait = retry_after(response.headers.get("Retry-After"))
        busy = status == _TOO_MANY or wait is not None
        raise PassingError(said, asked_to_wait=wait, busy=busy)
    raise UnavailableError(said)


def _certificate_fault(error: BaseException | None) -> str | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message or "verification failed"
        error = error.__cause__ or error.__context__
    return None
