"""A picture read back: its elements in document order, as a strict XML parser sees them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from xml.parsers import expat

from PIL import Image


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
    """Return the first and the last column of an image where it is dark."""
    image = Image.open(io.BytesIO(png)).convert("L").point(lambda value: 255 * (value < 128))
    left, _, right, _ = image.getbbox() or (0, 0, 0, 0)
    return left, right - 1
