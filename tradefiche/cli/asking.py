"""From options to a question: territories, periods, store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tradefiche.cli import console
from tradefiche.errors import OutputError, UsageError
from tradefiche.settings import config_dirs, data_dir, strays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import typer

    from tradefiche.cli.optionsets import Common, Cut, Language, When, Where
    from tradefiche.customs.store import Store
    from tradefiche.reference.periods import Period
    from tradefiche.reference.territories import Gazetteer, Match, Territory
    from tradefiche.tabulation.answer import Query

_ENDINGS = (".csv", ".html", ".json", ".parquet", ".pdf", ".png", ".svg", ".xlsx")


def begin(common: Common) -> tuple[Path, ...]:
    """Set the volume; return the configuration folders."""
    console.set_volume(quiet=common.quiet, verbose=common.verbose)
    dirs = config_dirs(common.config_dir)
    for path in strays(dirs):
        console.warning(f"{path}: no file of the configuration has this name; it changes nothing")
    return dirs


def query(
    ctx: typer.Context,
    where: Where,
    when: When,
    cut: Cut,
    language: Language,
    common: Common,
    *,
    default: Literal["france"] | None = None,
) -> Query:
    """Return the question that the options ask; say on stderr what a selection stands for.

    `default` is the territory if none is named; without it, that is a UsageError.
    """
    from tradefiche.reference.periods import Period, parse_release, parse_years
    from tradefiche.reference.territories import gazetteer
    from tradefiche.tabulation.answer import Query

    dirs = begin(common)
    places = gazetteer(dirs)
    asked = territories(ctx, where, places) or ((places.france,) if default else ())
    if not asked:
        raise UsageError(
            "no territory",
            hint="name one with --dept, --region, --ti or --france, or ask for --all",
        )
    if when.year and when.period is not None:
        raise UsageError("--year and --period exclude each other", hint="give one")
    years: dict[Period, None] = {}
    for text in when.year or []:
        years.update(dict.fromkeys(parse_years(text)))
    return Query(
        store=store(common, dirs, sample=when.sample),
        config_dirs=dirs,
        territories=asked,
        years=tuple(years),
        period=None if when.period is None else Period.parse(when.period),
        release=None if when.release is None else parse_release(when.release),
        level=cut.level,
        top=cut.top,
        highlight=cut.highlight,
        lang=language.lang,
    )


def one_period(when: When, what: str) -> None:
    """Refuse several years; `what` shows one period: `a chart`."""
    if when.year and (len(when.year) > 1 or ".." in when.year[0]):
        raise UsageError(f"{what} shows one period", hint="name one --year, or a --period")


def dialect_of_csv(dialect: str, *, csv: bool) -> None:
    """Refuse a dialect where no CSV is written."""
    if dialect != "standard" and not csv:
        raise UsageError(f"--csv-dialect {dialect} is for CSV", hint="add --format csv")


def store(common: Common, dirs: tuple[Path, ...], *, sample: bool = False) -> Store:
    """Return the store of the options: the user's, or the sample's own."""
    from tradefiche.customs.store import Store

    folder = data_dir(common.data_dir)
    if sample:
        from tradefiche.customs.sample.store import sample_store

        return sample_store(folder, dirs, console.detail)
    return Store(folder)


def format_of(output: Path | None, formats: Iterable[str]) -> str:
    """Return that of the formats with which a file's name ends, else text."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return next((each for each in formats if each == ending), "text")


def is_folder(output: Path | None) -> bool:
    """Whether a path can be meant as a folder: it is one, or no file of ours is called so."""
    return output is not None and (output.is_dir() or output.suffix.lower() not in _ENDINGS)


def folder(output: Path | None, *, sample: bool) -> Path:
    """Return where outputs go: the folder named, else the default one.

    Raises:
        UsageError: the name is that of a file, or of stdout.
        OutputError: a file is there.
    """
    from pathlib import Path

    if output is None:
        return Path("out-sample" if sample else "out")
    hint = "-o names a folder, in which each territory has its own"
    if output == Path("-") or not (output.exists() or is_folder(output)):
        raise UsageError(f"{str(output)!r} is no name for a folder", hint=hint)
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file", hint=hint)
    return output


def territories(ctx: typer.Context, where: Where, places: Gazetteer) -> tuple[Territory, ...]:
    """Return the territories in the order asked, each once; none if none is named."""
    found: dict[str, Territory] = {}
    for match in _matches(ctx.obj, where, places):
        if match.notice:
            console.notice(match.notice)
        found.update({each.id: each for each in match.territories})
    return tuple(found.values())


def _matches(given: Iterable[str], where: Where, places: Gazetteer) -> Iterator[Match]:
    """Yield what each option stands for, in the order in which they were given."""
    from tradefiche.reference.territories import Match

    finders = {"dept": places.departement, "region": places.region, "ti": places.industrial}
    texts = {name: iter(getattr(where, name) or ()) for name in finders}
    groups = {"france": (places.france,), "all_units": places.units, "all_regions": places.regions}
    for option in given:
        if option in finders:
            yield finders[option](next(texts[option]))
        elif option in groups:
            yield Match(groups[option])
