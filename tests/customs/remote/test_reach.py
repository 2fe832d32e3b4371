"""Without a network, `fetch` says so: in time, one line a source, the proxy named."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, NoReturn

import pytest
import trustme
import yaml

from tests.customs.remote import settings, store
from tests.customs.remote.server import closed_address
from tests.running import ROOT, one_line, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.customs.remote.conftest import Scene

NAMES = ("the kiosk", "the site", "the data set", "the old files")
TRIES = 0.5
SOON = 8.0
"""Seconds: what may be tried, and what a busy machine adds."""


def no_such_name(*_: object, **__: object) -> NoReturn:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def no_answer(*_: object, **__: object) -> NoReturn:
    time.sleep(30)
    raise AssertionError


def config(folder: Path, **limits: float) -> Path:
    """Write four sources, two of which are at one host."""
    urls = [f"https://{host}.example/page" for host in ("kiosk", "site", "data", "data")]
    sources = [settings.index(url, name) for url, name in zip(urls, NAMES, strict=True)]
    return settings.config(folder / "config", *sources, **{"connect_s": TRIES} | limits)


@pytest.fixture
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go through no proxy."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "*")


@pytest.mark.usefixtures("straight")
@pytest.mark.parametrize("resolve", [no_such_name, no_answer])
@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_where_no_name_is_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resolve: object, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    began = time.monotonic()

    result = run("fetch", *words, "--data-dir", tmp_path / "s", "--config-dir", config(tmp_path))

    assert result.code == 69
    assert time.monotonic() - began < SOON
    *lines, last = result.err.splitlines()
    assert [line.split(": ")[2] for line in lines] == list(NAMES)
    assert all(".example: " in line and "resol" in line for line in lines)
    assert "is there a network?" in last
    assert "HTTPS_PROXY" in last
    assert store.files(tmp_path / "s") == {}


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_where_the_proxy_is_not_there_it_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    address = closed_address().removeprefix("http://")
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://me:secret@{address}")

    result = run("fetch", *words, "--data-dir", tmp_path / "s", "--config-dir", config(tmp_path))

    assert result.code == 69
    *lines, last = result.err.splitlines()
    assert len(lines) == len(NAMES)
    assert all(f"the proxy http://{address}: " in line for line in lines)
    assert "secret" not in result.err
    assert "is there a network?" in last


@contextlib.contextmanager
def proxy(answer: bytes, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve a proxy that answers each CONNECT so; in TLS, it then begins TLS and never ends."""
    end = threading.Event()

    def serve(plug: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(plug)
            wire = context.wrap_socket(plug, server_side=True) if context else plug
            stack.enter_context(wire)
            wire.recv(65536)
            wire.sendall(answer)
            rest = b"\x16\x03\x03\x40\x00"
            while context and not end.wait(0.1):
                wire.sendall(rest)
                rest = b"x"

    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    plug, _ = server.accept()
                    threading.Thread(target=serve, args=(plug,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        scheme = "https" if context else "http"
        yield f"{scheme}://127.0.0.1:{server.getsockname()[1]}"
        end.set()


@pytest.mark.parametrize(
    ("status", "tried"),
    [(b"403 Forbidden", False), (b"407 Proxy Authentication Required", False),
     (b"503 Service Unavailable", True)],
)  # fmt: skip
def test_a_proxy_that_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: bytes, *, tried: bool
) -> None:
    with proxy(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n") as url:
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, url)
        source = ("--source", "https://kiosk.example/page", "--config-dir", config(tmp_path))

        result = run("fetch", *source, "--data-dir", tmp_path / "s")

    assert result.code == 69
    line = one_line(result.err)
    assert f"the proxy {url} answers {status.decode()}" in line
    assert ("attempts: 2" in line) == tried


def test_encryption_inside_encryption_ends_in_time_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that is spoken to in TLS lets the server's TLS begin, and never end."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    answer = b"HTTP/1.1 200 Connected\r\n\r\n"
    with authority.cert_pem.tempfile() as path, proxy(answer, context) as url:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, url)
        folder = config(tmp_path, patience_s=1.0, attempts=2)
        source = ("--source", "https://kiosk.example/page", "--config-dir", folder)
        began = time.monotonic()

        result = run("fetch", *source, "--data-dir", tmp_path / "s")

    assert result.code == 69, result.err
    assert "no answer in time" in one_line(result.err)
    assert time.monotonic() - began < SOON


def test_one_source_that_is_reached_is_enough(scene: Scene) -> None:
    others = [settings.index(f"{closed_address()}/{n}", f"nobody {n}") for n in range(2)]
    folder = settings.config(scene.folder / "config", *others, settings.index(scene.index))

    result = run("fetch", "--data-dir", scene.store, "--config-dir", folder)

    assert result.code == 0
    assert [line for line in result.err.splitlines() if "refused" in line]


def test_the_limits_that_are_shipped_keep_the_promises() -> None:
    """Without a network 10 s, without getting on 90 s, an hour in all."""
    limits = yaml.safe_load((ROOT / "config" / "sources.yaml").read_text(encoding="utf-8"))[
        "limits"
    ]

    assert limits["connect_s"] <= 8
    assert limits["patience_s"] + limits["read_s"] <= 90
    assert limits["total_s"] <= 3600
