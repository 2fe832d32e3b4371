"""Turn a scene into a layered chart of Vega-Lite or Altair: raw coordinates, no scales, no axes.

Consecutive marks of one kind share a layer, since a layer costs more than its marks; the painting
order is kept. Each layer reads a named data set with one row per mark: its position and style.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.charts.type import fonts
from tradefiche.charts.type.faces import face
from tradefiche.charts.writers.tooltips import tooltip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tradefiche.charts.scene.marks import Mark, Scene
    from tradefiche.language.typography import Lang

FALLBACK = "Arial, sans-serif"
_DECIMALS = 3
_UNIT_SIZE = 4  # a point of this size draws its path unscaled

Properties = dict[str, Any]


def specification(scene: Scene, *, live: bool = False) -> Properties:
    """Return the Vega-Lite specification of a scene, including its rows as named data sets.

    It is built without Altair, which takes longer to validate it than the renderer to draw it.

    Args:
        scene: the picture.
        live: whether marks have tooltips, for display where there is a pointer.
    """
    layers: list[Properties] = []
    rows: dict[str, list[Properties]] = {}
    for shape, marks in groupby(scene.marks, key=type):
        name = f"marks-{len(layers) + 1:02d}"
        with fonts.using(scene.typeface):
            rows[name] = [
                _row(mark) | ({"tooltip": _tooltip(mark, scene.lang)} if live else {})
                for mark in marks
            ]
        layers.append(
            {
                "data": {"name": name},
                "mark": _properties(shape) | (_LIVE if live else {}),
                "encoding": {channel: _channel(channel) for channel in _CHANNELS[shape]},
            }
        )
    return {
        "layer": layers,
        "width": scene.width,
        "height": scene.height,
        "padding": 0,
        "autosize": "none",
        "description": f"{scene.title}\n{scene.description}",
        "datasets": rows,
        "config": {"aria": False, "background": scene.background, "view": {"stroke": None}},
    }


def live_parts(scene: Scene) -> Properties:
    """Return the keyword arguments for Altair's `LayerChart` of a scene, with tooltips."""
    import altair as alt

    specified = specification(scene, live=True)
    layers = [
        alt.Chart(
            alt.NamedData(**layer["data"]),
            mark=alt.MarkDef(**layer["mark"]),
            encoding=alt.FacetedEncoding(**layer["encoding"]),
        )
        for layer in specified["layer"]
    ]
    return {**specified, "layer": layers}


_CHANNELS: Mapping[type[Mark], tuple[str, ...]] = {
    Rect: ("x", "y", "x2", "y2"),
    Text: ("x", "y", "text"),
    Path: ("x", "y", "shape"),
}
# Properties of a mark that are fields of its row.
_STYLED: Mapping[type[Mark], tuple[str, ...]] = {
    Rect: ("fill", "stroke", "strokeWidth", "cornerRadius"),
    Text: ("fill", "font", "fontSize", "fontWeight", "align"),
    Path: ("fill", "fillOpacity", "stroke", "strokeWidth"),
}
_FIXED: Mapping[type[Mark], Properties] = {
    Rect: {"type": "rect", "opacity": 1},
    Text: {"type": "text", "baseline": "alphabetic"},
    Path: {"type": "point", "size": _UNIT_SIZE, "opacity": 1},
}
_LIVE: Properties = {"tooltip": {"expr": "datum.tooltip"}}
_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def _channel(name: str) -> Properties:
    """Return an encoding that takes the field of the same name unscaled."""
    if name in {"x2", "y2"}:
        return {"field": name}
    if name == "text":
        return {"field": name, "type": "nominal"}
    if name == "shape":
        return {"field": name, "type": "nominal", "scale": None, "legend": None}
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def _properties(kind: type[Mark]) -> Properties:
    """Return the definition of a kind of mark; its style is read from its rows."""
    return {**_FIXED[kind], **{name: {"expr": f"datum.{name}"} for name in _STYLED[kind]}}


def _row(mark: Mark) -> Properties:
    """Return the row of a mark: its position, its style, and its text or shape."""
    match mark:
        case Rect():
            return {
                "x": _rounded(mark.x),
                "y": _rounded(mark.y),
                "x2": _rounded(mark.x + mark.width),
                "y2": _rounded(mark.y + mark.height),
                "fill": mark.fill,
                "cornerRadius": mark.corner,
                **_outline(mark),
            }
        case Text():
            family = fonts.in_use().name(numeric=mark.numeric)
            return {
                "x": _rounded(mark.x),
                "y": _rounded(baseline(mark)),
                "text": mark.text,
                "fill": mark.fill,
                "font": f"{family}, {FALLBACK}",
                "fontSize": mark.size,
                "fontWeight": mark.weight,
                "align": _ALIGN[mark.anchor],
            }
        case Path():
            return {
                "x": 0,
                "y": 0,
                "shape": mark.d,
                "fill": mark.fill,
                "fillOpacity": mark.fill_opacity,
                **_outline(mark),
            }


def _tooltip(mark: Mark, lang: Lang) -> dict[str, str] | None:
    return None if mark.datum is None else tooltip(mark.datum, lang)


def _outline(mark: Rect | Path) -> Properties:
    if mark.stroke is None or mark.stroke_width <= 0:
        return {"stroke": None, "strokeWidth": 0}
    return {"stroke": mark.stroke, "strokeWidth": _rounded(mark.stroke_width)}


def baseline(mark: Text) -> float:
    """Return the ordinate of a text's baseline; with `middle`, capitals are centred on its `y`."""
    if mark.baseline == "alphabetic":
        return mark.y
    return mark.y + face(mark.weight, numeric=mark.numeric).capital * mark.size / 2


def _rounded(value: float) -> float:
    return round(value, _DECIMALS)
