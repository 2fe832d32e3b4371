"""`tradefiche revisions`: how the Customs' figures moved between two releases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import CommonOptions, LanguageOption, TerritoryOptions
from tradefiche.errors import UsageError

_Format = Literal["text", "csv", "json"]


def revisions(
    ctx: typer.Context,
    where: TerritoryOptions,
    language: LanguageOption,
    common: CommonOptions,
    format: Annotated[
        _Format | None,
        typer.Option(help="How to write them.", show_default="text, or as the name of -o ends"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file, or - for stdout.",
            metavar="PATH",
            show_default="the terminal or pipe",
        ),
    ] = None,
) -> None:
    """Show what moved between the two newest releases.

    For each quarter that the store holds in two releases, the total of each flow in the older and
    in the newer one, the largest move first: of France and every département, or of the
    territories named. The text shows the first 20; CSV and JSON have them all, in whole euros.
    """
    from tradefiche.customs.revisions import revisions as moves
    from tradefiche.formats.csv import to_csv
    from tradefiche.formats.endings import format_of
    from tradefiche.language.phrases import texts
    from tradefiche.reference.gazetteer import gazetteer
    from tradefiche.report import page
    from tradefiche.report import revisions as published
    from tradefiche.tabulation.asking import territories

    if common.json and format == "csv":
        raise UsageError("--json and --format csv exclude each other", hint="give one")
    output = None if output == Path("-") else output
    chosen = format_of(output, "json" if common.json else format, get_args(_Format))
    dirs = asking.begin(common)
    places = gazetteer(dirs)
    store = asking.store(common, dirs)
    asked, notices = territories(asking.places(ctx, where), places)
    for notice in notices:
        console.notice(notice)
    everyone = (places.france, *places.units, places.monaco)
    found = moves(store, asked or everyone, rest=not asked)
    data, wording = store.manifest.data or "customs", texts(dirs).wording(language.lang)
    if chosen == "json":
        content = published.to_json(found, data, wording)
    elif chosen == "csv":
        content = to_csv(published.to_frame(found, data, wording))
    else:
        if output:
            page.lay(page.PLAIN)
        lines = published.to_text(found, data, wording)
        content = "".join(f"{line}\n" for line in lines).encode()
    console.deliver(content, output)
