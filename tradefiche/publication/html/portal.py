"""What the script of the index is given: words, who sells most, shares to be compared."""

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
    """Return words as attributes, and tables of data, which nothing runs."""
    words = {f"data_{name}": view.speak.say(f"index.kit_{name}") for name in _WORDS}
    words["data_colon"] = view.speak.say("document.kit_colon")
    return join((
        tag("template", id="kit", **words),
        data("markets", [_market(view, each) for each in view.markets]),
        data("parts", [_part(view, each) for each in view.parts]),
    ))  # fmt: skip


def _market(view: Overview, market: Market) -> list[object]:
    """Return what it is, its names, and the first sellers by their place, with amounts in words."""
    sellers = [
        [place.code, place.name(view.query.lang), view.speak.wording.amount(euros)]
        for name, euros in market.sellers
        if (place := view.places.by_id(name))
    ]
    return [market.what, "|".join((*market.names, market.code)), *sellers]


def _part(view: Overview, part: TradePart) -> list[object]:
    """Return its name, and by territory the shares of imports and exports, with one decimal."""
    shares = {
        line.address: [_rounded(flow.get(line.place.id)) for flow in (part.imports, part.exports)]
        for line in view.lines.values()
        if line.files
    }
    return [part.what, part.name, shares]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 1)
