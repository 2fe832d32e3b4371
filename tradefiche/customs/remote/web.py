"""One exchange with a server: encrypted, verified, with limits, redirects followed with care."""

from __future__ import annotations

import contextlib
import re
import ssl
from typing import TYPE_CHECKING

from tradefiche.customs.remote.retry import PassingError, retry_after
from tradefiche.errors import ConfigError, UnavailableError
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

    from tradefiche.customs.remote.retry import Patience
    from tradefiche.customs.remote.sources import Limits
    from tradefiche.customs.remote.url_policy import Trust

USER_AGENT = f"tradefiche/{__version__}"
_TOO_MANY = 429
_PASSING = (408, 425, _TOO_MANY, 500, 502, 503, 504)
_NUMBERED = re.compile(r"^\[Errno -?\d+\] ")
_FINE = (200, 206, 304, 416)


class Web:
    """A client that keeps its connections; close it when done.

    Raises:
        ConfigError: the proxy that the environment names is none that can be used (78).
    """

    def __init__(self, limits: Limits) -> None:
        import httpx
        import truststore

        self._limits = limits
        try:
            self._client = httpx.Client(
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "*/*",
                    "Accept-Encoding": "identity",
                },
                verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                follow_redirects=False,
            )
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise ConfigError(
                f"the proxy cannot be used: {error}", hint="see HTTPS_PROXY, HTTP_PROXY, ALL_PROXY"
            ) from error

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    @contextlib.contextmanager
    def answer(
        self, url: str, trust: Trust, patience: Patience, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        """Yield the answer to a GET, redirects followed; its body is yet to be read.

        Its status is 200, 206, 304 or 416.

        Raises:
            PassingError: no answer, or one that may be another soon.
            UnavailableError: an answer that will stay, or an address that is not followed.
        """
        import httpx

        trust.check(url)
        with self._translated(url):
            try:
                request = self._client.build_request(
                    "GET", url, headers=headers, timeout=self._timeout(patience)
                )
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise UnavailableError(f"{url}: not an address ({error})") from error
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
        read = max(min(limits.read_s, left), 0.001)
        return httpx.Timeout(read, connect=connect)

    @contextlib.contextmanager
    def _translated(self, url: str) -> Iterator[None]:
        """Turn what httpx raises, in the exchange and while the body is read, into ours."""
        import httpx

        try:
            yield
        except httpx.TransportError as error:
            if certificate := _certificate_fault(error):
                raise UnavailableError(
                    f"{url}: the certificate of the server cannot be trusted ({certificate})"
                ) from error
            raise PassingError(f"{url}: {_reason(error)}") from error
        except (httpx.DecodingError, httpx.InvalidURL) as error:
            raise UnavailableError(f"{url}: {_reason(error)}") from error


def _judge(response: httpx.Response, url: str) -> None:
    """Raise for a status that is not one of those a download can use."""
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


def _reason(error: Exception) -> str:
    import httpx

    if isinstance(error, httpx.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return _NUMBERED.sub("", str(error)) or type(error).__name__
