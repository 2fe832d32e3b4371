"""The page over all fiches of a folder: search, totals, map, list. It works without its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.themefile import theme
from tradefiche.language.money import figure
from tradefiche.language.typography import MISSING, lead, number
from tradefiche.publication.html.frame import MAIN, alternates, page, skip, strip
from tradefiche.publication.html.kit import script
from tradefiche.publication.html.listing import LIST, listing, top_ten
from tradefiche.publication.html.markup import Markup, join, tag, web_address
from tradefiche.publication.html.page_context import amount
from tradefiche.publication.html.stylesheet import sheet
from tradefiche.publication.html.tilemap import page_of, tile_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.overview import Overview

_MAPPED = 2  # a map of one square says nothing


def to_html(view: Overview) -> bytes:
    """Return the index as one self-contained page."""
    say = view.speak.say
    notes = view.meta.notes
    sample = notes.kind if view.meta.data == "sample" else None
    mapped = len(view.departements) >= _MAPPED
    left = tag("div", *_search(view), *_totals(view), *top_ten(view), class_="first")
    sections = (left, *((tile_map(view, LIST),) if mapped else ()), listing(view))
    body = (
        skip(say("document.skip")),
        tag("header", strip(sample, notes.unofficial), _title(view)),
        tag("main", *sections, id=MAIN, class_="mapped" if mapped else None),
        tag("footer", *_foot(view), strip(sample, notes.unofficial)),
    )
    return page(
        lang=view.query.lang,
        title=say(_kind("index.title", view)),
        description=say("index.description"),
        software=f"tradefiche {view.meta.version}",
        style=sheet(
            theme(view.query.config_dirs, view.query.look), "common", "index", said=join(body)
        ),
        script=script("search"),
        links=alternates(view.editions, view.meta.periods[0], view.query.lang),
        body=body,
    )


def _kind(key: str, view: Overview) -> str:
    """Return the key of a phrase, that of summaries where the fiches are such."""
    return key if view.query.pages == "all" else f"{key}_{view.query.pages}"


def _title(view: Overview) -> Markup:
    say = view.speak.say
    count = number(_count(view), lang=view.query.lang)
    parts = ", ".join(_parts(view))
    fiches = lead(say(_kind("index.fiches", view), number=count), view.query.lang)
    line = f"{fiches}{parts} · {say('document.period')}"
    return join((tag("h1", say("document.title")), tag("p", line, class_="where")))


def _count(view: Overview) -> int:
    return sum(bool(line.files) for line in view.lines.values())


def _parts(view: Overview) -> Iterator[str]:
    """Yield what the fiches are of: `100 départements`, `18 régions`, `France entière`."""
    for one, count in (("departement", len(view.departements)), ("region", len(view.regions))):
        if count == 1:
            yield view.speak.say(f"index.{one}")
        elif count:
            yield view.speak.say(f"index.{one}s", number=number(count, lang=view.query.lang))
    for key, place in (("monaco", view.places.monaco), ("france", view.places.france)):
        line = view.lines.get(place.id)
        if line is not None and line.files:
            yield view.speak.say(f"index.{key}")


def _search(view: Overview) -> Iterator[Markup]:
    """Yield the search; the script shows it, since it does nothing without."""
    say = view.speak.say
    status = tag(
        "p",
        id="status",
        role="status",
        data_none=say("index.found_none"),
        data_one=say("index.found_one"),
        data_many=say("index.found_many", number="#"),
        data_first=say("index.found_first", number="#"),
    )
    box = tag("input", id="words", type="search", autocomplete="off", spellcheck="false",
              placeholder=say("index.find_example"))  # fmt: skip
    label = tag("label", say("index.find"), for_="words")
    yield tag("div", label, box, status, tag("ul", id="found"), id="finder", hidden=True)


def _totals(view: Overview) -> Iterator[Markup]:
    """Yield the totals of France, and the way to its fiche."""
    line, say, lang = view.france, view.speak.say, view.query.lang
    sign = "ink" if not line.balance else "deficit" if line.balance < 0 else "surplus"
    tiles = []
    for key, role, value in (
        ("imports", "imports", line.imports),
        ("exports", "exports", line.exports),
        ("balance", sign, line.balance),
    ):
        text, unit = MISSING, ""
        if value is not None:
            text, unit = figure(value, lang=lang, signed=key == "balance")
        shown = tag("dd", amount(text, unit, lang), class_="value")
        tiles.append(tag("div", tag("dt", say(f"index.national_{key}")), shown, class_=role))
    yield tag("dl", *tiles, class_="tiles")
    if line.files:
        name = say("cover.kicker_france")
        yield tag("p", tag("a", name, href=page_of(line)), class_="national")


def _foot(view: Overview) -> Iterator[Markup]:
    speak, notes = view.speak, view.meta.notes
    yield tag("h2", speak.say("index.provenance"))
    yield tag("p", f"{view.meta.citation}.")
    yield tag("ul", *(tag("li", caveat) for caveat in view.meta.caveats))
    licence = notes.licence
    yield tag("p", _linked(speak.runs("index.licence", title=licence.title), licence.url))
    yield tag("p", _linked(speak.runs("index.manifest", file=view.manifest), view.manifest))
    yield tag("p", f"tradefiche {view.meta.version}")


def _linked(runs: Runs, address: str) -> Markup:
    """Return runs in which the link leads to an address that is known only here."""
    return join(
        tag("a", run.text, href=web_address(address) or address) if run.url else run.text
        for run in runs
    )
