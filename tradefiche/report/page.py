"""The page that text is set on: how wide it is, and whether a terminal shows it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

LEAST, USUAL, MOST = 60, 80, 160
READABLE = 100
"""What a line of a sentence takes at most, however wide the page is."""

Style = Literal["bold", "red", "yellow"]
_CODES: dict[Style, str] = {"bold": "1", "red": "31", "yellow": "33"}


@dataclass(frozen=True, slots=True)
class Page:
    """Where text goes: a pipe or file, 80 wide and plain, unless it is a terminal."""

    width: int = USUAL
    styled: bool = False


PLAIN = Page()
_page: ContextVar[Page] = ContextVar("page", default=PLAIN)


def lay(page: Page) -> None:
    """Set the text to come on this page."""
    _page.set(page)


def room() -> int:
    """Return how many signs a line has room for."""
    return min(max(_page.get().width, LEAST), MOST)


def styled(text: str, style: Style, *, on: bool | None = None) -> str:
    """Return a text in a style, where the page (or `on`) has any; its width stays the same."""
    shown = _page.get().styled if on is None else on
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if shown and text else text


def heading(text: str) -> str:
    """Return a line that stands above others."""
    return styled(text, "bold")
