"""The tables of the index: the top départements with bars, and every fiche with its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, stripe, tag
from tradefiche.publication.html.rows import amount, body
from tradefiche.reference.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.overview import Overview

LIST = "list"
_FOREMOST = 15


def foremost(view: Overview) -> Markup:
    """Return the départements that export most, among those with a fiche, with bars.

    The script reuses the rows for those that come first by another measure.
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
            tag("td", amount(view, line.exports)),
        )
        for line in first
    )
    say = view.speak.say
    measure = f"{say('index.measure_exports')} ({say('essential.million')})"
    head = tag("th", measure, scope="col", class_="number", data_k="")
    columns = tag("tr", tag("th", say("index.territory"), scope="col"), tag("td"), head)
    return tag("table", caption, tag("thead", columns), tag("tbody", *rows), class_="top exports")


def ranking(view: Overview) -> Markup:
    """Return the section of the table, with its filter and notes."""
    say = view.speak.say
    columns = [*_columns(view)]
    regions, units = view.listed
    france = (view.france,) if view.france.files else ()
    bodies = [
        body(view, lines, say(f"index.group_{name}") if name else "", len(columns))
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


def _columns(view: Overview) -> Iterator[Markup]:
    """Yield the column headers; `data-k` identifies a column for the script."""
    say = view.speak.say
    million = say("essential.million")
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


def _filter(view: Overview) -> Markup:
    """Return the choice of the rows listed, hidden until the script shows it."""
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
    """Yield the links to the data files, and the notes on the figures."""
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
