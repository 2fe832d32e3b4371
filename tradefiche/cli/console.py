"""The two streams: data on stdout, everything said on stderr."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from tradefiche import files
from tradefiche.cleaning import without_controls
from tradefiche.errors import StorageError, UsageError
from tradefiche.report.page import PLAIN, USUAL, Page, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tradefiche.cli.optionsets import CommonOptions
    from tradefiche.customs.ingest_report import Remark
    from tradefiche.report.page import Style


class ClosedPipeError(Exception):
    """Whoever reads stdout has read enough."""


@dataclass(slots=True)
class _Volume:
    quiet: bool = False
    verbose: bool = False


_volume = _Volume()


def buffer_streams() -> None:
    """Put a buffer before stdout and stderr where PYTHONUNBUFFERED took it away.

    A raw stream may take less than it is given and says so only in a count, which the layer of
    text above it does not look at: what is left would be lost without a word.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        raw = getattr(stream, "buffer", None)
        if isinstance(raw, io.RawIOBase):
            buffer = io.BufferedWriter(raw)
            setattr(sys, name, io.TextIOWrapper(buffer, stream.encoding, stream.errors))


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Say how much is said; the last command's word counts."""
    _volume.quiet, _volume.verbose = quiet, verbose


def page() -> Page:
    """Return the page that stdout is: a terminal's own, else 80 plain columns."""
    if sys.stdout is None or not sys.stdout.isatty():
        return PLAIN
    return Page(shutil.get_terminal_size((USUAL, 24)).columns, _colours(sys.stdout))


def _colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours, to somebody who wants them."""
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    able = sys.platform != "win32" or "WT_SESSION" in os.environ  # an old console prints the codes
    return stream.isatty() and able and not refused


def error(message: str, fault: BaseException | None = None) -> None:
    """Print an error as one line; its traceback too with `--verbose`."""
    if fault is not None and _volume.verbose:
        import traceback

        trace("".join(traceback.format_exception(fault)))
    _say(" ".join(message.split()), "error", "red")


def warning(message: str) -> None:
    """Print what is not as usual; `--quiet` does not silence it."""
    _say(message, "warning", "yellow")


def notice(message: str) -> None:
    """Print what a user may want to know."""
    if not _volume.quiet:
        _say(message)


def remark(found: Remark) -> None:
    """Print what was found, by its level."""
    (warning if found.level == "warning" else notice)(found.text)


def detail(message: str) -> None:
    """Print what is done meanwhile, on a terminal or with `--verbose`."""
    if _volume.verbose or (sys.stderr.isatty() and not _volume.quiet):
        _say(message)


def more(messages: Iterable[str]) -> None:
    """Print what only `--verbose` asks for."""
    if _volume.verbose:
        for message in messages:
            _say(message)


def trace(text: str) -> None:
    """Print the traceback of a fault that did not stop the command, with `--verbose`."""
    if _volume.verbose and text:
        _print("\n".join(map(_plain, text.rstrip().split("\n"))))


def _say(message: str, level: str = "", style: Style = "bold") -> None:
    """Print one line: a name in it may hold what a terminal would obey."""
    colours = sys.stderr is not None and _colours(sys.stderr)
    mark = f"{styled(f'{level}:', style, on=colours)} " if level else ""
    _print(f"tradefiche: {mark}{_plain(message)}")


def _plain(line: str) -> str:
    """Return a line with what of a path is no UTF-8 escaped, and without controls."""
    return without_controls(line.encode(errors="backslashreplace").decode())


def _print(text: str) -> None:
    """Print on stderr; a message that nobody can be told does not stop the work."""
    if sys.stderr is not None:
        try:
            print(text, file=sys.stderr, flush=True)
        except OSError:
            _abandon(sys.stderr)


def text(lines: str | Iterable[str]) -> None:
    """Print text on stdout in UTF-8, whatever the locale; what of a path is none is escaped."""
    whole = "".join(f"{line}\n" for line in ([lines] if isinstance(lines, str) else lines))
    content(whole.encode(errors="backslashreplace"))


def document(content: object) -> None:
    """Print one JSON document on stdout."""
    text(json.dumps(content, ensure_ascii=False, indent=2))


def content(data: bytes, *, binary: bool = False) -> None:
    """Write bytes to stdout; a terminal is no place for binary ones."""
    with _stdout() as stream:
        if binary and stream.isatty():
            raise UsageError("will not write a binary file to the terminal", hint="name it with -o")
        stream.buffer.write(data)


def deliver(data: bytes, output: Path | None, *, binary: bool = False) -> None:
    """Write bytes to a file, and say so, or to stdout where no file is named."""
    if output is None:
        content(data, binary=binary)
        return
    files.write_bytes(output, data)
    notice(f"wrote {output}")


def made(paths: Iterable[Path], common: CommonOptions, **more: object) -> None:
    """Print the paths of what was made: one per line as they come, or one JSON document."""
    if common.json:
        document({"files": list(map(str, paths)), **more})
        return
    for path in paths:
        if not common.quiet:
            text(str(path))


def abandon_stdout() -> None:
    """Keep the interpreter from failing when it flushes stdout at its end."""
    _abandon(sys.stdout)


def _abandon(stream: TextIO) -> None:
    with contextlib.suppress(OSError, AttributeError):
        number, nowhere = stream.fileno(), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


@contextlib.contextmanager
def _stdout() -> Iterator[TextIO]:
    """Yield stdout and flush it: what the system refuses shows here, not at the end."""
    if sys.stdout is None:
        raise StorageError("cannot write to stdout: it is closed")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError as error:
        raise StorageError(f"cannot write to stdout: {error.strerror}") from error
