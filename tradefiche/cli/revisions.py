"""`tradefiche revisions`: how the Customs' figures moved between two releases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common, Language, Where
from tradefiche.errors import UsageError


def revisions(
    ctx: typer.Context,
    where: Where,
    language: Language,
    common: Common,
    format: Annotated[
        Literal["text", "csv", "json"], typer.Option(help="How to write them.")
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file.",
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
    from tradefiche.publish import revisions as published
    from tradefiche.publish.delimited import to_csv
    from tradefiche.reference.territories import gazetteer

    if common.json and format == "csv":
        raise UsageError("--json and --format csv exclude each other")
    dirs = asking.begin(common)
    places = gazetteer(dirs)
    store = asking.store(common, dirs)
    asked = asking.territories(ctx, where, places)
    everyone = (places.france, *places.units, places.monaco)
    found = moves(store, asked or everyone, rest=not asked)
    data = store.manifest.data or "customs"
    if common.json or format == "json":
        content = published.to_json(found, data, language.lang)
    elif format == "csv":
        content = to_csv(published.to_frame(found, data, language.lang))
    else:
        lines = published.to_text(found, language.lang)
        content = "".join(f"{line}\n" for line in lines).encode()
    if output is None:
        console.content(content)
        return
    from tradefiche.files import write_bytes

    write_bytes(output, content)
    console.notice(f"wrote {output}")
