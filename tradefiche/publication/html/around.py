"""The bar of a fiche that leads to the others made with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.publication.html.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.html.page_context import Setting

_ARROWS = {"before": ("← ", ""), "after": ("", " →")}


def around(setting: Setting) -> Markup:
    """Return the bar; nothing where there is nowhere to go to."""
    links = [tag("li", each) for each in _links(setting)]
    label = setting.document.words["around"]
    return tag("nav", tag("ul", *links), class_="around", aria_label=label) if links else Markup()


def _links(setting: Setting) -> Iterator[Markup]:
    document, words = setting.document, setting.document.words
    if index := document.around.get("all"):
        yield tag("a", words["around_all"], href=f"../{index}")
    for key in ("before", "after", "region", "france"):
        place = setting.pictures.data.places.by_id(document.around.get(key, ""))
        if place is None:
            continue
        left, right = _ARROWS.get(key, ("", ""))
        said = (
            (tag("span", f"{words[f'around_{key}']} ", class_="unseen"),) if left or right else ()
        )
        arrows = (tag("span", each, aria_hidden="true") if each else "" for each in (left, right))
        before, after = arrows
        name = place.name(document.lang)
        yield tag("a", *said, before, name, after, href=setting.fiche(place.id))
