"""Contrast of two colours (WCAG 2.2), and their difference in colour-vision deficiency."""

from __future__ import annotations

import re
from typing import TypeGuard

TEXT, SHAPE = 4.5, 3.0
"""Least contrast ratios of texts and of shapes (WCAG 2.2, 1.4.3 and 1.4.11)."""
APART = 14.0
"""Least CIEDE2000 difference of fills that mean different things, in every kind of vision."""
VISIONS = ("normal", "protan", "deutan", "tritan")
HEX = r"^#[0-9A-Fa-f]{6}$"
_DARK = 0.04045


def is_colour(value: object) -> TypeGuard[str]:
    """Return whether a value is a colour, `#RRGGBB`."""
    return isinstance(value, str) and re.match(HEX, value) is not None


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours given as `#RRGGBB`, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def apart(first: str, second: str) -> tuple[float, str]:
    """Return the least CIEDE2000 difference of two colours, and the kind of vision that has it.

    The kinds of vision (`VISIONS`) are normal and, by Machado, Oliveira and Fernandes (2009) at
    severity 1, those that lack one of the three types of cones.
    """
    from coloraide import Color

    def seen(colour: str, vision: str) -> Color:
        whole = Color(colour)
        return whole if vision == "normal" else whole.filter(vision, 1, method="machado")

    return min(
        (seen(first, each).delta_e(seen(second, each), method="2000"), each) for each in VISIONS
    )


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= _DARK else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
