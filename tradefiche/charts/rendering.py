"""Charts to SVG and PNG bytes: own faces only, accessible, and the same bytes every time."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tradefiche.charts import fonts
from tradefiche.charts.draw import draw, specification

if TYPE_CHECKING:
    from tradefiche.charts.scene import Scene

PNG_SCALE = 2.0
_GRAMMAR = "6.4"
_HIDDEN = ' aria-hidden="true"'
_ROOT = re.compile(r"<svg\b[^>]*>")


def svg(scene: Scene, *, prefix: str = "chart") -> bytes:
    """Return a stand-alone SVG document in UTF-8, with title and description for readers.

    Args:
        scene: what to draw.
        prefix: beginning of the ids in the document, so that several fit on one page.
    """
    import vl_convert

    _register()
    text = vl_convert.vegalite_to_svg(
        json.dumps(specification(draw(scene)), ensure_ascii=False), vl_version=_GRAMMAR
    )
    return _accessible(text.replace(_HIDDEN, ""), scene, prefix).encode()


def png(scene: Scene, *, scale: float = PNG_SCALE) -> bytes:
    """Return a PNG image of `scale` pixels per unit of the scene."""
    return rasterised(svg(scene), scale=scale)


def rasterised(picture: bytes, *, scale: float = PNG_SCALE) -> bytes:
    """Return a PNG image of an SVG document made here."""
    import vl_convert

    _register()
    image: bytes = vl_convert.svg_to_png(picture.decode(), scale=scale)
    return image


def _accessible(text: str, scene: Scene, prefix: str) -> str:
    """Give the root its role, and title and description as first children."""
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" '
        f'width="{_n(scene.width)}" height="{_n(scene.height)}" '
        f'viewBox="0 0 {_n(scene.width)} {_n(scene.height)}">'
        f'<title id="{prefix}-title">{escape(scene.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(scene.description)}</desc>'
    )
    return _ROOT.sub(lambda _: root, text, count=1) + "\n"


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


@cache
def _register() -> None:
    """Make the faces known to the renderer, once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(fonts.FOLDER))
