"""Reads a theme: the configuration's, and over it an agency's; sees that pictures stay legible.

A theme changes colours, faces and logo, never what a picture says.
"""

from __future__ import annotations

import base64
import re
import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradefiche.charts.look.colours import contrast
from tradefiche.charts.look.theme import Theme
from tradefiche.configuration.loading import check, locate, parse, slip
from tradefiche.errors import NoInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import Palette, Tiers
    from tradefiche.configuration.faults import Keys

FILE = "theme.yaml"
TEXT, SHAPE = 4.5, 3.0
"""Least contrasts of texts and of shapes (WCAG 2.2, 1.4.3 and 1.4.11)."""
_TEXTS = ("ink", "grey", "imports_text", "exports_text", "red", "green")
_SHAPES = ("imports", "exports", "others", "axis", "imports_edge", "exports_edge")
_LARGEST = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_IHDR_END = 24
_NUMBER = r'"\s*([\d.]+)(?:px)?\s*"'
_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"')


def read(dirs: tuple[Path, ...], file: Path | None) -> Theme:
    """Return a theme; see `theme.theme`."""
    path = locate(FILE, dirs)
    document = _placed(parse(path), path.parent)
    if file is not None:
        if not file.exists():
            raise NoInputError(f"{file}: no such theme file")
        path, document = file, _over(document, _placed(parse(file), file.parent))
    found = check(path, document, Theme)
    for keys, ratio, least in _contrasts(found):
        if ratio < least:
            expected = f"a contrast of {least:g}:1 or more with {keys[-1]}"
            raise slip(path, keys[:-1], expected=expected, got=f"{ratio:.1f}:1")
    _check_faces(found, path)
    if found.logo is not None:
        try:
            logo(found.logo)
        except (OSError, ValueError) as error:
            expected = f"an SVG or PNG with a size, of {_LARGEST // 1000} kB at most"
            raise slip(path, ("logo",), expected=expected, got=f"{found.logo}: {error}") from error
    return found


@cache
def logo(file: str) -> tuple[str, float]:
    """Return a logo as a data URI, and how many times wider than high it is.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no SVG or PNG with a size, or too large.
    """
    content = Path(file).read_bytes()
    sides = _sides(content)
    if sides is None or min(sides) <= 0:
        raise ValueError("no picture with a size")
    if len(content) > _LARGEST:
        raise ValueError(f"{len(content) // 1000} kB")
    kind = "png" if content.startswith(_PNG) else "svg+xml"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}", sides[0] / sides[1]


def _sides(content: bytes) -> tuple[float, float] | None:
    if content.startswith(_PNG) and len(content) >= _IHDR_END:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    text = content.decode("utf-8", "replace")
    root = re.search(r"<svg\b[^>]*>", text)
    if root is None:
        return None
    if found := _BOX.search(root[0]):
        return float(found[1]), float(found[2])
    sides = [re.search(rf"\b{side}={_NUMBER}", root[0]) for side in ("width", "height")]
    return (float(sides[0][1]), float(sides[1][1])) if sides[0] and sides[1] else None


def _placed(document: object, folder: Path) -> object:
    """Return the document with the files that it names found from its own folder."""
    if not isinstance(document, dict):
        return document
    found: dict[Any, Any] = dict(document)
    if isinstance(found.get("logo"), str):
        found["logo"] = str(folder / found["logo"])
    if isinstance(families := found.get("fonts"), dict):
        found["fonts"] = {
            key: {
                weight: str(folder / name) if isinstance(name, str) else name
                for weight, name in faces.items()
            }
            if isinstance(faces, dict)
            else faces
            for key, faces in families.items()
        }
    return found


def _over(base: object, own: object) -> object:
    """Return two documents as one: mappings are joined, all else is that of the second."""
    if isinstance(base, dict) and isinstance(own, dict):
        both: dict[Any, Any] = {
            **base,
            **{
                key: _over(base[key], value) if key in base else value for key, value in own.items()
            },
        }
        return both
    return own


def _contrasts(found: Theme) -> Iterator[tuple[Keys, float, float]]:
    """Yield two colours by their keys, the second as the last, their contrast and the least."""
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
    """Raise ConfigError for a face that cannot be read or lacks a glyph."""
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
