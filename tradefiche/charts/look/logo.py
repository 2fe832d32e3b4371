"""The logo of framed pictures: read, measured, and refused if it would not be drawn completely."""

from __future__ import annotations

import base64
import re
import struct
from functools import cache
from pathlib import Path

from tradefiche import files

LARGEST = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_IHDR_END = 24
_NUMBER = r'"\s*([\d.]+)(?:px)?\s*"'
_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"')
_LOST = re.compile(
    r"<(?:\w+:)?(?:text|tspan|textPath|foreignObject)\b|@import|@font-face"
    r"|<(?:\w+:)?image\b[^>]*\bhref\s*=\s*[\"'](?!data:)[^>]*"
)


def logo(file: str) -> tuple[str, float]:
    """Return a logo as a data URI, and its ratio of width to height; cached until it changes.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not an SVG or PNG with a size, or has more than `LARGEST` bytes.
    """
    status = Path(file).stat()
    return _read(file, status.st_mtime_ns, status.st_size)


@cache
def _read(file: str, _changed: int, _size: int) -> tuple[str, float]:
    content = files.read_bytes(Path(file))
    sides = _sides(content)
    if sides is None or min(sides) <= 0:
        raise ValueError("no picture with a size")
    if len(content) > LARGEST:
        raise ValueError(f"{len(content) // 1000} kB")
    kind = "png" if content.startswith(_PNG) else "svg+xml"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}", sides[0] / sides[1]


def _sides(content: bytes) -> tuple[float, float] | None:
    if content.startswith(_PNG) and len(content) >= _IHDR_END:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    text = content.decode("utf-8", "replace")
    root = re.search(r"<svg\b[^>]*>", text)
    if root is None:
        return None
    if found := _BOX.search(root[0]):
        return float(found[1]), float(found[2])
    sides = [re.search(rf"\b{side}={_NUMBER}", root[0]) for side in ("width", "height")]
    return (float(sides[0][1]), float(sides[1][1])) if sides[0] and sides[1] else None


def lost(content: bytes) -> str:
    """Return the first part of a logo that PDF and PNG would lack: it needs a font or a file.

    The result is empty for a PNG and for an SVG that is drawn completely.
    """
    if content.startswith(_PNG):
        return ""
    found = _LOST.search(content.decode("utf-8", "replace"))
    return found[0] if found else ""
