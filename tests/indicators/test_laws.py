"""What holds of each indicator whatever the trade: bounds, sums, scale, order, nothing, one."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.indicators.facts import facts, request, rows, without_floor
from tradefiche.reference.method import Partner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tests.indicators.facts import Trade
    from tests.recount import Row
    from tradefiche.customs.inputs import Facts

DEPTS = ("59", "62", "75", "20", "9D", "99", "98")
PRODUCTS = ("A01Z", "B06Z", "C10A", "C21Z", "C30C", "Z99Z")
COUNTRIES = ("DE", "BE", "US", "CN", "GB", "NA", "QU", "FR", "ZQ")
TABLES = (
    "contributions",
    "structure",
    "specialisation",
    "concentration",
    "dependence",
    "exposure",
    "shift_share",
    "peers",
)
ASKED = ("59", "62", "75", "20", "974", "99", "48", "r32", "r93", "FR")

trade = st.tuples(
    st.sampled_from(DEPTS),
    st.sampled_from(PRODUCTS),
    st.sampled_from(COUNTRIES),
    st.integers(1, 10**9) | st.sampled_from((1, 1_000_000)),
)
trades = st.lists(trade, min_size=1, max_size=40)
any_trade = st.lists(
    st.tuples(*(st.sampled_from(each) for each in (DEPTS, PRODUCTS, COUNTRIES)),
              st.integers(-(10**6), 10**9) | st.just(0)),
    max_size=30,
)  # fmt: skip
few = examples(10)
fewer = examples(4)  # where each example is of every table, with many rows


def grouped(found: Iterable[Row], *names: str) -> dict[tuple[object, ...], list[Row]]:
    """Return the rows by some of their values."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in found:
        groups[tuple(row[name] for name in names)].append(row)
    return groups


def total(group: Iterable[Row], column: str) -> float | None:
    """Return the sum of what is known; none where nothing is."""
    known = [row[column] for row in group if row[column] is not None]
    return math.fsum(float(value) for value in known) if known else None  # type: ignore[arg-type]  # rows of any kind of value


def crossed(exports: list[Trade], imports: list[Trade]) -> Facts:
    """Return the facts of a year in which the flows of the year before have changed places."""
    return facts({"export": exports, "import": imports}, {"export": imports, "import": exports})


def close(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


@few
@given(exports=trades, imports=trades)
def test_concentration_keeps_its_bounds(exports: list[Trade], imports: list[Trade]) -> None:
    held = facts({"export": exports, "import": imports})

    for row in rows("concentration", held, request(*ASKED)):
        n, hhi = row["count"], row["hhi"]
        assert isinstance(n, int)
        if n == 0:
            assert hhi is row["hhi_normalised"] is row["effective_hhi"] is None
            continue
        assert isinstance(hhi, float)
        assert 1 / n - 1e-12 <= hhi <= 1
        assert row["effective_hhi"] == pytest.approx(1 / hhi)
        entropy = row["effective_entropy"]
        assert isinstance(entropy, float)
        # numbers of Hill: the higher the order, the smaller the number
        assert 1 / hhi - 1e-6 <= entropy <= n + 1e-6
        tops = [row[f"top{k}_share_pct"] for k in (1, 3, 5, 10)]
        assert tops == sorted(tops)  # type: ignore[type-var]  # rows of any kind of value
        assert tops[-1] <= 100 + 1e-9  # type: ignore[operator]  # rows of any kind of value
        normal = row["hhi_normalised"]
        assert (normal is None) == (n == 1)
        assert normal is None or 0 <= float(normal) <= 1


@few
@given(n=st.integers(1, 9), value=st.integers(1, 10**12))
def test_equal_shares_and_a_single_partner(n: int, value: int) -> None:
    partners = ("DE", "BE", "US", "CN", "GB", "NA", "ZQ", "IT", "ES")[:n]
    held = facts({"export": [("59", "A01Z", country, value) for country in partners]})

    row, products = rows("concentration", held, request("59"))[:2]

    assert row["hhi"] == pytest.approx(1 / n, rel=1e-14)
    assert row["hhi_normalised"] == (None if n == 1 else 0)
    assert row["effective_hhi"] == pytest.approx(n)
    assert row["effective_entropy"] == pytest.approx(n)
    assert products["hhi"] == 1


@fewer
@given(exports=trades, imports=trades, times=st.integers(2, 1000))
def test_scale_changes_no_ratio(exports: list[Trade], imports: list[Trade], times: int) -> None:
    small = facts({"export": exports, "import": imports})
    large = facts(
        {
            "export": [(*key, value * times) for *key, value in exports],  # type: ignore[misc]  # rows of any kind of value
            "import": [(*key, value * times) for *key, value in imports],  # type: ignore[misc]  # rows of any kind of value
        }
    )
    asked = without_floor(request(*ASKED))
    for name in TABLES:
        one, other = rows(name, small, asked), rows(name, large, asked)
        assert len(one) == len(other)
        for before, after in zip(one, other, strict=True):
            for column, value in before.items():
                if not column.endswith("_eur"):
                    assert close(value, after[column]), (name, column)


@fewer
@given(exports=any_trade, imports=any_trade, chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_digit(
    exports: list[Trade], imports: list[Trade], chance: Random
) -> None:
    asked = request(*ASKED)
    one = crossed(exports, imports)
    for each in (exports, imports):
        chance.shuffle(each)
    other = crossed(exports, imports)

    for name in TABLES:
        assert rows(name, one, asked) == rows(name, other, asked), name


@few
@given(exports=trades, imports=trades)
def test_structure_sums_to_the_whole(exports: list[Trade], imports: list[Trade]) -> None:
    found = rows("structure", facts({"export": exports, "import": imports}), request(*ASKED))

    for group in grouped(found, "territory", "dimension").values():
        for side in ("exports", "imports"):
            for column in (f"{side}_share_pct", f"region_{side}_share_pct"):
                assert total(group, column) in (None, pytest.approx(100))
            assert total(group, f"{side}_gap_france_pts") in (None, pytest.approx(0, abs=1e-9))


@few
@given(now=any_trade, before=any_trade)
def test_contributions_sum_to_the_change(now: list[Trade], before: list[Trade]) -> None:
    found = rows("contributions", facts({"export": now}, {"export": before}), request("59", "FR"))

    for (territory, _), group in grouped(found, "territory", "dimension").items():
        mine = [
            sum(value for dept, *_, value in each if territory == "france" or dept == "59")
            for each in (now, before)
        ]
        change = 100 * (mine[0] - mine[1]) / mine[1] if mine[1] else None
        added = total(group, "exports_contribution_pts")
        wanted = None if change is None else pytest.approx(change, rel=1e-9, abs=1e-7)
        assert added == wanted
        assert total(group, "exports_change_eur") == mine[0] - mine[1]


PARTS = ("national", "product_mix", "country_mix", "own")


@few
@given(now=any_trade, before=any_trade)
def test_the_parts_of_a_change_sum_to_it(now: list[Trade], before: list[Trade]) -> None:
    found = rows("shift_share", crossed(now, before), request(*ASKED))

    for row in found:
        for unit in ("eur", "pts"):
            parts = [row[f"{part}_{unit}"] for part in PARTS]
            if None not in parts:
                wanted = row[f"change_{unit}"]
                added = sum(float(part or 0) for part in parts)
                assert added == (wanted if unit == "eur" else pytest.approx(wanted, abs=1e-6))
    for row in found:
        if row["territory"] == "france" and row["national_eur"] is not None:
            assert row["national_eur"] == row["change_eur"]


@few
@given(before=trades, times=st.integers(1, 9))
def test_where_all_grows_alike_all_growth_is_national(before: list[Trade], times: int) -> None:
    now = [(*key, value * times) for *key, value in before]
    held = facts({"export": now}, {"export": before})  # type: ignore[dict-item]  # rows of any kind of value

    for row in rows("shift_share", held, request(*ASKED)):
        if row["flow"] == "export":
            assert row["national_eur"] == row["change_eur"]
            assert {row[f"{part}_eur"] for part in PARTS[1:]} == {0}


@few
@given(exports=trades, times=st.integers(2, 9))
def test_similarity_is_symmetric_and_whole_for_the_same_make_up(
    exports: list[Trade], times: int
) -> None:
    twin = [("80", *rest, value * times) for dept, *rest, value in exports if dept == "59"]
    held = facts({"export": [*exports, *twin]})  # type: ignore[list-item]  # rows of any kind of value
    asked = request("59", "80", "62", "75", "20", "974")
    found = rows("peers", held, replace(asked, beside=asked.territories))

    alike = {(row["territory"], row["peer"]): row for row in found}
    for (one, other), row in alike.items():
        for name in ("products_similarity", "countries_similarity"):
            assert row[name] == alike[other, one][name]
            assert row[name] is None or 0 <= float(row[name]) <= 100  # type: ignore[arg-type]  # rows of any kind of value
        assert row["gap_product_pct"] == alike[other, one]["gap_product_peer_pct"]
    if twin:
        same = alike["dept-59", "dept-80"]
        assert same["products_similarity"] == pytest.approx(100, rel=1e-14)
        assert same["gap_product_pct"] == same["gap_product_peer_pct"]


@few
@given(exports=trades)
def test_a_filter_that_leaves_one_code_leaves_nothing_to_compare(exports: list[Trade]) -> None:
    held = facts({"export": [*exports, ("62", "C21Z", "DE", 3), ("59", "C10A", "BE", 5)]})
    everybody = request("59", "62", "75")
    compared = replace(everybody, beside=everybody.territories)
    for columns, dimension, plural in (
        ({"products": {"a129": frozenset({"C21Z"})}}, "a129", "products"),
        ({"countries": frozenset({"DE"})}, "country", "countries"),
    ):
        asked = replace(compared, **columns)
        for row in rows("concentration", held, asked):
            if row["flow"] == "export" and row["dimension"] == dimension:
                some = [row["hhi"], row["effective_hhi"], row["effective_entropy"], row["hhi_rank"]]
                assert some == [None] * 4
                assert row["france_hhi"] is None
        found = rows("peers", held, asked)
        assert {row[f"{plural}_similarity"] for row in found} == {None}


def test_what_little_two_have_in_common_is_named() -> None:
    exports = [("59", "A01Z", "DE", 997), ("62", "C30C", "US", 997)]
    shared = [(dept, "C21Z", "BE", 3) for dept in ("59", "62")]
    asked = request("59")
    beside = replace(asked, beside=request("62").territories)

    [found] = rows("peers", facts({"export": [*exports, *shared]}), beside)

    assert (found["common_product"], found["common_country"]) == ("C21Z", "BE")
    assert found["common_product_pct"] == pytest.approx(0.3)
    assert found["products_similarity"] == pytest.approx(0.3)
    assert (found["gap_product"], found["gap_product_peer_pct"]) == ("A01Z", 0)
    assert found["gap_product_pct"] == pytest.approx(99.7)


def test_nobody_is_nearest_where_not_all_of_france_is_held() -> None:
    held = facts({"export": [("59", "A01Z", "DE", 5), ("62", "A01Z", "DE", 7)]})
    assert rows("peers", held, request("59"))
    drom = replace(held, current=tuple(replace(part, lacking=("24",)) for part in held.current))

    assert not rows("peers", drom, request("59"))
    beside = replace(request("59"), beside=request("62", "974").territories)
    [found] = rows("peers", drom, beside)
    assert (found["peer"], found["rank"]) == ("dept-62", None)


@few
@given(exports=trades)
def test_comparative_advantages_average_to_one(exports: list[Trade]) -> None:
    held = facts({"export": exports})
    found = rows(
        "specialisation", held, without_floor(request("59", "62", "75", "20", "974", "99"))
    )

    for group in grouped(found, "territory").values():
        weights = [float(row["france_exports_share_pct"] or 0) for row in group]
        advantages = [float(row["rca"] or 0) for row in group]
        assert sum(w * a for w, a in zip(weights, advantages, strict=True)) == pytest.approx(100)
        for row in group:
            rca, rsca = float(row["rca"] or 0), float(row["rsca"] or 0)
            assert -1 <= rsca <= 1
            assert (rca > 1) == (rsca > 0)
            assert 0 <= float(row["exports_share_france_pct"] or 0) <= 100 + 1e-9


@few
@given(exports=trades, imports=trades)
def test_dependence_keeps_its_bounds(exports: list[Trade], imports: list[Trade]) -> None:
    found = rows("dependence", facts({"export": exports, "import": imports}), request(*ASKED))

    for row in found:
        assert 0 <= float(row["first_share_pct"] or 0) <= 100
        assert 0 <= float(row["extra_eu_share_pct"] or 0) <= 100 + 1e-9
        hhi = row["extra_eu_hhi"]
        assert (hhi is None) == (row["extra_eu_share_pct"] == 0)
        assert hhi is None or 0 < float(hhi) <= 1
    for group in grouped(found, "territory").values():
        assert total(group, "imports_share_pct") == pytest.approx(100)


@few
@given(imports=trades, more=st.integers(1, 10**9))
def test_buying_in_the_union_never_makes_dependent(imports: list[Trade], more: int) -> None:
    asked = request("59")
    before = rows("dependence", facts({"export": [], "import": imports}), asked)
    wider = [*imports, *(("59", product, "BE", more) for product in PRODUCTS)]
    after = rows("dependence", facts({"export": [], "import": wider}), asked)

    marked = {row["product"] for row in before if row["to_examine"]}
    assert {row["product"] for row in after if row["to_examine"]} <= marked


@few
@given(exports=trades)
def test_exposures_to_everyone_sum_to_the_whole(exports: list[Trade]) -> None:
    partners = tuple(Partner(code, frozenset({code})) for code in COUNTRIES)
    asked = replace(request("59", "r32", "FR"), partners=partners)
    found = rows("exposure", facts({"export": exports}), asked)

    for group in grouped(found, "territory", "partner").values():
        head, *products = group
        assert head["product"] == "TOTAL"
        assert sum(int(row["exports_eur"] or 0) for row in products) == head["exports_eur"]
        assert total(products, "exports_part_pct") in (None, pytest.approx(100))
    for group in grouped(found, "territory", "product").values():
        assert total(group, "exports_exposure_pct") in (None, pytest.approx(100))


@few
@given(exports=any_trade)
def test_a_flow_that_is_not_held_stays_empty(exports: list[Trade]) -> None:
    for name in TABLES:
        for row in rows(name, facts({"export": exports}), request(*ASKED)):
            for column, value in row.items():
                if "imports" in column:
                    assert value is None, (name, column)


@pytest.mark.parametrize("name", TABLES)
def test_without_any_trade_there_is_nothing_but_0_and_empty(name: str) -> None:
    held = facts({"export": [], "import": []}, {"export": [], "import": []})

    for row in rows(name, held, request(*ASKED)):
        numbers = {c: v for c, v in row.items() if isinstance(v, int | float)}
        assert set(numbers.values()) <= {0}, row
        assert {c for c, v in numbers.items() if not c.endswith(("_eur", "count"))} == set()
