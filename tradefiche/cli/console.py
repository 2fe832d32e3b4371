"""The two streams: data on stdout, everything said on stderr."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class _Volume:
    quiet: bool = False
    verbose: bool = False


_volume = _Volume()


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Say how much is said; the last command's word counts."""
    _volume.quiet, _volume.verbose = quiet, verbose


def error(message: str, fault: BaseException | None = None) -> None:
    """Print an error as one line; its traceback too with `--verbose`."""
    if fault is not None and _volume.verbose:
        import traceback

        traceback.print_exception(fault, file=sys.stderr)
    _say(f"tradefiche: error: {' '.join(message.split())}")


def warning(message: str) -> None:
    """Print what is not as usual; `--quiet` does not silence it."""
    _say(f"tradefiche: warning: {message}")


def notice(message: str) -> None:
    """Print what a user may want to know."""
    if not _volume.quiet:
        _say(f"tradefiche: {message}")


def detail(message: str) -> None:
    """Print what is done meanwhile, on a terminal or with `--verbose`."""
    if _volume.verbose or (sys.stderr.isatty() and not _volume.quiet):
        _say(f"tradefiche: {message}")


def _say(line: str) -> None:
    sys.stdout.flush()
    print(line, file=sys.stderr, flush=True)


def text(lines: str | Iterable[str]) -> None:
    """Print text on stdout."""
    for line in [lines] if isinstance(lines, str) else lines:
        print(line)


def document(content: object) -> None:
    """Print one JSON document on stdout."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def content(data: bytes, *, binary: bool = False) -> None:
    """Write bytes to stdout; a terminal is no place for binary ones."""
    if binary and sys.stdout.isatty():
        raise UsageError("will not write a binary file to the terminal", hint="name it with -o")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
