"""A folder is taken in whole: nothing of the Customs in it is passed over unsaid."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests import traps
from tests.builders import Member, Record, labels, latest_zip, text, write, write_zip, year_of
from tests.running import Result, exports, fetch, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.traps import Trap

DAMAGED = {
    name: traps.ARCHIVES[name]
    for name in ("end cut off", "second half cut off", "bad CRC", "garbled stream", "encrypted")
} | {
    name: traps.KINDS[name]
    for name in (
        "a page where a zip should be", "an empty file named zip", "only labels", "an empty zip",
        "an empty text",
    )
} | {"cut in the last line": traps.RECORDS["cut in the last line"]}  # fmt: skip


def good(folder: Path) -> Path:
    return latest_zip(folder, "I", year_of(flows="I"), name="202502-good-regional-import.zip")


def zipped(name: str, data: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, data)
    return content.getvalue()


def national(folder: Path) -> Path:
    members = [Member("NATIONAL_NC8PAYSE.txt", text(traps.NATIONAL)), *labels()]
    return write_zip(folder / "202502-stat-national-ce-export.zip", members)


def passed(result: Result) -> dict[str, str]:
    return {each["file"]: each["reason"] for each in result.json["passed_over"]}


@pytest.mark.parametrize("trap", DAMAGED.values(), ids=list(DAMAGED))
def test_what_is_damaged_is_65_as_it_is_alone(trap: Trap, tmp_path: Path) -> None:
    good(tmp_path / "in")
    bad = trap.build(tmp_path / "in" / "below")

    result = fetch(tmp_path / "store", tmp_path / "in")

    assert result.code == 65
    assert bad.name in one_line(result.err)
    assert not list((tmp_path / "store").glob("slices/*"))


def _unfinished(folder: Path) -> Path:
    path = latest_zip(folder, "E", year_of(flows="E") * 50)
    part = path.with_name("download.crdownload")
    part.write_bytes(path.read_bytes()[:400])
    path.unlink()
    return part


def _flawed_first_line(folder: Path) -> Path:
    return write(folder / "donnees.txt", text(["E;9;2024;59;01", *year_of(flows="E")]))


def _wide(folder: Path) -> Path:
    return write(folder / "donnees.txt", text(year_of(flows="E"), encoding="utf-16"))


@pytest.mark.parametrize("build", [_unfinished, _flawed_first_line, _wide])
def test_records_and_downloads_under_other_names_are_65_too(
    build: Callable[[Path], Path], tmp_path: Path
) -> None:
    good(tmp_path / "in")
    bad = build(tmp_path / "in")

    result = fetch(tmp_path / "store", tmp_path / "in")

    assert result.code == 65
    assert bad.name in one_line(result.err)


def test_what_is_sound_but_of_another_kind_is_named_and_left(tmp_path: Path) -> None:
    good(tmp_path / "in")
    national(tmp_path / "in")
    traps.KINDS["an older product: region_18.zip"].build(tmp_path / "in")
    write(tmp_path / "in" / "deep" / "region_59.xls", traps.XLS_HEAD)

    result = fetch(tmp_path / "store", tmp_path / "in", more=("--json",))

    assert result.code == 0, result.err
    left = passed(result)
    assert "national" in left["202502-stat-national-ce-export.zip: NATIONAL_NC8PAYSE.txt"]
    for name in ("region_18.zip: region_18_4.xls", "deep/region_59.xls"):
        assert "Excel" in left[name]
        assert any(name in line and "Excel" in line for line in result.err.splitlines())


def test_nested_zips_and_records_under_other_endings_are_warned_of(tmp_path: Path) -> None:
    inner = zipped("REGIONAL_CPF4PAYSE.txt", text(year_of(flows="E")))
    zip_members = [
        Member("Region_2024_Import.txt", text(year_of(flows="I"))),
        Member("inner.zip", inner),
        Member("REGIONAL_CPF4PAYSE.dat", text(year_of(flows="E"))),
    ]
    write_zip(tmp_path / "in" / "202502-a.zip", zip_members)
    write_zip(tmp_path / "in" / "outer.zip", [Member("export.zip", inner)])
    write(tmp_path / "in" / "export.dat", text(year_of(flows="E")))

    result = fetch(tmp_path / "store", tmp_path / "in", more=("--json", "--quiet"))

    assert result.code == 0, result.err
    assert {name: reason.split(",")[0] for name, reason in passed(result).items()} == {
        "202502-a.zip: inner.zip": "a zip inside another",
        "202502-a.zip: REGIONAL_CPF4PAYSE.dat": "regional records",
        "outer.zip: export.zip": "a zip inside another",
        "export.dat": "regional records",
    }
    for name in passed(result):
        assert any("warning" in line and name in line for line in result.err.splitlines()), name


def test_what_has_nothing_to_do_with_it_is_one_line_of_count(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    good(folder)
    write(folder / "photo.jpg", b"\xff\xd8\xff")
    write(folder / "notes.txt", b"a list of things to do\n")
    write(folder / "budget.xlsx", zipped("[Content_Types].xml", b"<Types/>"))
    write(folder / "broken.docx", zipped("[Content_Types].xml", b"<Types/>")[:60])
    photos = [Member(f"{n}.jpg", b"\xff\xd8\xff") for n in range(300)]
    write_zip(folder / "photos.zip", photos)

    result = fetch(folder.parent / "store", folder)

    assert result.code == 0, result.err
    lines = [line for line in result.err.splitlines() if "left out" in line]
    assert len(lines) == 1
    assert "5 files" in lines[0]
    told = fetch(folder.parent / "again", folder, more=("--verbose", "--json"))
    for name in ("photo.jpg", "notes.txt", "budget.xlsx", "broken.docx", "photos.zip"):
        assert any(line.endswith(f"left out: {name}") for line in told.err.splitlines())
        assert name in passed(told)


def test_a_folder_that_holds_nothing_regional_is_65_and_says_what_it_holds(tmp_path: Path) -> None:
    national(tmp_path / "in")
    write(tmp_path / "in" / "photo.jpg", b"\xff\xd8\xff")

    result = fetch(tmp_path / "store", tmp_path / "in")

    assert result.code == 65
    assert "national" in one_line(result.err)


def test_what_comes_with_the_data_is_not_spoken_of(tmp_path: Path) -> None:
    result = fetch(tmp_path / "store", good(tmp_path))

    assert "left out" not in result.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_links_are_named(tmp_path: Path) -> None:
    latest_zip(tmp_path / "elsewhere", "E", year_of(flows="E"))
    good(tmp_path / "in")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    os.mkfifo(tmp_path / "in" / "pipe.txt")

    result = fetch(tmp_path / "store", tmp_path / "in")

    assert result.code == 0
    for name in ("more", "pipe.txt"):
        assert any("warning" in line and name in line for line in result.err.splitlines()), name


def test_one_line_a_remark_however_many_files(tmp_path: Path) -> None:
    for year in range(2016, 2024):
        for flow in "EI":
            records = [*year_of(year, flow), Record(flow, 1, year, dept="98", country="ZQ")]
            latest_zip(tmp_path / "in", flow, records, release=f"{year + 1}02",
                       name=f"{year + 1}02-regional-{year}-{flow}.zip")  # fmt: skip

    result = fetch(tmp_path / "store", tmp_path / "in", more=("--json",))

    assert result.code == 0, result.err
    codes = [each["code"] for each in result.json["findings"]]
    assert sorted(codes) == ["missing-department", "nowhere", "unknown-country"]
    assert all(len(each["files"]) == 16 for each in result.json["findings"])
    lines = result.err.splitlines()
    assert len(lines) == 3
    assert all("16 files" in line for line in lines)
    assert any("country ZQ (16 rows)" in line for line in lines)


def test_a_last_line_without_its_end_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "202502_Region_2024_Export.txt", text(year_of(flows="E"))[:-3])

    result = fetch(tmp_path / "store", path)

    assert result.code == 0
    assert exports(tmp_path / "store") == 10_000
    lines = [line for line in result.err.splitlines() if "cut off" in line]
    assert len(lines) == 1
    assert "warning" in lines[0]
    assert path.name in lines[0]
