"""Who is told what a fetch does: nobody, unless the command line listens."""

from __future__ import annotations

from typing import Protocol


class FetchWatch(Protocol):
    """What is told while a fetch goes on; all of it may be ignored."""

    def said(self, text: str) -> None:
        """Hear what is done now."""

    def warned(self, text: str) -> None:
        """Hear what is not as usual."""

    def began(self, name: str) -> None:
        """Hear that a file begins to come."""

    def moved(self, received: int, size: int | None) -> None:
        """Hear how many bytes of it are there, out of how many if that is known."""

    def ended(self) -> None:
        """Hear that it is there, or given up."""


class Nobody:
    """Hears nothing."""

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
