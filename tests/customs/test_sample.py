"""The sample's zips, recounted with the standard library alone."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest
import yaml

from tests.running import fetch, run
from tradefiche.customs.packages import SAMPLE_MARKER
from tradefiche.customs.sample import generate
from tradefiche.customs.sample.draws import draw
from tradefiche.errors import ConfigError, OutputError, UsageError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = [
    "202402-Regional-2023-export.zip",
    "202402-Regional-2023-import.zip",
    "202502-Regional-2024-export.zip",
    "202502-Regional-2024-import.zip",
]
DEPARTEMENTS = {f"{number:02d}" for number in range(1, 96)} | {
    "98", "99", "9A", "9B", "9C", "9D", "9E",
}  # fmt: skip
HAUTS_DE_FRANCE = {"02", "59", "60", "62", "80"}
ILE_DE_FRANCE = {"75", "77", "78", "91", "92", "93", "94", "95"}
AUVERGNE_RHONE_ALPES = {
    "01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74",
}  # fmt: skip
GRAND_EST = {"08", "10", "51", "52", "54", "55", "57", "67", "68", "88"}
BOURGOGNE_FRANCHE_COMTE = {"21", "25", "39", "58", "70", "71", "89", "90"}
BRETAGNE = {"22", "29", "35", "56"}
CUSTOMS_REGIONS = [
    "01", "03", "04", "05", "07", "08", "09", "12", "13", "16", "18", "21", "22", "24",
]  # fmt: skip
DROM = {"9A", "9B", "9C", "9D", "9E"}


@dataclass
class Counted:
    """What the data files of the sample hold; keys are flow and year, then as named."""

    rows: dict[tuple[str, str], list[list[str]]] = field(default_factory=dict)

    def total(self, flow: str, departements: set[str]) -> int:
        rows = self.rows[flow, "2024"]
        return sum(int(row[8]) for row in rows if row[3] in departements)

    def by(self, flow: str, departement: str, column: int) -> Counter[str]:
        sums: Counter[str] = Counter()
        for row in self.rows[flow, "2024"]:
            if row[3] == departement:
                sums[row[column]] += int(row[8])
        return sums


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample")
    generate(path, size="small", config_dirs=(shipped_config(),))
    return path


@pytest.fixture(scope="module")
def counted(folder: Path) -> Counted:
    result = Counted()
    for name in NAMES:
        for member, content in members(folder / name).items():
            if "/" in member:
                text = io.StringIO(content.decode("utf-8"), newline="")
                rows = list(csv.reader(text, delimiter=";", quoting=csv.QUOTE_NONE))
                result.rows[rows[0][0], rows[0][2]] = rows
    return result


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_zips_are_named_as_the_customs_name_theirs(folder: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    paths = generate(tmp_path, size="small", config_dirs=(shipped_config(),), years=[2024])
    assert [path.name for path in paths] == NAMES[2:]


@pytest.mark.parametrize(
    ("flow", "departements", "printed"),
    [
        ("E", {"59"}, "28822.9"),
        ("I", {"59"}, "40986.6"),
        ("E", HAUTS_DE_FRANCE, "68021.0"),
        ("I", HAUTS_DE_FRANCE, "85786.3"),
        ("E", DEPARTEMENTS, "580354.5"),
        ("I", DEPARTEMENTS, "684776.3"),
        ("E", ILE_DE_FRANCE, "141.6e3"),
        ("E", AUVERGNE_RHONE_ALPES, "71.3e3"),
        ("E", GRAND_EST, "67.6e3"),
        ("E", BOURGOGNE_FRANCHE_COMTE, "21.7e3"),
        ("E", BRETAGNE, "12.28e3"),
        ("I", GRAND_EST, "63.4e3"),
        ("I", BRETAGNE, "13.9e3"),
    ],
)
def test_totals_come_out_as_printed(
    counted: Counted, flow: str, departements: set[str], printed: str
) -> None:
    total = Decimal(counted.total(flow, departements)).scaleb(-6)
    assert total.quantize(Decimal(printed)) == Decimal(printed)
    assert total != Decimal(printed)


def test_shares_of_nord_come_out_as_printed(counted: Counted) -> None:
    def share(flow: str, whole: set[str]) -> str:
        return f"{100 * counted.total(flow, {'59'}) / counted.total(flow, whole):.3g}"

    assert (share("E", HAUTS_DE_FRANCE), share("E", DEPARTEMENTS)) == ("42.4", "4.97")
    assert (share("I", HAUTS_DE_FRANCE), share("I", DEPARTEMENTS)) == ("47.8", "5.99")


def test_every_departement_is_there_in_every_quarter(counted: Counted) -> None:
    assert set(counted.rows) == {(flow, year) for flow in "EI" for year in ("2023", "2024")}
    for rows in counted.rows.values():
        for quarter in "1234":
            assert {row[3] for row in rows if row[1] == quarter} == DEPARTEMENTS


def test_records_have_the_layout_and_order_of_the_customs(folder: Path, counted: Counted) -> None:
    data = members(folder / NAMES[0])["Regional-2023-export/Region_2023_Export.txt"]
    assert data.startswith(b"E;1;2023;01;18;A01Z;0111;")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == len(counted.rows["E", "2023"])
    for rows in counted.rows.values():
        assert {len(row) for row in rows} == {10}
        keys = [(row[1], row[3], row[5], row[6], row[7]) for row in rows]
        assert keys == sorted(keys)


def test_regions_are_the_customs_own(counted: Counted) -> None:
    regions = defaultdict(set)
    for row in counted.rows["E", "2024"]:
        regions[row[3]].add(row[4])
    assert regions["59"] == {"01"}
    assert regions["20"] == {"22"}
    assert regions["9E"] == {"24"}
    assert regions["99"] == {"21"}
    assert regions["98"] == {"99"}
    places = gazetteer((shipped_config(),))
    for code in DEPARTEMENTS - DROM - {"98"}:
        place = places.of_customs(code)
        assert place is not None
        assert {places.customs_region(region) for region in regions[code]} == {place.region}


def test_label_files_have_their_real_encodings(folder: Path) -> None:
    for name in NAMES:
        files = members(folder / name)
        assert files["Libelle_A129.txt"].startswith(b"\xef\xbb\xbfA01Z;")
        assert not files["Libelle_PAYS.txt"].startswith(b"\xef\xbb\xbf")
        with pytest.raises(UnicodeDecodeError):
            files["Libelle_CPF4_rev2.1.txt"].decode("utf-8")
        encodings = {
            "Departement_region.txt": "utf-8",
            "Libelle_A129.txt": "utf-8-sig",
            "Libelle_CPF4_rev2.1.txt": "cp1252",
            "Libelle_PAYS.txt": "utf-8",
        }
        for file, encoding in encodings.items():
            assert files[file].count(b"\n") == files[file].count(b"\r\n") > 70
            lines = list(csv.reader(io.StringIO(files[file].decode(encoding)), delimiter=";"))
            assert {len(line) for line in lines} == {4}
        assert b'0893;"Sel et chlorure' in files["Libelle_CPF4_rev2.1.txt"]


def test_codes_used_twice_stand_twice(folder: Path) -> None:
    lines = members(folder / NAMES[0])["Libelle_PAYS.txt"].decode().splitlines()
    for code in ("XK", "XS", "QU"):
        former, valid = (line.split(";") for line in lines if line.startswith(f"{code};"))
        assert former[3] < "202301"
        assert valid[3] == "999912"


def test_departement_98_is_in_no_label_file(folder: Path) -> None:
    text = members(folder / NAMES[0])["Departement_region.txt"].decode()
    assert {line[:2] for line in text.splitlines()} == DEPARTEMENTS - {"98"}


def test_zips_say_that_they_are_synthetic(folder: Path) -> None:
    for name in NAMES:
        files = members(folder / name)
        assert "synthétiques" in files[SAMPLE_MARKER].decode().lower()
        assert "synthétiques" in files["LISEZ-MOI.txt"].decode().lower()
        with ZipFile(folder / name) as archive:
            assert SAMPLE_MARKER.encode() in archive.comment
            dates = {info.date_time for info in archive.infolist()}
        assert dates == {(int(name[:4]), int(name[4:6]), 7, 0, 0, 0)}


@pytest.mark.parametrize("unpacked", ["all", "data"])
def test_the_sample_stays_the_sample_when_unpacked(
    unpacked: str, folder: Path, tmp_path: Path
) -> None:
    for name in NAMES:
        with ZipFile(folder / name) as archive:
            archive.extractall(tmp_path / "in" / name[:-4])
    texts = sorted((tmp_path / "in").rglob("*Region*_*.txt"))
    sources = texts if unpacked == "data" else [tmp_path / "in"]

    assert fetch(tmp_path / "store", *sources).code == 0

    words = ("compute", "--dept", "59", "--table", "totals", "--format", "json")
    (row,) = run(*words, "--data-dir", tmp_path / "store").json["tables"]["totals"]
    assert row["data"] == "sample"


def test_oddities_of_real_files_are_there(counted: Counted) -> None:
    rows = [row for each in counted.rows.values() for row in each]
    keys = Counter(tuple(row[:8]) for row in rows)
    assert 0 < sum(int(row[8]) < 0 for row in rows) < len(rows) / 1000
    assert 0 < sum(row[9] == "" for row in rows) < len(rows) / 500
    assert 0 < sum(count > 1 for count in keys.values()) < len(rows) / 500
    assert {"NA", "XK", "XS", "QP", "QR", "QS", "QU", "QV", "QW"} <= {row[7] for row in rows}
    assert any(row[7] == "FR" for row in counted.rows["I", "2024"])
    assert not any(row[7] == "FR" for row in counted.rows["E", "2024"])
    assert not any(row[7] == "FR" and row[3] in DROM for row in counted.rows["I", "2024"])
    assert all(int(row[8]) != 0 for row in rows)


def test_structure_is_plausible(counted: Counted) -> None:
    def first(flow: str, departement: str, column: int = 5) -> str:
        return counted.by(flow, departement, column).most_common(1)[0][0]

    assert (first("E", "31"), first("E", "51"), first("E", "63")) == ("C30C", "C11Z", "C21Z")
    assert (first("E", "16"), first("E", "76"), first("E", "28")) == ("C11Z", "C19Z", "C21Z")
    assert (first("I", "75"), first("I", "76"), first("E", "75")) == ("B06Z", "C19Z", "C32A")
    assert (first("E", "59", 7), first("E", "67", 7), first("E", "64", 7)) == ("BE", "DE", "ES")
    assert counted.total("E", {"48"}) < counted.total("E", {"59"}) / 100
    electricity = {row[3] for row in counted.rows["E", "2024"] if row[5] == "D35A"}
    assert electricity == {"92"}


def test_activities_weigh_in_a_departement_what_is_configured(counted: Counted) -> None:
    document = yaml.safe_load((shipped_config() / "sample.yaml").read_text(encoding="utf-8"))
    for region in document["regions"]:
        for code, departement in region["departements"].items():
            for flow, name in (("E", "exports"), ("I", "imports")):
                sums = counted.by(flow, code, 5)
                whole = sum(sums.values())
                for a129, percent in departement[name]["products"].items():
                    if percent >= 10:  # the smallest activities are left out, so others weigh more
                        assert 0.95 < 100 * sums[a129] / whole / percent < 1.4


def test_most_trade_lasts_through_the_year_and_from_year_to_year(counted: Counted) -> None:
    def cells(year: str, quarter: str) -> set[tuple[str, ...]]:
        rows = counted.rows["E", year]
        return {(row[3], row[6], row[7]) for row in rows if row[1] == quarter}

    first, last, earlier = cells("2024", "1"), cells("2024", "4"), cells("2023", "4")
    assert 0.6 < len(first & last) / len(first) < 0.95
    assert 0.6 < len(earlier & last) / len(earlier) < 0.95
    before, now = (sum(int(r[8]) for r in counted.rows["I", y]) for y in ("2023", "2024"))
    assert before != now
    assert 0.9 < before / now < 1.1


def test_another_process_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    config = shipped_config()
    script = (
        "import sys; from pathlib import Path;"
        "from tradefiche.customs.sample import generate, cells;"
        "cells._BATCH = 30_000;"
        "generate(Path(sys.argv[1]), size='small', config_dirs=(Path(sys.argv[2]),))"
    )
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "POLARS_MAX_THREADS": "1",
        "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
    }  # fmt: skip
    command = [sys.executable, "-c", script, str(tmp_path), str(config)]
    subprocess.run(command, env=environment, check=True)
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_draws_are_splitmix64() -> None:
    import polars as pl

    def plain(key: int, salt: int) -> int:
        mask = 2**64 - 1
        state = (key * 0x9E3779B97F4A7C15 + (salt + 1) * 0xBF58476D1CE4E5B9) & mask
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
        return state ^ (state >> 31)

    keys = [0, 1, 59, 2**40 + 7, 2**64 - 1]
    frame = pl.DataFrame({"key": pl.Series(keys, dtype=pl.UInt64)})
    assert frame.select(draw(pl.col("key"), 5))["key"].to_list() == [plain(k, 5) for k in keys]


def test_a_year_that_the_sample_lacks_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no data of 2019 .* it has 2023, 2024"):
        generate(tmp_path, size="small", config_dirs=(shipped_config(),), years=[2019, 2024])


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot create"):
        generate(tmp_path / "file", size="small", config_dirs=(shipped_config(),))


@pytest.mark.parametrize("kind", ["texts", "workbooks"])
def test_a_file_of_the_customs_is_not_written_over(tmp_path: Path, kind: str) -> None:
    words = ("fetch", "--sample", "--to", tmp_path, "--kind", kind)
    assert run(*words).code == 0
    assert run(*words).code == 0, "its own files are"
    last = max(tmp_path.iterdir())
    with ZipFile(last, "w") as archive:
        archive.writestr("one.txt", "theirs")
    before = last.read_bytes()

    result = run(*words)

    assert result.code == OutputError.exit_code
    assert "a file that is no sample is there" in result.err
    assert last.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "total_eur: 28_822_914_873",
            "total_eur: 28_922_914_873",
            r"published\.0: .* 28822.9 mill",
        ),
        ("calibrated: 2024", "calibrated: 2025", "calibrated: expected one of the years"),
        ("season: harvest", "season: autumn", r"products\.A01Z\.season: .*, got autumn"),
        ("{C30C: 87,", "{C99C: 86,", r"departements\.31\.exports\.products: .*, got C99C"),
        ("{C30C: 87,", "{C30C: 98,", r"departements\.31\.exports\.products: .* 100 percent"),
        ('"62":', '"59":', "the key 59 twice"),
        ("rows: 7573", "rows: many", r"departements\.59\.rows: expected a whole number"),
    ],
)
def test_a_slip_in_the_configuration_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (shipped_config() / "sample.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "sample.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"sample\.yaml: .*{message}"):
        generate(tmp_path / "out", size="small", config_dirs=(tmp_path, shipped_config()))


def test_the_workbooks_hold_the_same_trade_as_the_texts(tmp_path: Path, counted: Counted) -> None:
    assert run("fetch", "--sample", "--to", tmp_path, "--kind", "workbooks").code == 0
    zips = sorted(tmp_path.iterdir())
    assert [path.name for path in zips] == [f"region_{code}_A.zip" for code in CUSTOMS_REGIONS]
    got: dict[tuple[str, ...], int] = {}
    for path in zips:
        region = path.name[7:9]
        inside = members(path)
        with ZipFile(path) as archive:
            assert SAMPLE_MARKER.encode() in archive.comment
            assert {info.date_time for info in archive.infolist()} == {(2025, 2, 7, 0, 0, 0)}
        assert SAMPLE_MARKER in inside
        for word in ("EXPORT", "IMPORT"):
            rows = figures(inside[f"REGION_{region}_A_{word}.xlsx"])
            header = next(rows)
            assert header[:5] == ["Region", "Dep", "Flux", "CodeA129", "Pays"]
            for row in rows:
                assert row[0] == region
                for column, value in zip(header[5:], row[5:], strict=False):
                    key = (row[2][0], column[5:9], row[1], row[3], row[4])
                    assert key not in got
                    if value:
                        got[key] = int(value)
    wanted: Counter[tuple[str, ...]] = Counter()
    for (flow, year), rows_of in counted.rows.items():
        for row in rows_of:
            wanted[flow, year, row[3], row[5], row[7]] += int(row[8])
    assert got == wanted


def figures(content: bytes) -> Iterator[list[str]]:
    """Yield the rows of a workbook's first sheet; nothing in it is of the clock or a compressor."""
    with ZipFile(io.BytesIO(content)) as book:
        assert {(i.date_time, i.compress_type) for i in book.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), ZIP_STORED)
        }
        assert b">2025-02-07T00:00:00Z</dcterms:created>" in book.read("docProps/core.xml")
        assert b'name="DONNEES-SYNTHETIQUES"' in book.read("xl/workbook.xml")
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cell = re.compile(r'<c r="([A-Z])[0-9]+"( t="s")?><v>([^<]*)</v></c>')
    for row in re.findall(r"<row .*?</row>", sheet):
        cells = dict.fromkeys("ABCDEFG", "")
        for column, shared, value in cell.findall(row):
            cells[column] = texts[int(value)] if shared else value
        yield list(cells.values())


def test_the_kind_is_the_samples(tmp_path: Path) -> None:
    result = run("fetch", "--kind", "workbooks", "--data-dir", tmp_path)
    assert result.code == 2
    assert "--kind is the sample's" in result.err
