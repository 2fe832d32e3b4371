"""Read a theme, the configuration's and an agency's over it, and check that it is legible.

A theme changes colours, fonts and logo, never what a picture says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche import files
from tradefiche.charts.look.colours import APART, SHAPE, TEXT, apart, contrast
from tradefiche.charts.look.layers import FILE, layered
from tradefiche.charts.look.logo import LARGEST, logo, lost
from tradefiche.configuration.faults import slip
from tradefiche.configuration.loading import kept
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import Palette, Theme, Tiers
    from tradefiche.configuration.faults import Keys

_TEXTS = ("ink", "grey", "imports_text", "exports_text", "red", "green")
_SHAPES = ("imports", "exports", "others", "axis", "imports_edge", "exports_edge")
_FILLS = (("imports", "exports"), ("green", "red"), ("red", "exports"), ("imports", "others"))


def theme(dirs: tuple[Path, ...], file: Path | None = None) -> Theme:
    """Return the theme of these configuration folders; without `file` it is cached.

    Args:
        dirs: folders, the user's first.
        file: a theme file whose keys override those of the folders' theme.

    Raises:
        NoInputError: the file does not exist.
        ConfigError: a key or value is wrong, a contrast or a difference of fills too low, or a
            font, logo or address cannot be used.
    """
    return _shipped(dirs) if file is None else _read(dirs, file)


@kept
def _shipped(dirs: tuple[Path, ...]) -> Theme:
    return _read(dirs, None)


def _read(dirs: tuple[Path, ...], file: Path | None) -> Theme:
    found, path = layered(dirs, file)
    for keys, ratio, least in _contrasts(found):
        if ratio < least:
            expected = f"a contrast of {least:g}:1 or more with {keys[-1]}"
            raise slip(path, keys[:-1], expected=expected, got=f"{ratio:.1f}:1")
    if path != shipped_config() / FILE:
        _check_differences(found, path)
    _check_faces(found, path)
    for where, address in found.agency.astray():
        expected = "a text, or an address that begins with https:// or mailto:"
        raise slip(path, ("agency", *where), expected=expected, got=address)
    if found.logo is not None:
        _check_logo(found.logo, path)
    return found


def _check_logo(name: str, path: Path) -> None:
    """Raise ConfigError for a logo that cannot be drawn completely."""
    keys = ("logo",)
    try:
        logo(name)
        lacking = lost(files.read_bytes(Path(name)))
    except (OSError, ValueError) as error:
        expected = f"an SVG or PNG with a size, of {LARGEST // 1000} kB at most"
        raise slip(path, keys, expected=expected, got=f"{name}: {error}") from error
    if lacking:
        expected = "an SVG with its words as outlines (Inkscape: Path, Object to Path) or a PNG"
        raise slip(path, keys, expected=expected, got=f"{name}: {lacking}, which would vanish")


def _check_differences(found: Theme, path: Path) -> None:
    """Raise ConfigError for fills of different meaning too similar in some kind of vision."""
    grounds = (((), found.palette), (("dark",), found.dark.palette))
    for where, palette in grounds:
        for first, second in _FILLS:
            least, vision = apart(getattr(palette, first), getattr(palette, second))
            if least < APART:
                expected = f"a difference of {APART:g} or more to {second} (CIEDE2000)"
                got = f"{least:.1f} in {vision} vision"
                raise slip(path, (*where, "palette", first), expected=expected, got=got)


def _contrasts(found: Theme) -> Iterator[tuple[Keys, float, float]]:
    """Yield the keys of two colours, their contrast and the least required.

    The last key is that of the second colour, the one before it that of the first.
    """
    for where, palette, tiers in (
        ((), found.palette, found.tiers),
        (("dark",), found.dark.palette, found.dark.tiers),
    ):
        yield from _of_palette((*where, "palette"), palette)
        yield from _of_tiers((*where, "tiers"), tiers)


def _of_palette(where: Keys, palette: Palette) -> Iterator[tuple[Keys, float, float]]:
    pairs = [(role, under, TEXT) for role in _TEXTS for under in ("background", "panel")]
    pairs += [("ink", "others_pale", TEXT), ("on_red", "red", TEXT)]
    pairs += [(role, "background", SHAPE) for role in _SHAPES]
    for role, under, least in pairs:
        yield (
            (*where, role, under),
            contrast(getattr(palette, role), getattr(palette, under)),
            least,
        )


def _of_tiers(where: Keys, tiers: Tiers) -> Iterator[tuple[Keys, float, float]]:
    for flow in ("imports", "exports"):
        for number, tier in enumerate(getattr(tiers, flow)):
            yield (*where, flow, number, "text", "fill"), contrast(tier.text, tier.fill), TEXT


def _check_faces(found: Theme, path: Path) -> None:
    """Raise ConfigError for a font that cannot be read or lacks a glyph."""
    from fontTools.ttLib import TTLibError

    from tradefiche.charts.type.fonts.custom_fonts import lacking

    if found.fonts is None:
        return
    for key in ("text", "numeric"):
        faces = getattr(found.fonts, key)
        for weight in faces.__struct_fields__ if faces else ():
            name = getattr(faces, weight)
            keys = ("fonts", key, weight)
            try:
                missing = lacking(Path(name))
            except (OSError, TTLibError) as error:
                expected = "a TrueType, OpenType or WOFF file"
                raise slip(path, keys, expected=expected, got=f"{name}: {error}") from error
            if missing:
                raise slip(path, keys, expected=f"a face with {missing}", got=name)
