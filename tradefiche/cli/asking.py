"""Turn options into a question: territories, periods, store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tradefiche.cli import console
from tradefiche.configuration.loading import begun
from tradefiche.report import page
from tradefiche.settings import data_dir, require_handles, strays

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from tradefiche.cli.optionsets import (
        CommonOptions,
        LanguageOption,
        LevelOptions,
        PeriodOptions,
        TerritoryOptions,
    )
    from tradefiche.customs.store import Store
    from tradefiche.tabulation.answer import Query
    from tradefiche.tabulation.asking import Asked, Default, TerritoryWord


def begin(common: CommonOptions) -> tuple[Path, ...]:
    """Apply the common options; return the configuration folders, the user's first.

    Warn of YAML files in the user's folder that override no shipped file.
    """
    console.set_volume(quiet=common.quiet, verbose=common.verbose)
    page.lay(console.page())
    require_handles()
    dirs = begun(common.config_dir)
    for path in strays(dirs):
        console.warning(f"{path}: no file of the configuration has this name; it changes nothing")
    return dirs


def query(
    ctx: typer.Context,
    where: TerritoryOptions,
    when: PeriodOptions,
    cut: LevelOptions,
    language: LanguageOption,
    common: CommonOptions,
    own: Asked | None = None,
    *,
    default: Default | None = None,
    rows: bool = False,
) -> Query:
    """Return the question that the options ask; print notices on how they were understood.

    `own` has what only some commands ask. `default` is the territories if none is named; if None,
    that is a UsageError. Remarks on the data behind the figures are printed too, unless the
    question is about `rows`.
    """
    from tradefiche.tabulation.asking import Asked, understood
    from tradefiche.tabulation.forewarning import forewarned

    dirs = begin(common)
    asked = replace(
        own or Asked(),
        places=places(ctx, where),
        years=tuple(when.year or ()),
        period=when.period,
        release=when.release,
        level=cut.level,
        top=cut.top,
        highlight=cut.highlight,
        lang=language.lang,
    )
    found = understood(asked, store(common, dirs, sample=when.sample), dirs, default=default)
    for notice in found.notices:
        console.notice(notice)
    for said in () if rows else forewarned(found.query):
        console.remark(said)
    return found.query


def store(common: CommonOptions, dirs: tuple[Path, ...], *, sample: bool = False) -> Store:
    """Return the user's store, or that of the sample, created if it is missing."""
    from tradefiche.tabulation.asking import open_store

    folder = data_dir(common.data_dir)
    return open_store(folder, dirs, sample=sample, progress=console.detail)


def places(ctx: typer.Context, where: TerritoryOptions) -> tuple[TerritoryWord, ...]:
    """Return the territories that the options name, in the order in which they were given."""
    from tradefiche.tabulation.asking import SELECTORS, TerritoryWord

    named = {name: iter(getattr(where, name) or ()) for name in ("dept", "region", "ti")}
    return tuple(
        TerritoryWord(option, next(named[option]) if option in named else "")
        for option in ctx.obj
        if option in SELECTORS
    )
