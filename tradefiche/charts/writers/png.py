"""Finish a PNG of the renderer: smaller, without transparency, and with descriptive texts."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = ">IIBBBBB"
_DEPTH, _RGB, _RGBA, _PLAIN = 8, 2, 6, 0


def finished(image: bytes, words: Mapping[str, str], *, opaque: bool) -> bytes:
    """Return a PNG with its pixels recompressed and text chunks added.

    Args:
        image: a PNG of the renderer: eight bits each of red, green, blue and opacity.
        words: texts by PNG keyword (`Title`, `Source`); empty ones are left out.
        opaque: whether no pixel is transparent, so that the opacity channel is dropped: some print
            and slide programs give an image that has one a black or grey background.
    """
    chunks = list(_chunks(image))
    width, height, *kind = struct.unpack(_HEADER, chunks[0][1])
    pixels = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    if opaque and kind == [_DEPTH, _RGBA, 0, 0, _PLAIN]:
        pixels = _without_opacity(pixels, width)
        chunks[0] = (b"IHDR", struct.pack(_HEADER, width, height, _DEPTH, _RGB, 0, 0, _PLAIN))
    kept = [chunk for chunk in chunks if chunk[0] not in {b"IDAT", b"IEND"}]
    kept += [(b"iTXt", _text(keyword, text)) for keyword, text in words.items() if text]
    kept += [(b"IDAT", zlib.compress(pixels, 6)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in kept
    )


def _without_opacity(pixels: bytes, width: int) -> bytes:
    """Return rows of filtered RGBA as RGB, which works as PNG filters each channel by itself."""
    row = 1 + 4 * width
    rows = len(pixels) // row
    found = bytearray(rows * (1 + 3 * width))
    for number in range(rows):
        source = pixels[number * row : (number + 1) * row]
        start = number * (1 + 3 * width)
        found[start] = source[0]
        end = start + 1 + 3 * width
        for channel in range(3):
            found[start + 1 + channel : end : 3] = source[1 + channel :: 4]
    return bytes(found)


def _text(keyword: str, text: str) -> bytes:
    """Return the data of an iTXt chunk: text in UTF-8, uncompressed, without a language tag."""
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(image):
        (length,) = struct.unpack_from(">I", image, place)
        yield image[place + 4 : place + 8], image[place + 8 : place + 8 + length]
        place += length + 12
