"""Send requests, directly or through a proxy, over connections that end with patience."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore
import httpx

from tradefiche.customs.remote.connection import Backend, Terms

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    from tradefiche.customs.remote.proxies import Proxies, Proxy


class Transport(httpx.BaseTransport):
    """Send requests for a client; exceptions of httpcore are not converted.

    `terms` are those of the current exchange.
    """

    def __init__(self, context: ssl.SSLContext, proxies: Proxies) -> None:
        self.terms = Terms()
        self._context = context
        self._proxies = proxies
        self._pools: dict[Proxy | None, httpcore.ConnectionPool] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request that has no body; return the response, whose body is not read yet."""
        pool = self._pool(self._proxies.leading_to(urlsplit(str(request.url))))
        answer = pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, proxy: Proxy | None) -> httpcore.ConnectionPool:
        if proxy not in self._pools:
            self._pools[proxy] = self._opened(proxy)
        return self._pools[proxy]

    def _opened(self, proxy: Proxy | None) -> httpcore.ConnectionPool:
        backend = Backend(self.terms, guarded=proxy is None)
        if proxy is None:
            return httpcore.ConnectionPool(ssl_context=self._context, network_backend=backend)
        return httpcore.HTTPProxy(
            proxy_url=proxy.url,
            proxy_auth=proxy.auth,
            ssl_context=self._context,
            proxy_ssl_context=self._context if proxy.url.startswith("https:") else None,
            network_backend=backend,
        )


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
