"""Render charts as SVG, PNG, PDF and PPTX: accessible, reproducible, in the theme's fonts only."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Literal, get_args
from xml.sax.saxutils import escape

from tradefiche.charts.geometry import coordinate as _n
from tradefiche.charts.writers.altair import specification
from tradefiche.charts.writers.embedding import NUMERIC, OFFICE, scope_of, style_sheet
from tradefiche.charts.writers.pdf import pdf
from tradefiche.charts.writers.png import finished
from tradefiche.errors import UsageError
from tradefiche.reference.matching import unknown
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.charts.type.fonts import Typeface

PictureFormat = Literal["svg", "png", "pdf", "pptx"]
Lettering = Literal["fonts", "outlines"]
"""How an SVG holds its texts: as text with embedded fonts, or as shapes."""
NARROWEST, WIDEST = 1200, 2400
"""Least and greatest width of a PNG in pixels."""
_GRAMMAR = "6.4"
_POINTS_AN_INCH = 72
_XLINK = "http://www.w3.org/1999/xlink"
_TAG = re.compile(r"<[^>]+>")
_ROOT = re.compile(r"<svg\b[^>]*>")
_EMPTY = re.compile(r"(?<=<text)([^>]*)/>")
_FAMILY = re.compile(r'font-family="([^",]+)[^"]*"')
_NUMBER = re.compile(r"-?\d+\.\d{4,}")
# Vega's accessibility attributes of each mark: title and description of the document replace them.
_NOISE = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"| opacity="1"')


def size_for(to: PictureFormat) -> Size:
    """Return the default size of a picture in a format."""
    return "slide" if to == "pptx" else "screen"


def render(
    scene: Scene, to: PictureFormat, *, scale: float | None = None, text: Lettering = "fonts"
) -> bytes:
    """Return the content of a file with the scene.

    Args:
        scene: what to draw.
        to: the format.
        scale: pixels per unit, for PNG only; see `checked`.
        text: whether the texts of an SVG are text or outlines.

    Raises:
        UsageError: outlines are requested for another format than SVG, a scale for another than
            PNG, or the scale is out of bounds.
    """
    require_taken(to, scale, text)
    if to == "svg":
        return svg(scene) if text == "fonts" else traced(scene)
    if to == "pptx":
        return slides([scene])
    return pdf(scene) if to == "pdf" else png(scene, scale=scale)


def slides(scenes: Sequence[Scene]) -> bytes:
    """Return framed pictures as a presentation for PowerPoint; see `slides.deck`."""
    from tradefiche.charts.writers.slides import deck

    return deck(scenes, png)


def require_taken(to: str, scale: float | None, text: Lettering) -> None:
    """Raise UsageError for an option that a format does not take, or an unknown value of `text`."""
    if scale is not None and to != "png":
        raise UsageError("--scale is for PNG", hint="add --format png")
    if text not in get_args(Lettering):
        raise unknown("text", text, get_args(Lettering))
    if text != "fonts" and to != "svg":
        raise UsageError("--text outlines is for SVG", hint="add --format svg")


def svg(scene: Scene, *, embed: bool = True) -> bytes:
    """Return an SVG document in UTF-8, with title and description as its first children.

    Args:
        scene: what to draw.
        embed: embed the fonts, so that it looks the same on every machine; without, its texts name
            the theme's families.
    """
    text = _TAG.sub(lambda tag: _NUMBER.sub(_short, _NOISE.sub("", tag[0])), _drawn(scene))
    style = scope = ""
    if embed:
        text = _FAMILY.sub(_one_family(scene.typeface), text)
        style = f"<style>{style_sheet(scene)}</style>"
        scope = f' class="{scope_of(scene.typeface)}"'
    head = _head(scene) + style
    picture = _ROOT.sub("", text, count=1).removesuffix("</svg>") + _logo(scene)
    return f'{head}<g aria-hidden="true"{scope}>{picture}</g></svg>\n'.encode()


def traced(scene: Scene) -> bytes:
    """Return an SVG document whose texts are shapes, for programs that ignore embedded fonts.

    Title and description remain text.
    """
    from tradefiche.charts.writers.outlines import outlined

    return outlined(svg(scene, embed=False).decode(), scene.typeface, shared=False).encode()


def _one_family(typeface: Typeface) -> Callable[[re.Match[str]], str]:
    """Return a substitution that names `OFFICE` as family; a rule of the style sheet names ours.

    LibreOffice takes a list of families for a single name, does not find it, and sets the text in
    a font of different width.
    """
    numeric = f' class="{NUMERIC}"'

    def named(found: re.Match[str]) -> str:
        return f'font-family="{OFFICE}"{numeric if found[1] == typeface.numeric_family else ""}'

    return named


def _drawn(scene: Scene) -> str:
    """Return the renderer's SVG of a scene.

    The renderer gets empty texts, and they are filled in afterwards: it would measure each one,
    which takes ten times as long as everything else and has no effect here.
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
    """Return the scale of a PNG, by default the least integer that gives `NARROWEST` pixels.

    Args:
        scale: pixels per unit.
        width: width of the picture in units.

    Raises:
        UsageError: the image would be narrower than `NARROWEST` or wider than `WIDEST` pixels.
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
    """Return a PNG image of any scale, its density set to 72 units of the scene per inch."""
    import vl_convert

    from tradefiche.charts.writers.outlines import outlined

    drawing = outlined(svg(scene, embed=False).decode(), scene.typeface)
    image = vl_convert.svg_to_png(drawing, scale=1, ppi=_POINTS_AN_INCH * scale)
    return finished(image, _words(scene), opaque=scene.background is not None)


def _words(scene: Scene) -> dict[str, str]:
    """Return the texts in a PNG, by PNG keyword."""
    return {
        "Title": scene.title,
        "Description": scene.description,
        "Source": scene.source,
        "Copyright": scene.licence,
        "Software": f"tradefiche {__version__}",
    }


def _head(scene: Scene) -> str:
    width, height = _n(scene.width), _n(scene.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{scene.lang}" role="img" '
        'aria-labelledby="chart-title chart-desc" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<title id="chart-title">{escape(scene.title)}</title>'
        f'<desc id="chart-desc">{escape(scene.description)}</desc>'
    )


def _logo(scene: Scene) -> str:
    """Return the agency's logo as an SVG image, empty if there is none."""
    if scene.logo is None:
        return ""
    logo = scene.logo
    # `href` alone is not read by Inkscape up to 1.2
    return (
        f'<image x="{_n(logo.x)}" y="{_n(logo.y)}" width="{_n(logo.width)}" '
        f'height="{_n(logo.height)}" xmlns:xlink="{_XLINK}" xlink:href="{logo.uri}"/>'
    )


def _short(number: re.Match[str]) -> str:
    return _n(float(number[0]))
