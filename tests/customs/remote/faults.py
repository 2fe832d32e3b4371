"""What can go wrong with one answer of a server."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.customs.remote.server import PAGE

if TYPE_CHECKING:
    from tests.customs.remote.server import Fault, Handler, Resource

HTML = b"<!DOCTYPE html>\n<html lang='fr'><head><title>Maintenance</title></head></html>\n"


def drop(k: int) -> Fault:
    """Break the connection off after k bytes of the body."""

    def answer(handler: Handler, resource: Resource) -> None:
        handler.serve(resource, most=k)
        handler.hang_up(rudely=True)

    return answer


def cut(k: int) -> Fault:
    """End the connection in good order after k bytes, although more were announced."""

    def answer(handler: Handler, resource: Resource) -> None:
        handler.serve(resource, most=k)
        handler.hang_up(rudely=False)

    return answer


def cut_and_announced(k: int) -> Fault:
    """Announce and send no more than the first k bytes, as if that were all."""

    def answer(handler: Handler, resource: Resource) -> None:
        handler.say(200, resource.body[:k], resource.headers())

    return answer


def status(code: int, **headers: str) -> Fault:
    """Answer with a status and nothing else."""

    def answer(handler: Handler, _: Resource) -> None:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.say(code, HTML, {"Content-Type": PAGE, **said})

    return answer


def redirect(location: str) -> Fault:
    """Lead elsewhere."""
    return status(302, Location=location)


def drip(size: int = 1, pause: float = 0.01) -> Fault:
    """Send little by little, for ever."""

    def answer(handler: Handler, resource: Resource) -> None:
        handler.say(200, resource.body, resource.headers(), most=0)
        for start in range(0, len(resource.body), size):
            handler.wfile.write(resource.body[start : start + size])
            time.sleep(pause)

    return answer


def silence(seconds: float) -> Fault:
    """Take the request and say nothing."""

    def answer(handler: Handler, _: Resource) -> None:
        time.sleep(seconds)
        handler.hang_up(rudely=True)

    return answer


def ignore_range(handler: Handler, resource: Resource) -> None:
    """Send all of it, whatever part was asked for."""
    handler.serve(resource, ranges=False)


def change(body: bytes) -> Fault:
    """Put another file in its place, then answer."""

    def answer(handler: Handler, resource: Resource) -> None:
        changed = replace(resource, body=body, age=-60)
        handler.site.resources[handler.path] = changed
        handler.serve(changed)

    return answer


def page_instead(handler: Handler, _: Resource) -> None:
    """Send a web page as if it were what was asked for."""
    handler.say(200, HTML, {"Content-Type": PAGE})
