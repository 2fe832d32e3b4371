"""Data for the script of the index: words, top sellers by market, shares to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.html.embedded import data
from tradefiche.publication.html.markup import Markup, join, tag

if TYPE_CHECKING:
    from tradefiche.publication.leaders import Market, TradePart
    from tradefiche.publication.overview import Overview

_WORDS = (
    "country", "product", "area", "town", "choose", "compare", "one", "some", "show", "clear",
    "totals", "imports", "exports", "zone", "a17",
)  # fmt: skip


def kit(view: Overview) -> Markup:
    """Return the words as attributes, and the data as JSON elements, which are not executed."""
    words = {f"data_{name}": view.speak.say(f"index.kit_{name}") for name in _WORDS}
    words["data_colon"] = view.speak.say("document.kit_colon")
    return join((
        tag("template", id="kit", **words),
        data("markets", [_market(view, each) for each in view.markets]),
        data("parts", [_part(view, each) for each in view.parts]),
    ))  # fmt: skip


def _market(view: Overview, market: Market) -> list[object]:
    """Return its kind, its names and code, and for each seller code, name and formatted amount."""
    sellers = [
        [place.code, place.name(view.query.lang), view.speak.wording.amount(euros)]
        for name, euros in market.sellers
        if (place := view.places.by_id(name))
    ]
    return [market.what, "|".join((*market.names, market.code)), *sellers]


def _part(view: Overview, part: TradePart) -> list[object]:
    """Return its kind, its name, and the shares of both flows in percent by `Line.address`."""
    shares = {
        line.address: [_rounded(flow.get(line.place.id)) for flow in (part.imports, part.exports)]
        for line in view.lines.values()
        if line.files
    }
    return [part.what, part.name, shares]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 1)
