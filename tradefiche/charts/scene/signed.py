"""A surplus or deficit in print: triangle, sign and number in green or red."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradefiche.charts.geometry import polygon
from tradefiche.charts.scene.marks import Path, Text
from tradefiche.charts.type.text import measure

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Palette
    from tradefiche.charts.scene.marks import Anchor, Mark
    from tradefiche.charts.type.fonts import Weight

_WIDTH = 0.68
_HEIGHT = 0.56
_GAP = 0.35


@dataclass(frozen=True, slots=True)
class Signed:
    """A balance ready to be drawn: its text, colour and sign (-1, 0, 1)."""

    text: str
    sign: int
    size: float
    fill: str
    weight: Weight = 600

    @classmethod
    def of(
        cls, value: int | None, text: str, size: float, palette: Palette, weight: Weight = 600
    ) -> Signed:
        """Return the printed form of a value; an unknown value or 0 has no triangle."""
        if value is None:
            return cls(text, 0, size, palette.grey, weight)
        if not value:
            return cls(text, 0, size, palette.ink, weight)
        fill = palette.green if value > 0 else palette.red
        return cls(text, 1 if value > 0 else -1, size, fill, weight)

    @property
    def width(self) -> float:
        """Width of triangle, space and number."""
        glyph = (_WIDTH + _GAP) * self.size if self.sign else 0.0
        return glyph + measure(self.text, self.size, self.weight, numeric=True)

    def marks(self, x: float, y: float, *, anchor: Anchor) -> tuple[Mark, ...]:
        """Return triangle and number centred on `y`; they begin at `x`, or end there."""
        left = x if anchor == "start" else x - self.width
        right = left + self.width
        text = Text(right, y, self.text, self.size, self.fill, self.weight, "end", numeric=True)
        if not self.sign:
            return (text,)
        return (Path(self._triangle(left, y), self.fill), text)

    def _triangle(self, left: float, y: float) -> str:
        width, half = _WIDTH * self.size, _HEIGHT * self.size / 2
        base, tip = y + half * self.sign, y - half * self.sign
        corners = ((left, base), (left + width, base), (left + width / 2, tip))
        return polygon(corners)
