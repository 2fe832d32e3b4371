"""`python -m tests.benchmarks`: times the program on the full sample and prints a table.

Every figure is of a whole process (wall time, least of several runs, and peak memory), but those
of warm pictures. A ratio stands beside a bare baseline of the same run, since machines are noisy.
Nothing passes or fails here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Measured, best
from tradefiche.tabulation.registry import contract

BARE = Path(__file__).with_name("bare.py")
READ = """
import sys
import polars as pl
rows = pl.scan_parquet(sys.argv[1]).filter(pl.col("department") == "59")
rows.group_by("a129", "country").agg(pl.col("value").sum()).collect()
"""
PARTS = ("fetch", "compute", "export", "chart", "fiche")
PICTURES = (sys.executable, "-m", "tests.benchmarks.pictures")
GROUP = """
import sys
import polars as pl
rows = pl.scan_parquet(sys.argv[1], include_file_paths="slice")
keys = ("slice", "department", "a129", "cpf4", "country")
rows.group_by(keys).agg(pl.col("value").sum(), pl.col("mass").sum()).collect()
"""
TRADEFICHE = (sys.executable, "-m", "tradefiche")


def main() -> None:
    """Make the full sample, time each command, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each command")
    parser.add_argument("--sample", type=Path, help="folder of the full sample's zips, if made")
    parser.add_argument("--part", action="append", choices=PARTS, help="all if none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        zips = options.sample or folder / "zips"
        if not options.sample:
            _quiet("fetch", "--sample", "--size", "full", "--to", str(zips))
        parts = options.part or PARTS
        if "fetch" in parts:
            _fetching(folder, zips, options.runs)
        store = folder / "store"
        _quiet("fetch", "--from", str(zips), "--data-dir", str(store))
        if "compute" in parts:
            _counting(store, options.runs)
        if "export" in parts:
            _handing_on(folder, store, options.runs)
        if "chart" in parts:
            _drawing(folder, store, options.runs)
        if "fiche" in parts:
            _publishing(folder, store, options.runs)


def _fetching(folder: Path, zips: Path, runs: int) -> None:
    year = sorted(zips.glob("*2024*.zip"))
    bare = best(runs, (sys.executable, str(BARE), *map(str, year)))
    _row("bare unzip and scan to Parquet, one year", bare)
    words = [word for path in year for word in ("--from", str(path))]
    taken = best(
        runs, (*TRADEFICHE, "fetch", *words, "--quiet", "--data-dir"), fresh=folder / "stores"
    )
    _row("fetch --from, one year", taken, against=bare, goal="≤ 2.0 times, ≤ 600 MB")


def _counting(store: Path, runs: int) -> None:
    compute = (*TRADEFICHE, "compute", "--data-dir", str(store), "--format", "json")
    slices = str(store / "slices" / "*-2024Q?-????????????????.parquet")
    read = best(runs, (sys.executable, "-c", READ, slices))
    _row("bare read and group of one département", read)
    one = best(runs, (*compute, "--dept", "59"))
    _row("compute --dept 59, four tables", one, against=read, goal="≤ 1.0 s")
    every = best(runs, (*compute, "--all"))
    _row("compute --all, four tables", every, against=one, goal="≤ 4 times, ≤ 1.2 GB")
    group = best(runs, (sys.executable, "-c", GROUP, slices))
    _row("bare group of the year on all its keys", group)
    tables = [word for name in contract() for word in ("--table", name)]
    whole = best(runs, (*compute, "--all", *tables))
    _row("compute --all, every table", whole, against=group, goal="≤ 4 times")
    shown = best(runs, (*TRADEFICHE, "--help"))
    empty = best(runs, (sys.executable, "-c", "pass"))
    _row("--help", shown, against=empty, goal="≤ 0.25 s")


def _handing_on(folder: Path, store: Path, runs: int) -> None:
    for name in ("trade.parquet", "trade.csv"):
        words = ("export", "--facts", "--data-dir", str(store), "-o", str(folder / name))
        taken = best(runs, (*TRADEFICHE, *words))
        _row(f"export --facts -o {name}, two years", taken, goal="≤ 6 s, ≤ 800 MB")


def _drawing(folder: Path, store: Path, runs: int) -> None:
    """Time pictures: warm by kind, a département cold, a batch; each beside the renderer alone."""
    warm = subprocess.run((*PICTURES, "warm", str(store)), check=True, stdout=subprocess.PIPE)
    for kind, found in json.loads(warm.stdout).items():
        for to, goal in (("svg", 0.2), ("png", 0.45)):
            taken, bare = (Measured(found[name], 0) for name in (to, f"bare {to}"))
            _row(f"{kind}, {to.upper()} warm", taken, against=bare, goal=f"≤ {goal:g} s")
    for name, which, goal in (("--dept 59", ["dept-59"], 3.0), ("--all", [], 60.0)):
        specs = str(folder / f"specs{name}")
        subprocess.run((*PICTURES, "specs", str(store), specs, *which), check=True)
        bare = best(runs, (*PICTURES, "bare", specs))
        charts = (*TRADEFICHE, "chart", "--data-dir", str(store), *name.split(), "-o")
        taken = best(runs, charts, fresh=folder / f"out{name}")
        _row(f"chart {name}, all kinds as SVG", taken, against=bare, goal=f"≤ {goal:g} s")


def _publishing(folder: Path, store: Path, runs: int) -> None:
    """Time fiches: one cold, all anew, all unchanged; beside the pictures of one, drawn bare."""
    specs = str(folder / "specs-fiche")
    subprocess.run((*PICTURES, "specs", str(store), specs, "dept-59"), check=True)
    bare = best(runs, (*PICTURES, "bare", specs))
    fiche = (*TRADEFICHE, "fiche", "--data-dir", str(store))
    one = best(runs, (*fiche, "--dept", "59", "-o"), fresh=folder / "one")
    _row("fiche --dept 59, PDF and HTML", one, against=bare, goal="≤ 3.5 s")
    for formats, goal in ((("pdf",), 90), (("pdf", "html"), 120)):
        words = [word for each in formats for word in ("--format", each)]
        made = folder / "-".join(("all", *formats))
        every = best(1, (*fiche, "--all", *words, "-o"), fresh=made, family=True)
        what = f"fiche --all, {' and '.join(map(str.upper, formats))}"
        _row(what, every, against=one, goal=f"≤ {goal} s, ≤ 1.2 GB in all")
    again = best(runs, (*fiche, "--all", "-o", str(folder / "all-pdf-html" / "0")))
    _row("fiche --all, unchanged", again, against=one, goal="≤ 5 s")


def _quiet(*words: str) -> None:
    subprocess.run((*TRADEFICHE, *words, "--quiet"), check=True, stderr=subprocess.DEVNULL)


def _row(what: str, found: Measured, *, against: Measured | None = None, goal: str = "") -> None:
    ratio = f"{found.seconds / against.seconds:5.2f} ×" if against else " " * 7
    memory = f"{found.megabytes:6.0f} MB" if found.megabytes else " " * 9
    line = f"{what:<42}{found.seconds:7.2f} s {ratio} {memory}  {goal}"
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
