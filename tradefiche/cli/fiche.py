"""`tradefiche fiche`: the publication."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common, Cut, Language, When, Where


class _Format(StrEnum):
    pdf = "pdf"
    html = "html"


def fiche(
    ctx: typer.Context,
    where: Where,
    when: When,
    language: Language,
    common: Common,
    format: Annotated[
        list[_Format] | None,
        typer.Option(
            help="Kind of file. Repeatable.",
            metavar="pdf|html",
            show_default="both",
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
    """Write the publication of a territory: a PDF and a web page.

    One folder a territory: DIR/dept-59/dept-59_2024.pdf
    """  # fmt: skip
    from tradefiche.publish.fiche.writing import FORMATS, write_fiches

    asking.one_period(when, "a fiche")
    query = asking.query(ctx, where, when, Cut(), language, common)
    folder = output or asking.default_folder(sample=when.sample)
    written = []
    formats = [each for each in FORMATS if each in (format or FORMATS)]
    for path in write_fiches(query, folder, formats=formats):
        written.append(str(path))
        if not (common.json or common.quiet):
            console.text(str(path))
    if common.json:
        console.document({"files": written})
