"""Errors shown to the user, each with the exit code of the command.

A message is one line: what is wrong and where. The hint says what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path


class TradeficheError(Exception):
    """Base of all errors shown to the user; raised itself, it reports a bug in the program."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint as one line."""
        return f"{self.message} — {self.hint}" if self.hint else self.message


class PartialFailureError(TradeficheError):
    """Part of a batch failed; the other outputs were written."""

    exit_code = 1


class UsageError(TradeficheError):
    """The request is invalid: an unknown option, territory or table, or a malformed period."""

    exit_code = 2


class DataError(TradeficheError):
    """An input file is malformed, of the wrong kind, or unsafe; nothing of it was stored."""

    exit_code = 65


class NoInputError(TradeficheError):
    """A path does not exist, or the store has no data for the period."""

    exit_code = 66


class UnavailableError(TradeficheError):
    """The source cannot be reached, or has nothing for the request."""

    exit_code = 69


class OutputError(TradeficheError):
    """An output cannot be created."""

    exit_code = 73


class ForeignFileError(OutputError):
    """A file not made by tradefiche is where one of its own would be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"cannot create {path}: one that tradefiche has not made is there",
            hint="name another folder with -o, or move it away",
        )


class StorageError(TradeficheError):
    """Reading or writing failed half-way: disk full, device error, damaged store."""

    exit_code = 74


class BusyError(TradeficheError):
    """Another run holds a lock or renewed the store meanwhile, or the source asks to wait."""

    exit_code = 75


class ConfigError(TradeficheError):
    """The configuration is wrong; the message has file, key, and what was expected."""

    exit_code = 78


class Notice(UserWarning):
    """A warning to users of the library, for instance on what a selection stands for."""
