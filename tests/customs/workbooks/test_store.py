"""Stores that hold yearly workbooks, alone and beside texts, as a user asks them."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import tradefiche as tf
from tests.builders import CUSTOMS_REGION, Member, Record, pair, write, write_zip, year_of
from tests.customs.workbooks.books import REGIONS, Trade, trade
from tests.running import Result, fetch, run
from tests.workbooks import RELEASED, Row, region_zip, workbook
from tradefiche.customs.store import Store
from tradefiche.errors import Notice

if TYPE_CHECKING:
    from collections.abc import Mapping

NORD = [dept for dept, region in CUSTOMS_REGION.items() if region == "01"]
PLACES: Mapping[str, tuple[tuple[str, ...], list[str] | None]] = {
    "dept-59": (("--dept", "59"), ["59"]),
    "dept-20": (("--dept", "20"), ["20"]),
    "dept-974": (("--dept", "974"), ["9D"]),
    "region-32": (("--region", "32"), NORD),
    "region-01": (("--region", "01"), ["9A"]),
    "france": (("--france",), None),
}
WORDS = tuple(word for words, _ in PLACES.values() for word in words)
TABLES = (
    "totals", "partners", "products", "flows", "evolution", "contributions", "structure",
    "specialisation", "concentration", "dependence", "exposure", "ranking", "checks",
)  # fmt: skip
_CODES = {"98": "98", "99": "monaco"}
_SIDES = {"E": "exports", "I": "imports"}


def ask(store: Path, *words: str, table: str = "totals") -> Result:
    result = run("compute", "--table", table, "--format", "json", "--data-dir", store, *words)
    assert result.code == 0, result.err
    return result


def refusal(store: Path, *words: str) -> str:
    result = run("compute", "--data-dir", store, *words)
    assert result.code == 66, result.err
    return result.err


def rows(store: Path, *words: str, table: str = "totals") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(store, *words, table=table).json["tables"][table]
    return found


def held(folder: Path, *, others: bool) -> tuple[Trade, Path]:
    """Return a trade and the store of it, with and without Monaco and the code of no place."""
    made = trade(14, monaco=others, nowhere=others)
    result = fetch(folder / "store", *made.write(folder / "in"))
    assert result.code == 0, result.err
    return made, folder / "store"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trade, Path]:
    return held(tmp_path_factory.mktemp("whole"), others=True)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trade, Path]:
    return held(tmp_path_factory.mktemp("without"), others=False)


@pytest.fixture(scope="module")
def partial(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trade, Path]:
    made = trade(15)
    store = tmp_path_factory.mktemp("partial")
    paths = made.write(tmp_path_factory.mktemp("in"), without=["21", "24"])
    assert fetch(store, *paths).code == 0
    return made, store


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trade, list[Path]]:
    """Return a trade and its zips, one a région."""
    made = trade(18)
    return made, made.write(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory, books: tuple[Trade, list[Path]]) -> Path:
    """Return a store of texts, and of the newer workbooks."""
    folder = tmp_path_factory.mktemp("beside")
    assert fetch(folder / "store", *texts(folder, "202502", 10**9)).code == 0
    assert fetch(folder / "store", *books[1]).code == 0
    return folder / "store"


@pytest.mark.parametrize("year", [2023, 2024, 2025])
@pytest.mark.parametrize("kind", ["whole", "without"])
def test_the_figures_equal_a_recount_to_the_euro(
    kind: str, year: int, request: pytest.FixtureRequest
) -> None:
    made, store = request.getfixturevalue(kind)
    totals = {row["territory"]: row for row in rows(store, *WORDS, "--year", str(year))}
    keys = {
        "partners": ("country", lambda row: row.country),
        "products": ("product", lambda row: row.a129),
    }
    for place, (_, depts) in PLACES.items():
        for flow, side in _SIDES.items():
            total = sum(made.sum(flow, year, depts).values())
            assert totals[place][f"{side}_eur"] == total
            before = sum(made.sum(flow, year - 1, depts).values()) if year > 2023 else 0
            change = totals[place][f"{side}_change_pct"]
            assert change == (pytest.approx(100 * (total - before) / before) if before else None)
            assert totals[place][f"{side}_kg"] is None
    for table, (column, key) in keys.items():
        found = rows(store, *WORDS, "--year", str(year), table=table)
        for place, (_, depts) in PLACES.items():
            mine = {row[column]: row for row in found if row["territory"] == place}
            for flow, side in _SIDES.items():
                sums = made.sum(flow, year, depts, key)
                assert {c: r[f"{side}_eur"] for c, r in mine.items() if r[f"{side}_eur"]} == {
                    code: value for code, value in sums.items() if value
                }
    pairs = rows(store, *WORDS, "--year", str(year), "--top", "10", table="flows")
    for place, (_, depts) in PLACES.items():
        for flow, word in (("E", "export"), ("I", "import")):
            wanted = made.sum(flow, year, depts, lambda row: f"{row.a129} {row.country}")
            there = [r for r in pairs if (r["territory"], r["flow"]) == (place, word)]
            assert sum(row["value_eur"] for row in there) == sum(wanted.values())
            named = {f"{r['product']} {r['country']}": r["value_eur"] for r in there}
            for pair_name, value in named.items():
                if "OTHER" not in pair_name:
                    assert value == wanted[pair_name]


def test_ranks_are_those_of_a_recount(whole: tuple[Trade, Path]) -> None:
    made, store = whole
    by_dept = made.sum("E", 2025, None, lambda row: row.dept)
    order = sorted(set(by_dept) - {"98", "99"}, key=lambda dept: (-by_dept[dept], dept))
    [row] = rows(store, "--dept", "59", "--year", "2025")
    assert row["exports_rank"] == order.index("59") + 1


def test_what_is_odd_is_said_once_for_all_files(tmp_path: Path) -> None:
    zips = [
        region_zip(tmp_path, region, [Row(dept, flow, values={2025: 1.5}) for flow in "EI"])
        for region, dept in (("01", "59"), ("03", "75"))
    ]

    found = run("fetch", "--json", *_from(zips), "--data-dir", tmp_path / "s").json["findings"]

    [odd] = [each for each in found if each["code"] == "odd"]
    assert odd["text"].endswith("taken in as it is: 4 × value with decimals, rounded")
    assert odd["files"] == ["region_01_A.zip", "region_03_A.zip"]


def test_what_is_odd_is_counted_by_content(tmp_path: Path) -> None:
    """Two files of one name are two; the same file given twice, under two names, is one."""
    odd = [
        region_zip(
            tmp_path / region, region, [Row(dept, flow, values={2025: 1.5}) for flow in "EI"]
        )
        for region, dept in (("01", "59"), ("03", "75"))
    ]
    one, other = (tmp_path / folder / "a.zip" for folder in "xy")
    for path, copy in zip(odd, (one, other), strict=True):
        copy.parent.mkdir()
        shutil.copy(path, copy)
    again = Path(shutil.copy(one, tmp_path / "b.zip"))

    found = run("fetch", "--json", *_from([one, other]), "--data-dir", tmp_path / "s")
    twice = run("fetch", "--json", *_from([one, again]), "--data-dir", tmp_path / "t")

    for result, count, files in ((found, 4, ["a.zip"]), (twice, 2, ["a.zip"])):
        assert result.code == 0, result.err
        [said] = [each for each in result.json["findings"] if each["code"] == "odd"]
        assert said["text"].endswith(f"{count} × value with decimals, rounded")
        assert said["files"] == files


def test_a_newer_year_without_cpf4_is_said_to_lack_it(
    whole: tuple[Trade, Path], tmp_path: Path
) -> None:
    store = shutil.copytree(whole[1], tmp_path / "store")
    assert fetch(store, *pair(tmp_path, year_of(2022), release="202302")).code == 0

    result = run("compute", "--dept", "80", "--level", "cpf4", "--data-dir", store)

    [line] = [each for each in result.err.splitlines() if "is shown" in each]
    assert line.endswith(
        "2022 is shown, the newest whole year with CPF4: 2023 is held by yearly workbooks alone, "
        "which do not have it; 2024 is held by yearly workbooks alone, which do not have it; 2025 "
        "is held by yearly workbooks alone, which do not have it"
    )


@pytest.mark.parametrize("without", [(), ("21", "24")], ids=["all régions", "some régions"])
def test_a_change_is_one_in_every_table(tmp_path: Path, without: tuple[str, ...]) -> None:
    """Workbooks revise the year before too, which texts answer for where they are newer."""
    made = trade(16)
    texts = [Record(f, q, y, value=10**9) for y in (2023, 2024) for f in "EI" for q in (1, 2, 3, 4)]
    store = tmp_path / "store"
    assert fetch(store, *pair(tmp_path, texts, release="202602")).code == 0
    assert fetch(store, *made.write(tmp_path / "in", without=without)).code == 0

    for words in (("--dept", "59"), ("--region", "32")):
        [total] = rows(store, *words, "--year", "2025")
        every = rows(store, *words, "--year", "2025", table="evolution")
        [year] = [row for row in every if row["span"] == "year" and row["period"] == "2025"]
        assert {row["period"][:4] for row in every} <= {"2023", "2024", "2025"}
        assert not [row for row in every if "compared" in row["period"]]
        for side in _SIDES.values():
            assert year[f"{side}_eur"] == total[f"{side}_eur"]
            assert total[f"{side}_change_pct"] is not None
            assert year[f"{side}_change_pct"] == total[f"{side}_change_pct"]


def test_who_has_no_figures_is_said_beside_those_who_have(
    partial: tuple[Trade, Path],
) -> None:
    _, store = partial
    words = ("--dept", "59,13", "--table", "partners", "--year", "2025", "--format", "csv")

    result = run("compute", *words, "--data-dir", store)

    assert result.code == 0
    assert "2025: no figures of Bouches-du-Rhône (13): no workbook of the région" in result.err
    with pytest.warns(Notice) as told:
        tf.table("partners", dept=["59", "13"], year=2025, data_dir=store)
    assert any("no figures of Bouches-du-Rhône" in str(each.message) for each in told)


def test_quarters_that_rows_leave_out_are_said(tmp_path: Path) -> None:
    texts = [Record(f, q, 2025, "69", value=5) for f in "EI" for q in (1, 2)]
    store = tmp_path / "store"
    assert fetch(store, *pair(tmp_path, texts, release="202509")).code == 0
    assert fetch(store, region_zip(tmp_path, "01", [Row("59", f) for f in "EI"])).code == 0

    result = run("export", "--facts", "-o", tmp_path / "x.csv", "--data-dir", store)

    assert result.code == 0
    said = "exports 2025Q1..2025Q2 are left out: 2025 is that of the workbooks of only 01 (Hauts"
    assert said in result.err


def test_codes_that_nobody_lists_are_said_each_once(tmp_path: Path) -> None:
    rows = [Row("9Z", flow, "Z99Z", "ZZ", region="01") for flow in "EI"] + [Row("59")]
    path = region_zip(tmp_path, "01", rows)

    found = run("fetch", "--json", "--from", path, "--data-dir", tmp_path / "s").json["findings"]

    texts = {each["code"]: each["text"] for each in found if each["code"].startswith("unknown-")}
    assert len(texts) == len([each for each in found if each["code"].startswith("unknown-")]) == 3
    assert "unknown a129 Z99Z, kept under its code" in texts["unknown-a129"]
    assert "unknown country ZZ, kept under its code" in texts["unknown-country"]
    assert "unknown département 9Z, counted in France only" in texts["unknown-department"]


def test_a_total_far_from_that_of_an_older_workbook_is_reported(tmp_path: Path) -> None:
    store = tmp_path / "s"
    for release, value in (("2026-08", 10**9), ("2026-09", 2 * 10**9)):
        rows = [Row("59", flow, values={2025: value}) for flow in "EI"]
        path = region_zip(tmp_path / release, "01", rows)
        words = ("--from", path, "--release", release, "--data-dir", store)
        found = run("fetch", "--json", *words).json["findings"]

    assert all(each["files"] == ["region_01_A.zip"] for each in found)
    far = [each["text"] for each in found if each["code"] == "far-from-last"]
    assert len(far) == 2
    assert all("the store holds €1,000.0M" in each for each in far)
    assert all(each.count("region_01_A.zip") == 1 for each in far)


def test_regions_of_different_releases_are_said_of_the_years_that_arrive(tmp_path: Path) -> None:
    codes = []
    for region, dept, year, release in (
        ("01", "59", 2025, "2026-08"), ("03", "75", 2025, "2026-09"), ("22", "06", 2024, "2026-09"),
    ):  # fmt: skip
        path = region_zip(tmp_path, region, [Row(dept, "E", values={year: 5})])
        words = ("--from", path, "--release", release, "--data-dir", tmp_path / "s")
        result = run("fetch", "--json", *words)
        assert result.code == 0, result.err
        codes.append({each["code"] for each in result.json["findings"]})

    assert ["several-releases" in each for each in codes] == [False, True, False]


def test_what_is_said_of_a_file_is_said_when_it_is_new(tmp_path: Path) -> None:
    odd, plain = (
        region_zip(tmp_path, region, [Row(dept, flow, values={2025: value}) for flow in "EI"])
        for region, dept, value in (("01", "59", 1.5), ("03", "75", 2))
    )
    codes = []
    for paths in ([odd], [odd, plain]):
        result = run("fetch", "--json", *_from(paths), "--data-dir", tmp_path / "s")
        codes.append({each["code"] for each in result.json["findings"]})

    assert "odd" in codes[0]
    assert "odd" not in codes[1]


def test_a_year_without_masses_has_none_rather_than_zero(tmp_path: Path) -> None:
    rows = [Row("59", "E", values={2024: 5, 2025: 6}, masses={2024: None, 2025: 7})]
    path = region_zip(tmp_path, "01", rows)
    assert run("fetch", "--from", path, "--data-dir", tmp_path / "s").code == 0

    held = run("status", "--json", "--data-dir", tmp_path / "s").json["years"]

    assert {each["year"]: each["mass_kg"] for each in held} == {2024: None, 2025: 7}


@pytest.mark.parametrize("zipped", [True, False])
def test_an_error_names_the_zip_and_the_workbook_in_it(
    tmp_path: Path,
    zipped: bool,  # noqa: FBT001 - a case
) -> None:
    whole = region_zip(tmp_path, "01", [Row("59", values={2025: "x"})])
    named = f"{whole}: REGION_01_A"
    if not zipped:
        with zipfile.ZipFile(whole) as archive:
            whole = write(tmp_path / "REGION_01_A.xlsx", archive.read(archive.namelist()[0]))
        named = f"error: {whole}, sheet"

    result = run("fetch", "--from", whole, "--data-dir", tmp_path / "s")

    assert result.code == 65
    assert named in result.err


def _from(paths: list[Path]) -> list[str]:
    return [word for path in paths for word in ("--from", str(path))]


@pytest.mark.parametrize("kind", ["whole", "without"])
def test_a_france_without_98_and_monaco_says_so(kind: str, request: pytest.FixtureRequest) -> None:
    made, store = request.getfixturevalue(kind)
    there = {row.dept for row in made.rows} & {"98", "99"}
    words = ("--france", "--region", "93", "--dept", "99", "--dept", "59", "--year", "2025")
    said = {"98": "no row without a département (code 98)", "99": "no row of Monaco (99)"}
    places = {"98": ("france",), "99": ("france", "region-93", "dept-99")}
    found = rows(store, *words, table="checks")
    for code, text in said.items():
        mine = [row["territory"] for row in found if f"lacks-{_CODES[code]}" == row["code"]]
        assert set(mine) == (set() if code in there else set(places[code]))
        for alone in ("--france", "--dept"):
            asked = (alone,) if alone == "--france" else (alone, "59")
            meta = ask(store, *asked, "--lang", "en", "--year", "2025").json["meta"]
            alerted = any(text in caveat for caveat in meta["caveats"])
            assert alerted is (code not in there and alone == "--france")
    caveat = {row["territory"] for row in found if row["code"] == "monaco"}
    assert caveat == (set(places["99"]) if "99" in there else set())
    [monaco] = rows(store, "--dept", "99", "--year", "2025")
    assert (monaco["exports_eur"] is None) is ("99" not in there)
    [paca] = rows(store, "--region", "93", "--year", "2025")
    assert paca["exports_eur"] is not None


def test_products_left_out_are_a129_alone(whole: tuple[Trade, Path]) -> None:
    """Workbooks know no CPF4: an exclusion of one cannot be counted, and is no 0."""
    made, store = whole
    year = ("--year", "2025")
    left_out = {"C29A", "C29B", "C30C"}
    found = rows(store, *WORDS, *year, "--exclude-product", "automobile,aeronautique")
    for row in found:
        sums = made.sum("E", 2025, PLACES[row["territory"]][1], lambda each: each.a129)
        kept = [value for code, value in sums.items() if code not in left_out]
        assert row["exports_eur"] == sum(kept)
        assert row["territory"] != "france" or sum(kept) < sum(sums.values())
    for option in ("--exclude-product", "--product"):
        said = refusal(store, "--dept", "59", *year, option, "3030")
        assert "which do not tell products by CPF4" in said
        assert "name products by A129" in said


@pytest.mark.parametrize("table", TABLES)
def test_no_table_passes_a_part_of_france_for_france(
    partial: tuple[Trade, Path], table: str
) -> None:
    _, store = partial
    words = ("--dept", "59", "--dept", "13", "--region", "93", "--france", "--year", "2025")
    found = rows(store, *words, table=table)
    strangers = [row for row in found if row["territory"] in ("france", "dept-13", "region-93")]
    given = ("_eur", "_kg", "_pct", "_pts", "_rank", "hhi", "count", "rca", "rsca", "_lq", "rank")
    for row in strangers:
        values = {name: row[name] for name in row if name.endswith(given) and name != "tariff_pct"}
        assert table == "checks" or not any(v is not None for v in values.values()), row
    own = [row for row in found if row["territory"] == "dept-59"]
    assert own
    for row in own:
        known = {n: v for n, v in row.items() if "france" in n or n in _AMONG_ALL.get(table, ())}
        assert not any(value is not None for value in known.values()), row
    if table == "checks":
        codes = {(row["territory"], row["code"], row["flow"]) for row in found}
        for place in ("dept-59", "france"):
            assert {(place, "missing-regions", flow) for flow in ("export", "import")} <= codes


_AMONG_ALL = {
    "totals": ("exports_rank", "imports_rank"),
    "specialisation": ("rca", "rsca", "imports_lq", "exports_rank", "imports_rank"),
    "concentration": ("hhi_rank",),
    "exposure": ("exports_exposure_rank", "imports_exposure_rank"),
}


@pytest.fixture(scope="module")
def lacking_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of all of 2026, and of 2025 without one région."""
    folder = tmp_path_factory.mktemp("before")
    made = trade(16)
    store = folder / "store"
    assert fetch(store, *made.write(folder / "in", without=["21"])).code == 0
    later = [Row(r.dept, r.flow, r.a129, r.country, {2026: 5}, region=r.region) for r in made.rows]
    for region in REGIONS:
        mine = [row for row in later if row.cells()["Region"] == region]
        region_zip(folder / "new", region, mine, date=(2026, 10, 8, 8, 0, 0))
    assert fetch(store, folder / "new").code == 0
    return store


@pytest.mark.parametrize("table", ["totals", "evolution", "contributions"])
def test_a_year_before_that_is_held_in_part_is_no_year_before(
    lacking_before: Path, table: str
) -> None:
    found = rows(lacking_before, "--dept", "59", "--france", "--year", "2026", table=table)
    mine = [row for row in found if (row["territory"], row["period"]) == ("france", "2026")]
    assert mine
    for row in mine:
        changes = {name: row[name] for name in row if "_change" in name or "contribution" in name}
        assert not any(value is not None for value in changes.values()), row
        assert row["exports_eur"] is not None
    own = [row for row in found if (row["territory"], row["period"]) == ("dept-59", "2026")]
    assert any(row["exports_change_pct"] is not None for row in own)


def test_a_missing_region_is_named_and_france_alone_is_66(partial: tuple[Trade, Path]) -> None:
    _, store = partial
    result = run("compute", "--dept", "59", "--format", "json", "--data-dir", store)
    assert result.code == 0
    assert "21 (Provence-Alpes-Côte d’Azur), 24 (DROM)" in result.err
    assert any("21 (Provence" in caveat for caveat in result.json["meta"]["caveats"])
    assert "21 (Provence" in refusal(store, "--france", "--year", "2025")
    said = refusal(store, "--dept", "974", "--year", "2025")
    assert "no workbook of 2025 of the régions 24 (DROM) —" in said


def test_the_newest_year_of_all_of_france_is_shown_and_a_newer_part_named(
    tmp_path: Path, whole: tuple[Trade, Path]
) -> None:
    store = shutil.copytree(whole[1], tmp_path / "store")
    newer = [Row(values={2026: 7}), Row(flow="I", values={2026: 8})]
    region_zip(tmp_path / "new", "01", newer, date=(2026, 10, 8, 8, 0, 0))
    assert fetch(store, tmp_path / "new").code == 0

    result = run(
        "compute", "--dept", "59", "--table", "totals", "--format", "json", "--data-dir", store
    )

    assert result.json["meta"]["periods"] == ["2025"]
    assert "2026 is held in part" in result.err


def texts(folder: Path, release: str, value: int) -> list[Path]:
    return pair(folder, [*year_of(2024, value=value), *year_of(2023, value=value)], release=release)


@pytest.mark.parametrize(
    ("release", "grain"), [("202502", "workbooks"), ("202609", "quarters"), ("202610", "quarters")]
)
def test_each_year_comes_from_the_newest(
    tmp_path: Path, books: tuple[Trade, list[Path]], release: str, grain: str
) -> None:
    made, zips = books
    store = tmp_path / "store"
    assert fetch(store, *texts(tmp_path / "texts", release, 10**9)).code == 0
    assert fetch(store, *zips).code == 0

    document = ask(store, "--dept", "59", "--france", "--year", "2024").json

    of_books = sum(made.sum("E", 2024, ["59"]).values())
    wanted = {"workbooks": of_books, "quarters": 10**10}[grain]
    assert document["tables"]["totals"][0]["exports_eur"] == wanted
    assert document["meta"]["grains"] in ([grain], ["quarters", "workbooks"])
    evolution = rows(store, "--dept", "59", table="evolution")
    [year] = [row for row in evolution if (row["period"], row["span"]) == ("2024", "year")]
    assert year["exports_eur"] == wanted
    newest = rows(store, "--dept", "59", "--year", "2025")[0]
    assert newest["exports_eur"] == sum(made.sum("E", 2025, ["59"]).values())
    before = sum(made.sum("E", 2024, ["59"]).values())
    assert newest["exports_change_pct"] == pytest.approx(
        100 * (newest["exports_eur"] - before) / before
    )
    assert newest["change_note"] is None
    answers = run("status", "--json", "--data-dir", store).json["answers"]
    [said] = [a for a in answers if (a["flow"], a["year"]) == ("export", 2024)]
    assert said["grain"] == grain


def test_newer_workbooks_of_some_regions_lose_nothing_of_france(
    tmp_path: Path, books: tuple[Trade, list[Path]]
) -> None:
    store = tmp_path / "store"
    assert fetch(store, *texts(tmp_path / "texts", "202502", 10**9)).code == 0
    assert fetch(store, *(each for each in books[1] if "region_22" not in each.name)).code == 0

    result = run(
        "compute",
        "--france",
        "--year",
        "2024",
        "--table",
        "totals",
        "--format",
        "json",
        "--data-dir",
        store,
    )

    assert result.json["tables"]["totals"][0]["exports_eur"] == 10**10
    assert "newer workbooks of 01 (Hauts-de-France), 03 (Île-de-France)" in result.err


def test_cpf4_and_quarters_are_66_where_workbooks_are_alone(whole: tuple[Trade, Path]) -> None:
    _, store = whole
    for words in (
        ("--level", "cpf4"),
        ("--product", "2910"),
        ("--year", "2024", "--product", "2910"),
    ):
        assert "CPF4" in refusal(store, "--dept", "59", *words)
    assert "--year" in refusal(store, "--dept", "59", "--period", "2025Q3")


def test_cpf4_takes_older_quarters_and_says_so(beside: Path) -> None:
    words = ("compute", "--dept", "59", "--year", "2024", "--table", "totals", "--format", "json")

    for more in (("--level", "cpf4"), ("--product", "0111")):
        result = run(*words, *more, "--data-dir", beside)
        assert result.json["tables"]["totals"][0]["exports_eur"] == 10**10
        assert result.json["meta"]["grains"] == ["quarters"]
        assert "2025-02" in result.err
        assert "2026-09" in result.err


def test_a_release_before_the_workbooks_knows_nothing_of_them(beside: Path) -> None:
    [row] = rows(beside, "--dept", "59", "--year", "2024", "--release", "2025-02")
    assert row["exports_eur"] == 10**10
    assert "empty" not in refusal(beside, "--dept", "59", "--release", "2025-02", "--year", "2025")


def test_a_workbook_alone_a_folder_and_texts_go_in_together(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    made = trade(18)
    made.write(folder, without=["01"])
    for flow in "EI":
        mine = [row for row in made.rows if row.flow == flow and row.cells()["Region"] == "01"]
        (folder / f"anything-{flow}.dat").write_bytes(workbook(mine))
    texts(folder, "202502", 10**9)
    (folder / "other.xlsx").write_bytes(
        workbook([Row()], spelt={n: f"x{n}" for n in ("Region", "Dep", "Flux", "CodeA129", "Pays")})
    )
    store = tmp_path / "store"

    result = fetch(store, folder)

    assert result.code == 0, result.err
    assert "release unknown" in result.err
    assert {held.region for held in Store(store).manifest.years} == set(REGIONS)
    assert len(Store(store).manifest.held) == 16
    assert fetch(store, folder).out.startswith("up to date")


@pytest.mark.parametrize("factor", [1000, 0.001])
def test_a_slip_by_a_thousand_is_refused_against_quarters(tmp_path: Path, factor: float) -> None:
    store = tmp_path / "store"
    assert fetch(store, *texts(tmp_path / "texts", "202502", 10**6)).code == 0
    value = round(10**7 * factor)
    rows_ = [Row(flow=flow, values={2024: value}) for flow in "EI"]

    result = fetch(store, region_zip(tmp_path, "01", rows_))

    assert result.code == 65
    assert "thousand" in result.err
    assert not Store(store).manifest.years


def test_two_zips_that_differ_in_one_call_are_refused(tmp_path: Path) -> None:
    one = region_zip(tmp_path / "a", "01", [Row(values={2024: 10**9})])
    two = region_zip(tmp_path / "b", "01", [Row(values={2024: 10**9 + 1})])
    result = fetch(tmp_path / "store", one, two)
    assert result.code == 65
    assert "stand twice" in result.err


def test_a_later_upload_of_a_release_counts_whichever_came_first(tmp_path: Path) -> None:
    early = region_zip(
        tmp_path / "a", "01", [Row(values={2024: 10**9})], date=(2026, 9, 8, 0, 0, 0)
    )
    late = region_zip(
        tmp_path / "b", "01", [Row(values={2024: 2 * 10**9})], date=(2026, 9, 9, 0, 0, 0)
    )
    for number, order in enumerate(((early, late), (late, early))):
        store = tmp_path / f"store{number}"
        for path in order:
            assert fetch(store, path).code == 0
        assert [held.value_eur for held in Store(store).manifest.years] == [2 * 10**9]


def test_what_is_damaged_or_encrypted_is_refused_whole(tmp_path: Path) -> None:
    whole = workbook([Row()])
    member = Member("REGION_01_A_EXPORT.xlsx", whole[: len(whole) // 2], RELEASED)
    assert fetch(tmp_path / "store", write_zip(tmp_path / "region_01_A.zip", [member])).code == 65
    marked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked.xlsx").write_bytes(marked)
    result = fetch(tmp_path / "store", tmp_path / "locked.xlsx")
    assert result.code == 65
    assert "encrypted" in result.err


def test_the_sample_never_meets_the_customs_not_even_as_one_workbook(
    tmp_path: Path, sample_zips: Path
) -> None:
    with zipfile.ZipFile(sample_zips / "region_22_A.zip") as archive:
        book = archive.read("REGION_22_A_EXPORT.xlsx")
    (tmp_path / "alone.xlsx").write_bytes(book)
    store = tmp_path / "store"
    assert fetch(store, *texts(tmp_path / "texts", "202502", 10**9)).code == 0
    assert fetch(store, tmp_path / "alone.xlsx").code == 65
    assert fetch(tmp_path / "new", tmp_path / "alone.xlsx").code == 0
    assert Store(tmp_path / "new").manifest.data == "sample"


def test_figures_of_the_samples_two_products_are_the_same(
    tmp_path: Path, sample_zips: Path
) -> None:
    found = []
    assert run("fetch", "--sample", "--to", tmp_path / "texts", "--kind", "texts").code == 0
    for kind, zips in (("texts", tmp_path / "texts"), ("workbooks", sample_zips)):
        assert fetch(tmp_path / f"store-{kind}", zips).code == 0
        found.append([
            {name: value for name, value in row.items() if not name.endswith("_kg")}
            for table in TABLES
            if table not in ("evolution", "checks")
            for row in rows(
                tmp_path / f"store-{kind}", "--dept", "31", "--region", "32", "--france",
                "--year", "2024", table=table,
            )
        ])  # fmt: skip
    assert len(found[0]) > 500
    for left, right in zip(*found, strict=True):
        assert left == pytest.approx(right, rel=1e-12) if isinstance(left, float) else left == right


def test_one_more_record_type_is_not_mixed_up(tmp_path: Path, whole: tuple[Trade, Path]) -> None:
    """A quarter held of one flow alone never makes half a year beside a workbook."""
    made = whole[0]
    store = shutil.copytree(whole[1], tmp_path / "store")
    assert (
        fetch(
            store, *pair(tmp_path / "t", [Record("E", 1, 2025, value=10**9)], release="202610")
        ).code
        == 0
    )
    [row] = rows(store, "--dept", "59", "--year", "2025")
    assert row["exports_eur"] == sum(made.sum("E", 2025, ["59"]).values())


@pytest.mark.parametrize("kind", ["whole", "partial"])
def test_every_output_works_on_workbooks_alone(
    kind: str,
    tmp_path: Path,
    partial: tuple[Trade, Path],
    lacking_before: Path,
    *,
    endurance: bool,
) -> None:
    store = {"whole": lacking_before, "partial": partial[1]}[kind]
    out = tmp_path / "out"
    both = ("--dept", "59", "--region", "32")
    for command, words in (
        ("fiche", both if endurance else ("--dept", "59")),
        ("chart", both if endurance else ("--dept", "59", "--format", "svg")),
        ("export", both),
    ):
        result = run(command, *words, "-o", out / command, "--data-dir", store)
        assert result.code == 0, result.err
    package = json.loads(next((out / "export").rglob("datapackage.json")).read_bytes())
    assert all(each["grains"] == ["workbooks"] for each in package["resources"])
    assert "classeurs annuels" in next((out / "fiche").rglob("dept-59*.html")).read_text("utf-8")
