"""The listener to a fetch's progress, and a default one that ignores everything."""

from __future__ import annotations

from typing import Protocol


class FetchWatch(Protocol):
    """Listener to the progress of a fetch; any of it may be ignored."""

    def said(self, text: str) -> None:
        """Receive what is being done now."""

    def warned(self, text: str) -> None:
        """Receive a warning."""

    def began(self, name: str) -> None:
        """Receive the name of a file whose download begins."""

    def moved(self, received: int, size: int | None) -> None:
        """Receive the number of bytes downloaded so far, and the file's size if known."""

    def ended(self) -> None:
        """Learn that an attempt to download it has ended, successfully or not."""


class Nobody:
    """Listener that ignores everything."""

    def said(self, text: str) -> None:
        """Ignore it."""

    def warned(self, text: str) -> None:
        """Ignore it."""

    def began(self, name: str) -> None:
        """Ignore it."""

    def moved(self, received: int, size: int | None) -> None:
        """Ignore it."""

    def ended(self) -> None:
        """Ignore it."""
