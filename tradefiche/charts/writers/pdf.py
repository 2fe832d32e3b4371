"""PDF with the same bytes every time: the renderer lists fonts and opacities in random order."""

from __future__ import annotations

import codecs
import re

_OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj$", re.DOTALL | re.MULTILINE)
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_TRAILER = re.compile(rb"^trailer\n(.*?)\nstartxref", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(rb"(/\w+ <<\n)((?:\s*/\w+ \d+ 0 R\n)+)")
_CATALOG = b"/Type /Catalog"
_PRODUCER = b"/Producer (svg2pdf)"
_STREAM = b"\nstream\n"
_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"


def settled(document: bytes, *, title: str, lang: str) -> bytes:
    """Return a PDF of the renderer with its resources sorted and its objects in order of reference.

    Args:
        document: as svg2pdf writes it: plain objects, no object streams, one revision.
        title: what a reader shows and says as its title.
        lang: language of its words.

    Raises:
        ValueError: it has no trailer.
    """
    objects = {
        int(number): _sorted(_named(body, title, lang))
        for number, body in _OBJECT.findall(document)
    }
    found = _TRAILER.search(document)
    if found is None:
        raise ValueError("the renderer wrote a PDF without a trailer")
    order = _order(found[1], objects)
    numbers = {old: new for new, old in enumerate(order, start=1)}
    written = bytearray(_HEADER)
    places = []
    for old in order:
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n\n" % (numbers[old], _renumbered(objects[old], numbers))
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1)
    written += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % (len(order) + 1), found[1])
    written += b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (_renumbered(trailer, numbers), start)
    return bytes(written)


def _named(body: bytes, title: str, lang: str) -> bytes:
    """Add language and title to the two objects that hold them."""
    if _STREAM in body:
        return body
    shown = b"%b\n  /Lang (%b)\n  /ViewerPreferences <</DisplayDocTitle true>>"
    text = (codecs.BOM_UTF16_BE + title.encode("utf-16-be")).hex().upper().encode()
    return body.replace(_CATALOG, shown % (_CATALOG, lang.encode())).replace(
        _PRODUCER, b"%b\n  /Title <%b>" % (_PRODUCER, text)
    )


def _head(body: bytes) -> tuple[bytes, bytes]:
    """Return what may refer to objects, and the stream, which may hold any bytes."""
    head, separator, stream = body.partition(_STREAM)
    return head, separator + stream


def _sorted(body: bytes) -> bytes:
    head, stream = _head(body)
    return (
        _NAMED.sub(lambda part: part[1] + b"".join(sorted(part[2].splitlines(keepends=True))), head)
        + stream
    )


def _order(trailer: bytes, objects: dict[int, bytes]) -> list[int]:
    """Return the objects as they are met from the trailer on, depth first."""
    met: dict[int, None] = {}
    waiting = [int(number) for number in reversed(_REFERENCE.findall(trailer))]
    while waiting:
        number = waiting.pop()
        if number not in met:
            met[number] = None
            head, _ = _head(objects[number])
            waiting += [int(each) for each in reversed(_REFERENCE.findall(head))]
    return list(met)


def _renumbered(body: bytes, numbers: dict[int, int]) -> bytes:
    head, stream = _head(body)
    return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head) + stream
