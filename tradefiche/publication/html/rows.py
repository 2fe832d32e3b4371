"""The rows of the index: the figures of a territory, and links to its fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING, fixed_percent, percent_cell
from tradefiche.publication.html.markup import Markup, join, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.publication.leaders import First
    from tradefiche.publication.overview import Line, Overview


def body(view: Overview, lines: Sequence[Line], title: str, width: int) -> Markup:
    """Return a group of rows, one per fiche, under its title if it has one."""
    head = tag("th", title, scope="rowgroup", colspan=width) if title else ""
    rows = (_row(view, line) for line in lines)
    return tag("tbody", *((tag("tr", head, class_="group"),) if head else ()), *rows)


def _row(view: Overview, line: Line) -> Markup:
    sign = "" if not line.balance else " surplus" if line.balance > 0 else " deficit"
    lang, place = view.query.lang, line.place
    unit = place.kind == "dept"
    areas = view.places.industrial_territories(place).kept if unit else ()
    towns = view.places.prefectures.get(place.code, ()) if unit else ()
    coverage = MISSING if line.coverage is None else percent_cell(line.coverage, lang=lang)
    change = MISSING
    if line.change:
        change = fixed_percent(line.change.percent, lang=lang, signed=True)
        if line.change.reserved:
            change = view.speak.say("essential.reserved", text=change)
    return tag(
        "tr",
        tag("td", MISSING if line.rank is None else str(line.rank), class_="number"),
        _name(view, line),
        tag("td", amount(view, line.imports), class_="number"),
        tag("td", amount(view, line.exports), class_="number"),
        tag("td", amount(view, line.balance, signed=True), class_=f"number{sign}"),
        tag("td", coverage, class_="number"),
        tag("td", change, class_="number"),
        tag("td", *_first(view, line.partner), class_="text"),
        tag("td", *_first(view, line.product), class_="text"),
        tag("td", _files(view, line), class_="files"),
        class_="total" if place.kind == "france" else None,
        data_code=line.address,
        data_region=place.code if place.kind == "region" else place.region,
        data_kind=" ".join(_kinds(view, line)),
        data_names="|".join(_names(view, line)),
        data_areas="|".join(each.name for each in areas) or None,
        data_towns="|".join(towns) or None,
    )


def _kinds(view: Overview, line: Line) -> Iterator[str]:
    """Yield the kinds that the script filters by, and `unit` if it can rank the territory."""
    yield line.place.kind
    if line.place.kind == "dept" and line.place.ranked:
        yield "unit"
    if line.place.kind == "dept" and view.region_alone(line):
        yield "region"


def _name(view: Overview, line: Line) -> Markup:
    place = line.place
    name = tag("span", place.name(view.query.lang), class_="name")
    code = tag("span", place.code, class_="code") if place.kind == "dept" else Markup()
    return tag("th", code, tag("a", name, href=line.page), scope="row")


def _names(view: Overview, line: Line) -> Iterator[str]:
    """Yield what a fiche is found by: codes and names, also of the Customs, parts and région."""
    place = line.place
    own = place.customs if place.kind == "dept" else ()
    yield from dict.fromkeys((place.code, place.name_fr, place.name_en, *own, *place.also))
    for code, (name, unit) in view.places.parts.items():
        if place.kind == "dept" and unit == place.code:
            yield from (code, name)
    region = view.places.region_of(place)
    if region is not None:
        yield region.name_fr


def _first(view: Overview, first: First | None) -> tuple[str, ...]:
    """Return the name of the first partner or activity, and its share of exports."""
    if first is None:
        return (MISSING,)
    share = percent_cell(first.share, lang=view.query.lang)
    return (first.name, " ", tag("span", share, class_="share"))


def _files(view: Overview, line: Line) -> Markup:
    """Return links to the files, the page first, then to those of a région of the same area."""
    links = [*_links(view, line)]
    region = view.region_alone(line) if line.place.kind == "dept" else None
    if region is not None:
        links += [tag("span", view.speak.say("index.region_alone")), *_links(view, region)]
    return join(links, " ")


def _links(view: Overview, line: Line) -> Iterator[Markup]:
    for kind in sorted(line.files):
        shown = view.speak.say("index.page") if kind == "html" else kind.upper()
        name = line.place.name(view.query.lang)
        if line.place.kind == "region":
            name = view.speak.say("index.file_region", name=name)
        label = view.speak.say("index.file_label", kind=shown, name=name)
        yield tag("a", shown, href=line.files[kind], aria_label=label)


def amount(view: Overview, euros: int | None, *, signed: bool = False) -> str:
    """Return whole euros in millions, without the unit, which the column header has."""
    if euros is None:
        return MISSING
    return millions(euros, lang=view.query.lang, unit=False, signed=signed)
