"""Colours derived from a theme's base colours: texts, pale shades, edges, tiers, dark palette.

The shipped theme is the pattern. Where a theme changes a base colour but not its shades, they are
derived so that they relate to it as the shipped shades relate to the shipped colour, in OKLCH:
the same share of the way to white or black, the same ratio of chroma, the same shift of hue. They
are then made lighter or darker as far as contrast requires.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.charts.look.colours import SHAPE, TEXT, contrast, is_colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    ThemeEntries = dict[str, Any]

SHADES: Mapping[str, tuple[str, ...]] = {
    "imports": ("imports_text", "imports_pale", "imports_edge"),
    "exports": ("exports_text", "exports_pale", "exports_edge"),
    "others": ("others_pale",),
}
"""The shades in a palette that are derived from each base colour."""
FLOWS = ("imports", "exports")
_DARK = (*SHADES, "red", "green")
_GREY = 0.01  # chroma below which a colour has no hue
_STEP = 0.004  # of lightness


def completed(theme: ThemeEntries, own: ThemeEntries, shipped: ThemeEntries) -> ThemeEntries:
    """Return a theme with the shades of the base colours that it changes.

    Colours that the theme gives itself are kept.

    Args:
        theme: the complete theme, `own` laid over `shipped`.
        own: the content of the upper layer's file.
        shipped: the complete theme below it.
    """
    pattern, named = _palette(shipped), _palette(own)
    found = _ground(theme, own, shipped, pattern)
    dark, own_dark = found["dark"], own.get("dark") or {}
    palette = dict(dark["palette"])
    for role in _DARK:
        if _changed(named, pattern, role) and role not in _palette(own_dark):
            shade = _related(pattern[role], palette[role], named[role])
            least = TEXT if role in ("red", "green") else SHAPE
            palette[role] = _legible(shade, _under(palette), least)
    mine = {**own_dark, "palette": {**_palette(own_dark), **_differing(palette, dark["palette"])}}
    dark = _ground({**dark, "palette": palette}, mine, shipped["dark"], _palette(shipped["dark"]))
    return {**found, "dark": dark}


def _palette(ground: ThemeEntries) -> dict[str, str]:
    return ground.get("palette") or {}


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    return {role: colour for role, colour in one.items() if colour != other.get(role)}


def _changed(named: Mapping[str, str], pattern: Mapping[str, str], role: str) -> bool:
    colour = named.get(role)
    return is_colour(colour) and colour != pattern[role]


def _ground(
    ground: ThemeEntries, own: ThemeEntries, shipped: ThemeEntries, pattern: Mapping[str, str]
) -> ThemeEntries:
    """Return a light or dark ground with palette and tiers derived from its base colours."""
    named, palette, tiers = _palette(own), dict(_palette(ground)), dict(ground["tiers"])
    for base, shades in SHADES.items():
        if not _changed(named, pattern, base):
            continue
        for shade in shades:
            if shade not in named:
                found = _related(pattern[base], pattern[shade], named[base])
                palette[shade] = _shade(shade, found, palette)
        if base in FLOWS and base not in (own.get("tiers") or {}):
            tiers[base] = list(_tiers(shipped["tiers"][base], pattern[base], named[base]))
    if _changed(named, pattern, "red") and "on_red" not in named:
        palette["on_red"] = _on(palette["red"], (palette["on_red"], palette["ink"]))
    return {**ground, "palette": palette, "tiers": tiers}


def _under(palette: Mapping[str, str]) -> tuple[str, ...]:
    return palette["background"], palette["panel"]


def _shade(role: str, colour: str, palette: Mapping[str, str]) -> str:
    """Return a shade, adjusted to the contrast that its role requires."""
    if role.endswith("_text"):
        return _legible(colour, _under(palette), TEXT)
    if role.endswith("_edge"):
        return _legible(colour, _under(palette)[:1], SHAPE)
    return _legible(colour, (palette["ink"],), TEXT) if role == "others_pale" else colour


def _tiers(pattern: Sequence[ThemeEntries], base: str, own: str) -> Iterator[ThemeEntries]:
    """Yield the tiers of a block, each with the pattern's text colour of highest contrast."""
    inks = tuple(dict.fromkeys(str(tier["text"]) for tier in pattern))
    for tier in pattern:
        fill = _related(base, tier["fill"], own)
        ink = _on(fill, inks)
        yield {**tier, "fill": _legible(fill, (ink,), TEXT), "text": ink}


def _on(fill: str, inks: Sequence[str]) -> str:
    return max(inks, key=lambda ink: contrast(ink, fill))


def _related(base: str, shade: str, own: str) -> str:
    """Return the colour that relates to `own` as `shade` relates to `base`."""
    from coloraide import Color

    if shade == base:
        return own
    (l_base, c_base, h_base), (l_shade, c_shade, h_shade), (l_own, c_own, h_own) = (
        Color(each).convert("oklch").coords(nans=False) for each in (base, shade, own)
    )
    end = 1.0 if l_shade > l_base else 0.0
    light = l_own + (end - l_own) * (l_shade - l_base) / (end - l_base)
    chroma = c_own * c_shade / c_base if c_base > _GREY else c_own
    hue = h_own + (h_shade - h_base if c_base > _GREY else 0.0)
    return _hex(light, chroma, hue)


def _legible(colour: str, others: Sequence[str], least: float) -> str:
    """Return a colour, its lightness moved as little as enough contrast with all others requires.

    If no lightness is enough, the colour is returned as it is.
    """
    from coloraide import Color

    def fits(each: str) -> bool:
        return all(contrast(each, other) >= least for other in others)

    if fits(colour):
        return colour
    light, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    steps = range(1, round(1 / _STEP))
    moved = (light + sign * step * _STEP for step in steps for sign in (-1, 1))
    tried = (_hex(each, chroma, hue) for each in moved if 0 <= each <= 1)
    return next(filter(fits, tried), colour)


def _hex(light: float, chroma: float, hue: float) -> str:
    from coloraide import Color

    found = Color("oklch", [light, chroma, hue % 360]).convert("srgb").fit(method="oklch-chroma")
    return found.to_string(hex=True).upper()
