"""Everything that can go wrong for a user, with the exit code that a script sees.

A message is one line: what is wrong and where. The hint says what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path


class TradeficheError(Exception):
    """Base of all errors meant for the user; on its own, a fault of the program."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint as one line."""
        return f"{self.message} — {self.hint}" if self.hint else self.message


class PartialFailureError(TradeficheError):
    """Part of a batch failed; the other outputs are there."""

    exit_code = 1


class UsageError(TradeficheError):
    """The request makes no sense: unknown option, territory, table, or a period that is none."""

    exit_code = 2


class DataError(TradeficheError):
    """A Customs file is malformed, of another kind, or unsafe; nothing of it was taken in."""

    exit_code = 65


class NoInputError(TradeficheError):
    """A path is not there, or the store holds nothing for the period."""

    exit_code = 66


class UnavailableError(TradeficheError):
    """The source cannot be reached, or has nothing for the request."""

    exit_code = 69


class OutputError(TradeficheError):
    """An output cannot be created."""

    exit_code = 73


class ForeignFileError(OutputError):
    """A file that the program has not made stands where one of its own would."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"cannot create {path}: one that tradefiche has not made is there",
            hint="name another folder with -o, or move it away",
        )


class StorageError(TradeficheError):
    """Reading or writing failed half-way: disk full, device error, damaged store."""

    exit_code = 74


class BusyError(TradeficheError):
    """Another run holds the store, or the source asks to wait."""

    exit_code = 75


class ConfigError(TradeficheError):
    """The configuration is wrong: file, key, and what was expected."""

    exit_code = 78


class Notice(UserWarning):
    """What a user of the library should know: what a selection stands for, for instance."""
