"""The bar of a fiche: links to other fiches, other editions and its PDF, and a search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language import periods
from tradefiche.language.typography import NBSP, number
from tradefiche.publication.html.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.html.page_context import Setting

INDUSTRIALS = "industrials"
"""Id of the list of Territoires d'industrie."""

_ARROWS = {"before": ("← ", ""), "after": ("", " →")}
_KILO, _MEGA = 1_000, 1_000_000


def around(setting: Setting, pdf: int | None) -> Markup:
    """Return the bar; `pdf` is the size in bytes of the PDF beside the page, None without one."""
    lists = (
        [*_fiches(setting), *_industrials(setting)],
        [*_editions(setting), *_file(setting, pdf)],
    )
    shown = [tag("ul", *(tag("li", link) for link in links)) for links in lists if links]
    label = setting.document.words["around"]
    nav = tag("nav", *shown, aria_label=label) if shown else Markup()
    return tag("div", nav, _search(setting), class_="around")


def _fiches(setting: Setting) -> Iterator[Markup]:
    """Yield links to pages made with it: the index, its neighbours, its région, France."""
    document, words = setting.document, setting.document.words
    if index := document.around.get("all"):
        yield tag("a", words["around_all"], href=f"../{index}")
    for key in ("before", "after", "region", "france"):
        place = setting.pictures.data.places.by_id(document.around.get(key, ""))
        if place is None:
            continue
        left, right = _ARROWS.get(key, ("", ""))
        said = (_unseen(words[f"around_{key}"]),) if left or right else ()
        arrows = (tag("span", each, aria_hidden="true") if each else "" for each in (left, right))
        before, after = arrows
        name = place.name(document.lang)
        yield tag("a", *said, before, name, after, href=setting.fiche(place.id))


def _industrials(setting: Setting) -> Iterator[Markup]:
    """Yield a link to the list of its Territoires d'industrie, which have no fiches of their own.

    The page of France has no such list.
    """
    document, data = setting.document, setting.pictures.data
    place = data.place(document.territory)
    listed = place.kind != "france" and document.cover.about
    kept = data.places.industrial_territories(place).kept
    if listed and kept:
        words = f"{document.words['around_industrials']}{NBSP}({len(kept)})"
        yield tag("a", words, href=f"#{INDUSTRIALS}")


def _editions(setting: Setting) -> Iterator[Markup]:
    """Yield links to the same fiche for other periods and in other languages."""
    document, words = setting.document, setting.document.words
    for each in document.editions:
        if each.lang == document.lang:
            said = periods.label(each.period, setting.pictures.wording)
            yield tag("a", _unseen(words["around_period"]), said, href=each.file)
        else:
            said = words[f"lang_{each.lang}"]
            yield tag("a", said, href=each.file, lang=each.lang, hreflang=each.lang)


def _file(setting: Setting, size: int | None) -> Iterator[Markup]:
    if size is None:
        return
    document, words = setting.document, setting.document.words
    large = size >= _MEGA
    shown = number(size / (_MEGA if large else _KILO), int(large), lang=document.lang)
    said = f"PDF ({shown}{NBSP}{words['megabytes' if large else 'kilobytes']})"
    yield tag(
        "a", _unseen(words["around_pdf"]), said, href=document.file(document.territory, "pdf")
    )


def _search(setting: Setting) -> Markup:
    """Return the search box, hidden until the script shows it."""
    words, index = setting.document.words, setting.document.around.get("all")
    box = tag("input", id="find", type="search", list="names", autocomplete="off",
              spellcheck="false", placeholder="/", aria_keyshortcuts="/",
              data_index=f"../{index}" if index else None)  # fmt: skip
    label = tag("label", words["kit_seek"], " ", box)
    names = tag("datalist", id="names")
    return tag("div", label, names, role="search", hidden=True)


def _unseen(words: str) -> Markup:
    return tag("span", f"{words} ", class_="unseen")
