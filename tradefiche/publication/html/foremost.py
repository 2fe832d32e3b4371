"""The top départements of the index, with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, stripe, tag
from tradefiche.publication.html.rows import amount

if TYPE_CHECKING:
    from tradefiche.publication.overview import Overview

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
