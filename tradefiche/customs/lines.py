"""Whole lines of a stream, some megabytes at a time, read ahead of who works on them."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from tradefiche.errors import DataError

if TYPE_CHECKING:
    import io
    from collections import Counter
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

UNENDED = "last line without its end"
AT_ONCE = 2
"""Threads that work at the same time: more would take more memory than they save time."""
_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 23
_LONGEST_LINE = 1 << 16

T = TypeVar("T")


def lines_of(stream: io.BufferedIOBase, name: str, oddities: Counter[str]) -> Iterator[bytes]:
    """Yield the lines of a stream, some at a time, each with its end.

    A byte order mark and a last line without its end are counted among the oddities. DataError
    (65) for a line that no record is as long as.
    """
    rest = b""
    first = True
    while True:
        block = stream.read(_CHUNK)
        ended = not block
        if first and block.startswith(_BOM):
            block = block.removeprefix(_BOM)
            oddities["byte order mark"] += 1
        first = False
        text = rest + block
        if ended and text:
            text += b"\n"
            oddities[UNENDED] += 1
        end = text.rfind(b"\n") + 1
        lines, rest = text[:end], text[end:]
        if len(rest) > _LONGEST_LINE:
            raise DataError(f"{name}: a line is longer than {_LONGEST_LINE} bytes")
        if lines:
            yield lines
        if ended:
            return


def worked_on(work: Callable[[bytes], T], lines: Iterator[bytes]) -> Iterator[T]:
    """Yield what comes of lines, in their order, while the next ones are read and worked on.

    What goes wrong is raised in their order too, whether it is of the reading or of the work.
    """
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for each in lines:
                waiting.append(pool.submit(work, each))
                if len(waiting) > AT_ONCE:
                    yield waiting.popleft().result()
        except DataError:
            for earlier in waiting:
                earlier.result()
            raise
        while waiting:
            yield waiting.popleft().result()
