"""`python -m tests.benchmarks`: times the program on the full sample and prints a table.

Every figure is of a whole process: wall time (least of several runs) and peak memory. A ratio
stands beside a bare baseline of the same run, since machines are noisy. Nothing passes or fails
here.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Measured, best

BARE = Path(__file__).with_name("bare.py")
READ = """
import sys
import polars as pl
rows = pl.scan_parquet(sys.argv[1]).filter(pl.col("department") == "59")
rows.group_by("a129", "country").agg(pl.col("value").sum()).collect()
"""
TRADEFICHE = (sys.executable, "-m", "tradefiche")


def main() -> None:
    """Make the full sample, time each command, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each command")
    parser.add_argument("--sample", type=Path, help="folder of the full sample's zips, if made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        zips = options.sample or folder / "zips"
        if not options.sample:
            _quiet("fetch", "--sample", "--size", "full", "--to", str(zips))
        _measure(folder, zips, options.runs)


def _measure(folder: Path, zips: Path, runs: int) -> None:
    year = sorted(zips.glob("*2024*.zip"))
    bare = best(runs, (sys.executable, str(BARE), *map(str, year)))
    _row("bare unzip and scan to Parquet, one year", bare)
    words = [word for path in year for word in ("--from", str(path))]
    taken = best(
        runs, (*TRADEFICHE, "fetch", *words, "--quiet", "--data-dir"), fresh=folder / "stores"
    )
    _row("fetch --from, one year", taken, against=bare, goal="≤ 2.0 times, ≤ 600 MB")
    store = folder / "store"
    _quiet("fetch", "--from", str(zips), "--data-dir", str(store))
    compute = (*TRADEFICHE, "compute", "--data-dir", str(store), "--format", "json")
    slices = str(store / "slices" / "*-2024Q*.parquet")
    read = best(runs, (sys.executable, "-c", READ, slices))
    _row("bare read and group of one département", read)
    one = best(runs, (*compute, "--dept", "59"))
    _row("compute --dept 59, four tables", one, against=read, goal="≤ 1.0 s")
    every = best(runs, (*compute, "--all"))
    _row("compute --all, four tables", every, against=one, goal="≤ 4 times, ≤ 1.2 GB")
    shown = best(runs, (*TRADEFICHE, "--help"))
    empty = best(runs, (sys.executable, "-c", "pass"))
    _row("--help", shown, against=empty, goal="≤ 0.25 s")
    charts = (*TRADEFICHE, "chart", "--data-dir", str(store), "--dept", "59", "-o")
    _row("chart --dept 59, four SVGs", best(runs, charts, fresh=folder / "out"))


def _quiet(*words: str) -> None:
    subprocess.run((*TRADEFICHE, *words, "--quiet"), check=True, stderr=subprocess.DEVNULL)


def _row(what: str, found: Measured, *, against: Measured | None = None, goal: str = "") -> None:
    ratio = f"{found.seconds / against.seconds:5.2f} ×" if against else " " * 7
    line = f"{what:<42}{found.seconds:7.2f} s {ratio} {found.megabytes:6.0f} MB  {goal}"
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
