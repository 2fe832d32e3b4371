"""Whole lines of a stream, some megabytes at a time, unpacked ahead of who reads them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.errors import DataError

if TYPE_CHECKING:
    import io
    from collections import Counter
    from collections.abc import Iterator

UNENDED = "last line without its end"
_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 24
_LONGEST_LINE = 1 << 16


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file.

    Attributes:
        first: number of the first of them in the file, from 1.
        raw: the lines as they stand.
        plain: the lines that are not blank, each ended by LF alone.
    """

    first: int
    raw: bytes
    plain: bytes


def lines_of(stream: io.BufferedIOBase, name: str, oddities: Counter[str]) -> Iterator[Lines]:
    """Yield the lines of a stream; count a byte order mark and blank lines among its oddities.

    The next lines are unpacked while the caller is busy with these. DataError (65) for a line
    that no record is as long as.
    """
    chunks = _chunks(stream, name, oddities)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, chunks, None)
        while (lines := waiting.result()) is not None:
            waiting = pool.submit(next, chunks, None)
            if lines.plain:
                yield lines


def _chunks(stream: io.BufferedIOBase, name: str, oddities: Counter[str]) -> Iterator[Lines]:
    rest = b""
    first = 1
    while True:
        block = stream.read(_CHUNK)
        ended = not block
        if first == 1 and not rest and block.startswith(_BOM):
            block = block.removeprefix(_BOM)
            oddities["byte order mark"] += 1
        text = rest + block
        if ended and text and not text.endswith(b"\n"):
            text += b"\n"
            oddities[UNENDED] += 1
        end = text.rfind(b"\n") + 1
        raw, rest = text[:end], text[end:]
        if len(rest) > _LONGEST_LINE:
            raise DataError(f"{name}: a line is longer than {_LONGEST_LINE} bytes")
        if raw:
            yield Lines(first, raw, _plain(raw, oddities))
            first += raw.count(b"\n")
        if ended:
            return


def _plain(text: bytes, oddities: Counter[str]) -> bytes:
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if text.startswith(b"\n") or b"\n\n" in text:
        lines = text.split(b"\n")[:-1]
        kept = [line for line in lines if line]
        oddities["blank line"] += len(lines) - len(kept)
        text = b"".join(line + b"\n" for line in kept)
    return text
