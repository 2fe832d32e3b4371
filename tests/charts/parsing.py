"""A picture read back: its elements in document order, as a strict XML parser sees them."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Document:
    every: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def named(self, tag: str) -> list[Element]:
        return [element for element in self.every if element.tag == tag]

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open.append(Element(tag, attributes))
        self.every.append(self.open[-1])

    def _end(self, _: str) -> None:
        self.open.pop()

    def _words(self, text: str) -> None:
        self.open[-1].text += text


def parsed(svg: bytes) -> Document:
    """Return the elements of an SVG document; expat.ExpatError if it is not well-formed."""
    document = Document()
    parser = expat.ParserCreate()
    parser.StartElementHandler = document._start
    parser.EndElementHandler = document._end
    parser.CharacterDataHandler = document._words
    parser.ParseFile(io.BytesIO(svg))
    return document


def ink(png: bytes) -> tuple[int, int]:
    """Return the first and the last column of an RGBA image that is not white."""
    width, _ = struct.unpack(">II", png[16:24])
    place, packed = 8, b""
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    data, stride = zlib.decompress(packed), 4 * width
    above = bytearray(stride)
    inked: set[int] = set()
    for start in range(0, len(data), stride + 1):
        above = _unfiltered(data[start], data[start + 1 : start + 1 + stride], above)
        inked |= {place // 4 for place, value in enumerate(above) if value < 128}
    return min(inked), max(inked)


def _unfiltered(kind: int, line: bytes, above: bytearray) -> bytearray:
    """Return a line of pixels from its PNG filter: none, sub, up, average or Paeth."""
    row = bytearray(line)
    for place in range(len(row)):
        left = row[place - 4] if place >= 4 else 0
        corner = above[place - 4] if place >= 4 else 0
        up = above[place]
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda value: abs(guess - value))
        row[place] = (row[place] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return row
