"""Figures: a drawing for wide windows and paper, one for narrow windows, and their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tradefiche.publication.html.markup import Markup, join, stripe, tag
from tradefiche.publication.html.page_context import amount
from tradefiche.publication.html.tables import folded_table
from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Listing, NumberedEntry
    from tradefiche.publication.blocks import Figure, FigurePicture, FigureTotal
    from tradefiche.publication.html.page_context import Setting

_TOP: Final = 2  # the level of a heading directly below its section's


def figures(several: Sequence[Figure], setting: Setting, level: int) -> Markup:
    """Return the same diagram of several territories, with tabs that the script activates.

    All get the same heading level. Without the script, and in print, they follow one another.
    """
    data, lang = setting.pictures.data, setting.document.lang
    tabs = (
        tag(
            "button", data.place(each.picture.territory).name(lang), role="tab", id=f"{each.id}-tab"
        )
        for each in several
    )
    panels = (
        tag(
            "div",
            figure(replace(each, level=_TOP), setting, level),
            role="tabpanel",
            aria_labelledby=f"{each.id}-tab",
        )
        for each in several
    )
    label = setting.document.words["tabs"]
    tab_list = tag("div", *tabs, class_="tabs", role="tablist", aria_label=label, hidden=True)
    return tag("div", tab_list, *panels)


def figure(each: Figure, setting: Setting, level: int) -> Markup:
    """Return a figure; its title is a heading of `level`, deeper if the figure's own level is."""
    caption = tag(
        "figcaption",
        tag("p", tag("a", each.label, href=f"#{each.id}"), *_mark(setting), class_="label"),
        tag(f"h{level + each.level - _TOP}", setting.text(each.title), id=f"{each.id}-title"),
        tag("p", setting.text(each.subtitle), class_="subtitle"),
        tag("p", each.alt.removeprefix(f"{each.title}. "), hidden=True, id=f"{each.id}-desc"),
    )
    return tag(
        "figure",
        caption,
        drawings(each.picture, each.id, setting),
        tag("div", *_beside(each, setting), class_="beside"),
        *(tag("p", setting.text(note), class_="note") for note in each.notes),
        *((tag("p", setting.runs(each.key), class_="key"),) if each.key else ()),
        tag("p", setting.text(each.source), class_="source"),
        tag("div", *_tables(each, setting), id=f"{each.id}-data", class_="taken"),
        id=each.id,
    )


def drawings(picture: FigurePicture, name: str, setting: Setting) -> Markup:
    """Return a picture twice: as drawn for paper, scaled to the window, and as for a phone.

    The style sheet shows one of the two.
    """
    sizes: tuple[tuple[str, Size], ...] = (("wide", "paper"), ("slim", "phone"))
    return join(
        tag(
            "div",
            Markup(setting.pictures.inline(picture, size, prefix=name, apart=True)),
            class_=f"plot {kind}",
        )
        for kind, size in sizes
    )


def _mark(setting: Setting) -> tuple[str, ...]:
    """Return the label of sample data, so that it stays with a figure cut out of the page."""
    sample = setting.document.sample
    return (" ", tag("span", sample, class_="pill")) if sample else ()


def _beside(each: Figure, setting: Setting) -> Iterator[Markup]:
    """Yield the lists behind the numbers, once if both drawings agree, and the total."""
    slim = setting.pictures.scene(each.picture, "phone").lists
    if each.lists == slim:
        yield _lists(each.lists, setting, "")
    else:
        yield _lists(each.lists, setting, " wide")
        yield _lists(slim, setting, " slim")
    if each.total is not None:
        yield _total(each.total, setting)


def _lists(lists: Sequence[Listing], setting: Setting, kind: str) -> Markup:
    if not lists:
        return Markup()
    flows = any(listing.role == "red" for listing in lists)
    shape = "flows" if flows else "numbers"
    return tag("div", *(_list(each, setting) for each in lists), class_=f"{shape}{kind}")


def _list(listing: Listing, setting: Setting) -> Markup:
    entries = tag("ol", *(_entry(entry, setting) for entry in listing.entries))
    title = tag("p", setting.text(listing.title), class_="title")
    return tag("div", title, entries, class_=listing.role.replace("_", "-"))


def _entry(entry: NumberedEntry, setting: Setting) -> Markup:
    return tag(
        "li",
        *(("",) if entry.number is None else (tag("span", str(entry.number), class_="badge"), " ")),
        tag("span", setting.text(entry.name)),
        *(
            part
            for figure in filter(None, entry.figures)
            for part in (" ", tag("span", figure, class_="number"))
        ),
    )


def _total(total: FigureTotal, setting: Setting) -> Markup:
    shown = amount(total.value, total.unit, setting.document.lang)
    value = tag("p", shown, class_="value")
    parts = (
        tag(
            "li",
            tag("span", part.value, class_="number"),
            " ",
            tag("span", setting.text(part.text)),
            stripe(part.length),
        )
        for part in total.parts
    )
    title = tag("p", setting.text(total.label), class_="title")
    shares = (tag("ul", *parts),) if total.parts else ()
    return tag("div", title, value, *shares, class_=f"panel total {total.role}")


def _tables(each: Figure, setting: Setting) -> Iterator[Markup]:
    for block in setting.document.blocks():
        if isinstance(block, PrintedTable) and block.id in each.tables:
            yield folded_table(block, setting)
