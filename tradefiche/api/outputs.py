"""Charts, fiches and data files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Unpack, get_args

from tradefiche.api.arguments import at_least, one_of, several
from tradefiche.api.keywords import FicheKeywords, FileKeywords, QuestionKeywords
from tradefiche.api.question import (
    asked_of,
    folder_of,
    languages,
    path,
    query_of,
    tell,
    tidy_of,
)
from tradefiche.errors import UsageError
from tradefiche.formats.csv import Dialect
from tradefiche.reference.terms import Dimension
from tradefiche.settings import cores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.api.keywords import OneOrMany
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.picture import Picture
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.customs.grains import Grain
    from tradefiche.formats.bundle import DataFormat
    from tradefiche.publication.render import FicheFormat
    from tradefiche.reference.terms import Flow
    from tradefiche.tabulation.query import Pages


def chart(
    kind: str,
    *,
    size: Size | None = None,
    theme: str | Path | None = None,
    by: Dimension | None = None,
    beside: OneOrMany | None = None,
    measure: str | None = None,
    per: str | Path | None = None,
    **asked: Unpack[QuestionKeywords],
) -> Picture:
    """Draw one kind of chart of one territory.

    Args:
        kind: as in `chart --kind`: `balance`, `treemap`, …
        size: what it is laid out for: `screen`, `paper`, `phone`, `slide`; by default a screen, or
            a slide when it is saved as PPTX.
        theme: a theme file whose colours, fonts and logo override those of `config/`.
        by: what `balance` is broken down by: `country` (the default) or `product`.
        beside: one or two territories for `comparison` to show, or `"nearest"`, the two with the
            most similar exports; by default the région.
        measure: what `ranking` and `map` rank by; by default `exports`.
        per: a CSV file of numbers to divide the values of `ranking` and `map` by.
        **asked: the territory, the period: see `QuestionKeywords`.

    Returns:
        An Altair chart that notebooks display, with tooltips; its `save` writes SVG, PNG, PDF and
        PPTX with the same bytes as the command.

    Raises:
        UsageError: a value is unknown or does not apply to this kind, or not exactly one territory
            and one period are requested.
        NoInputError: the store has nothing for the period, or a file cannot be read.
        DataError, ConfigError: the file `per` is invalid; the theme is wrong.

    >>> nord = chart("treemap", dept="59", year=2024, sample=True)
    >>> nord.width
    940.0
    """
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.picture import picture
    from tradefiche.formats.pictures import kinds, scenes
    from tradefiche.tabulation.bearing import one_period, partner_of, require_bearing

    one_of("size", several("size", size), get_args(Size))
    one_of("way", several("by", by), get_args(Dimension))
    (chosen,) = kinds([kind], by)
    question = asked_of(asked)
    one_period(question.years, "a chart")
    partner = partner_of(question.filters.countries, (chosen,))
    filters = replace(question.filters, countries=())
    question = replace(
        question, filters=filters, alone=True, partner=partner, look=path(theme),
        measure=next(iter(several("measure", measure)), None), per=path(per),
        beside=several("beside", beside),
    )  # fmt: skip
    require_bearing([chosen], question)
    query = query_of(question, asked)
    if len(query.territories) != 1:
        raise UsageError("a chart shows one territory", hint="draw one after the other")

    def scene(size: Size) -> Scene:
        (drawn,) = scenes(query, (chosen,), size=size)
        return drawn.scene

    return picture(scene(size)) if size else picture(scene("screen"), lambda: scene("slide"))


def fiche(
    *,
    output: str | Path | None = None,
    format: FicheFormat | Sequence[FicheFormat] | None = None,
    pages: Pages = "all",
    theme: str | Path | None = None,
    jobs: int | None = None,
    force: bool = False,
    **asked: Unpack[FicheKeywords],
) -> list[Path]:
    """Write the fiches of territories; return all paths, those of manifest and indexes last.

    Each period has its own pages and index in each language; they link to each other.

    Args:
        output: folder for the files; by default `out`, or `out-sample` with the sample.
        format: `pdf`, `html`, or both (the default).
        pages: `all`, or `essentiel`, the summary page alone.
        theme: a theme file whose colours, fonts and logo override those of `config/`.
        jobs: maximum number of processes, this one included; by default the number of cores.
        force: whether to make everything again, even what has not changed.
        **asked: territories, periods and languages: see `FicheKeywords`.

    Raises:
        PartialFailureError: some fiches could not be made; the others are there. If only one is
            requested, its own error is raised.
        NoInputError: the store has nothing for a period.
        OutputError, StorageError: a file cannot be written.
        BusyError: another call is writing to the folder.

    >>> import tempfile
    >>> paths = fiche(dept="48", format="html", output=tempfile.mkdtemp(), sample=True)
    >>> [path.name for path in paths]
    ['dept-48_2024.html', 'manifest.json']
    """
    from tradefiche.publication.batch.run import make_fiches
    from tradefiche.publication.render import FORMATS
    from tradefiche.tabulation.query import Pages

    one_of("extent", several("pages", pages), get_args(Pages))
    at_least("jobs", jobs, 1)
    question = asked_of(asked, FicheKeywords)
    query = query_of(replace(question, look=path(theme), pages=pages, alone=True), asked)
    wanted = several("format", format) or FORMATS
    one_of("format", wanted, FORMATS)
    made = make_fiches(
        query,
        folder_of(output, asked),
        langs=languages(asked),
        formats=[each for each in FORMATS if each in wanted],
        jobs=jobs or cores(),
        force=force,
    )
    tell(made.notices())
    made.raise_for_failures()
    return [*made.files]


def export(
    *,
    output: str | Path | None = None,
    format: DataFormat | Literal["pptx"] | Sequence[DataFormat | Literal["pptx"]] | None = None,
    csv_dialect: Dialect = "standard",
    facts: bool = False,
    flow: Flow | None = None,
    grain: Grain | None = None,
    all_releases: bool = False,
    **asked: Unpack[FileKeywords],
) -> list[Path]:
    """Write every table of territories as data files, or all rows held; return the paths.

    Args:
        output: folder for the files; by default `out`, or `out-sample` with the sample. With
            `facts`, a `.parquet` or `.csv` file, or a folder for one file per year; by default
            `facts.parquet` (or `.csv`) in that folder.
        format: some of `csv`, `parquet`, `json`, `xlsx`, by default all of these; or `pptx`, a
            presentation with every chart. With `facts`, `parquet` or `csv`, unless the name of
            `output` states it.
        csv_dialect: `standard`, or `excel-fr` (semicolons, decimal comma, byte order mark).
        facts: whether to write the rows of `scan` instead of tables.
        flow: with `facts`, one flow alone.
        grain: with `facts`, `quarters` or `workbooks` alone.
        all_releases: with `facts`, also rows that newer ones replace; see `scan`.
        **asked: territories and periods: see `FileKeywords`. With `facts`, all that is held if none
            is given.

    Raises:
        NoInputError: the store has nothing for a period.
        OutputError, StorageError: a file cannot be written.
        BusyError: another call is writing to a territory's folder.
        UsageError: a value is unknown, two contradict each other, or one does not apply.

    >>> import tempfile
    >>> paths = export(dept="48", format="csv", output=tempfile.mkdtemp(), sample=True)
    >>> paths[0].name
    'dept-48_2024_totals.csv'
    """
    from tradefiche.formats.bundle import FORMATS, write_bundles
    from tradefiche.formats.decks import write_decks
    from tradefiche.formats.endings import dialect_of_csv
    from tradefiche.formats.facts import place_of, write_facts
    from tradefiche.tabulation.bearing import one_period
    from tradefiche.tabulation.tidy import WantedRows

    rows = WantedRows(flow=flow, grain=grain, all_releases=all_releases)
    one_of("dialect", (csv_dialect,), get_args(Dialect))
    named = several("format", format)
    if facts:
        found = tidy_of(asked, rows, FileKeywords)
        place = place_of(
            path(output), named, csv_dialect,
            default=folder_of(None, asked), mark=found.query.filters.mark,
        )  # fmt: skip
        return write_facts(found, place)
    rows.refuse()
    one_of("format", named, (*FORMATS, "pptx"))
    wanted = named or FORMATS
    dialect_of_csv(csv_dialect, csv="csv" in wanted)
    question = replace(asked_of(asked, FileKeywords), alone=True)
    if "pptx" in wanted:
        one_period(question.years, "a slide")
    query, folder = query_of(question, asked), folder_of(output, asked)
    written: list[Path] = []
    if data := [each for each in FORMATS if each in wanted]:
        written += write_bundles(query, folder, formats=data, dialect=csv_dialect)
    return written + (write_decks(query, folder) if "pptx" in wanted else [])
