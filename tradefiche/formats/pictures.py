"""Charts of the territories of a question, written as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import KINDS
from tradefiche.errors import UsageError
from tradefiche.formats.filenames import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from tradefiche.charts import Format
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.subject import Subject
    from tradefiche.reference.territories import Territory
    from tradefiche.tabulation.answer import Answer, Query


def kinds(names: Sequence[str] | None) -> tuple[str, ...]:
    """Return the kinds asked for, all if none; UsageError for one that there is not."""
    from difflib import get_close_matches

    for name in names or ():
        if name not in KINDS:
            near = get_close_matches(name, KINDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(KINDS)}"
            raise UsageError(f"unknown chart {name!r}", hint=hint)
    return tuple(dict.fromkeys(names or KINDS))


def write_pictures(
    query: Query,
    chosen: Sequence[str],
    folder: Path,
    *,
    to: Format = "svg",
    size: Size = "screen",
    scale: float | None = None,
    look: Path | None = None,
) -> Iterator[Path]:
    """Draw each kind for each territory; yield each file's path when it is there.

    Args:
        query: territories and period.
        chosen: kinds, as `kinds` returns them.
        folder: has a folder for each territory.
        to: format of the files.
        size: for which width the pictures are laid out.
        scale: pixels of a PNG per unit.
        look: a theme file, over the configuration's theme.

    Raises:
        ConfigError, NoInputError: the theme file is wrong, or not there.
        UsageError: the scale is beyond the widths of a PNG, or the format is none of pixels.
        OutputError, StorageError: a file cannot be written.
    """
    from tradefiche.charts import compose, render
    from tradefiche.charts.look.theme import theme as chart_theme
    from tradefiche.charts.writers.rendering import checked
    from tradefiche.files import write_bytes
    from tradefiche.language.phrases import texts as chart_texts
    from tradefiche.tabulation.answer import answer, only

    theme = chart_theme(query.config_dirs, look)
    if scale is not None:
        if to != "png":
            raise UsageError("--scale is for PNG", hint="add --format png")
        checked(scale, theme.measures(size).width)
    needed = dict.fromkeys(table for name in chosen for table in KINDS[name].tables)
    found = answer(query, list(needed))
    texts = chart_texts(query.config_dirs)
    (period,) = found.meta.periods
    for territory in query.territories:
        tables = only(found, territory, period)
        about = subject(found, query, territory, tables)
        for name in chosen:
            scene = compose(name, tables, about, theme, texts, size=size, top=query.top)
            variants = [
                (query.partner or "") if "exposure" in KINDS[name].tables else "",
                query.level if query.level != "a129" and KINDS[name].levelled else "",
                size if size != "screen" else "",
            ]
            path = (folder / territory.id) / file_name(
                territory.id, period, to,
                what=name, variant="-".join(filter(None, variants)), lang=query.lang,
            )  # fmt: skip
            write_bytes(path, render(scene, to, scale=scale))
            yield path


def subject(
    found: Answer, query: Query, territory: Territory, tables: dict[str, pl.DataFrame]
) -> Subject:
    """Return what a territory's charts are about, with short labels for the codes in its tables."""
    from tradefiche.charts.subject import Floor, Subject
    from tradefiche.language.typography import typeset
    from tradefiche.reference.method import is_country, method

    names, lang = found.names, query.lang
    floor = method(query.config_dirs).specialisation
    codes: dict[str, set[str]] = {"product": set(), "country": set(), "partner": set()}
    for frame in tables.values():
        for key, seen in codes.items():
            if key in frame.columns:
                seen.update(frame[key].unique())
    countries = sorted(codes["country"] | {code for code in codes["partner"] if is_country(code)})
    sections = (
        sorted(tables["structure"].filter(dimension="a38")["item"].unique())
        if "structure" in tables
        else ()
    )
    return Subject(
        territory=territory,
        region=names.places.region_of(territory),
        floor=Floor(floor.floor_eur, floor.floor_pct, floor.finding_pct),
        period=found.meta.periods[0],
        release=found.meta.release,
        data=found.meta.data,
        lang=lang,
        products={
            code: typeset(names.products.short(query.level, code, lang), lang)
            for code in sorted(codes["product"])
        },
        countries={code: typeset(names.countries.short(code, lang), lang) for code in countries},
        countries_with_article={
            code: typeset(names.countries.with_article(code, lang), lang) for code in countries
        },
        sections={
            code: typeset(names.products.short("a38", code, lang), lang) for code in sections
        },
        partners={code: typeset(names.partner(code), lang) for code in sorted(codes["partner"])},
        conventions=_conventions(query, territory),
    )


def _conventions(query: Query, territory: Territory) -> dict[str, str]:
    """Return the sentences on products of which the place is a convention that touches it.

    To France as a whole no place within it matters.
    """
    from tradefiche.language.typography import typeset
    from tradefiche.reference.checks import checks

    return {
        code: typeset(getattr(each, query.lang), query.lang)
        for each in checks(query.config_dirs).conventions.values()
        if territory.id in each.territories and territory.kind != "france"
        for code in each.products
    }
