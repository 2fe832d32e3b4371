"""A chart as PDF/UA-1: one page of its size, its texts as text, with alternative text."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from tradefiche.charts.type import fonts
from tradefiche.charts.writers.inline_svg import inline
from tradefiche.charts.writers.typesetting import compiler, forget, settable
from tradefiche.errors import TradeficheError

if TYPE_CHECKING:
    from tradefiche.charts.scene.marks import Scene

_STANDARDS: list[Any] = ["ua-1"]
# Texts and pictures are passed as data, never as source.
_PAGE = b"""
#let it = json(bytes(sys.inputs.page))
#let (width, height) = (it.width * 1pt, it.height * 1pt)
#set document(title: it.title, date: none)
#set page(width: width, height: height, margin: 0pt, fill: none)
#set text(lang: it.lang, font: it.font)
#image(bytes(sys.inputs.picture), format: "svg", width: width, height: height, alt: it.spoken)
#if it.logo != none {
  place(top + left, dx: it.logo.x * 1pt, dy: it.logo.y * 1pt, pdf.artifact(image(
    bytes(it.logo.content), width: it.logo.width * 1pt, height: it.logo.height * 1pt,
  )))
}
"""


def pdf(scene: Scene) -> bytes:
    """Return a PDF of one page, one point per unit of the scene, with its fonts embedded.

    It has title, language and description, but no date, so that the bytes are reproducible.

    Raises:
        TradeficheError: Typst gave an error or a warning, which is a bug of the template.
    """
    import typst

    with fonts.using(scene.typeface):
        page = json.dumps(_page(scene), ensure_ascii=False)
        picture = settable(inline(scene, prefix="chart"))
    used = compiler(scene.typeface)
    try:
        content, warnings = used.compile_with_warnings(
            _PAGE,
            format="pdf",
            sys_inputs={"page": page, "picture": picture},
            pdf_standards=_STANDARDS,
        )
    except typst.TypstError as error:
        message = f"{scene.title}: the PDF was refused: {error.message}"
        raise TradeficheError(message, hint=" ".join(error.hints) or None) from error
    forget(used)
    if warnings or not isinstance(content, bytes):
        said = warnings[0].message if warnings else "no PDF"
        raise TradeficheError(f"{scene.title}: Typst gave a warning: {said}")
    return content


def _page(scene: Scene) -> dict[str, object]:
    return {
        "width": scene.width,
        "height": scene.height,
        "title": settable(scene.title),
        "spoken": settable(f"{scene.title}. {scene.description}"),
        "lang": scene.lang,
        "font": scene.typeface.family,
        "logo": _logo(scene),
    }


def _logo(scene: Scene) -> dict[str, object] | None:
    if scene.logo is None:
        return None
    logo = scene.logo
    content = base64.b64decode(logo.uri.partition(",")[2])
    place = {"x": logo.x, "y": logo.y, "width": logo.width, "height": logo.height}
    return {**place, "content": list(content)}
