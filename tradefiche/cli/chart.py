"""`tradefiche chart`: pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common, Cut, Language, When, Where
from tradefiche.errors import UsageError


def chart(
    ctx: typer.Context,
    where: Where,
    when: When,
    cut: Cut,
    language: Language,
    common: Common,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="balance, treemap, sankey-exports, sankey-imports, evolution, comparison, "
            "specialisation or exposure. Repeatable.",
            metavar="NAME",
            show_default="all",
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            help="For exposure: the country, or group such as asean or eu27, that exports go to.",
            metavar="CODE|GROUP",
            show_default="the first of config/indicators.yaml, US",
        ),
    ] = None,
    format: Annotated[Literal["svg", "png", "pdf"], typer.Option(help="Kind of file.")] = "svg",
    size: Annotated[
        Literal["screen", "paper", "phone"],
        typer.Option(help="Width for which the picture is laid out: 940 px, 174 mm, 288 px."),
    ] = "screen",
    scale: Annotated[
        float | None,
        typer.Option(
            help="Pixels of a PNG for each of the picture's own; 1200 to 2400 across.",
            metavar="N",
            show_default="2 on a screen, 3 on paper, 5 on a phone",
        ),
    ] = None,
    theme: Annotated[
        Path | None,
        typer.Option(
            help="Theme: colours, fonts and logo that take the place of those of config/.",
            metavar="FILE",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder for the outputs.",
            metavar="DIR",
            show_default="out, or out-sample",
        ),
    ] = None,
) -> None:
    """Draw a territory's trade, in eight kinds of picture.

    One folder a territory: DIR/dept-59/dept-59_2024_balance.svg
    """  # fmt: skip
    from tradefiche.formats.pictures import kinds, write_pictures
    from tradefiche.reference.method import normal

    asking.one_period(when, "a chart")
    folder = asking.folder(output, sample=when.sample)
    chosen = kinds(kind)
    if country and "exposure" not in chosen:
        raise UsageError("--country bears on the chart exposure", hint="add --kind exposure")
    if country and len(country) > 1:
        raise UsageError(
            "a chart of exposure shows one country or group",
            hint="draw one after the other, or name a group",
        )
    query = asking.query(ctx, where, when, cut, language, common)
    query = replace(query, partner=normal(country[0]) if country else None)
    written = []
    found = write_pictures(query, chosen, folder, to=format, size=size, scale=scale, look=theme)
    for path in found:
        written.append(str(path))
        if not (common.json or common.quiet):
            console.text(str(path))
    if common.json:
        console.document({"files": written})
