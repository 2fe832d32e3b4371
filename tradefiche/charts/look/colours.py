"""How far two colours are apart in light (WCAG 2.2)."""

from __future__ import annotations

_DARK = 0.04045


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours given as `#RRGGBB`, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= _DARK else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
