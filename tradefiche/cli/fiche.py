"""`tradefiche fiche`: the publication."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import (
    CommonOptions,
    FilterOptions,
    FolderOption,
    LanguageOption,
    LanguagesOption,
    LevelOptions,
    PeriodOptions,
    TerritoryOptions,
    ThemeOption,
)
from tradefiche.cli.progress import counting
from tradefiche.formats.endings import output_folder
from tradefiche.settings import cores
from tradefiche.tabulation.query import Pages


class _Format(StrEnum):
    pdf = "pdf"
    html = "html"


def fiche(
    ctx: typer.Context,
    where: TerritoryOptions,
    when: PeriodOptions,
    narrow: FilterOptions,
    languages: LanguagesOption,
    common: CommonOptions,
    format: Annotated[
        list[_Format] | None,
        typer.Option(
            help="Kind of file. Repeatable.",
            metavar="pdf|html",
            show_default="both",
        ),
    ] = None,
    pages: Annotated[
        Pages, typer.Option(help="All of it, or the summary alone, which is one page.")
    ] = "all",
    theme: ThemeOption = None,
    output: FolderOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            help="Processes to work side by side, the first one included.",
            min=1,
            metavar="N",
            show_default="the cores",
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Make everything, also what has not changed."),
    ] = False,
) -> None:
    """Write the publication of a territory: a PDF and a web page.

    One folder a territory: DIR/dept-59/dept-59_2024.pdf

    With several comes DIR/index.html. DIR/manifest.json lists what each file was made from:
    what has not changed is kept, and an interrupted call goes on where it was.

    A folder holds as many years and languages as you like: index.html is the newest year's in
    French, index_2023.html an older one's, index_en.html the newest in English. Name several in
    one call, --year 2022..2024 --lang fr --lang en, and their pages lead to each other; made one
    by one, an earlier one's pages lead to a later one's when it is asked for again. Fiches of a
    part of trade, and summaries, have names and indexes of their own:
    dept-59_2024_hors-energie.pdf, dept-59_2024_essentiel.pdf
    """  # fmt: skip
    from tradefiche.publication.batch.run import make_fiches
    from tradefiche.publication.render import FORMATS
    from tradefiche.tabulation.asking import Asked

    folder = output_folder(output, sample=when.sample)
    langs = languages.langs
    own = Asked(filters=narrow.filters(), alone=True, look=theme, pages=pages)
    query = asking.query(ctx, where, when, LevelOptions(), LanguageOption(langs[0]), common, own)
    formats = [each for each in FORMATS if each in (format or FORMATS)]
    with counting("fiches", quiet=common.quiet) as watch:
        outcome = make_fiches(
            query, folder,
            langs=langs, formats=formats, jobs=jobs or cores(), force=force, watch=watch,
        )  # fmt: skip
    failed = [{"id": each.id, "error": each.error} for each in outcome.failed]
    console.made(outcome.files, common, kept=outcome.kept, failed=failed)
    if outcome.kept:
        console.notice(f"{outcome.made} made, {outcome.kept} unchanged")
    for notice in outcome.notices():
        console.notice(notice)
    for trace in outcome.traces:
        console.trace(trace)
    outcome.raise_for_failures()
