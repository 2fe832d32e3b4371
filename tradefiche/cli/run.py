"""Run a command line: every outcome becomes an exit code, every error one line."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import typer
from typer.main import get_command

from tradefiche.cli import console
from tradefiche.cli.app import COMMANDS, app
from tradefiche.errors import StorageError, TradeficheError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
CLOSED_PIPE = 141
FAULT = TradeficheError.exit_code
# Typer exports only one of the parser's error classes; this is the base class of all.
_ParserError: Any = typer.BadParameter.__mro__[2]
_COMPLETING = "_TRADEFICHE_COMPLETE"
"""Environment variable that a shell sets to ask for completions."""
_PANIC = "PanicException"
"""Class that libraries written in Rust raise on a panic: no Exception, and not exported."""


def run(words: Sequence[str]) -> int:
    """Run one command line; return its exit code."""
    console.set_volume(quiet=False, verbose=False)  # not the last run's, until options are read
    try:
        code = _command()(list(words), prog_name="tradefiche", standalone_mode=False)
    except TradeficheError as error:
        console.error(str(error), error)
        console.abandon_stdout()
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        console.error("interrupted")
        return INTERRUPTED
    except (console.ClosedPipeError, SystemExit) as stop:
        return _left(stop)
    except Exception as error:  # noqa: BLE001 - the last resort: reports a bug of ours as one line
        return _said(error, words)
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        return _said(error, words)
    if code == INTERRUPTED:  # what Typer returns for KeyboardInterrupt
        console.error("interrupted")
    return code if isinstance(code, int) else 0


@cache
def _command() -> Any:  # noqa: ANN401 - Typer exports no such class
    """Return the parser of the app, created once; calling `app` would create it every time."""
    return get_command(app)


def _left(stop: Exception | SystemExit) -> int:
    """Return the exit code after a shell completion or success, else `CLOSED_PIPE`."""
    if isinstance(stop, SystemExit) and (stop.code == 0 or _COMPLETING in os.environ):
        return int(stop.code or 0)
    console.abandon_stdout()  # Typer exits with 1 if the pipe closes during its help
    return CLOSED_PIPE


def _said(error: BaseException, words: Sequence[str]) -> int:
    """Print an error as one line; return its exit code."""
    if isinstance(error, _ParserError):
        message = error.format_message().replace("Value error, ", "").rstrip(".")
        command = f"{words[0]} " if words and words[0] in COMMANDS else ""
        console.error(f"{message} — see `tradefiche {command}--help`")
        return int(error.exit_code)
    if isinstance(error, OSError):
        console.error(f"cannot read or write: {error}", error)
        console.abandon_stdout()
        return StorageError.exit_code
    console.error(f"a fault of the program: {type(error).__name__}: {error}", error)
    return FAULT
