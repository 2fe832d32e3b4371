"""Metrics of the fonts in which pictures are set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tradefiche.charts.type import fonts
from tradefiche.charts.type.fonts.measuring import measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tradefiche.charts.type.fonts import Typeface
    from tradefiche.charts.type.fonts.measuring import Metrics


@dataclass(frozen=True, slots=True)
class Face:
    """Metrics of one font, as multiples of the type size; see `fonts.measuring.Metrics`."""

    ascent: float
    descent: float
    capital: float
    advances: Mapping[str, float]
    left: Mapping[str, int]
    right: Mapping[str, int]
    kerning: Sequence[Sequence[float]]

    def offsets(self, text: str) -> tuple[float, ...]:
        """Return the abscissa of each character in a line at size 1, and of the line's end."""
        found = [0.0]
        previous: Sequence[float] | None = None
        for character in text:
            known = self.known(character)
            if previous is not None:
                found[-1] += previous[self.right[known]]
            found.append(found[-1] + self.advances[known])
            previous = self.kerning[self.left[known]]
        return tuple(found)

    def width(self, text: str) -> float:
        """Return the width of one line at size 1, kerning included."""
        return self.offsets(text)[-1]

    def known(self, character: str) -> str:
        """Return the character, or `?` if the font lacks it."""
        return character if character in self.advances else "?"


def face(weight: int, *, numeric: bool = False) -> Face:
    """Return the metrics of the font of weight 400, 600 or 700 in the current typeface."""
    return face_of(fonts.in_use(), weight, numeric=numeric)


@cache
def face_of(typeface: Typeface, weight: int, *, numeric: bool) -> Face:
    """Return the metrics of one font of a typeface."""
    path = typeface.files[weight, numeric]
    entry = _inter()[path.stem] if typeface is fonts.INTER else measured(path, _known())
    units = entry["units"]
    characters = entry["characters"]
    return Face(
        ascent=entry["ascent"] / units,
        descent=-entry["descent"] / units,
        capital=entry["capital"] / units,
        advances=dict(zip(characters, (width / units for width in entry["advances"]), strict=True)),
        left=dict(zip(characters, entry["left"], strict=True)),
        right=dict(zip(characters, entry["right"], strict=True)),
        kerning=[[value / units for value in row] for row in entry["kerning"]],
    )


def drawable(text: str) -> bool:
    """Return whether the current typeface has a glyph for every character."""
    return face(400).advances.keys() >= set(text)


@cache
def _inter() -> Mapping[str, Metrics]:
    content: Mapping[str, Metrics] = json.loads(fonts.METRICS.read_text("utf-8"))
    return content


def _known() -> frozenset[str]:
    """Return the characters that pictures may contain: those of the shipped fonts."""
    return frozenset(face_of(fonts.INTER, 400, numeric=False).advances)
