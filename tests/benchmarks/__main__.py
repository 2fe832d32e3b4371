"""`python -m tests.benchmarks`: times the program on the full sample and prints a table.

Every figure is of a whole process (wall time and peak memory), but those within one, which are
named so. It stands beside what the bare libraries take for the same work in the same run, since
machines are noisy, and beside its goal. Nothing passes or fails here. `--part growth` makes ten
years and writes `.docs/growth.md`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.growth import growth
from tests.benchmarks.measuring import reported, timed
from tests.benchmarks.row import Goal, heading, note, row
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import config_dirs
from tradefiche.tabulation.registry import contract

TRADEFICHE = (sys.executable, "-m", "tradefiche")
BARE = (sys.executable, "-m", "tests.benchmarks.bare")
PREPARED = (sys.executable, "-m", "tests.benchmarks.prepared")
# of the same taking in, on the machine on which the goals in seconds were set
GOALS_BARE_SECONDS = 1.43
# what the goals of four and of eight pictures are taken of
FOUR = ("balance", "treemap", "sankey-exports", "sankey-imports")
EIGHT = (*FOUR, "evolution", "comparison", "specialisation", "exposure")


@dataclass(frozen=True, slots=True)
class Bench:
    """What the parts share: a folder to work in, the sample's zips, their store, how often."""

    folder: Path
    zips: Path
    store: Path
    runs: int

    def prepared(self, what: str, *territories: str) -> Path:
        """Return a folder with what a baseline starts from, made if need be."""
        place = self.folder / "-".join(("prepared", what, *territories[:1]))
        if not place.exists():
            _do(*PREPARED, what, str(self.store), str(place), *territories)
        return place


def main() -> None:
    """Make the full sample, time each command, print the table."""
    parts = {
        "fetch": fetching, "compute": counting, "export": handing_on, "chart": drawing,
        "fiche": publishing,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each command")
    parser.add_argument("--sample", type=Path, help="folder of the full sample's zips, if made")
    parser.add_argument(
        "--part", action="append", choices=[*parts, "growth"], help="all but growth if none"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = options.part or list(parts)
        heading()
        if "growth" in chosen:
            growth(folder / "growth", options.runs)
        chosen = [part for part in chosen if part != "growth"]
        if not chosen:
            return
        zips = options.sample or folder / "zips"
        if not options.sample:
            _do(*TRADEFICHE, "fetch", "--sample", "--size", "full", "--to", str(zips), "--quiet")
        store = folder / "store"
        _do(*TRADEFICHE, "fetch", "--from", str(zips), "--data-dir", str(store), "--quiet")
        for part in chosen:
            parts[part](Bench(folder, zips, store, options.runs))


def fetching(bench: Bench) -> None:
    """Time the taking in of a year."""
    year = list(map(str, sorted(bench.zips.glob("*-2024-*.zip"))))
    bare = timed(bench.runs, (*BARE, "zips", *year))
    words = [word for path in year for word in ("--from", path)]
    fetch = (*TRADEFICHE, "fetch", *words, "--quiet", "--data-dir")
    taken = timed(bench.runs, fetch, fresh=bench.folder / "stores")
    row("fetch --from, one year", taken, bare=bare, goal=Goal(times=1.4, megabytes=450))
    slower = bare.median / GOALS_BARE_SECONDS
    note(f"goals in seconds were set where bare libraries did that {slower:.1f} times as fast")


def counting(bench: Bench) -> None:
    """Time tables, on the terminal's way and within a process, and what says what is held."""
    compute = (*TRADEFICHE, "compute", "--data-dir", str(bench.store), "--format", "json")
    slices = str(bench.store / "slices" / "*-2024Q?-????????????????.parquet")
    read = timed(bench.runs, (*BARE, "read", slices))
    group = timed(bench.runs, (*BARE, "group", slices))
    one = timed(bench.runs, (*compute, "--dept", "59"))
    row("compute --dept 59, four tables", one, bare=read, goal=Goal(seconds=1))
    every = timed(bench.runs, (*compute, "--all"))
    row("compute --all, four tables", every, bare=group, goal=Goal(megabytes=1200))
    tables = [word for name in contract() for word in ("--table", name)]
    whole = timed(bench.runs, (*compute, "--all", *tables))
    row("compute --all, every table", whole, bare=group, goal=Goal(times=4))
    status = (*TRADEFICHE, "status", "--data-dir", str(bench.store))
    row("status", timed(bench.runs, status), goal=Goal(seconds=0.4))
    shown = timed(bench.runs, (*TRADEFICHE, "--help"))
    empty = timed(bench.runs, (sys.executable, "-c", "pass"))
    row("--help", shown, bare=empty, goal=Goal(seconds=0.25))


def handing_on(bench: Bench) -> None:
    """Time the data files of all départements, and the rows as one file."""
    data = ("--data-dir", str(bench.store))
    tables = bench.prepared("tables")
    plain = ("csv", "parquet", "json")
    for formats, goal in ((plain, 5), ((*plain, "xlsx"), 14)):
        mark = "-".join(formats)
        files = (*BARE, "files", str(tables), str(bench.folder / f"bare-{mark}"), *formats)
        words = [word for each in formats for word in ("--format", each)]
        taken = timed(
            bench.runs,
            (*TRADEFICHE, "export", "--all", *words, *data, "-o"),
            fresh=bench.folder / mark,
        )
        row(
            f"export --all, {', '.join(formats)}",
            taken,
            bare=timed(bench.runs, files),
            goal=Goal(seconds=goal),
        )
    for name in ("trade.parquet", "trade.csv"):
        words = ["export", "--facts", *data, "-o", str(bench.folder / name)]
        taken = timed(bench.runs, (*TRADEFICHE, *words))
        row(f"export --facts -o {name}, two years", taken, goal=Goal(seconds=6, megabytes=800))


def drawing(bench: Bench) -> None:
    """Time pictures: within a process by kind, and as whole processes."""
    warm = reported(1, (*PREPARED, "warm", str(bench.store)))
    row(
        "all tables of one département, within a process",
        warm.pop("tables"),
        bare=warm.pop("bare tables"),
        goal=Goal(seconds=0.6),
    )
    for name, found in warm.items():
        if not name.startswith("bare"):
            goal = Goal(seconds=0.2 if name.endswith("svg") else 0.45)
            row(f"{name}, within a process", found, bare=warm[f"bare {name}"], goal=goal)
    bare = timed(bench.runs, (*BARE, "pictures", str(bench.prepared("pictures", "dept-59"))))
    for what, kinds, most in (("four", FOUR, 1.5), ("eight", EIGHT, 2.3), ("all", (), None)):
        words = [word for kind in kinds for word in ("--kind", kind)]
        charts = (*TRADEFICHE, "chart", "--data-dir", str(bench.store), "--dept", "59", *words)
        taken = timed(bench.runs, (*charts, "-o"), fresh=bench.folder / what)
        row(
            f"chart --dept 59, {what} kinds as SVG (bare: all kinds)",
            taken,
            bare=bare,
            goal=Goal(seconds=most),
        )


def publishing(bench: Bench) -> None:
    """Time fiches: one, a hundred, all with régions, France and the portal, and all unchanged."""
    fiche = (*TRADEFICHE, "fiche", "--data-dir", str(bench.store))
    bare = timed(bench.runs, (*BARE, "pages", str(bench.prepared("pages", "dept-59"))))
    one = timed(bench.runs, (*fiche, "--dept", "59", "-o"), fresh=bench.folder / "one")
    row("fiche --dept 59, PDF and HTML (bare: Typst)", one, bare=bare, goal=Goal(seconds=2.2))
    units = [each.id for each in gazetteer(config_dirs()).units]
    bare = timed(1, (*BARE, "pages", str(bench.prepared("pages", *units))))
    hundred = timed(
        bench.runs, (*fiche, "--all", "-o"), fresh=bench.folder / "hundred", family=True
    )
    goal = Goal(seconds=32, megabytes=900)
    row("fiche --all, PDF, HTML, portal (bare: Typst)", hundred, bare=bare, goal=goal)
    every = (*fiche, "--all", "--all-regions", "--france")
    made = bench.folder / "every"
    whole = timed(bench.runs, (*every, "-o"), fresh=made, family=True)
    goal = Goal(seconds=45, megabytes=900)
    row("fiche --all --all-regions --france, likewise", whole, goal=goal)
    again = timed(bench.runs, (*every, "-o", str(made / "0")))
    row("the same again, unchanged", again, goal=Goal(seconds=5))


def _do(*words: str) -> None:
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
