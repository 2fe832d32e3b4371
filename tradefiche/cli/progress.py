"""Progress of long commands: bars on a terminal, lines with `--verbose`, else nothing."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from tradefiche.cli import console
from tradefiche.customs.remote.progress import FetchWatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, ProgressColumn, TaskID


def _bar(name: str, total: int | None, *columns: ProgressColumn) -> tuple[Progress, TaskID]:
    """Start a bar on stderr, with further columns after it; return it and its task."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    words = TextColumn("{task.description}", markup=False)
    bars = Progress(
        words, BarColumn(), *columns, TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    shown = (bars, bars.add_task(name, total=total))
    bars.start()
    return shown


class _Lines(FetchWatch):
    """Prints the progress of a fetch as lines; only bars show the bytes received."""

    def said(self, text: str) -> None:
        console.detail(text)

    def warned(self, text: str) -> None:
        console.warning(text)

    def began(self, name: str) -> None:
        console.detail(f"asking for {name}")


class _Bars(_Lines):
    """Shows a bar for the file being downloaded, with size and speed."""

    def __init__(self) -> None:
        self._shown: tuple[Progress, TaskID] | None = None

    def began(self, name: str) -> None:
        from rich.progress import DownloadColumn, TransferSpeedColumn

        self._shown = _bar(name, None, DownloadColumn(), TransferSpeedColumn())

    def moved(self, received: int, size: int | None) -> None:
        if self._shown:
            bars, task = self._shown
            bars.update(task, completed=received, total=size)

    def ended(self) -> None:
        if self._shown:
            self._shown[0].stop()
            self._shown = None


@contextlib.contextmanager
def watching(*, quiet: bool) -> Iterator[_Lines]:
    """Yield the listener to a fetch's progress; its bar, if any, is removed at the end."""
    watch = _Bars() if sys.stderr.isatty() and not quiet else _Lines()
    try:
        yield watch
    finally:
        watch.ended()


class _Count:
    """Prints the progress of a batch as lines; see `BatchWatch`."""

    def __init__(self, what: str) -> None:
        self._what = what

    def began(self, count: int) -> None:
        console.detail(f"making {count} {self._what}")

    def moved(self, name: str) -> None:
        console.detail(name)

    def ended(self) -> None:
        """Do nothing: there is no bar to remove."""


class _Bar(_Count):
    """Shows a bar with the number of items done, and the time remaining."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self._shown: tuple[Progress, TaskID] | None = None

    def began(self, count: int) -> None:
        from rich.progress import MofNCompleteColumn

        if count:
            self._shown = _bar(self._what, count, MofNCompleteColumn())

    def moved(self, name: str) -> None:
        if self._shown:
            bar, task = self._shown
            bar.update(task, advance=1, description=name)

    def ended(self) -> None:
        if self._shown:
            self._shown[0].stop()
            self._shown = None


@contextlib.contextmanager
def counting(what: str, *, quiet: bool) -> Iterator[_Count]:
    """Yield the listener to the progress of a batch of `what`; its bar is removed at the end."""
    watch = _Bar(what) if sys.stderr.isatty() and not quiet else _Count(what)
    try:
        yield watch
    finally:
        watch.ended()
