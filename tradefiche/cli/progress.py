"""What a fetch does, as it goes on: bars on a terminal, lines with `--verbose`, else nothing."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from tradefiche.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID


class _Lines:
    """Says what is done, without bars."""

    def said(self, text: str) -> None:
        console.detail(text)

    def warned(self, text: str) -> None:
        console.warning(text)

    def began(self, name: str) -> None:
        console.detail(f"asking for {name}")

    def moved(self, received: int, size: int | None) -> None:
        """A line says nothing of it."""

    def ended(self) -> None:
        """Nor of this."""


class _Bars(_Lines):
    """Shows the file that comes, with its size and speed."""

    def __init__(self) -> None:
        self._shown: tuple[Progress, TaskID] | None = None

    def began(self, name: str) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._shown = (bars, bars.add_task(name, total=None))
        bars.start()

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
    """Yield what is told of a fetch; a bar that is shown is taken away at the end."""
    watch = _Bars() if sys.stderr.isatty() and not quiet else _Lines()
    try:
        yield watch
    finally:
        watch.ended()
