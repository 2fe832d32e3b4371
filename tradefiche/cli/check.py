"""`tradefiche check`: the state of data and figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from tradefiche.cli import asking, console
from tradefiche.cli.optionsets import (
    CommonOptions,
    LanguageOption,
    LevelOptions,
    PeriodOptions,
    TerritoryOptions,
)

if TYPE_CHECKING:
    from tradefiche.tabulation.answer import Answer, Query

FOUND_ERRORS = 1


def check(
    ctx: typer.Context,
    where: TerritoryOptions,
    when: PeriodOptions,
    language: LanguageOption,
    common: CommonOptions,
) -> None:
    """Check data and figures for contradictions and oddities.

    Territories are those named, else the whole of France. First every file of the store is read
    again, whether it is as it was written. Errors are contradictions: with the record of the
    store, or between a total and its parts. Warnings are magnitudes out of line
    with the release or the year before; notices say what a reader should know, such as
    conventions of the place. The exit code is 1 if there is an error.
    """
    from tradefiche.tabulation.answer import answer

    query = asking.query(ctx, where, when, LevelOptions(), language, common, default="france")
    query.store.require_whole()
    found = answer(query, ["checks"])
    rows = found.tables["checks"].to_dicts()
    counts = Counter(row["severity"] for row in rows)
    if common.json:
        levels = {f"{level}s": counts[level] for level in ("error", "warning", "notice")}
        meta = found.meta.of(found.meta.table("checks").scope).as_dict(with_level=False)
        console.document({"findings": rows, **levels, "meta": meta})
    else:
        console.text(_lines(found, query, quiet=common.quiet))
    if counts["error"]:
        raise typer.Exit(FOUND_ERRORS)


def _lines(found: Answer, query: Query, *, quiet: bool) -> list[str]:
    from tradefiche.report.checks import issues_text
    from tradefiche.report.page import heading
    from tradefiche.report.territory import about, banner

    lines: list[str] = []
    for period in found.meta.periods:
        for territory in query.territories:
            text = list(issues_text(found, territory, period, notices=not quiet))
            if text or not quiet:
                lines += [heading(about(territory, period, query.lang)), *text, ""]
    return [*banner(found.meta.data, found.names.wording), *lines[:-1]] if lines else []
