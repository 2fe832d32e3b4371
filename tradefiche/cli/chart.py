"""`tradefiche chart`: pictures."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import (
    CommonOptions,
    FilterOptions,
    FolderOption,
    LanguageOption,
    LevelOptions,
    MeasureOptions,
    PeriodOptions,
    TerritoryOptions,
    ThemeOption,
)
from tradefiche.formats.endings import output_folder


def chart(
    ctx: typer.Context,
    where: TerritoryOptions,
    when: PeriodOptions,
    cut: LevelOptions,
    narrow: FilterOptions,
    ranked: MeasureOptions,
    language: LanguageOption,
    common: CommonOptions,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="A picture: one of those that list charts shows. Repeatable.",
            metavar="NAME",
            show_default="all",
        ),
    ] = None,
    by: Annotated[
        Literal["country", "product"] | None,
        typer.Option(help="For balance: by what it is drawn.", show_default="country"),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            help="For exposure, ranking and map: the country, or group such as asean or eu27, "
            "that is traded with.",
            metavar="CODE|GROUP",
            show_default="the first of config/indicators.yaml, US; for the others all of them",
        ),
    ] = None,
    beside: Annotated[
        list[str] | None,
        typer.Option(
            help="For comparison: one or two territories, as in compute, or nearest: the two that "
            "export alike. Repeatable.",
            metavar="CODE|NAME",
            show_default="the région",
        ),
    ] = None,
    format: Annotated[
        Literal["svg", "png", "pdf", "pptx"],
        typer.Option(
            help="Kind of file; pptx: a slide with the title as text, and the figures in its notes."
        ),
    ] = "svg",
    size: Annotated[
        Literal["screen", "paper", "phone", "slide"] | None,
        typer.Option(
            help="For what the picture is laid out: 940 px, 174 mm or 288 px wide, as high as it "
            "takes; a slide of 1920 × 1080 px, with few rows and large type.",
            show_default="screen; a slide for pptx",
        ),
    ] = None,
    scale: Annotated[
        float | None,
        typer.Option(
            help="Pixels of a PNG for each of the picture's own; 1200 to 2400 across.",
            metavar="N",
            show_default="2 on a screen, 3 on paper, 5 on a phone, 1 on a slide",
        ),
    ] = None,
    text: Annotated[
        Literal["fonts", "outlines"],
        typer.Option(
            help="Words of an SVG: text in fonts that it carries, or shapes, which Illustrator and "
            "InDesign show as they are."
        ),
    ] = "fonts",
    theme: ThemeOption = None,
    output: FolderOption = None,
) -> None:
    """Draw a territory's trade as pictures.

    One folder a territory: DIR/dept-59/dept-59_2024_balance.svg
    """  # fmt: skip
    from tradefiche.formats.pictures import empty_kinds, kinds, write_pictures
    from tradefiche.tabulation.asking import Asked
    from tradefiche.tabulation.bearing import one_period, partner_of, require_bearing

    one_period(when.year or (), "a chart")
    folder = output_folder(output, sample=when.sample)
    chosen = kinds(kind, by)
    partner = partner_of([country] if country else [], chosen)
    own = Asked(
        filters=narrow.filters(), alone=True, partner=partner, look=theme,
        measure=ranked.measure, per=ranked.per, beside=tuple(beside or ()),
    )  # fmt: skip
    require_bearing(chosen, own)
    query = asking.query(ctx, where, when, cut, language, common, own)
    left_out = {} if kind else empty_kinds(query)
    for name, reason in left_out.items():
        console.notice(f"no {name}: {reason}")
    drawn = [name for name in chosen if name not in left_out]
    found = write_pictures(query, drawn, folder, to=format, size=size, scale=scale, text=text)
    console.made(found, common)
