"""From options to a question: territories, periods, store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.cli import console
from tradefiche.errors import UsageError
from tradefiche.settings import config_dirs, data_dir

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from tradefiche.cli.optionsets import Common, Cut, Language, When, Where
    from tradefiche.customs.store import Store
    from tradefiche.publish.answer import Query
    from tradefiche.reference.periods import Period
    from tradefiche.reference.territories import Gazetteer, Match, Territory


def begin(common: Common) -> tuple[Path, ...]:
    """Set the volume; return the configuration folders."""
    console.set_volume(quiet=common.quiet, verbose=common.verbose)
    return config_dirs(common.config_dir)


def query(
    ctx: typer.Context, where: Where, when: When, cut: Cut, language: Language, common: Common
) -> Query:
    """Return the question that the options ask; say on stderr what a selection stands for."""
    from tradefiche.publish.answer import Query
    from tradefiche.reference.periods import Period, parse_release, parse_years
    from tradefiche.reference.territories import gazetteer

    dirs = begin(common)
    territories = _territories(ctx, where, gazetteer(dirs))
    if when.year and when.period:
        raise UsageError("--year and --period exclude each other")
    years: dict[Period, None] = {}
    for text in when.year or []:
        years.update(dict.fromkeys(parse_years(text)))
    return Query(
        store=store(common, dirs, sample=when.sample),
        config_dirs=dirs,
        territories=territories,
        years=tuple(years),
        period=Period.parse(when.period) if when.period else None,
        release=parse_release(when.release) if when.release else None,
        level=cut.level,
        top=cut.top,
        highlight=cut.highlight,
        lang=language.lang,
    )


def store(common: Common, dirs: tuple[Path, ...], *, sample: bool = False) -> Store:
    """Return the store of the options: the user's, or the sample's own."""
    from tradefiche.customs.store import Store

    folder = data_dir(common.data_dir)
    if sample:
        from tradefiche.customs.sample.store import sample_store

        return sample_store(folder, dirs, console.detail)
    return Store(folder)


def default_folder(*, sample: bool) -> Path:
    """Return where outputs go if no folder is named."""
    from pathlib import Path

    return Path("out-sample" if sample else "out")


def _territories(ctx: typer.Context, where: Where, places: Gazetteer) -> tuple[Territory, ...]:
    """Return the territories in the order asked, each once."""
    found: dict[str, Territory] = {}
    for option in (ctx.obj or {}).get("asked", []):
        for match in _matches(option, where, places):
            if match.notice:
                console.notice(match.notice)
            found.update({each.id: each for each in match.territories})
    if not found:
        raise UsageError(
            "no territory",
            hint="name one with --dept, --region, --ti or --france, or ask for --all",
        )
    return tuple(found.values())


def _matches(option: str, where: Where, places: Gazetteer) -> list[Match]:
    from tradefiche.reference.territories import Match

    match option:
        case "dept":
            return [places.departement(text) for text in where.dept or []]
        case "region":
            return [places.region(text) for text in where.region or []]
        case "ti":
            return [places.industrial(text) for text in where.ti or []]
        case "france":
            return [Match((places.france,))]
        case "all_units":
            return [Match(places.units)]
        case _:
            return [Match(places.regions)]
