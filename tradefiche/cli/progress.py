"""Progress of long commands: bars on a terminal, lines with `--verbose`, else nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

from tradefiche.cli import console
from tradefiche.customs.remote.progress import FetchWatch

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID


def watching(*, quiet: bool) -> _FetchLines:
    """Return the listener to a fetch's progress; its bar, if any, is removed at the end."""
    return _FetchBar() if _on_terminal(quiet) else _FetchLines()


def counting(what: str, *, quiet: bool) -> _BatchLines:
    """Return the listener to the progress of a batch of `what`; its bar is removed at the end."""
    return _BatchBar(what) if _on_terminal(quiet) else _BatchLines(what)


def _on_terminal(quiet: bool) -> bool:
    return sys.stderr.isatty() and not quiet


class _Listener:
    """A context, at whose end the last thing that began has ended."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ended()

    def ended(self) -> None:
        """Do nothing: only bars are removed."""


class _Bar(_Listener):
    """Shows a bar on stderr for what began, until it has ended."""

    _shown: tuple[Progress, TaskID] | None = None

    def _show(self, name: str, total: int | None, *columns: ProgressColumn) -> None:
        """Start a bar with further columns after it."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        words = TextColumn("{task.description}", markup=False)
        bars = Progress(
            words, BarColumn(), *columns, TimeRemainingColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._shown = (bars, bars.add_task(name, total=total))
        bars.start()

    def _move(self, **changed: Any) -> None:  # noqa: ANN401 - fields of a task, as Rich takes them
        if self._shown:
            bars, task = self._shown
            bars.update(task, **changed)

    def ended(self) -> None:
        if self._shown:
            self._shown[0].stop()
            self._shown = None


class _FetchLines(_Listener, FetchWatch):
    """Prints the progress of a fetch as lines; only bars show the bytes received."""

    def said(self, text: str) -> None:
        console.detail(text)

    def warned(self, text: str) -> None:
        console.warning(text)

    def began(self, name: str) -> None:
        console.detail(f"asking for {name}")


class _FetchBar(_Bar, _FetchLines):
    """Shows a bar for the file being downloaded, with size and speed."""

    def began(self, name: str) -> None:
        from rich.progress import DownloadColumn, TransferSpeedColumn

        self._show(name, None, DownloadColumn(), TransferSpeedColumn())

    def moved(self, received: int, size: int | None) -> None:
        self._move(completed=received, total=size)


class _BatchLines(_Listener):
    """Prints the progress of a batch as lines; see `BatchWatch`."""

    def __init__(self, what: str) -> None:
        self._what = what

    def began(self, count: int) -> None:
        console.detail(f"making {count} {self._what}")

    def moved(self, name: str) -> None:
        console.detail(name)


class _BatchBar(_Bar, _BatchLines):
    """Shows a bar with the number of items done, and the time remaining."""

    def began(self, count: int) -> None:
        from rich.progress import MofNCompleteColumn

        if count:
            self._show(self._what, count, MofNCompleteColumn())

    def moved(self, name: str) -> None:
        self._move(advance=1, description=name)
