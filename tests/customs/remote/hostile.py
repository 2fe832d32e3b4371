"""Answers of a server that means harm, or is broken beyond what breaks by itself.

Each kind says at which path it answers, what it answers, and the exit code that must come of it.
"""

from __future__ import annotations

import gzip
import json
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from tests.customs.remote import faults
from tests.customs.remote.server import LIST, PAGE, ZIP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.customs.remote.server import Fault, Handler, Resource
    from tests.datasets import Dice

FOREVER = 60.0
"""Seconds; longer than any fetch of these tests may take."""
MANY_DISKS = b"PK\x06\x07" + bytes(12) + b"\x09\0\0\0" + b"PK\x05\x06" + bytes(18)
"""The end of a large zip, of which this is one of nine parts."""
Where = Literal["page", "zip", "named", "data set"]
Make: TypeAlias = "Callable[[Dice], Fault]"


@dataclass(frozen=True)
class Kind:
    """A kind of answer.

    Attributes:
        make: returns one that differs by chance.
        code: what a fetch must end with.
        where: the page of links, one of the zips, a page that `--source` names, or a data set.
        slow: whether it takes all the patience there is.
        once: whether the answers after the first are right.
        first: what goes wrong before it.
    """

    make: Make
    code: int
    where: Where
    slow: bool = False
    once: bool = False
    first: tuple[Fault, ...] = ()


def raw(*first: bytes, again: bytes = b"", pause: float = 0.0) -> Fault:
    """Send bytes as they are, the last again and again if there are such, then hang up."""

    def answer(handler: Handler, _: Resource) -> None:
        end = time.monotonic() + FOREVER
        for piece in first:
            handler.wfile.write(piece)
        while again and time.monotonic() < end:
            handler.wfile.write(again)
            time.sleep(pause)
        handler.hang_up(rudely=False)

    return answer


def head(kind: str, *more: str) -> bytes:
    """Return the beginning of an answer."""
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", *more]
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1")


def chunked(kind: str = ZIP) -> bytes:
    """Return the beginning of an answer in chunks."""
    return head(kind, "Transfer-Encoding: chunked") + b"\r\n"


def slowly(again: bytes, *first: bytes) -> Make:
    """Send a piece again and again, a hundred a second."""
    return lambda dice: raw(*first, again=again, pause=dice.choice((0.01, 0.03)))


def saying(**headers: str) -> Make:
    """Send what is right, and headers beside."""

    def answer(handler: Handler, resource: Resource) -> None:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.say(200, resource.body, resource.headers() | said)

    return lambda _: answer


def body(content: bytes, kind: str, **headers: str) -> Make:
    """Send another body."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: lambda handler, _: handler.say(200, content, {"Content-Type": kind, **said})


def trailing(handler: Handler, resource: Resource) -> None:
    """Send all of a file in one chunk, and trailers for ever."""
    size = f"{len(resource.body):x}\r\n".encode()
    first = (chunked(), size, resource.body, b"\r\n0\r\n", b"X: ")
    raw(*first, again=b"x", pause=0.01)(handler, resource)


def growing(kind: str) -> Make:
    """Send chunks without end, as fast as they go."""
    chunk = b"10000\r\n" + b"PK" * 0x8000 + b"\r\n"
    if kind == PAGE:
        chunk = b"10000\r\n" + b"<p>a" * 0x4000 + b"\r\n"
    return lambda _: raw(chunked(kind), again=chunk)


def compressed(coding: str, content: bytes) -> Make:
    """Send a bomb."""
    return body(content, PAGE, Content_Encoding=coding)


def after_some_bytes(content_range: str) -> Make:
    """Answer the question for the rest of a file with a strange range."""
    return lambda _: (
        lambda handler, resource: handler.say(
            206, resource.body, resource.headers() | {"Content-Range": content_range}
        )
    )


def busy(wait: str) -> Make:
    """Ask to wait."""
    return lambda _: faults.status(503, Retry_After=wait)


def leading_to(*locations: str) -> Make:
    """Redirect to one of some places."""
    return lambda dice: faults.redirect(dice.choice(locations))


def links(*addresses: str) -> bytes:
    """Return a page of strange links."""
    return "".join(f"<a href='{each}'>régional export 2024</a>" for each in addresses).encode()


def page_of(content: bytes) -> Make:
    """Send the right page with something before it."""
    return lambda _: (
        lambda handler, resource: handler.say(200, content + resource.body, resource.headers())
    )


ZEROS = gzip.compress(bytes(10**7))
MANY = 9 * "9" * 600
SLOW = {
    "headers byte by byte": Kind(slowly(b"x", b"HTTP/1.1 200 OK\r\nX: "), 69, "page", slow=True),
    "status byte by byte": Kind(slowly(b"0", b"HTTP/1.1 20"), 69, "zip", slow=True),
    "100 without end": Kind(slowly(b"HTTP/1.1 100 Continue\r\n\r\n"), 69, "page", slow=True),
    "100 as fast as can be": Kind(
        lambda _: raw(again=b"HTTP/1.1 100 Continue\r\n\r\n" * 50), 69, "page", slow=True
    ),
    "103 without end": Kind(
        slowly(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), 69, "zip", slow=True
    ),
    "a chunk's extension": Kind(slowly(b"x", chunked(), b"5;x="), 69, "zip", slow=True),
    "a chunk's size": Kind(slowly(b"0", chunked(PAGE), b"0"), 69, "page", slow=True),
    "chunks of a byte": Kind(slowly(b"1\r\nP\r\n", chunked()), 69, "zip", slow=True),
    "trailers": Kind(lambda _: trailing, 69, "zip", slow=True),
    "deflate that yields nothing": Kind(
        slowly(
            zlib.compress(b"")[:2],
            head(PAGE, "Transfer-Encoding: chunked", "Content-Encoding: deflate") + b"\r\n",
        ),
        69, "page",
    ),
}  # fmt: skip
LARGE = {
    "gzip": Kind(compressed("gzip", ZEROS), 69, "page"),
    "gzip twice": Kind(compressed("gzip, gzip", gzip.compress(ZEROS)), 69, "page"),
    "brotli": Kind(compressed("br", b"\x8f\x03\x80ab\x03"), 69, "page"),
    "a coding nobody knows": Kind(compressed("x\x9b2J", b"x"), 69, "page"),
    "a zip without end": Kind(growing(ZIP), 65, "zip"),
    "a page without end": Kind(growing(PAGE), 69, "page"),
    "links by the thousand": Kind(page_of(links("/x.zip") * 20_000), 0, "page"),
    "a page of depth": Kind(page_of(b"<div>" * 100_000), 0, "page"),
    "formats that multiply": Kind(
        page_of(
            b"".join(b"<b id=%d>" % n for n in range(9000)) + b"<p>" * 50_000,
        ),
        0, "page",
    ),
    "attributes by the thousand": Kind(
        page_of(b"<a " + b" ".join(b"a%d" % n for n in range(150_000)) + b">"), 0, "page"
    ),
    "headers by the thousand": Kind(
        lambda _: raw(head(PAGE), *(b"X-%d: y\r\n" % n for n in range(20_000)), b"\r\n"),
        69, "page",
    ),
}  # fmt: skip
WRONG = {
    "an ETag of no alphabet": Kind(saying(ETag='"é\xff"'), 0, "zip"),
    "a date of no alphabet": Kind(saying(Last_Modified="lundi 1er f\xe9vrier"), 0, "page"),
    "wait for ages": Kind(busy("9" * 400), 75, "page"),
    "wait until the end of time": Kind(busy("Fri, 31 Dec 9999 23:59:59 -2359"), 75, "page"),
    "wait until a year that is none": Kind(busy("Wed, 21 Oct 99999 07:28:00 GMT"), 69, "page"),
    "wait in a zone that is none": Kind(busy("Wed, 21 Oct 2026 07:28:00 +9999"), 69, "page"),
    "wait since before time began": Kind(busy("Mon, 01 Jan 0001 00:00:00 +2359"), 75, "page"),
    "a range of 5,400 digits": Kind(
        after_some_bytes(f"bytes 100-{MANY}/{MANY}"), 0, "zip", once=True, first=(faults.cut(100),)
    ),
    "a length of 5,400 digits": Kind(saying(Content_Length=MANY), 69, "zip"),
    "two lengths": Kind(
        lambda _: raw(head(PAGE, "Content-Length: 3", "Content-Length: 4"), b"\r\nabcd"),
        69, "page",
    ),
    "a chunk of all the world": Kind(
        lambda _: raw(chunked(), b"f" * 20 + b"\r\n", b"PK"), 69, "zip"
    ),
    "deep JSON": Kind(body(b'{"resources":' + b"[" * 200_000, LIST), 69, "data set"),
    "deep JSON that ends": Kind(
        body(b'{"resources":' + b"[" * 50_000 + b"]" * 50_000 + b"}", LIST), 69, "data set"
    ),
    "JSON of 5,400 digits": Kind(
        body(b'{"resources": [], "n": ' + MANY.encode() + b"}", LIST), 69, "data set"
    ),
    "a data set of bad hosts": Kind(
        body(
            json.dumps(
                {"resources": [{"url": f"https://{host}/regional-export.zip", "title": "régional"}
                               for host in ("a..b", "xn--", "x" * 70, "\u0130" * 30, "[::1")]}
            ).encode(),
            LIST,
        ),
        69, "data set",
    ),
    **{
        f"charset {name}": Kind(
            saying(Content_Type=f"text/html; charset={name}"), 0, "page"
        )
        for name in ("undefined", "punycode", "idna", "unicode_escape", "zip", "utf-16", "'")
    },
    "a charset in the page": Kind(page_of(b"<meta charset=undefined>"), 0, "page"),
    "links to bad hosts": Kind(
        page_of(
            links("https://a..b/regional-export.zip", "https://xn--/regional-export.zip",
                  "https://xn--a/r.zip", "https://1.2.3/r.zip", "//[::1/r.zip", "http://x:99999/",
                  "javascript:alert(1)//regional-export.zip", "https://a b/r.zip", "\x9b2J.zip")
        ),
        0, "page",
    ),
    "led to a bad host": Kind(
        leading_to(
            "http://a..b/x", "http://xn--/x", "http://xn--a/x", "http://127.1/x", "http://[::1/x",
            f"http://{'a' * 70}.example/", f"http://{'a.' * 200}example/", "http://x:99999/",
            "http:///x", "//", "http://\xe9..b/", "\x00", "http://a\x9bb/",
        ),
        69, "page",
    ),
    "led to a network of others": Kind(
        leading_to(
            "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://192.168.1.1/",
            "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:10.0.0.1]/",
            "http://0.0.0.0/", "http://172.16.0.1/", "http://100.64.0.1/",
        ),
        69, "named",
    ),
    "a page that ends as a zip of many disks": Kind(body(MANY_DISKS, PAGE), 65, "named"),
    "a zip of many disks": Kind(body(MANY_DISKS, ZIP), 65, "zip"),
    "no HTTP": Kind(lambda _: raw(b"SSH-2.0-OpenSSH_9.6\r\n"), 69, "page"),
    "a status that is none": Kind(lambda _: raw(b"HTTP/1.1 999 Hm\r\n\r\n"), 69, "page"),
    "no content": Kind(lambda _: raw(b"HTTP/1.1 204 No Content\r\n\r\n"), 69, "page"),
    "a part of what was not asked": Kind(
        after_some_bytes("bytes 0-1/2"), 69, "page"
    ),
    "unchanged since never": Kind(
        lambda _: raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), 69, "page"
    ),
    "a name of signs": Kind(
        saying(Content_Disposition='attachment; filename="../\x9b]0;x\x07\\..\\.zip"'), 0, "zip"
    ),
    "cookies": Kind(saying(Set_Cookie="a" * 20_000 + "; expires=" + " " * 20_000), 0, "page"),
}  # fmt: skip
EVERY = {**SLOW, **LARGE, **WRONG}
