"""No test reaches beyond the loopback address, by whatever way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.customs.remote import settings
from tests.guard.outside import OutsideError
from tests.running import launch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# addresses that are set aside for documents: nobody has them
V4, V6 = "192.0.2.1", "2001:db8::1"
NAME = "data.example"


def _connect(family: socket.AddressFamily, host: str) -> None:
    with socket.socket(family) as plug:
        plug.settimeout(1)
        plug.connect((host, 443))


def _connect_ex() -> None:
    with socket.socket() as plug:
        plug.settimeout(1)
        plug.connect_ex((V4, 443))


def _send() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug:
        plug.sendto(b"x", (V4, 53))


def _send_message() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug:
        plug.sendmsg([b"x"], [], 0, (V4, 53))


def _httpx() -> None:
    import httpx

    httpx.get(f"http://{V4}/", trust_env=False, timeout=1)


def _urllib() -> None:
    from urllib.request import ProxyHandler, build_opener

    build_opener(ProxyHandler({})).open(f"http://{V4}/", timeout=1)


WAYS: dict[str, Callable[[], object]] = {
    "IPv4": lambda: _connect(socket.AF_INET, V4),
    "IPv6": lambda: _connect(socket.AF_INET6, V6),
    "connect_ex": _connect_ex,
    "sendto": _send,
    "sendmsg": _send_message,
    "create_connection": lambda: socket.create_connection((V4, 443), timeout=1),
    "a name": lambda: socket.getaddrinfo(NAME, 443),
    "a name, the old way": lambda: socket.gethostbyname(NAME),
    "an address's name": lambda: socket.gethostbyaddr(V4),
    "httpx": _httpx,
    "urllib": _urllib,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_no_way_leads_outside(way: Callable[[], object]) -> None:
    with pytest.raises(OutsideError):
        way()


def test_no_way_leads_outside_from_a_thread() -> None:
    caught: list[BaseException] = []

    def reach() -> None:
        try:
            _connect(socket.AF_INET, V4)
        except OutsideError as error:
            caught.append(error)

    thread = threading.Thread(target=reach)
    thread.start()
    thread.join()

    assert caught


def test_no_way_leads_outside_from_a_program_of_its_own() -> None:
    code = f"import socket; socket.create_connection(({V4!r}, 443), timeout=1)"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode != 0
    assert "OutsideError" in done.stderr


def test_the_program_itself_does_not_get_outside(tmp_path: Path) -> None:
    store, config = tmp_path / "store", settings.config(tmp_path / "config")
    options = ("--data-dir", store, "--config-dir", config)
    result = launch("fetch", "--source", f"https://{V4}/index.html", *options)

    # what is not Python is led to a proxy that is not there; so is the program
    assert os.environ["HTTPS_PROXY"].startswith("http://127.0.0.1")
    assert result.code == 69, result.err
    assert not list(store.glob("store.json"))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()):
            pass
        assert socket.getaddrinfo("localhost", 80)
