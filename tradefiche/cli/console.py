"""The two output streams: data on stdout, all messages on stderr."""

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
    """The reader of stdout has closed the pipe."""


@dataclass(slots=True)
class _Volume:
    quiet: bool = False
    verbose: bool = False


_volume = _Volume()


def buffer_streams() -> None:
    """Give stdout and stderr a buffer if PYTHONUNBUFFERED removed it.

    A raw stream may write less than it is given and only return the count, which the text layer
    above it ignores: the rest would be lost silently.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        raw = getattr(stream, "buffer", None)
        if isinstance(raw, io.RawIOBase):
            buffer = io.BufferedWriter(raw)
            setattr(sys, name, io.TextIOWrapper(buffer, stream.encoding, stream.errors))


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Set which messages are printed from now on."""
    _volume.quiet, _volume.verbose = quiet, verbose


def page() -> Page:
    """Return the page for stdout: width and colours of the terminal, else 80 plain columns."""
    if sys.stdout is None or not sys.stdout.isatty():
        return PLAIN
    return Page(shutil.get_terminal_size((USUAL, 24)).columns, _colours(sys.stdout))


def _colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours, and the user has not refused them."""
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    able = sys.platform != "win32" or "WT_SESSION" in os.environ  # an old console prints the codes
    return stream.isatty() and able and not refused


def error(message: str, fault: BaseException | None = None) -> None:
    """Print an error as one line; with `--verbose`, its traceback first."""
    if fault is not None and _volume.verbose:
        import traceback

        trace("".join(traceback.format_exception(fault)))
    _say(" ".join(message.split()), "error", "red")


def warning(message: str) -> None:
    """Print a warning, even with `--quiet`."""
    _say(message, "warning", "yellow")


def notice(message: str) -> None:
    """Print a notice, unless with `--quiet`."""
    if not _volume.quiet:
        _say(message)


def remark(found: Remark) -> None:
    """Print a remark as a warning or a notice, by its level."""
    (warning if found.level == "warning" else notice)(found.text)


def detail(message: str) -> None:
    """Print what is being done: with `--verbose`, or on a terminal unless with `--quiet`."""
    if _volume.verbose or (sys.stderr.isatty() and not _volume.quiet):
        _say(message)


def more(messages: Iterable[str]) -> None:
    """Print messages with `--verbose` only."""
    if _volume.verbose:
        for message in messages:
            _say(message)


def trace(text: str) -> None:
    """Print a traceback, with `--verbose` only."""
    if _volume.verbose and text:
        _print("\n".join(map(_plain, text.rstrip().split("\n"))))


def _say(message: str, level: str = "", style: Style = "bold") -> None:
    """Print one line, without control characters: a file name in it may contain some."""
    colours = sys.stderr is not None and _colours(sys.stderr)
    mark = f"{styled(f'{level}:', style, on=colours)} " if level else ""
    _print(f"tradefiche: {mark}{_plain(message)}")


def _plain(line: str) -> str:
    """Return a line without control characters; bytes of paths that are not UTF-8 are escaped."""
    return without_controls(line.encode(errors="backslashreplace").decode())


def _print(text: str) -> None:
    """Print on stderr; a stream that is closed or fails does not stop the command."""
    if sys.stderr is not None:
        try:
            print(text, file=sys.stderr, flush=True)
        except OSError:
            _abandon(sys.stderr)


def text(lines: str | Iterable[str]) -> None:
    """Print lines on stdout in UTF-8, whatever the locale; undecodable bytes are escaped."""
    whole = "".join(f"{line}\n" for line in ([lines] if isinstance(lines, str) else lines))
    content(whole.encode(errors="backslashreplace"))


def document(content: object) -> None:
    """Print one JSON document on stdout."""
    text(json.dumps(content, ensure_ascii=False, indent=2))


def content(data: bytes, *, binary: bool = False) -> None:
    """Write bytes to stdout; UsageError if they are binary and stdout is a terminal."""
    with _stdout() as stream:
        if binary and stream.isatty():
            raise UsageError("will not write a binary file to the terminal", hint="name it with -o")
        stream.buffer.write(data)


def deliver(data: bytes, output: Path | None, *, binary: bool = False) -> None:
    """Write bytes to a file, and print a notice; to stdout if no file is named."""
    if output is None:
        content(data, binary=binary)
        return
    files.write_bytes(output, data)
    notice(f"wrote {output}")


def made(paths: Iterable[Path], common: CommonOptions, **more: object) -> None:
    """Print the paths of written files: one per line as they come, or one JSON document.

    With `--quiet` there are no lines. `more` is added to the document.
    """
    if common.json:
        document({"files": list(map(str, paths)), **more})
        return
    for path in paths:
        if not common.quiet:
            text(str(path))


def abandon_stdout() -> None:
    """Redirect stdout to the null device, so that the interpreter's last flush does not fail."""
    _abandon(sys.stdout)


def _abandon(stream: TextIO) -> None:
    with contextlib.suppress(OSError, AttributeError):
        number, nowhere = stream.fileno(), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


@contextlib.contextmanager
def _stdout() -> Iterator[TextIO]:
    """Yield stdout and flush it, so that an error is raised here, not when the program ends.

    Raises:
        ClosedPipeError: the reader has closed the pipe.
        StorageError: stdout is closed, or cannot be written.
    """
    if sys.stdout is None:
        raise StorageError("cannot write to stdout: it is closed")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError as error:
        raise StorageError(f"cannot write to stdout: {error.strerror}") from error
