"""The tables of the index: the first départements, and every fiche by région."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING
from tradefiche.publication.html.markup import Markup, join, tag
from tradefiche.publication.html.tilemap import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.overview import Line, Overview

LIST = "list"
_TEN = 10
_COLUMNS = 5


def top_ten(view: Overview) -> Iterator[Markup]:
    """Yield the first départements, if all of them are there."""
    if not view.complete:
        return
    say = view.speak.say
    title = say("index.top")
    head = tag(
        "tr",
        tag("th", say("index.territory"), scope="col"),
        tag("th", _in_millions(view, "exports"), scope="col", class_="number exports"),
    )
    rows = (
        tag("tr", _name(view, line), tag("td", _amount(view, line.exports), class_="number"))
        for line in view.first(_TEN)
    )
    caption = tag("caption", title)
    yield tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="top")


def listing(view: Overview) -> Markup:
    """Return every fiche: France, then each région with its départements."""
    say = view.speak.say
    columns = (
        tag("th", say("index.territory"), scope="col"),
        tag("th", say("index.files"), scope="col"),
        tag("th", _in_millions(view, "imports"), scope="col", class_="number imports"),
        tag("th", _in_millions(view, "exports"), scope="col", class_="number exports"),
        tag("th", _in_millions(view, "balance"), scope="col", class_="number"),
    )
    france = (tag("tbody", _row(view, view.france, whole=True)),) if view.france.files else ()
    regions = (
        tag("tbody", _region(view, region, units), *(_row(view, unit) for unit in units))
        for region, units in view.by_region()
    )
    table = tag("table", tag("thead", tag("tr", *columns)), *france, *regions)
    name = "list-subtitle"
    subtitle = tag("p", say("index.list_subtitle"), class_="subtitle", id=name)
    held = tag("div", table, class_="scroll", role="region", tabindex=0, aria_labelledby=name)
    return tag("section", tag("h2", say("index.list"), id="list-title"), subtitle, held, id=LIST,
               aria_labelledby="list-title")  # fmt: skip


def _region(view: Overview, region: Line, units: tuple[Line, ...]) -> Markup:
    """Return the row of a région: with its totals, unless its only département has the same."""
    alone = len(units) == 1 and units[0].place.customs == region.place.customs
    if alone and not region.files:
        name = tag("span", region.place.name(view.query.lang), class_="name")
        return tag("tr", tag("th", name, scope="rowgroup", colspan=_COLUMNS), class_="whole")
    return _row(view, region, whole=True)


def _row(view: Overview, line: Line, *, whole: bool = False) -> Markup:
    sign = "" if not line.balance else " surplus" if line.balance > 0 else " deficit"
    places = view.places
    areas = places.industrial_territories(line.place).kept if line.place.kind == "dept" else ()
    return tag(
        "tr",
        _name(view, line, scope="rowgroup" if whole else "row"),
        tag("td", _files(view, line), class_="files"),
        tag("td", _amount(view, line.imports), class_="number"),
        tag("td", _amount(view, line.exports), class_="number"),
        tag("td", _amount(view, line.balance, signed=True), class_=f"number{sign}"),
        class_="whole" if whole else None,
        data_names="|".join(_names(view, line)) if line.files else None,
        data_areas="|".join(each.name for each in areas) or None,
    )


def _name(view: Overview, line: Line, scope: str = "row") -> Markup:
    place = line.place
    name = tag("span", place.name(view.query.lang), class_="name")
    shown = tag("a", name, href=page_of(line)) if line.files else name
    code = tag("span", place.code, class_="code") if place.kind == "dept" else Markup()
    return tag("th", code, shown, scope=scope)


def _names(view: Overview, line: Line) -> Iterator[str]:
    """Yield what a fiche is found by: code and names, those of the Customs and of parts too."""
    place = line.place
    own = place.customs if place.kind == "dept" else ()
    yield from dict.fromkeys((place.code, place.name_fr, place.name_en, *own))
    for code, (name, unit) in view.places.parts.items():
        if place.kind == "dept" and unit == place.code:
            yield from (code, name)
    region = view.places.region_of(place)
    if region is not None:
        yield region.name_fr


def _files(view: Overview, line: Line) -> Markup:
    """Return links to the files, the page first."""
    links = []
    for kind in sorted(line.files):
        shown = view.speak.say("index.page") if kind == "html" else kind.upper()
        name = line.place.name(view.query.lang)
        label = view.speak.say("index.file_label", kind=shown, name=name)
        page = "page" if kind == "html" else None
        links.append(tag("a", shown, href=line.files[kind], aria_label=label, class_=page))
    return join(links, " ")


def _in_millions(view: Overview, key: str) -> str:
    return f"{view.speak.say(f'essential.{key}')} ({view.speak.say('essential.million')})"


def _amount(view: Overview, euros: int | None, *, signed: bool = False) -> str:
    if euros is None:
        return MISSING
    return millions(euros, lang=view.query.lang, unit=False, signed=signed)
