"""The listener to a fetch's progress."""

from __future__ import annotations


class FetchWatch:
    """Listener to the progress of a fetch, which ignores all that a subclass does not receive."""

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
