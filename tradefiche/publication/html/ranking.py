"""The tables of the index: every fiche with its figures, and the first départements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.money import millions
from tradefiche.language.typography import MISSING, fixed_percent, percent_cell
from tradefiche.publication.html.markup import Markup, join, stripe, tag
from tradefiche.reference.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.publication.leaders import First
    from tradefiche.publication.overview import Line, Overview

LIST = "list"
_FOREMOST = 15


def ranking(view: Overview) -> Markup:
    """Return the table in its section, with what is to be known of it."""
    say = view.speak.say
    columns = [*_columns(view)]
    regions, units = view.listed
    france = (view.france,) if view.france.files else ()
    bodies = [
        _body(view, lines, say(f"index.group_{name}") if name else "", len(columns))
        for name, lines in (("", france), ("regions", regions), ("departements", units))
        if lines
    ]
    table = tag("table", tag("thead", tag("tr", *columns)), *bodies, class_="ranking")
    name = "list-subtitle"
    subtitle = tag("p", say("index.list_subtitle"), class_="subtitle", id=name)
    held = tag("div", table, class_="scroll", role="region", tabindex=0, aria_labelledby=name)
    title = tag("h2", say("index.list"), id="list-title")
    return tag(
        "section", title, subtitle, _filter(view), held, *_notes(view), id=LIST,
        aria_labelledby="list-title",
    )  # fmt: skip


def foremost(view: Overview) -> Markup:
    """Return the départements that export most, of those that have a fiche, with bars.

    The script shows those that come first by another measure in the same rows.
    """
    first = [line for line in view.listed[1] if line.place.ranked and line.exports][:_FOREMOST]
    if not first:
        return Markup()
    caption = tag("caption", view.speak.say("index.top" if view.complete else "index.top_some"))
    rows = (
        tag(
            "tr",
            tag("th", tag("a", line.place.name(view.query.lang), href=line.page), scope="row"),
            tag("td", stripe((line.exports or 0) / (first[0].exports or 1)), class_="text"),
            tag("td", _amount(view, line.exports)),
        )
        for line in first
    )
    head = _head(f"{view.speak.say('index.measure_exports')} ({_million(view)})", "", "number")
    columns = tag("tr", tag("th", view.speak.say("index.territory"), scope="col"), tag("td"), head)
    return tag("table", caption, tag("thead", columns), tag("tbody", *rows), class_="top exports")


def _million(view: Overview) -> str:
    return view.speak.say("essential.million")


def _columns(view: Overview) -> Iterator[Markup]:
    """Yield the heads; `data-k` tells the script which column is which."""
    say = view.speak.say
    million = _million(view)
    yield _head(say("index.rank"), "rank", "number")
    yield _head(say("index.territory"), "name")
    yield _head(f"{say('essential.imports')} ({million})", "imports", "number imports")
    yield _head(f"{say('essential.exports')} ({million})", "exports", "number exports")
    yield _head(f"{say('essential.balance')} ({million})", "balance", "number")
    yield _head(say("index.coverage"), "coverage", "number")
    yield _head(say("index.change"), "change", "number")
    yield _head(say("index.partner"), "partner")
    yield _head(say("index.product"), "product")
    yield tag("th", say("index.files"), scope="col")


def _head(words: str, key: str, role: str | None = None) -> Markup:
    return tag("th", words, scope="col", class_=role, data_k=key)


def _body(view: Overview, lines: Sequence[Line], title: str, width: int) -> Markup:
    head = tag("th", title, scope="rowgroup", colspan=width) if title else ""
    rows = (_row(view, line) for line in lines)
    return tag("tbody", *((tag("tr", head, class_="group"),) if head else ()), *rows)


def _row(view: Overview, line: Line) -> Markup:
    sign = "" if not line.balance else " surplus" if line.balance > 0 else " deficit"
    lang, place = view.query.lang, line.place
    areas = view.places.industrial_territories(place).kept if place.kind == "dept" else ()
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
        tag("td", _amount(view, line.imports), class_="number"),
        tag("td", _amount(view, line.exports), class_="number"),
        tag("td", _amount(view, line.balance, signed=True), class_=f"number{sign}"),
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
        data_towns="|".join(_towns(view, line)) or None,
    )


def _kinds(view: Overview, line: Line) -> Iterator[str]:
    """Yield what the script narrows the list by, and `unit` for one that may be a first."""
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
    """Yield what a fiche is found by: code and names, those of the Customs and of parts too."""
    place = line.place
    own = place.customs if place.kind == "dept" else ()
    yield from dict.fromkeys((place.code, place.name_fr, place.name_en, *own, *place.also))
    for code, (name, unit) in view.places.parts.items():
        if place.kind == "dept" and unit == place.code:
            yield from (code, name)
    region = view.places.region_of(place)
    if region is not None:
        yield region.name_fr


def _towns(view: Overview, line: Line) -> tuple[str, ...]:
    place = line.place
    return view.places.prefectures.get(place.code, ()) if place.kind == "dept" else ()


def _first(view: Overview, first: First | None) -> tuple[str, ...]:
    """Return the name of a first partner or activity, and its share."""
    if first is None:
        return (MISSING,)
    share = percent_cell(first.share, lang=view.query.lang)
    return (first.name, " ", tag("span", share, class_="share"))


def _files(view: Overview, line: Line) -> Markup:
    """Return links to the files, the page first; behind them those of a région that is the same."""
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


def _filter(view: Overview) -> Markup:
    """Return the choice of what is listed; the script shows it, since it does nothing without."""
    say, lang = view.speak.say, view.query.lang
    regions, units = view.listed
    held = {line.place.region for line in units} | {line.place.code for line in regions}
    found = [each for each in view.places.regions if each.code in held]
    names = sorted(((each.name(lang), each.code) for each in found), key=lambda each: fold(each[0]))
    whole = (("", "all"), ("dept", "departements"), ("region", "regions"))
    options = [tag("option", say(f"index.only_{name}"), value=value) for value, name in whole]
    inside = (tag("option", name, value=code) for name, code in names)
    group = tag("optgroup", *inside, label=say("index.only_region"))
    choice = tag("select", *options, group, id="only")
    hint = tag("p", say("index.only_hint"), class_="note")
    label = tag("p", tag("label", say("index.only"), " ", choice))
    return tag("div", label, hint, id="filter", hidden=True)


def _notes(view: Overview) -> Iterator[Markup]:
    """Yield what is to be known of the figures, and where all of them are."""
    say = view.speak.say
    links = (
        tag("li", tag("a", say(f"index.data_{path.rpartition('.')[2]}"), href=path))
        for path in view.data
    )
    if view.data:
        yield tag("p", say("index.data"), id="data")
        yield tag("ul", *links, class_="data", aria_labelledby="data")
    yield tag("p", say("index.list_note"), class_="note")
    lines = [view.france, *(line for group in view.listed for line in group)]
    if any(line.change and line.change.reserved for line in lines):
        yield tag("p", say("essential.change_vintage"), class_="note")


def _amount(view: Overview, euros: int | None, *, signed: bool = False) -> str:
    if euros is None:
        return MISSING
    return millions(euros, lang=view.query.lang, unit=False, signed=signed)
