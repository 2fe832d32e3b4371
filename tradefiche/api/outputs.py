"""Pictures, publications and data files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack, get_args

from tradefiche.api.keywords import FicheKeywords, FileKeywords, QuestionKeywords
from tradefiche.api.question import (
    asked_of,
    folder_of,
    languages,
    one_of,
    path,
    query_of,
    tell,
    tidy_of,
    words,
)
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
    from tradefiche.formats.csv import Dialect
    from tradefiche.publication.render import FicheFormat
    from tradefiche.reference.terms import Dimension, Flow
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
        size: for what it is laid out: `screen`, `paper`, `phone`, `slide`; the screen if not
            given, and saved as PPTX a slide.
        theme: a file of colours, fonts and logo that take the place of the shipped ones.
        by: by what `balance` is drawn: `country` or `product`.
        beside: one or two territories that `comparison` shows, or `"nearest"`, those that export
            alike; the région if not given.
        measure: what `ranking` ranks by; `exports` if not given.
        per: a CSV file of numbers by which its values are divided.
        **asked: the territory, the period: see `QuestionKeywords`.

    Returns:
        An Altair chart that shows itself in a notebook, with tooltips, and whose `save` writes
        SVG, PNG, PDF and PPTX with the bytes of the command.

    Raises:
        UsageError: there is no such kind, or not exactly one territory is asked for.

    >>> nord = chart("treemap", dept="59", year=2024, sample=True)
    >>> nord.width
    940.0
    """
    from dataclasses import replace

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.picture import picture
    from tradefiche.errors import UsageError
    from tradefiche.formats.pictures import kinds, scenes
    from tradefiche.reference.terms import Dimension
    from tradefiche.tabulation.bearing import one_period, partner_of, require_bearing

    one_of("size", size, get_args(Size))
    one_of("way", by, get_args(Dimension))
    (chosen,) = kinds([kind], by)
    question = asked_of(asked)
    one_period(question.years, "a chart")
    partner = partner_of(question.filters.countries, (chosen,))
    filters = replace(question.filters, countries=())
    others = words(beside)
    require_bearing([chosen], measure=measure, per=path(per), beside=others)
    question = replace(
        question, filters=filters, alone=True, partner=partner, look=path(theme),
        measure=measure, per=path(per), beside=others,
    )  # fmt: skip
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
    """Write the publication of territories; return the paths, manifest and indexes last.

    Each period asked for, in each language, has its pages and its index; they lead to each other.

    Args:
        output: folder for the files; `out`, or `out-sample`.
        format: `pdf`, `html`, or both.
        pages: `all`, or `essentiel`, the summary alone, which is one page.
        theme: a file of colours, fonts and logo that take the place of the shipped ones.
        jobs: processes to work side by side, this one included; as many as there are cores.
        force: make everything, also what has not changed.
        **asked: territories, periods and languages: see `FicheKeywords`.

    Raises:
        PartialFailureError: some could not be made; the others are there.
        OutputError, StorageError: a file cannot be written.

    >>> import tempfile
    >>> paths = fiche(dept="48", format="html", output=tempfile.mkdtemp(), sample=True)
    >>> [path.name for path in paths]
    ['dept-48_2024.html', 'manifest.json']
    """
    from dataclasses import replace

    from tradefiche.publication.batch.run import make_fiches
    from tradefiche.publication.render import FORMATS
    from tradefiche.tabulation.query import Pages

    one_of("extent", pages, get_args(Pages))
    question = asked_of(asked, FicheKeywords)
    query = query_of(replace(question, look=path(theme), pages=pages, alone=True), asked)
    one_of("format", format, FORMATS)
    wanted = words(format) or FORMATS
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
        output: folder for the files; `out`, or `out-sample`. Of facts a file, `.parquet` or
            `.csv`, or a folder, in which each year is one; `facts.parquet` in `out` if not given.
        format: some of `csv`, `parquet`, `json`, `xlsx`; all of these if not given. `pptx` too, a
            presentation of every chart. Of facts `parquet` or `csv`, if the name of `output` does
            not tell.
        csv_dialect: `standard`, or `excel-fr`.
        facts: the rows of `scan` rather than tables.
        flow: of facts, one alone.
        grain: of facts, `quarters` or `workbooks` alone.
        all_releases: of facts, also the rows that newer ones replace; see `scan`.
        **asked: territories and periods: see `FileKeywords`. Of facts all that is held if none.

    Raises:
        OutputError, StorageError: a file cannot be written.
        UsageError: the question makes no sense.

    >>> import tempfile
    >>> paths = export(dept="48", format="csv", output=tempfile.mkdtemp(), sample=True)
    >>> paths[0].name
    'dept-48_2024_totals.csv'
    """
    from dataclasses import replace

    from tradefiche.formats.bundle import FORMATS, write_bundles
    from tradefiche.formats.csv import Dialect
    from tradefiche.formats.decks import write_decks
    from tradefiche.formats.facts import place_of, write_facts
    from tradefiche.tabulation.bearing import one_period
    from tradefiche.tabulation.tidy import WantedRows

    rows = WantedRows(flow=flow, grain=grain, all_releases=all_releases)
    if facts:
        found = tidy_of(asked, rows, FileKeywords)
        place = place_of(
            path(output), words(format), csv_dialect,
            default=folder_of(None, asked), mark=found.query.filters.mark,
        )  # fmt: skip
        return write_facts(found, place)
    rows.refuse()
    one_of("format", format, (*FORMATS, "pptx"))
    one_of("dialect", csv_dialect, get_args(Dialect))
    wanted = words(format) or FORMATS
    question = replace(asked_of(asked, FileKeywords), alone=True)
    if "pptx" in wanted:
        one_period(question.years, "a slide")
    query, folder = query_of(question, asked), folder_of(output, asked)
    written: list[Path] = []
    if data := [each for each in FORMATS if each in wanted]:
        written += write_bundles(query, folder, formats=data, dialect=csv_dialect)
    return written + (write_decks(query, folder) if "pptx" in wanted else [])
