"""Tidy facts against a second reading of the files, and the choice of what stands in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import polars as pl
import pytest
import yaml
from hypothesis import given

import tradefiche as tf
from tests.builders import pair, year_of
from tests.customs.workbooks.books import Trade, trade
from tests.rereading import INSEE, REGION_OF, records, release_of
from tests.running import ROOT, fetch
from tradefiche.customs.held import HeldFile, HeldQuarter, HeldYear
from tradefiche.customs.manifest import StoreManifest
from tradefiche.customs.regions import every_region
from tradefiche.customs.store import Store
from tradefiche.errors import NoInputError, UsageError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config
from tradefiche.tabulation.query import Query
from tradefiche.tabulation.tidy import Tidy, WantedRows, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradefiche.reference.terms import Flow

# the store lacks a quarter, and says so each time that all rows are asked for
pytestmark = pytest.mark.filterwarnings("ignore:20\\d\\d is held in part")

COLUMNS = (
    "flow", "year", "quarter", "departement", "region", "cpf4", "a129", "a38", "a17", "country",
    "zone", "value_eur", "mass_kg", "release", "data",
)  # fmt: skip
WORD = {"E": "export", "I": "import"}
Row = tuple[Any, ...]


@cache
def listed(name: str) -> dict[str, Any]:
    """Return the rows of a file of `config/`, read without the package."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "config" / f"{name}.yaml").read_text("utf-8"))
    rows: dict[str, Any] = found["products" if "products" in found else name]
    return rows


def coded(dept: str, cpf4: str | None, a129: str, country: str) -> Row:
    """Return the codes of a row, from the Customs' département to the zone."""
    a38 = listed("a129")[a129]["up"]
    a17 = listed("a38")[a38]["up"]
    zone = listed("countries")[country]["zone"]
    where = (INSEE.get(dept, dept), REGION_OF.get(dept))
    return (*where, cpf4, a129, a38, a17, country, zone)


def reread(paths: Iterable[Path], *, as_of: str = "9999") -> dict[tuple[Any, ...], list[Row]]:
    """Read texts again: the rows of each flow, year, quarter and release."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for path in paths:
        release = release_of(path)
        if release is None or release > as_of:
            continue
        for flow, quarter, year, dept, _, a129, cpf4, country, value, mass in records(path):
            key = (WORD[flow], int(year), int(quarter), release)
            codes = coded(dept, cpf4, a129, country)
            row = (*key[:3], *codes, int(value), int(mass) if mass else None, release, "customs")
            found.setdefault(key, []).append(row)
    return found


def newest(found: dict[tuple[Any, ...], list[Row]]) -> list[Row]:
    keys = {key[:3]: key for key in sorted(found)}
    return [row for key in keys.values() for row in found[key]]


def same(frame: pl.DataFrame, rows: Iterable[Row]) -> None:
    def order(row: Row) -> list[str]:
        return [str(value) for value in row]

    assert sorted(frame.rows(), key=order) == sorted(rows, key=order)


def test_the_rows_are_those_of_the_newest_files(store: Path, releases: list[Path]) -> None:
    found = tf.scan(data_dir=store).collect()
    assert tuple(found.columns) == COLUMNS
    same(found, newest(reread(releases)))
    places = {(d, r) for d, r in found.select("departement", "region").unique().rows()}
    assert {("20", "94"), ("974", "04"), ("99", "93"), ("98", None)} <= places
    order = found.select("year", "flow", "quarter")
    assert order.equals(order.sort(order.columns))


def test_all_releases_stand_side_by_side_where_asked(store: Path, releases: list[Path]) -> None:
    both = tf.scan(all_releases=True, data_dir=store).collect()
    assert tuple(both.columns) == (*COLUMNS[:-1], "current", "data")
    same(both.drop("current"), [row for rows in reread(releases).values() for row in rows])
    plain = tf.scan(data_dir=store).collect()
    assert both.filter("current").drop("current").equals(plain)
    assert both.height > plain.height


def test_the_rows_are_those_known_at_a_release(store: Path, releases: list[Path]) -> None:
    found = tf.scan(release="2024-11", data_dir=store).collect()
    same(found, newest(reread(releases, as_of="2024-11")))


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"dept": "59"}, {"departement": {"59"}}),
        ({"dept": ["2A", "974"]}, {"departement": {"20", "974"}}),
        ({"region": "93"}, {"region": {"93"}}),
        ({"all": True}, {"departement": {INSEE.get(d, d) for d in REGION_OF if d != "99"}}),
        ({"france": True, "year": "2022..2023", "flow": "export"}, {"year": {2022, 2023}}),
        ({"period": "2024Q2..2024Q3", "dept": "75"}, {"quarter": {2, 3}, "departement": {"75"}}),
        ({"product": "CL", "dept": "59"}, {"a38": {"CL"}}),
        ({"product": ["C30C", "0111"], "country": "US"}, {"country": {"US"}}),
        ({"country": "eu27", "year": 2024}, {"zone": {"eu27"}}),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:.*Corse")
def test_what_is_asked_is_a_part_of_all_rows(
    store: Path, asked: dict[str, Any], kept: dict[str, set[Any]]
) -> None:
    found = tf.scan(data_dir=store, **asked).collect()
    whole = tf.scan(data_dir=store).collect()
    for column, values in kept.items():
        whole = whole.filter(pl.col(column).is_in(sorted(values)))
    if years := {"2022..2023": [2022, 2023], 2024: [2024]}.get(asked.get("year")):
        whole = whole.filter(pl.col("year").is_in(years))
    if "period" in asked:
        whole = whole.filter(year=2024)
    if "flow" in asked:
        whole = whole.filter(flow=asked["flow"])
    if asked.get("product") == "CL":
        whole = whole.filter(departement="59")
    if isinstance(asked.get("product"), list):
        whole = whole.filter((pl.col("a129") == "C30C") | (pl.col("cpf4") == "0111"))
    if asked.get("country") == "eu27":
        whole = whole.filter(pl.col("country") != "FR")
    assert found.height
    assert found.equals(whole)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Trade, Path]:
    """Return a store of workbooks of 2023 to 2025, with older texts of 2024 and newer of 2025."""
    made, folder = trade(21), tmp_path_factory.mktemp("mixed")
    old = pair(folder / "old", year_of(2024, value=7), release="202502")
    new = pair(folder / "new", year_of(2025, value=11), release="202610")
    paths = [*made.write(folder / "in"), *old, *new]
    result = fetch(folder / "store", *paths)
    assert result.code == 0, result.err
    return made, folder / "store"


def test_no_year_stands_twice(mixed: tuple[Trade, Path]) -> None:
    made, folder = mixed
    found = tf.scan(data_dir=folder).collect()
    wanted = [
        (WORD[row.flow], year, None, *coded(row.dept, None, row.a129, row.country),
         round(float(value)), None, "2026-09", "customs")
        for row in made.rows for year, value in row.values.items()
        if value is not None and year != 2025
    ]  # fmt: skip
    same(found.filter(pl.col("year") != 2025), wanted)
    assert found.filter(year=2025)["quarter"].unique().sort().to_list() == [1, 2, 3, 4]
    sums = found.group_by("year", "flow").agg(pl.sum("value_eur"))
    totals = tf.table("totals", france=True, year="2023..2025", data_dir=folder)
    for year, flow, value in sums.rows():
        assert totals.filter(period=str(year))[f"{flow}s_eur"].item() == value


def test_a_grain_alone_is_all_that_is_held_of_it(mixed: tuple[Trade, Path]) -> None:
    _, folder = mixed
    quarters = tf.scan(grain="quarters", data_dir=folder).collect()
    assert {*quarters["year"]} == {2024, 2025}
    assert quarters["cpf4"].null_count() == quarters["quarter"].null_count() == 0
    books = tf.scan(grain="workbooks", data_dir=folder).collect()
    assert {*books["year"]} == {2023, 2024, 2025}
    assert books["cpf4"].null_count() == books["quarter"].null_count() == books.height
    both = tf.scan(all_releases=True, data_dir=folder).collect()
    assert both.height == quarters.height + books.height
    assert both.filter("current").drop("current").equals(tf.scan(data_dir=folder).collect())
    of_cpf4 = tf.scan(product="0111", data_dir=folder).collect()
    assert of_cpf4.equals(quarters.filter(cpf4="0111"))
    one = tf.scan(dept="59", year=2023, data_dir=folder).collect()
    whole = tf.scan(data_dir=folder).collect()
    assert one.equals(whole.filter(departement="59", year=2023))


def test_what_is_not_held_is_refused(mixed: tuple[Trade, Path], store: Path) -> None:
    _, folder = mixed
    for asked in ({"year": 2022}, {"period": "2023Q4"}, {"year": 2023, "grain": "quarters"}):
        with pytest.raises(NoInputError, match=r"not all exports and imports of 202"):
            tf.scan(data_dir=folder, **asked)
    with pytest.raises(NoInputError, match="not all imports of 2022"):
        tf.scan(data_dir=store, year=2022)
    with pytest.raises(NoInputError, match="nothing in yearly workbooks"):
        tf.scan(data_dir=store, grain="workbooks")
    for asked in (
        {"period": "2024Q1", "grain": "workbooks"}, {"product": "0111", "grain": "workbooks"},
        {"flow": "exports"}, {"grain": "years"}, {"level": "a38"}, {"top": 3},
    ):  # fmt: skip
        with pytest.raises(UsageError):
            tf.scan(data_dir=folder, **asked)


SOURCE = HeldFile("a.zip", "0" * 64, "2026-01-01")
RELEASES = st.sampled_from((None, "2024-02", "2025-02", "2026-02"))
QUARTERS = st.builds(
    lambda flow, year, quarter, release: HeldQuarter(
        flow, year, quarter, release, None, 1, SOURCE, f"{flow}{year}Q{quarter}{release}", 1, 1, 1
    ),
    st.sampled_from(("export", "import")), st.integers(2022, 2024), st.integers(1, 4), RELEASES,
)  # fmt: skip
WHOLE = st.builds(
    lambda flow, year, release, without: [
        HeldYear(flow, year, region, release, None, 1, SOURCE, f"{flow}{year}R{region}{release}",
                 1, 1)
        for region in sorted(every_region() - without)
    ],
    st.sampled_from(("export", "import")), st.integers(2022, 2024), RELEASES,
    st.frozensets(st.sampled_from(sorted(every_region())), max_size=2),
)  # fmt: skip


def asked_of(manifest: StoreManifest, wanted: WantedRows, release: str | None) -> Tidy:
    store = Store(Path("nowhere"))
    store.__dict__["manifest"] = manifest
    dirs = (shipped_config(),)
    return tidy(Query(store, dirs, (gazetteer(dirs).france,), release=release), wanted)


@given(st.lists(QUARTERS, min_size=1, max_size=24), st.lists(WHOLE, max_size=4), RELEASES)
def test_of_any_mixture_each_year_is_what_its_question_takes(
    quarters: list[HeldQuarter], books: list[list[HeldYear]], release: str | None
) -> None:
    manifest = StoreManifest("customs").with_held(
        quarters, [each for some in books for each in some]
    )
    try:
        found = asked_of(manifest, WantedRows(), release)
    except NoInputError:
        known = [each.release for each in manifest.every]
        assert release is not None
        assert not any(each is not None and each <= release for each in known)
        return
    of_year: dict[tuple[Flow, int], list[HeldQuarter | HeldYear]] = {}
    for piece in found.pieces:
        assert piece.current
        of_year.setdefault((piece.held.flow, piece.held.year), []).append(piece.held)
    for key, pieces in of_year.items():
        assert len({type(each) for each in pieces}) == 1, "two grains in one year"
        assert len({each.when for each in pieces}) == len(pieces), "one twice"
        choice = found.view.choices.get(key)
        if choice is not None:
            assert {*pieces} == {*choice.quarters, *(held for _, held in choice.workbooks)}
        else:
            assert {*pieces} == {h for (f, q), h in found.view.slices.items() if (f, q.year) == key}
    every = asked_of(manifest, WantedRows(all_releases=True), release)
    assert [piece for piece in every.pieces if piece.current] == [*found.pieces]
    assert {p.held for p in every.pieces} == {
        each for each in manifest.every
        if release is None or (each.release is not None and each.release <= release)
    }  # fmt: skip
