"""Refuses every connection and every look-up of a name that would leave this machine.

It listens to the interpreter's own audit events, so that no library, thread or trick gets past it,
and once installed it cannot be taken away.
"""

from __future__ import annotations

import ipaddress
import sys

_ASKS_A_NAME = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_REACHES = ("socket.connect", "socket.sendto", "socket.sendmsg")
_installed = False


class OutsideError(RuntimeError):
    """A test would have reached beyond the loopback address."""


def install() -> None:
    """Begin to refuse; a second time changes nothing."""
    global _installed  # noqa: PLW0603 - an audit hook is set once and for all
    if not _installed:
        sys.addaudithook(_refuse)
        _installed = True


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _REACHES:
        address = arguments[1]
        # a path is a socket of this machine; None is one that is connected already
        host = address[0] if isinstance(address, tuple) else None
    elif event in _ASKS_A_NAME:
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        message = f"{event} {host!r} leads beyond this machine"
        raise OutsideError(message)


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
