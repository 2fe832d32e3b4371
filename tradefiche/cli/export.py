"""`tradefiche export`: tables or rows as data files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import (
    CommonOptions,
    DialectOption,
    FilterOptions,
    LanguageOption,
    LevelOptions,
    PeriodOptions,
    TerritoryOptions,
)
from tradefiche.customs.grains import Grain
from tradefiche.formats.endings import output_folder
from tradefiche.reference.terms import Flow


class _Format(StrEnum):
    csv = "csv"
    parquet = "parquet"
    json = "json"
    xlsx = "xlsx"
    pptx = "pptx"


@dataclass(frozen=True, slots=True)
class FactsOptions:
    """Whether to export rows rather than tables, and which rows."""

    facts: Annotated[
        bool,
        typer.Option(
            "--facts",
            help="The rows rather than tables, all that are held unless territories and periods "
            "are named: one tidy .parquet or .csv, or a folder with one a year.",
        ),
    ] = False
    flow: Annotated[
        Flow | None, typer.Option(help="With --facts, one flow alone.", show_default="both")
    ] = None
    grain: Annotated[
        Grain | None,
        typer.Option(
            help="With --facts, quarters or yearly workbooks alone.",
            show_default="for each year what answers for it",
        ),
    ] = None
    all_releases: Annotated[
        bool,
        typer.Option(
            "--all-releases",
            help="With --facts, also rows that newer ones replace: their column current is false.",
        ),
    ] = False


def export(
    ctx: typer.Context,
    where: TerritoryOptions,
    when: PeriodOptions,
    cut: LevelOptions,
    narrow: FilterOptions,
    rows: FactsOptions,
    language: LanguageOption,
    common: CommonOptions,
    format: Annotated[
        list[_Format] | None,
        typer.Option(
            help="Kind of file; pptx: every chart as a slide. Repeatable.",
            metavar="csv|parquet|json|xlsx|pptx",
            show_default="all but pptx; of --facts parquet",
        ),
    ] = None,
    csv_dialect: DialectOption = "standard",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder for the outputs; of --facts also a file.",
            metavar="DIR|FILE",
            show_default="out, or out-sample",
        ),
    ] = None,
) -> None:
    """Write data files to hand on: CSV, Parquet, JSON, a workbook.

    Every table is there, and datapackage.json, which describes the files.
    One folder a territory: DIR/dept-59/dept-59_2024_totals.csv

    The rows that tables are counted from: --facts -o trade.parquet
    """  # fmt: skip
    from tradefiche.formats.bundle import FORMATS, write_bundles
    from tradefiche.formats.decks import write_decks
    from tradefiche.formats.endings import dialect_of_csv
    from tradefiche.formats.facts import place_of, write_facts
    from tradefiche.tabulation.asking import Asked
    from tradefiche.tabulation.bearing import one_period
    from tradefiche.tabulation.tidy import WantedRows, refuse_tables, tidy

    wanted = WantedRows(rows.flow, rows.grain, rows.all_releases)
    own = Asked(filters=narrow.filters(), alone=not rows.facts)
    if rows.facts:
        refuse_tables(ctx.obj)
        query = asking.query(
            ctx, where, when, cut, language, common, own, default="france", rows=True
        )
        default = output_folder(None, sample=when.sample)
        place = place_of(
            output, format or (), csv_dialect, default=default, mark=query.filters.mark
        )
        facts = tidy(query, wanted)
        for said in facts.gaps:
            console.remark(said)
        found = write_facts(facts, place, progress=console.detail)
    else:
        wanted.refuse()
        slides = _Format.pptx in (format or ())
        if slides:
            one_period(when.year or (), "a slide")
        folder = output_folder(output, sample=when.sample)
        dialect_of_csv(csv_dialect, csv=not format or _Format.csv in format)
        query = asking.query(ctx, where, when, cut, language, common, own)
        formats = [each for each in FORMATS if each in (format or FORMATS)]
        found = []
        if formats:
            found += write_bundles(
                query, folder, formats=formats, dialect=csv_dialect, progress=console.detail
            )
        if slides:
            found += write_decks(query, folder, progress=console.detail)
    console.made(found, common)
