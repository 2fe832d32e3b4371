"""The page that text is written to: its width, and whether it shows styles."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

LEAST, USUAL, MOST = 60, 80, 160
READABLE = 100
"""Maximum width of a line of prose, however wide the page is."""

Style = Literal["bold", "red", "yellow"]
_CODES: dict[Style, str] = {"bold": "1", "red": "31", "yellow": "33"}


@dataclass(frozen=True, slots=True)
class Page:
    """Width and styling of the output; by default 80 wide and plain, as for a pipe or file."""

    width: int = USUAL
    styled: bool = False


PLAIN = Page()
_page: ContextVar[Page] = ContextVar("page", default=PLAIN)


def lay(page: Page) -> None:
    """Use this page for all text that follows."""
    _page.set(page)


def room() -> int:
    """Return the number of characters that fit on a line, from 60 to 160."""
    return min(max(_page.get().width, LEAST), MOST)


def styled(text: str, style: Style, *, on: bool | None = None) -> str:
    """Return a text in a style, if the page (or `on`) allows styles; its width stays the same."""
    shown = _page.get().styled if on is None else on
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if shown and text else text


def heading(text: str) -> str:
    """Return a line in bold, as a heading."""
    return styled(text, "bold")
