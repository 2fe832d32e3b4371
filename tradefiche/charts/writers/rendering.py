"""Charts to SVG, PNG and PDF bytes: own faces only, accessible, and the same bytes every time."""

from __future__ import annotations

import json
import math
import re
import struct
import zlib
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from tradefiche.charts.writers.altair import specification
from tradefiche.charts.writers.pdf import pdf
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.marks import Scene

Format = Literal["svg", "png", "pdf"]
NARROWEST, WIDEST = 1200, 2400
"""Pixels across a PNG."""
_GRAMMAR = "6.4"
_POINTS_AN_INCH = 72
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TAG = re.compile(r"<[^>]+>")
_ROOT = re.compile(r"<svg\b[^>]*>")
_EMPTY = re.compile(r"(?<=<text)([^>]*)/>")
_NUMBER = re.compile(r"-?\d+\.\d{4,}")
# What Vega says of each mark; title and description say it better, once.
_NOISE = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"| opacity="1"')


def render(scene: Scene, to: Format, *, scale: float | None = None) -> bytes:
    """Return a scene as a file; `scale` is the pixels of a PNG per unit, see `checked`."""
    if to == "svg":
        return svg(scene)
    return pdf(scene) if to == "pdf" else png(scene, scale=scale)


def svg(scene: Scene, *, prefix: str = "chart", embed: bool = True) -> bytes:
    """Return an SVG document in UTF-8, with title and description as its first children.

    Args:
        scene: what to draw.
        prefix: beginning of the ids in the document, so that several fit on one page.
        embed: carry the glyphs that are drawn, so that it looks the same on every machine; not
            needed in a page that has the faces.
    """
    text = _TAG.sub(lambda tag: _NUMBER.sub(_short, _NOISE.sub("", tag[0])), _drawn(scene))
    style = ""
    if embed:
        from tradefiche.charts.writers.embedding import style_sheet

        style = f"<style>{style_sheet(scene)}</style>"
    head = _head(scene, prefix) + style
    picture = _ROOT.sub("", text, count=1).removesuffix("</svg>") + _logo(scene)
    return f'{head}<g aria-hidden="true">{picture}</g></svg>\n'.encode()


def _drawn(scene: Scene) -> str:
    """Return the renderer's SVG of a scene.

    It measures each text, which takes ten times as long as all the rest, though nothing depends
    on it: it is given empty texts, and the words are put in afterwards.
    """
    import vl_convert

    specified = specification(scene)
    words: list[str] = []
    for rows in specified["datasets"].values():
        for row in rows:
            if "text" in row:
                words.append(escape(row["text"]))
                row["text"] = ""
    drawn = vl_convert.vegalite_to_svg(
        json.dumps(specified, ensure_ascii=False), vl_version=_GRAMMAR
    )
    given = iter(words)
    return _EMPTY.sub(lambda tag: f"{tag[1]}>{next(given)}</text>", drawn)


def png(scene: Scene, *, scale: float | None = None) -> bytes:
    """Return a PNG image of `scale` pixels per unit of the scene; see `checked`."""
    return rasterised(scene, scale=checked(scale, scene.width))


def checked(scale: float | None, width: float) -> float:
    """Return the scale of a PNG; by default the least whole number that gives `NARROWEST` pixels.

    Args:
        scale: pixels per unit.
        width: width of the picture in units.

    Raises:
        UsageError: the image would be narrower than `NARROWEST`, or wider than `WIDEST`.
    """
    if scale is None:
        return math.ceil(NARROWEST / width)
    if NARROWEST - 0.5 <= width * scale <= WIDEST + 0.5:
        return scale
    least, most = (math.ceil(100 * NARROWEST / width), math.floor(100 * WIDEST / width))
    raise UsageError(
        f"a scale of {scale:g} makes a picture {width * scale:.0f} pixels wide",
        hint=f"from {least / 100:g} to {most / 100:g} for this size",
    )


def rasterised(scene: Scene, *, scale: float) -> bytes:
    """Return a PNG image of any scale; its density says 72 units an inch."""
    import vl_convert

    from tradefiche.charts.writers.outlines import outlined

    drawing = outlined(svg(scene, embed=False).decode(), scene.typeface)
    image = vl_convert.svg_to_png(drawing, scale=1, ppi=_POINTS_AN_INCH * scale)
    return _packed(image)


def _head(scene: Scene, prefix: str) -> str:
    width, height = _n(scene.width), _n(scene.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{scene.lang}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<title id="{prefix}-title">{escape(scene.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(scene.description)}</desc>'
    )


def _logo(scene: Scene) -> str:
    """Return the mark of an agency, which says nothing that the words do not."""
    if scene.logo is None:
        return ""
    logo = scene.logo
    return (
        f'<image x="{_n(logo.x)}" y="{_n(logo.y)}" width="{_n(logo.width)}" '
        f'height="{_n(logo.height)}" href="{logo.uri}"/>'
    )


def _short(number: re.Match[str]) -> str:
    return _n(float(number[0]))


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _packed(image: bytes) -> bytes:
    """Compress the pixels anew: the renderer is quick about it, at three times the size."""
    chunks = list(_chunks(image))
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    packed = [chunk for chunk in chunks if chunk[0] not in {b"IDAT", b"IEND"}]
    packed += [(b"IDAT", zlib.compress(pixels, 6)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in packed
    )


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(image):
        (length,) = struct.unpack_from(">I", image, place)
        yield image[place + 4 : place + 8], image[place + 8 : place + 8 + length]
        place += length + 12
