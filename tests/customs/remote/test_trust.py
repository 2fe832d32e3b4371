"""Which addresses are followed."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tradefiche.customs.remote.connection import Backend, Terms
from tradefiche.customs.remote.url_policy import Trust, normalised
from tradefiche.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

_REAL: Callable[..., object] = socket.getaddrinfo
PRIVATE = (
    "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 - an address to be refused
    "fe80::1", "fe80::1%1", "fd00::1", "::ffff:169.254.169.254", "::", "224.0.0.1",
)  # fmt: skip
PUBLIC = ("192.88.0.1", "2a01:111::1")
OUTSIDE = Trust(None, ("source.example",))
HERE = Trust(None, ("127.0.0.1",), plain=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_source_leads_to_a_private_network(address: str) -> None:
    for trust in (OUTSIDE, HERE):
        with pytest.raises(UnavailableError, match="private network"):
            trust.check_address("other.example", address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])
def test_only_this_machine_leads_to_itself(address: str) -> None:
    HERE.check_address("localhost", address)
    with pytest.raises(UnavailableError):
        OUTSIDE.check_address("localhost", address)
    with pytest.raises(UnavailableError):
        OUTSIDE.check("https://localhost/x", "https://source.example/")


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_free(address: str) -> None:
    OUTSIDE.check_address("other.example", address)


def test_what_the_user_names_may_be_private() -> None:
    Trust(None, ("mirror.lan",)).check_address("mirror.lan", "10.0.0.1")
    Trust(("mirror.lan",)).check_address("files.mirror.lan", "10.0.0.1")


def test_a_name_is_known_by_its_address_and_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of the Internet that leads to a private network; and one that changes its mind."""
    answers = iter(["10.0.0.1", "127.0.0.1", "10.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(UnavailableError, match="private network"):
        Backend(Terms(trust=OUTSIDE), guarded=True).connect_tcp("evil.example", 80, 1.0)

    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(socket, "getaddrinfo", _numeric(resolve))
        backend = Backend(Terms(trust=HERE), guarded=True)
        for _ in range(2):
            backend.connect_tcp("mind.example", server.getsockname()[1], 1.0).close()
    assert asked == ["evil.example", "mind.example"]


def _numeric(resolve: Callable[..., object]) -> Callable[..., object]:
    """Let addresses, which need no look-up, be read as ever."""

    def either(host: str, *words: object, **more: object) -> object:
        chosen = _REAL if host[0].isdigit() else resolve
        return chosen(host, *words, **more)

    return either


@pytest.mark.parametrize(
    "url",
    [
        "https://a..b/", "https://xn--/", "https://xn--a/", f"https://{'a' * 64}.fr/",
        "https://1.2.3/", "https://127.1/", "https://2130706433/", "https://0x7f.0.0.1/",
        "https://a b/", "https://[::1/", "https://a:0/", "https://a:99999/", "https://",
        "ftp://a.example/", "javascript:alert(1)", f"https://a.example/{'x' * 3000}",
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    assert normalised(url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b c.zip", "https://a.example/b%20c.zip"),
        ("https://a.example/\x9b2J", "https://a.example/%C2%9B2J"),
        ("https://été.example/", "https://xn--t-9fab.example/"),
        ("https://a_b.example:443/", "https://a_b.example/"),
        ("https://127.0.0.1:8000/x", "https://127.0.0.1:8000/x"),
    ],
)
def test_addresses_are_as_they_are_asked_for(url: str, expected: str) -> None:
    assert normalised(url) == expected
