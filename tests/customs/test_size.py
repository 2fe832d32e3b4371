"""Files of any size: what is too much to be held is put aside, and comes out as if it never was.

`pytest tests/customs/test_size.py --endurance` takes in zips of a gigabyte of rows, and says how
much memory that took.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from random import Random
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests import datasets
from tests.builders import archive_zip
from tests.running import fetch
from tradefiche.customs import gathering, lines, records
from tradefiche.customs.manifest import read_manifest
from tradefiche.reference.countries import countries
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.products import nomenclature
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "202502-Regional-2024-export.zip"
MEMBER = "Region_2024_Export.txt"
ROWS = 24_500_000
"""They are a gigabyte, less some; a member may not be larger."""
AT_MOST = 650
"""Megabytes."""
KINDS = ("a year", "a quarter", "one code")


def _rows(kind: str, count: int, seed: int) -> pl.DataFrame:
    """Return rows in any order: codes that there are, or one of each alone."""
    dirs = (shipped_config(),)
    parents = nomenclature(dirs).parents("a129")
    known = {
        "product": pl.Series([f"{parent};{code}" for code, parent in parents.items()]),
        "country": pl.Series(sorted(countries(dirs).codes)),
        "department": pl.Series([code for unit in gazetteer(dirs).units for code in unit.customs]),
    }
    row = pl.int_range(count)
    chosen = {
        name: pl.lit(codes).gather(row.hash(seed + at) % len(codes))
        for at, (name, codes) in enumerate(known.items())
    }
    if kind == "one code":
        chosen = {name: pl.lit(codes[0]) for name, codes in known.items()}
    quarter = row.hash(seed + 3) % 4 + 1 if kind == "a year" else pl.lit(1)
    value, mass = ((row.hash(seed + at) % 10**6 + 1).cast(pl.Int64) for at in (4, 5))
    return pl.select(
        flow=pl.lit("E"), quarter=quarter, year=pl.lit(2024), department=chosen["department"],
        region=pl.lit("00"), product=chosen["product"], country=chosen["country"],
        value=value, mass=mass,
    )  # fmt: skip


def _large(path: Path, kind: str) -> int:
    """Write a zip; return the sum of its values."""
    total, step = 0, 1 << 20
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(MEMBER, "w") as member,
    ):
        for start in range(0, ROWS, step):
            rows = _rows(kind, min(step, ROWS - start), start)
            total += int(rows["value"].sum())
            text = rows.write_csv(separator=";", include_header=False, quote_style="never")
            member.write(text.encode())
    return total


@pytest.mark.skipif(sys.platform != "linux", reason="nothing tells how much memory it had")
@pytest.mark.parametrize("kind", KINDS)
def test_a_zip_of_any_size_takes_no_more_memory(
    tmp_path: Path, record_property: Callable[[str, object], None], kind: str, *, endurance: bool
) -> None:
    if not endurance:
        pytest.skip("writes a gigabyte of rows: with --endurance")
    zipped = tmp_path / NAME
    total = _large(zipped, kind)
    store = tmp_path / "store"

    words = ("fetch", "--from", str(zipped), "--data-dir", str(store))
    program = (sys.executable, "-m", "tests.customs.remote.attacked")
    order = json.dumps(words).encode()
    # Polars has put into this process' environment how it keeps memory; no user's shell has that
    shell = {name: value for name, value in os.environ.items() if name != "_RJEM_MALLOC_CONF"}
    done = subprocess.run(program, input=order, check=True, capture_output=True, env=shell)

    answer = json.loads(done.stdout)
    assert answer["code"] == 0, answer["err"]
    assert sum(held.value_eur for held in read_manifest(store).held) == total
    record_property("said", f"{kind}: {answer['peak']:.0f} MB, {answer['busy']:.0f} s of work")
    assert answer["peak"] <= AT_MOST


def test_what_is_put_aside_comes_out_as_if_it_never_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = datasets.generate(7, datasets.quarters((2024, 1), (2024, 4)), ("E",))
    rows += rows[:300]
    Random(7).shuffle(rows)  # noqa: S311 - the same order each time, nothing secret
    zipped = archive_zip(tmp_path / "in", "E", 2024, rows)
    whole = fetch(tmp_path / "whole", zipped)
    monkeypatch.setattr(lines, "_CHUNK", 2_000)
    monkeypatch.setattr(records, "MOST", 100)
    monkeypatch.setattr(gathering, "_STEP", 8)
    monkeypatch.setattr(gathering, "_PART", 32)

    aside = fetch(tmp_path / "aside", zipped)

    assert (aside.code, aside.err) == (0, whole.err.replace("whole", "aside"))
    held = [read_manifest(tmp_path / name).held for name in ("whole", "aside")]
    assert held[0] == held[1]
