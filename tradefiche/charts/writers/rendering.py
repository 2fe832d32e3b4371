"""Charts to SVG, PNG and PDF bytes: own faces only, accessible, and the same bytes every time."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Literal, get_args
from xml.sax.saxutils import escape

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
"""What the words of an SVG are: text in faces that it carries, or shapes."""
NARROWEST, WIDEST = 1200, 2400
"""Pixels across a PNG."""
_GRAMMAR = "6.4"
_POINTS_AN_INCH = 72
_XLINK = "http://www.w3.org/1999/xlink"
_TAG = re.compile(r"<[^>]+>")
_ROOT = re.compile(r"<svg\b[^>]*>")
_EMPTY = re.compile(r"(?<=<text)([^>]*)/>")
_FAMILY = re.compile(r'font-family="([^",]+)[^"]*"')
_NUMBER = re.compile(r"-?\d+\.\d{4,}")
# What Vega says of each mark; title and description say it better, once.
_NOISE = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"| opacity="1"')


def size_for(to: PictureFormat) -> Size:
    """Return for what a picture of a format is laid out, unless another size is asked for."""
    return "slide" if to == "pptx" else "screen"


def render(
    scene: Scene, to: PictureFormat, *, scale: float | None = None, text: Lettering = "fonts"
) -> bytes:
    """Return a scene as a file.

    Args:
        scene: what to draw.
        to: the format.
        scale: pixels of a PNG per unit, see `checked`.
        text: of an SVG, whether its words are text or outlines.

    Raises:
        UsageError: outlines are asked of a format that has none, or the scale is beyond bounds.
    """
    require_svg(to, text)
    if to == "svg":
        return svg(scene) if text == "fonts" else traced(scene)
    if to == "pptx":
        return slides([scene])
    return pdf(scene) if to == "pdf" else png(scene, scale=scale)


def slides(scenes: Sequence[Scene]) -> bytes:
    """Return framed pictures as a presentation for PowerPoint; see `slides.deck`."""
    from tradefiche.charts.writers.slides import deck

    return deck(scenes, png)


def require_svg(to: str, text: Lettering) -> None:
    """Refuse outlines of another format than SVG, and what words cannot be."""
    if text not in get_args(Lettering):
        raise unknown("text", text, get_args(Lettering))
    if text != "fonts" and to != "svg":
        raise UsageError("--text outlines is for SVG", hint="add --format svg")


def svg(scene: Scene, *, prefix: str = "chart", embed: bool = True) -> bytes:
    """Return an SVG document in UTF-8, with title and description as its first children.

    Args:
        scene: what to draw.
        prefix: beginning of the ids in the document, so that several fit on one page.
        embed: carry the glyphs that are drawn, so that it looks the same on every machine; not
            needed in a page that has the faces.
    """
    text = _TAG.sub(lambda tag: _NUMBER.sub(_short, _NOISE.sub("", tag[0])), _drawn(scene))
    style = scope = ""
    if embed:
        text = _FAMILY.sub(_one_family(scene.typeface), text)
        style = f"<style>{style_sheet(scene)}</style>"
        scope = f' class="{scope_of(scene.typeface)}"'
    head = _head(scene, prefix) + style
    picture = _ROOT.sub("", text, count=1).removesuffix("</svg>") + _logo(scene)
    return f'{head}<g aria-hidden="true"{scope}>{picture}</g></svg>\n'.encode()


def traced(scene: Scene) -> bytes:
    """Return an SVG document whose words are shapes, for programs that bring their own faces.

    Title and description keep them as text.
    """
    from tradefiche.charts.writers.outlines import outlined

    return outlined(svg(scene, embed=False).decode(), scene.typeface, shared=False).encode()


def _one_family(typeface: Typeface) -> Callable[[re.Match[str]], str]:
    """Return what names one family that offices have; a rule of the style sheet names ours.

    LibreOffice takes a list of families for the name of one, and sets what it then does not find
    in a face of another width.
    """
    numeric = f' class="{NUMERIC}"'

    def named(found: re.Match[str]) -> str:
        return f'font-family="{OFFICE}"{numeric if found[1] == typeface.numeric_family else ""}'

    return named


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
    return finished(image, _words(scene), opaque=scene.background is not None)


def _words(scene: Scene) -> dict[str, str]:
    """Return what a PNG says of itself, by the keywords of PNG."""
    return {
        "Title": scene.title,
        "Description": scene.description,
        "Source": scene.source,
        "Copyright": scene.licence,
        "Software": f"tradefiche {__version__}",
    }


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
    # `href` alone is not read by Inkscape up to 1.2
    return (
        f'<image x="{_n(logo.x)}" y="{_n(logo.y)}" width="{_n(logo.width)}" '
        f'height="{_n(logo.height)}" xmlns:xlink="{_XLINK}" xlink:href="{logo.uri}"/>'
    )


def _short(number: re.Match[str]) -> str:
    return _n(float(number[0]))


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
