"""How times grow with the years of a store and with the territories asked for."""

from __future__ import annotations

import os
import shutil
import sys
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import Measured, alternately, timed
from tests.benchmarks.row import Goal, row
from tradefiche.customs.sample import generate
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TRADEFICHE = (sys.executable, "-m", "tradefiche")
PAGE = Path(__file__).parents[2] / ".docs" / "growth.md"
LAST = 2024
MOST = 10
STOPS = (1, 2, 5, MOST)
TERRITORIES = (1, 10, 50, 100)
_COMMANDS = {
    "`compute --dept 59`, newest year": ("compute", "--dept", "59"),
    "`compute --all`, newest year": ("compute", "--all"),
    "`compute --dept 59 --table evolution`": ("compute", "--dept", "59", "--table", "evolution"),
    "`compute --all --table evolution`": ("compute", "--all", "--table", "evolution"),
    "`status`": ("status",),
}


def growth(folder: Path, runs: int) -> None:
    """Fill a store with ten years of the full sample, time as it grows, write `.docs/growth.md`."""
    years = range(LAST - MOST, LAST + 1)
    zips = folder / "zips"
    _generate(zips, folder / "config", years)
    store, held = folder / "store", {}
    for count, year in enumerate(years[:-1], start=1):
        timed(1, _fetch(zips, store, year))
        if count in STOPS:
            held[count] = shutil.copytree(store, folder / f"held-{count}")
    taken = _taken(zips, folder, {0: None, **held}, runs)
    by_years = _asked(held, runs)
    by_territories = {count: _some(held[MOST], count, runs) for count in TERRITORIES}
    _goals(by_years, taken)
    PAGE.write_text(_page(taken, by_years, by_territories), "utf-8")


def _generate(zips: Path, config: Path, years: range) -> None:
    """Write the sample's zips of many years, each a little larger in value than that before."""
    config.mkdir(parents=True)
    lines = [
        f"  {year}: {{release: {year + 1}-02-07, exports: {1 - (LAST - year) / 50}, "
        f"imports: {1 - (LAST - year) / 50}}}"
        for year in years
        if year < LAST - 1
    ]
    (config / "sample.yaml").write_text("\n".join(("years:", *lines)) + "\n", "utf-8")
    dirs = (config, shipped_config())
    given = {"size": "full", "config_dirs": dirs, "years": tuple(years)}
    with get_context("spawn").Pool(1) as pool:  # commands are said to hold what begins them held
        pool.apply(generate, (zips,), given)


def _fetch(zips: Path, store: Path, year: int) -> tuple[str, ...]:
    words = [w for path in sorted(zips.glob(f"*-{year}-*.zip")) for w in ("--from", str(path))]
    return (*TRADEFICHE, "fetch", *words, "--quiet", "--data-dir", str(store))


def _taken(
    zips: Path, folder: Path, held: Mapping[int, Path | None], runs: int
) -> dict[int, Measured]:
    """Time the taking in of the last year, by how many are held."""
    found: dict[int, list[float]] = {}
    for run in range(runs):
        for count, store in held.items():
            into = folder / f"into-{count}-{run}"
            if store is not None:
                shutil.copytree(store, into)
            os.sync()  # what was copied is not to be written meanwhile
            found.setdefault(count, []).append(timed(1, _fetch(zips, into, LAST)).median)
            shutil.rmtree(into)
    return {count: Measured(tuple(sorted(times))) for count, times in found.items()}


def _asked(held: Mapping[int, Path], runs: int) -> dict[int, dict[str, Measured]]:
    found: dict[int, dict[str, Measured]] = {count: {} for count in held}
    for name, words in _COMMANDS.items():
        commands = {
            count: (*TRADEFICHE, *words, "--data-dir", str(store)) for count, store in held.items()
        }
        for count, measured in alternately(runs, commands).items():
            found[count][name] = measured
    return found


def _some(store: Path, count: int, runs: int) -> dict[str, Measured]:
    """Time what grows with territories, for so many départements."""
    from tradefiche.reference.gazetteer import gazetteer

    units = gazetteer((shipped_config(),)).units[:count]
    chosen = [word for each in units for word in ("--dept", each.code)]
    place = ("--data-dir", str(store))
    found = {
        "`compute`": timed(runs, (*TRADEFICHE, "compute", *chosen, *place, "--format", "json"))
    }
    for name, words in (("`export`, all files", ("export",)), ("`fiche`", ("fiche",))):
        out = store.parent / f"{words[0]}-{count}"
        command = (*TRADEFICHE, *words, *chosen, *place, "-o")
        found[name] = timed(1, command, fresh=out, family=True)
        shutil.rmtree(out)
    return found


def _goals(by_years: dict[int, dict[str, Measured]], taken: dict[int, Measured]) -> None:
    one, every, *_ = _COMMANDS
    ten, two = by_years[MOST], by_years[2]
    row("compute --dept 59, ten years (bare: two)", ten[one], bare=two[one], goal=Goal(times=1.1))
    row("compute --all, ten years (bare: two)", ten[every], bare=two[every])
    row("evolution --all, ten years", ten["`compute --all --table evolution`"], goal=Goal(3))
    row("status, ten years", ten["`status`"], goal=Goal(0.4))
    eleventh, first = taken[MOST], taken[0]
    row("fetch, eleventh year (bare: a first)", eleventh, bare=first, goal=Goal(times=1.1))


def _page(
    taken: dict[int, Measured],
    by_years: dict[int, dict[str, Measured]],
    by_territories: dict[int, dict[str, Measured]],
) -> str:
    """Return the page with both tables."""
    years = [
        ["`fetch --from`, one more", *(f"{taken[each].median:.2f}" for each in by_years)],
        *_rows(by_years, lambda found: f"{found.median:.2f}"),
    ]
    asked = _rows(by_territories, lambda found: f"{found.median:.1f}")
    held = _rows(by_territories, lambda found: f"{found.megabytes:.0f}")
    return f"""# Growth

How times grow with what is held and with what is asked for: seconds of whole processes on two
cores, on the full sample (3.4 million rows a year, synthetic): the median of several runs, the
stores in turn; of `export` and `fiche` one. Made by `python -m tests.benchmarks --part growth`;
machines differ, the shape of the curves is what counts.

## With the years held

{_table("Years held", by_years, years)}

A first year is taken in in {taken[0].median:.2f} s.

A year that is asked for is read from its own files, so that what else is held costs nothing;
`evolution` reads all of them.

## With the territories asked for, of a store of ten years

Seconds:

{_table("Départements", by_territories, asked)}

Megabytes, all processes together:

{_table("Départements", by_territories, held)}
"""


def _rows(
    found: dict[int, dict[str, Measured]], written: Callable[[Measured], str]
) -> list[list[str]]:
    names = next(iter(found.values()))
    return [[name, *(written(each[name]) for each in found.values())] for name in names]


def _table(corner: str, columns: dict[int, dict[str, Measured]], rows: list[list[str]]) -> str:
    head = [corner, *map(str, columns)]
    rule = ["---", *("--:" for _ in columns)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
