"""The map of equal squares, one per département, as a drawing with links.

It shows exports; the script switches it to another measure, whose classes are stored in each
square and whose texts are already on the page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING, fixed_percent
from tradefiche.publication.html.markup import Markup, join, tag
from tradefiche.reference.tilemap import MEASURES, TURNING, tilemap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.overview import Line, Overview
    from tradefiche.reference.territories import Territory
    from tradefiche.reference.tilemap import TileMap, TileMeasure

FIRST: TileMeasure = "exports"
# Lengths in the drawing's own units; the page sets its width.
_PITCH = 44
_TILE = 41.5
_CORNER = 3
_BASELINE = 27
_TEN = 10
_TURNS = ("down-2", "down-1", "up-1", "up-2")


def tile_map(view: Overview, after: str) -> Markup:
    """Return the map with title, legend and source.

    Args:
        view: the content of the index.
        after: id of the element to which the skip link leads.
    """
    say = view.speak.say
    layout = tilemap(view.query.config_dirs)
    caption = tag(
        "figcaption",
        tag("h2", _title(view, FIRST), id="map-title"),
        tag("p", view.speak.say("index.map_subtitle"), class_="subtitle"),
    )
    size = {"viewBox": f"0 0 {layout.columns * _PITCH} {layout.rows * _PITCH}"}
    tiles = (_tile(view, unit, layout) for unit in view.places.units)
    drawn = tag("svg", *tiles, role="group", aria_labelledby="map-title", class_=FIRST, **size)
    skip = tag("a", say("index.map_skip"), href=f"#{after}", class_="skip")
    legends = join(_legend(view, layout, measure) for measure in MEASURES)
    return tag("figure", caption, _choice(view), skip, drawn, legends, class_="map")


def value_of(line: Line, measure: TileMeasure) -> float | None:
    """Return the value of a measure: whole euros, or percent; None if unknown."""
    match measure:
        case "imports":
            return line.imports
        case "exports":
            return line.exports
        case "balance":
            return line.balance
        case "coverage":
            return line.coverage
        case "change":
            return line.change.percent if line.change else None


def _choice(view: Overview) -> Markup:
    """Return the choice of a measure, hidden until the script shows it."""
    say = view.speak.say
    options = (_option(view, measure) for measure in MEASURES)
    legend = tag("legend", say("index.measures"), class_="unseen")
    return tag("fieldset", legend, *options, id="measures", hidden=True)


def _option(view: Overview, measure: TileMeasure) -> Markup:
    title, chosen = _title(view, measure), measure == FIRST
    field = {"type": "radio", "name": "measure", "value": measure, "data_title": title}
    return tag("label", tag("input", checked=chosen, **field), _called(view, measure))


def _called(view: Overview, measure: TileMeasure) -> str:
    return view.speak.say(f"index.measure_{measure}")


def _title(view: Overview, measure: TileMeasure) -> str:
    """Return the title: a finding if all départements are known, else what the map shows."""
    say = view.speak.say
    values = [value_of(line, measure) for line in view.departements]
    total = value_of(view.france, measure)
    if not view.complete or None in values or not total:
        return say("index.map_title_some", measure=_called(view, measure))
    if measure in TURNING:
        middle = 100 if measure == "coverage" else 0
        count = sum(value is not None and value > middle for value in values)
        spell = view.speak.wording.count
        return say(f"index.map_title_{measure}", count=spell(count), total=spell(len(values)))
    first = sum(sorted((value or 0 for value in values), reverse=True)[:_TEN])
    share = view.speak.wording.percent(100 * first / total)
    return say(f"index.map_title_{measure}", share=share)


def _tile(view: Overview, unit: Territory, layout: TileMap) -> Markup:
    column, row = layout.places[unit.code]
    line = view.lines[unit.id]
    x, y = column * _PITCH, row * _PITCH
    square = tag("rect", x=x, y=y, width=_TILE, height=_TILE, rx=_CORNER)
    code = tag("text", unit.code, x=x + _TILE / 2, y=y + _BASELINE)
    if not line.files:
        return tag("g", square, code, class_="none", aria_hidden="true")
    classes = {measure: _class_of(view, line, measure, layout) for measure in MEASURES}
    return tag(
        "a",
        tag("title", _said(view, line)),
        square,
        code,
        href=line.page,
        class_=classes[FIRST],
        data_code=unit.code,
        data_classes=" ".join(classes.values()),
    )


def _class_of(view: Overview, line: Line, measure: TileMeasure, layout: TileMap) -> str:
    value = value_of(line, measure)
    if value is None:
        return "unknown"
    number = layout.class_of(measure, value, view.quarters)
    return _TURNS[number] if measure in TURNING else f"class-{number}"


def _said(view: Overview, line: Line) -> str:
    name = line.place.name(view.query.lang)
    amount = view.speak.wording.amount(line.exports) if line.exports is not None else MISSING
    return view.speak.say("index.tile", name=name, code=line.place.code, amount=amount)


def _legend(view: Overview, layout: TileMap, measure: TileMeasure) -> Markup:
    """Return the classes, the lowest first, then unknown values and missing fiches if any."""
    turning = measure in TURNING
    items = [
        tag("li", tag("span", class_=_TURNS[index] if turning else f"class-{index}"), words)
        for index, words in enumerate(_classes(view, layout, measure))
    ]
    if any(value_of(line, measure) is None for line in view.departements):
        unknown = view.speak.say("index.class_unknown")
        items.append(tag("li", tag("span", class_="unknown"), unknown))
    if not view.complete:
        items.append(tag("li", tag("span", class_="none"), view.speak.say("index.class_none")))
    shade = f"classes {measure}"
    return tag("ul", *items, class_=shade, data_measure=measure, hidden=measure != FIRST)


def _classes(view: Overview, layout: TileMap, measure: TileMeasure) -> Iterator[str]:
    say = view.speak.say
    least = [_limit(view, value, measure) for value in layout.least(measure, view.quarters)]
    yield say("index.class_least", high=least[0])
    for low, high in pairwise(least):
        yield say("index.class_between", low=low, high=high)
    yield say("index.class_most", low=least[-1])


def _limit(view: Overview, value: int, measure: TileMeasure) -> str:
    lang = view.query.lang
    if measure in ("coverage", "change"):
        return fixed_percent(value, 0, lang=lang, signed=measure == "change")
    return millions(value, 0, lang=lang, signed=measure == "balance") if value else "0"
