"""Clean text from outside as it comes in, for terminals, pictures and workbooks."""

from __future__ import annotations

import unicodedata

LONGEST = 300
"""Most characters: nearly twice the Customs' longest label; fits a terminal, picture or cell."""
_KEPT_AT_END = 40
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def cleaned(text: str, longest: int = LONGEST) -> str:
    """Return a text without control, format and lone surrogate characters, of bounded length.

    Line breaks and tabs become spaces. A text that is too long loses its middle, so that a file
    name keeps its extension.
    """
    plain = without_controls(text)
    if len(plain) <= longest:
        return plain
    return f"{plain[: longest - _KEPT_AT_END - 1]}…{plain[-_KEPT_AT_END:]}"


def without_controls(text: str) -> str:
    """Return a text on one line, without characters that control a terminal or XML forbids."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    return "" if unicodedata.category(sign).startswith("C") else sign
