"""Read a stream in blocks of whole lines, and process blocks in threads while reading ahead."""

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
"""Number of worker threads: more would cost more memory than the time they save is worth."""
_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 23
_LONGEST_LINE = 1 << 16

T = TypeVar("T")


def lines_of(stream: io.BufferedIOBase, name: str, oddities: Counter[str]) -> Iterator[bytes]:
    """Yield a stream in blocks of whole lines, each line with its line end.

    A byte order mark and a missing line end at the end of the file are counted in `oddities`.
    Raise DataError (65) if a block ends in an unfinished line of more than 64 KiB.
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
    """Yield the result of `work` for each block, in order, while the next blocks are processed.

    Errors are raised in the order of the blocks too, whether from reading or from `work`.
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
