"""The map of equal squares, one for each département, as a drawing with links."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tradefiche.language.money import millions
from tradefiche.publication.html.markup import Markup, tag
from tradefiche.reference.tilemap import tilemap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.overview import Line, Overview
    from tradefiche.reference.territories import Territory
    from tradefiche.reference.tilemap import TileMap

# Lengths of the drawing; the page sets its width.
_PITCH = 44
_TILE = 41.5
_CORNER = 3
_BASELINE = 27
_TEN = 10


def tile_map(view: Overview, after: str) -> Markup:
    """Return the map with title, legend and source.

    Args:
        view: the fiches.
        after: id of what follows the map, for those who skip it.
    """
    say = view.speak.say
    layout = tilemap(view.query.config_dirs)
    caption = tag(
        "figcaption",
        tag("h2", _title(view), id="map-title"),
        tag("p", view.speak.say("index.map_subtitle"), class_="subtitle"),
    )
    size = {"viewBox": f"0 0 {layout.columns * _PITCH} {layout.rows * _PITCH}"}
    tiles = (_tile(view, unit, layout) for unit in view.places.units)
    drawn = tag("svg", *tiles, role="group", aria_labelledby="map-title", **size)
    skip = tag("a", say("index.map_skip"), href=f"#{after}", class_="skip")
    return tag("figure", caption, skip, drawn, _legend(view, layout), class_="map")


def _title(view: Overview) -> str:
    total = view.france.exports
    if not view.complete or not total:
        return view.speak.say("index.map_title_some")
    first = sum(line.exports or 0 for line in view.first(_TEN))
    share = view.speak.wording.percent(100 * first / total)
    return view.speak.say("index.map_title", share=share)


def _tile(view: Overview, unit: Territory, layout: TileMap) -> Markup:
    column, row = layout.places[unit.code]
    line = view.lines.get(unit.id)
    x, y = column * _PITCH, row * _PITCH
    square = tag("rect", x=x, y=y, width=_TILE, height=_TILE, rx=_CORNER)
    code = tag("text", unit.code, x=x + _TILE / 2, y=y + _BASELINE)
    if line is None or not line.files:
        return tag("g", square, code, class_="none", aria_hidden="true")
    said = _said(view, line)
    shade = f"class-{layout.class_of(line.exports, view.quarters)}" if line.exports else "class-0"
    return tag("a", tag("title", said), square, code, href=page_of(line), class_=shade)


def _said(view: Overview, line: Line) -> str:
    name = line.place.name(view.query.lang)
    amount = view.speak.wording.amount(line.exports) if line.exports is not None else "–"
    return view.speak.say("index.tile", name=name, code=line.place.code, amount=amount)


def page_of(line: Line) -> str:
    """Return the path of a territory's fiche: its page, or the PDF where there is none."""
    return line.files.get("html") or next(iter(line.files.values()))


def _legend(view: Overview, layout: TileMap) -> Markup:
    """Return the classes, the palest first; and the empty square where some have no fiche."""
    items = [
        tag("li", tag("span", class_=f"class-{index}"), words)
        for index, words in enumerate(_classes(view, layout))
    ]
    if not view.complete:
        items.append(tag("li", tag("span", class_="none"), view.speak.say("index.class_none")))
    return tag("ul", *items, class_="classes")


def _classes(view: Overview, layout: TileMap) -> Iterator[str]:
    say, lang = view.speak.say, view.query.lang
    least = layout.least(view.quarters)
    yield say("index.class_least", high=millions(least[0], 0, lang=lang))
    for low, high in pairwise(least):
        bare = millions(low, 0, lang=lang, unit=False)
        yield say("index.class_between", low=bare, high=millions(high, 0, lang=lang))
    yield say("index.class_most", low=millions(least[-1], 0, lang=lang))
