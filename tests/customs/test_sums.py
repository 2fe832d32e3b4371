"""Sums of quarters by A129, beside their rows: the same figures, less to read, as well guarded."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests import datasets
from tests.builders import Record, archive_zip, latest_zip, pair, write, year_of
from tests.running import exports, fetch, one_line, run
from tradefiche.customs import manifest
from tradefiche.customs.manifest import read_manifest, write_manifest
from tradefiche.customs.slices import summed
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVERYWHERE = ("--france", "--all-regions", "--dept", "20,75,976,99")
ODD = (
    Record("E", 2, 2024, "59", "C99Z", "0199", "ZQ", 500, None),  # codes that nobody lists
    Record("I", 3, 2024, "96", "C30C", "3030", "US", 700, 5),
    Record("E", 1, 2024, "98", "C30C", "3030", "DE", -900, -7),
    Record("I", 4, 2023, "99", "C21Z", "2110", "CN", 0, 0),
)
SOME = ("--france", "--dept", "59", "--dept", "99", "--region", "76")
QUESTIONS = (
    EVERYWHERE,
    (*SOME, "--release", "2025-02"),
    (*SOME, "--level", "a38", "--exclude-product", "energie", "--exclude-country", "DE"),
    ("--dept", "59", "--region", "76", "--product", "C30C", "--country", "eu27"),
    ("--dept", "59", "--period", "2024Q2..2024Q3"),
    (*SOME, "--year", "2023"),
    ("--dept", "59", "--level", "cpf4"),
    ("--dept", "31", "--product", "3030"),
)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of two years with whatever is odd, the last quarters in two releases."""
    folder = tmp_path_factory.mktemp("sums")
    zips = []
    for flow in "EI":
        odd = [each for each in ODD if each.flow == flow]
        for year in (2023, 2024):
            when = datasets.quarters((year, 1), (year, 4))
            rows = [*datasets.generate(year, when, flow), *(e for e in odd if e.year == year)]
            zips.append(archive_zip(folder / "in", flow, year, rows, release="202502"))
        newer = datasets.generate(3, datasets.quarters((2024, 2), (2024, 4)), flow)
        zips.append(latest_zip(folder / "in", flow, [*newer, *odd[:1]], release="202505"))
    assert fetch(folder / "store", *zips).code == 0
    return folder / "store"


def as_before(store: Path, to: Path) -> Path:
    """Copy a store as format 2 had it, without sums."""
    shutil.copytree(store, to)
    held = read_manifest(to)
    bare = tuple(replace(each, sums=None) for each in held.held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest, "FORMAT", 2)
        write_manifest(to, replace(held, held=bare))
    for path in sums_in(to):
        path.unlink()
    return to


def sums_in(store: Path) -> list[Path]:
    return sorted(store.glob("slices/*-a129-*"))


def answers(store: Path) -> Iterator[str]:
    for words in QUESTIONS:
        tables = [word for table in contract() for word in ("--table", table)]
        result = run("compute", *tables, *words, "--json", "--data-dir", store)
        assert result.code == 0, result.err
        yield result.out
    yield run("revisions", "--json", "--data-dir", store).out


def test_every_table_from_sums_is_that_from_rows(new: Path, tmp_path: Path) -> None:
    old = as_before(new, tmp_path / "old")
    assert not sums_in(old)
    for words, with_sums, without in zip(
        (*QUESTIONS, "revisions"), answers(new), answers(old), strict=True
    ):
        assert with_sums == without, words


def test_sums_are_those_of_their_rows(new: Path) -> None:
    """Counted one row after the other, apart from the package."""
    for held in read_manifest(new).held:
        assert held.sums
        wanted: dict[tuple[str, str, str], list[int]] = {}
        rows = pl.read_parquet(new / held.file)
        for row in rows.iter_rows(named=True):
            place = wanted.setdefault((row["department"], row["a129"], row["country"]), [0] * 4)
            known = row["mass"] is not None
            for number, added in enumerate((row["value"], row["mass"] or 0, int(known), 1)):
                place[number] += added

        found = pl.read_parquet(new / held.sums).rows()

        assert found == [(*place, *sums) for place, sums in sorted(wanted.items())]
        assert len(found) < rows.height


def test_the_next_run_that_writes_gives_an_older_store_its_sums(new: Path, tmp_path: Path) -> None:
    old = as_before(new, tmp_path / "old")
    words = ("compute", *SOME, "--json", "--data-dir")
    before = run(*words, old)
    [more, _] = pair(tmp_path / "more", year_of(2021))

    assert fetch(old, more).code == 0

    names = {path.name for path in sums_in(old)}
    assert names > {path.name for path in sums_in(new)}
    assert all(held.sums for held in read_manifest(old).held)
    assert b'"format": 3' in (old / "store.json").read_bytes()
    assert (before.code, run(*words, old).out) == (0, before.out)


def test_what_is_damaged_is_left_without_sums_and_told_when_it_is_read(
    new: Path, tmp_path: Path
) -> None:
    old = as_before(new, tmp_path / "old")
    spoilt = min(old.glob("slices/export-2023Q1-*"))
    write(spoilt, spoilt.read_bytes()[:-1] + b"?")
    [more, _] = pair(tmp_path / "more", year_of(2021))
    assert fetch(old, more).code == 0

    result = run("compute", "--dept", "59", "--year", "2023", "--data-dir", old)

    assert result.code == 74
    assert spoilt.name in one_line(result.err)
    assert fetch(old, *sorted((new.parent / "in").iterdir())).code == 0
    assert run("check", "--data-dir", old).code == 0
    assert all(held.sums for held in read_manifest(old).held)


@pytest.mark.parametrize("fault", ["a bit", "gone"])
def test_damaged_sums_give_no_figure_and_are_made_anew(tmp_path: Path, fault: str) -> None:
    zips = pair(tmp_path / "in", year_of())
    store = tmp_path / "store"
    assert fetch(store, *zips).code == 0
    path = sums_in(store)[2]
    whole = path.read_bytes()
    if fault == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])

    for words in (("compute", "--dept", "59"), ("check",), ("fiche", "--dept", "59")):
        result = run(*words, "--data-dir", store)
        assert result.code == 74, words
        assert path.name in one_line(result.err)
        assert "fetch again" in result.err

    assert fetch(store, *zips).code == 0
    assert path.read_bytes() == whole
    assert exports(store) == 10_000


def test_sums_that_do_not_add_up_to_what_was_taken_in_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they would be if they were summed wrongly: whole by their name, and of other figures."""
    monkeypatch.setattr(
        "tradefiche.customs.ingest.summed",
        lambda parts: (each.with_columns(pl.col("value") + 1) for each in summed(parts)),
    )
    assert fetch(tmp_path / "store", *pair(tmp_path / "in", year_of())).code == 0

    result = run("check", "--dept", "59", "--json", "--data-dir", tmp_path / "store")

    assert result.code == 1
    assert "store-total" in result.out
