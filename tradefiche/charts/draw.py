"""Turns a scene into a layered Altair chart: raw coordinates, no scales, no axes.

Consecutive marks of one kind and style share a layer, so that the painting order is kept. Each
layer reads a named data set of plain rows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from tradefiche.charts import fonts
from tradefiche.charts.order import disjoint, style
from tradefiche.charts.scene import Path, Rect, Text
from tradefiche.charts.text import face

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import altair as alt

    from tradefiche.charts.scene import Mark, Scene

FALLBACK = "Arial, sans-serif"
_DECIMALS = 3
_UNIT_SIZE = 4  # a point of this size draws its path one to one

Properties = dict[str, Any]


def draw(scene: Scene) -> alt.LayerChart:
    """Return the chart of a scene, its rows as named data sets included.

    Encodings are shared by all layers of a kind: Altair checks each one it is given, which would
    cost more than drawing.
    """
    import altair as alt

    encodings = {
        kind: alt.FacetedEncoding(**{channel: _channel(channel) for channel in channels})
        for kind, channels in _CHANNELS.items()
    }
    layers: list[alt.Chart] = []
    rows: dict[str, list[Properties]] = {}
    for marks in _grouped(scene.marks):
        name = f"marks-{len(layers) + 1:02d}"
        rows[name] = [_row(mark) for mark in marks]
        layers.append(
            alt.Chart(
                alt.NamedData(name=name),
                mark=alt.MarkDef(**_properties(marks[0])),
                encoding=encodings[type(marks[0])],
            )
        )
    return alt.LayerChart(
        layer=layers,
        width=scene.width,
        height=scene.height,
        padding=0,
        autosize="none",
        description=f"{scene.title}\n{scene.description}",
        datasets=rows,
        config={"aria": False, "background": scene.background, "view": {"stroke": None}},
    )


def specification(chart: alt.LayerChart) -> Properties:
    """Return the Vega-Lite specification of a chart made here, not checked row by row."""
    specification: Properties = chart.to_dict(validate=False)
    return specification


_CHANNELS: Mapping[type[Mark], tuple[str, ...]] = {
    Rect: ("x", "y", "x2", "y2"),
    Text: ("x", "y", "text"),
    Path: ("x", "y", "shape"),
}


def _channel(name: str) -> Properties:
    """Return an encoding that takes the field of the same name as it is."""
    if name in {"x2", "y2"}:
        return {"field": name}
    if name == "text":
        return {"field": name, "type": "nominal"}
    if name == "shape":
        return {"field": name, "type": "nominal", "scale": None, "legend": None}
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def _grouped(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Yield runs of one style; within a run of texts, which never overlap, like joins like."""
    for kind, run in groupby(marks, key=type):
        members = list(run)
        for _, group in groupby(disjoint(members) if kind is Text else members, key=style):
            yield list(group)


def _properties(mark: Mark) -> Properties:
    """Return the mark definition: everything but the place."""
    match mark:
        case Rect():
            definition: Properties = {"type": "rect", "opacity": 1, "fill": mark.fill}
            if mark.corner:
                definition["cornerRadius"] = mark.corner
            return definition | _outline(mark.stroke, mark.stroke_width)
        case Text():
            family = fonts.NUMERIC_FAMILY if mark.numeric else fonts.FAMILY
            return {
                "type": "text",
                "fill": mark.fill,
                "font": f"{family}, {FALLBACK}",
                "fontSize": mark.size,
                "fontWeight": mark.weight,
                "align": {"start": "left", "middle": "center", "end": "right"}[mark.anchor],
                "baseline": "alphabetic",
            }
        case Path():
            definition = {
                "type": "point",
                "size": _UNIT_SIZE,
                "opacity": 1,
                "fill": mark.fill,
                "fillOpacity": mark.fill_opacity,
            }
            return definition | _outline(mark.stroke, mark.stroke_width)


def _outline(stroke: str | None, width: float) -> Properties:
    if stroke is None or width <= 0:
        return {"stroke": None}
    return {"stroke": stroke, "strokeWidth": _rounded(width)}


def _row(mark: Mark) -> Properties:
    """Return the place of a mark, and its words or shape."""
    match mark:
        case Rect():
            return {
                "x": _rounded(mark.x),
                "y": _rounded(mark.y),
                "x2": _rounded(mark.x + mark.width),
                "y2": _rounded(mark.y + mark.height),
            }
        case Text():
            return {"x": _rounded(mark.x), "y": _rounded(baseline(mark)), "text": mark.text}
        case Path():
            return {"x": 0, "y": 0, "shape": mark.d}


def baseline(mark: Text) -> float:
    """Return the ordinate of a text's base line; capitals and digits are centred on `middle`."""
    if mark.baseline == "alphabetic":
        return mark.y
    return mark.y + face(mark.weight, numeric=mark.numeric).capital * mark.size / 2


def _rounded(value: float) -> float:
    return round(value, _DECIMALS)
