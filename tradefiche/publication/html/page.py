"""The page of one fiche, from its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import inline
from tradefiche.publication.html.around import INDUSTRIALS, around
from tradefiche.publication.html.blocks import blocks
from tradefiche.publication.html.downloads import downloads
from tradefiche.publication.html.embedded import PageHead
from tradefiche.publication.html.frame import MAIN, page, skip, strip
from tradefiche.publication.html.kit import kit, script
from tradefiche.publication.html.markup import Markup, css_string, join, tag
from tradefiche.publication.html.page_context import Setting
from tradefiche.publication.html.stylesheet import sheet
from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.publication.document import Document, Section
    from tradefiche.publication.pictures import Pictures


_LETTERS = 8  # shorter names are set no larger


def to_html(
    document: Document, pictures: Pictures, pdf: Callable[[], int | None] = lambda: None
) -> bytes:
    """Return a fiche as one self-contained page.

    Args:
        document: its content.
        pictures: draws its charts.
        pdf: returns the size in bytes of the PDF beside the page, None without one. It is called
            once the sections are written, since the PDF may be made meanwhile.
    """
    setting = Setting(document, pictures)
    sections = [_section(each, setting) for each in document.sections]
    body = (
        skip(document.words["skip"]),
        tag(
            "header",
            strip(document.sample, document.unofficial),
            around(setting, pdf()),
            _masthead(setting),
        ),
        _navigation(setting),
        tag("main", *sections, _about(setting), id=MAIN),
        tag("footer", *_foot(setting)),
        kit(setting),
    )
    return page(
        _head(setting),
        style=sheet(pictures.theme, "common", "fiche", said=join(body), more=_own_rules(document)),
        script=script("page", "lighting", "finding", "taking", "tables", "stops"),
        body=body,
    )


def _head(setting: Setting) -> PageHead:
    document, data = setting.document, setting.pictures.data
    return PageHead(
        meta=data.meta,
        title=document.title,
        description=document.description,
        place=data.place(document.territory).name(document.lang),
        path=setting.fiche(document.territory).removeprefix("../"),
        site=setting.pictures.theme.site,
        editions=document.editions,
    )


def _masthead(setting: Setting) -> Markup:
    cover = setting.document.cover
    title = tag(
        "h1",
        tag("span", *cover.title[:1], " ", *cover.title[1:], class_="title"),
        " ",
        tag("span", cover.place, class_="place"),
        " ",
        tag("span", cover.period, class_="period"),
    )
    head = tag(
        "div",
        Markup(setting.pictures.logo),
        tag("p", cover.kicker, class_="kicker"),
        title,
        tag("p", setting.text(cover.place_note), class_="where"),
        class_="masthead",
    )
    return tag("div", head, *_band(setting), class_="top")


def _about(setting: Setting) -> Markup:
    """Return the cover without its title; it comes last, since a page begins with its figures."""
    cover = setting.document.cover
    if not cover.about:
        return Markup("")
    return tag(
        "div",
        tag("div", blocks(setting, cover.industrials, 2), id=INDUSTRIALS),
        tag("div", blocks(setting, cover.about, 2), tag("p", cover.disclaimer, class_="note")),
        class_="split halves cover",
    )


def _band(setting: Setting) -> tuple[Markup, ...]:
    """Return the decoration drawn from the territory's flows, with captions of its sides.

    It has no scale and no text, so that one drawing fills any width.
    """
    cover = setting.document.cover
    if cover.band is None:
        return ()
    captions = tag(
        "p",
        tag("span", cover.imports, class_="imports"),
        " ",
        tag("span", cover.exports, class_="exports"),
        class_="captions",
    )
    drawn = inline(setting.pictures.scene(cover.band, "screen"), prefix="band")
    stretched = Markup(drawn.replace("<svg ", '<svg preserveAspectRatio="none" ', 1))
    return (tag("div", stretched, captions, class_="band"),)


def _navigation(setting: Setting) -> Markup:
    document = setting.document
    if len(document.sections) == 1:
        return Markup("")
    links = (
        tag("li", tag("a", setting.text(each.short), href=f"#{each.id}"))
        for each in document.sections
    )
    return tag("nav", tag("ul", *links), aria_label=document.words["sections"])


def _section(section: Section, setting: Setting) -> Markup:
    """Return a section; the one with the tables that figures carry also has the downloads."""
    carried = setting.document.pages == "all" and any(
        isinstance(b, PrintedTable) and b.id in setting.carried for b in section.blocks
    )
    title = f"{section.id}-title"
    return tag(
        "section",
        tag("h2", setting.text(section.title), id=title),
        blocks(setting, section.blocks, 3),
        *((downloads(setting),) if carried else ()),
        id=section.id,
        aria_labelledby=title,
    )


def _foot(setting: Setting) -> tuple[Markup, ...]:
    document = setting.document
    return (
        tag("p", setting.text(document.running)),
        *(tag("p", setting.runs(each)) for each in document.imprint),
        strip(document.sample, document.unofficial),
        tag("p", document.software),
    )


def _own_rules(document: Document) -> str:
    """Return the rules of this page alone: length of the place name, printed header and footer."""
    foot = " · ".join(filter(None, (document.sample, document.unofficial)))
    number = css_string(f"{document.words['page']} ")
    return join(
        (
            Markup(f":root{{--letters:{max(len(document.cover.place), _LETTERS)}}}"),
            Markup("@media print{@page{"),
            Markup(f"@top-left{{content:{css_string(document.running)}}}"),
            Markup(f"@bottom-left{{content:{css_string(foot)}}}"),
            Markup(f"@bottom-right{{content:{number} counter(page) ' / ' counter(pages)}}"),
            Markup("}}"),
        )
    )
