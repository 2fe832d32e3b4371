"""`tradefiche export`: data files to hand on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import Common, Cut, Language, When, Where
from tradefiche.formats.csv import Dialect


class _Format(StrEnum):
    csv = "csv"
    parquet = "parquet"
    json = "json"
    xlsx = "xlsx"


def export(
    ctx: typer.Context,
    where: Where,
    when: When,
    cut: Cut,
    language: Language,
    common: Common,
    format: Annotated[
        list[_Format] | None,
        typer.Option(
            help="Kind of file. Repeatable.",
            metavar="csv|parquet|json|xlsx",
            show_default="all",
        ),
    ] = None,
    csv_dialect: Annotated[
        Dialect,
        typer.Option(help="excel-fr: semicolons, decimal comma, byte order mark."),
    ] = "standard",
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
    """Write data files to hand on: CSV, Parquet, JSON, a workbook.

    Every table is there, and datapackage.json, which describes the files.
    One folder a territory: DIR/dept-59/dept-59_2024_totals.csv
    """  # fmt: skip
    from tradefiche.formats.bundle import FORMATS, write_bundle
    from tradefiche.tabulation.answer import answer, for_period
    from tradefiche.tabulation.conform import TABLES

    folder = asking.folder(output, sample=when.sample)
    asking.dialect_of_csv(csv_dialect, csv=not format or _Format.csv in format)
    query = asking.query(ctx, where, when, cut, language, common)
    found = answer(query, list(TABLES))
    formats = [each for each in FORMATS if each in (format or FORMATS)]
    written = []
    for period in found.meta.periods:
        part = for_period(found, period)
        for territory in query.territories:
            console.detail(f"writing {territory.id} {period}")
            written += write_bundle(
                folder, territory.id, period, part.tables, part.meta,
                formats=formats, dialect=csv_dialect,
            )  # fmt: skip
    paths = list(dict.fromkeys(map(str, written)))
    if common.json:
        console.document({"files": paths})
    elif not common.quiet:
        console.text(paths)
