"""What must hold to the euro on every territory, whatever the files say."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.builders import Record, pair, year_of
from tests.datasets import PRODUCTS
from tests.examples import examples
from tests.rereading import CUSTOMS, MEMBERS, UNITS
from tests.running import fetch, run
from tests.test_recount import TABLES

if TYPE_CHECKING:
    from random import Random

    from tests.recount import Row

EVERYWHERE = ("--france", "--all", "--all-regions", "--dept", "99")
KINDS = (*PRODUCTS.items(), ("C99Z", ("0199",)))
COUNTRIES = ("DE", "US", "NA", "XK", "FR", "RE", "QU", "QQ", "ZQ")
DEPTS = ("59", "62", "75", "20", "13", "99", "98", "96", "9A", "9D")
FLOWS = {"E": "exports_eur", "I": "imports_eur"}

products = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(st.just(kind[0]), st.sampled_from(kind[1]))
)
records = st.builds(
    lambda product, **fields: Record(a129=product[0], cpf4=product[1], **fields),
    product=products,
    flow=st.sampled_from("EI"),
    quarter=st.integers(1, 4),
    dept=st.sampled_from(DEPTS),
    country=st.sampled_from(COUNTRIES),
    value=st.integers(-1_000, 1_000_000) | st.sampled_from((0, 5_000)),
    mass=st.none() | st.integers(0, 10_000),
)
datasets = st.lists(records, max_size=60).map(lambda extra: [*year_of(), *extra])
WHATEVER = [HealthCheck.too_slow, HealthCheck.data_too_large]


def tables_of(
    folder: Path, *paths: Path, level: str = "a129", where: tuple[str, ...]
) -> dict[str, list[Row]]:
    """Fetch the files into a store of their own and return the four tables of 2024."""
    assert fetch(folder, *paths).code == 0
    chosen = [word for table in TABLES for word in ("--table", table)]
    options = ("--level", level, "--year", "2024", "--format", "json", "--data-dir", folder)
    result = run("compute", *chosen, *where, *options)
    assert result.code == 0, result.err
    tables: dict[str, list[Row]] = result.json["tables"]
    return tables


def sums(rows: list[Row], column: str) -> Counter[str]:
    """Return the sum of a column by territory."""
    found: Counter[str] = Counter()
    for row in rows:
        value = row[column]
        assert isinstance(value, int), (row, column)
        found[str(row["territory"])] += value
    return found


def assert_equal(found: Counter[str], wanted: Counter[str]) -> None:
    """Compare sums; a territory without rows has none."""
    for territory in {*found, *wanted}:
        assert found[territory] == wanted[territory], territory


def by_dept(lines: list[Record], flow: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        found[line.dept] += line.value if line.flow == flow else 0
    return found


@examples(6, suppress_health_check=WHATEVER)
@given(lines=datasets, level=st.sampled_from(("a129", "cpf4", "a38", "a17")))
def test_countries_products_and_flows_sum_to_the_total(lines: list[Record], level: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = pair(Path(folder), lines)
        tables = tables_of(Path(folder) / "store", *paths, level=level, where=EVERYWHERE)

    for column in FLOWS.values():
        total = sums(tables["totals"], column)
        for table in ("partners", "products"):
            assert_equal(sums(tables[table], column), total)
        flows = [row for row in tables["flows"] if row["flow"] == column.removesuffix("s_eur")]
        assert_equal(sums(flows, "value_eur"), total)


@examples(6, suppress_health_check=WHATEVER)
@given(lines=datasets)
def test_units_and_regions_sum_to_france(lines: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = pair(Path(folder), lines)
        rows = tables_of(Path(folder) / "store", *paths, where=EVERYWHERE)["totals"]

    insee = {customs: code for code, customs in CUSTOMS.items()}
    for flow, column in FLOWS.items():
        found = sums(rows, column)
        read = by_dept(lines, flow)
        for dept in (*UNITS, "99"):
            assert found[f"dept-{insee.get(dept, dept)}"] == read[dept]
        for region, depts in MEMBERS.items():
            units = [f"dept-{insee.get(dept, dept)}" for dept in depts]
            assert found[f"region-{region}"] == sum(found[unit] for unit in units)
        inside = sum(found[f"dept-{insee.get(dept, dept)}"] for dept in UNITS)
        beside = sum(read[dept] for dept in ("98", "96"))
        assert found["france"] == inside + found["dept-99"] + beside == sum(read.values())


@examples(4, suppress_health_check=WHATEVER)
@given(lines=datasets, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(lines: list[Record], shuffled: Random) -> None:
    other = list(lines)
    shuffled.shuffle(other)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = tables_of(folder / "one", *pair(folder / "a", lines), where=EVERYWHERE)
        two = tables_of(folder / "two", *pair(folder / "b", other), where=EVERYWHERE)

    assert one == two


def test_ties_go_to_the_lower_code(tmp_path: Path) -> None:
    tied = [Record(dept=d, value=5_000, country=c) for d in ("75", "13") for c in ("IT", "BE")]
    paths = pair(tmp_path, [*year_of(value=100), *tied])
    tables = tables_of(tmp_path / "store", *paths, where=EVERYWHERE)

    ranks = {row["territory"]: row["exports_rank"] for row in tables["totals"]}
    assert (ranks["dept-13"], ranks["dept-75"], ranks["dept-59"]) == (1, 2, 3)
    assert (ranks["region-11"], ranks["region-93"], ranks["region-32"]) == (1, 2, 3)
    assert ranks["dept-01"] is None
    partners = [row for row in tables["partners"] if row["territory"] == "dept-75"]
    assert [(r["country"], r["exports_rank"]) for r in partners] == [("BE", 1), ("IT", 2)]
