"""Text from outside, made fit for terminals, pictures and workbooks where it comes in."""

from __future__ import annotations

import unicodedata

LONGEST = 300
"""Nearly twice the longest label of the Customs; a terminal, a picture and a cell bear it."""
_KEPT_AT_END = 40
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def cleaned(text: str, longest: int = LONGEST) -> str:
    """Return a text without control, format and lone surrogate characters, of bounded length.

    A line break or tab is a space. Of what is too long the middle goes, so that a file's name
    keeps its ending.
    """
    plain = without_controls(text)
    if len(plain) <= longest:
        return plain
    return f"{plain[: longest - _KEPT_AT_END - 1]}…{plain[-_KEPT_AT_END:]}"


def without_controls(text: str) -> str:
    """Return a text on one line, without what a terminal obeys or XML forbids."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    return "" if unicodedata.category(sign).startswith("C") else sign
