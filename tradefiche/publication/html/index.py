"""The page over all fiches of a folder: search, totals, map, comparison, ranking.

It is complete without its script. What needs the script is hidden until it runs: the search, the
choice of a measure and of the rows listed, the comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.look.themefile import theme
from tradefiche.language.money import figure
from tradefiche.language.periods import label
from tradefiche.language.typography import MISSING, lead, number
from tradefiche.publication.content.imprint import imprint
from tradefiche.publication.html.embedded import PageHead
from tradefiche.publication.html.frame import MAIN, page, skip, strip
from tradefiche.publication.html.kit import script
from tradefiche.publication.html.markup import Markup, join, tag, web_address
from tradefiche.publication.html.page_context import amount
from tradefiche.publication.html.portal import kit
from tradefiche.publication.html.ranking import LIST, foremost, ranking
from tradefiche.publication.html.stylesheet import sheet
from tradefiche.publication.html.tilemap import tile_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.look.theme import Theme
    from tradefiche.publication.blocks import Runs
    from tradefiche.publication.document import Sibling
    from tradefiche.publication.overview import Overview

_MAPPED = 2  # a map of one square says nothing


def to_html(view: Overview) -> bytes:
    """Return the index as one self-contained page."""
    say, stated = view.speak.say, view.meta.statement
    look = theme(view.query.config_dirs, view.query.look)
    sample = stated.kind if view.meta.data == "sample" else None
    mapped = len(view.departements) >= _MAPPED
    left = tag("div", *_search(view), *_totals(view), foremost(view), class_="first")
    sections = (left, *((tile_map(view, LIST),) if mapped else ()), _comparison(view))
    body = (
        skip(say("document.skip")),
        tag("header", strip(sample, stated.unofficial), *_editions(view), _title(view)),
        tag("main", *sections, ranking(view), id=MAIN, class_="mapped" if mapped else None),
        tag("footer", *_foot(view, look), strip(sample, stated.unofficial)),
        kit(view),
    )
    return page(
        PageHead(
            meta=view.meta,
            title=say(_kind("index.title", view)),
            description=say("index.description"),
            place=view.france.place.name(view.query.lang),
            path=view.file,
            site=look.site,
            editions=view.editions,
            files=view.data,
        ),
        style=sheet(look, "common", "index", said=join(body)),
        script=script("page", "search", "ranking", "measures", "stops", "comparing"),
        body=body,
    )


def _kind(key: str, view: Overview) -> str:
    """Return the key of a phrase, or of its variant for summaries if the fiches are summaries."""
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
    """Yield what the fiches cover: `100 départements`, `18 régions`, `France entière`."""
    for one, count in (("departement", len(view.departements)), ("region", len(view.regions))):
        if count == 1:
            yield view.speak.say(f"index.{one}")
        elif count:
            yield view.speak.say(f"index.{one}s", number=number(count, lang=view.query.lang))
    for key, place in (("monaco", view.places.monaco), ("france", view.places.france)):
        if view.lines[place.id].files:
            yield view.speak.say(f"index.{key}")


def _editions(view: Overview) -> Iterator[Markup]:
    """Yield the navigation to other periods and languages, each only if there are several."""
    period, lang = view.meta.periods[0], view.query.lang
    words = view.speak.wording
    ways = {
        "years": [(each, label(each.period, words)) for each in view.editions if each.lang == lang],
        "langs": [
            (each, view.speak.say(f"document.lang_{each.lang}"))
            for each in view.editions
            if each.period == period
        ],
    }
    for key, found in ways.items():
        if len(found) > 1:
            links = (tag("li", _edition(view, *each)) for each in found)
            name = view.speak.say(f"index.{key}")
            yield tag("nav", tag("ul", *links), aria_label=name, class_="editions")


def _edition(view: Overview, edition: Sibling, words: str) -> Markup:
    """Return the link to an index, marked with its language if that is another."""
    lang = edition.lang if edition.lang != view.query.lang else None
    here = (edition.period, edition.lang) == (view.meta.periods[0], view.query.lang)
    current = "page" if here else None
    return tag("a", words, href=edition.file, lang=lang, hreflang=lang, aria_current=current)


def _search(view: Overview) -> Iterator[Markup]:
    """Yield the search, hidden until the script shows it."""
    say = view.speak.say
    key = "index.find" if view.markets else "index.find_territory"
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
              placeholder=say(f"{key}_example"))  # fmt: skip
    label = tag("label", say(key), for_="words")
    yield tag("div", label, box, status, tag("ul", id="found"), id="finder", hidden=True)


def _totals(view: Overview) -> Iterator[Markup]:
    """Yield the totals of France, and the link to its fiche."""
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
        name = say("index.national")
        yield tag("p", tag("a", name, href=line.page), class_="national")


def _comparison(view: Overview) -> Markup:
    """Return the section in which the script compares the chosen territories."""
    say = view.speak.say
    parts = (
        tag("h2", say("index.compare"), id="compare-title", tabindex=-1),
        tag("div", id="compared"),
        tag("p", say("index.list_note"), class_="note"),
    )
    return tag("section", *parts, id="compare", hidden=True, aria_labelledby="compare-title")


def _foot(view: Overview, look: Theme) -> Iterator[Markup]:
    speak, stated = view.speak, view.meta.statement
    yield tag("h2", speak.say("index.provenance"))
    yield tag("p", f"{view.meta.citation}.")
    yield tag("ul", *(tag("li", caveat) for caveat in view.meta.caveats))
    licence, address = stated.licence, web_address(stated.licence.url)
    yield tag("p", _linked(speak.runs("index.licence", title=licence.title), address))
    yield tag("p", _linked(speak.runs("index.manifest", file=view.manifest), view.manifest))
    for line in imprint(look, speak):
        yield tag("p", _linked(line))
    yield tag("p", f"tradefiche {view.meta.version}")


def _linked(runs: Runs, own: str | None = None) -> Markup:
    """Return runs as HTML; `own` replaces the address of a linked run."""
    parts = []
    for run in runs:
        address = run.url and (own or web_address(run.url))
        shown = tag("a", run.text, href=address) if address else run.text
        parts.append(tag("strong", shown) if run.strong else shown)
    return join(parts)
