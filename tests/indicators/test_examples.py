"""Each indicator by an example that can be worked out on paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tests.indicators.made import record, row_of, tables

if TYPE_CHECKING:
    from tests.recount import Row

M = 1_000_000
NORD = ("--dept", "59")


def test_contributions() -> None:
    then = [
        record("E", "59", "A01Z", "DE", 600, 2023),
        record("E", "59", "C10A", "US", 400, 2023),
    ]
    now = [
        record("E", "59", "A01Z", "DE", 700),
        record("E", "59", "A01Z", "IT", 50),
        record("E", "59", "C10A", "US", 300),
    ]
    rows = tables([*then, *now], names=["contributions"], where=NORD)["contributions"]

    found = [(r["dimension"], r["item"], r["exports_contribution_pts"]) for r in rows]
    assert found == [
        ("country", "DE", 10.0),
        ("country", "US", -10.0),
        ("country", "IT", 5.0),
        ("a129", "A01Z", 15.0),
        ("a129", "C10A", -10.0),
    ]
    italy = row_of(rows, item="IT")
    assert (italy["exports_change_eur"], italy["exports_change_pct"]) == (50, None)
    assert {r["imports_contribution_pts"] for r in rows} == {None}


def test_structure() -> None:
    rows = tables(
        [
            record("E", "59", "A01Z", "DE", 60),
            record("E", "59", "C10A", "US", 30),
            record("E", "59", "C10A", "QU", 10),
            record("E", "62", "C10A", "US", 100),
            record("E", "75", "C10A", "GB", 200),
        ],
        names=["structure"],
        where=NORD,
    )["structure"]

    def of(dimension: str, item: str) -> Row:
        return row_of(rows, dimension=dimension, item=item)

    america = of("zone", "america")
    assert (america["exports_eur"], america["exports_share_pct"]) == (30, 30.0)
    assert america["region_exports_share_pct"] == 65.0
    assert america["france_exports_share_pct"] == 32.5
    assert america["exports_gap_region_pts"] == -35.0
    assert america["exports_gap_france_pts"] == -2.5
    assert america["imports_eur"] is None
    assert of("zone", "europe")["exports_eur"] == 0
    assert [of("eu", item)["exports_share_pct"] for item in ("eu27", "extra-eu", "none")] == [
        60.0, 30.0, 10.0,
    ]  # fmt: skip
    assert of("a38", "AZ")["exports_share_pct"] == of("a17", "AZ")["exports_share_pct"] == 60.0
    assert of("a38", "CA")["exports_gap_region_pts"] == pytest.approx(-30)


def test_specialisation() -> None:
    rows = tables(
        [
            record("E", "59", "A01Z", "DE", 40 * M),
            record("E", "59", "C10A", "DE", 60 * M),
            record("E", "75", "A01Z", "DE", 10 * M),
            record("E", "75", "C10A", "DE", 390 * M),
            record("I", "59", "C10A", "DE", 10 * M),
            record("I", "75", "C10A", "DE", 10 * M),
            record("I", "75", "A01Z", "DE", 20 * M),
        ],
        names=["specialisation"],
    )["specialisation"]

    crops = row_of(rows, territory="dept-59", product="A01Z")
    # 40 % of Nord's exports, 10 % of France's
    assert (crops["exports_share_pct"], crops["france_exports_share_pct"]) == (40.0, 10.0)
    assert crops["rca"] == pytest.approx(4)
    assert crops["rsca"] == pytest.approx(3 / 5)
    assert (crops["exports_rank"], crops["exports_share_france_pct"]) == (1, 80.0)
    assert crops["imports_lq"] is None
    meat = row_of(rows, territory="dept-59", product="C10A")
    assert meat["imports_lq"] == pytest.approx(2)
    assert meat["exports_rank"] == 2
    assert meat["rca"] == pytest.approx(60 / 90)
    assert row_of(rows, territory="dept-75", product="A01Z")["imports_lq"] == pytest.approx(4 / 3)
    assert {r["rca"] for r in rows if r["territory"] == "france"} == {None}
    assert [r["product"] for r in rows if r["territory"] == "dept-59"] == ["A01Z", "C10A"]


def test_equal_quotients_stand_by_code_whatever_floats_make_of_them() -> None:
    # A01Z, C10A and C21Z are 7/10 of France's each, C30C a little more
    own = {"A01Z": 7, "C10A": 21, "C21Z": 49, "C30C": 71}
    whole = {"A01Z": 10, "C10A": 30, "C21Z": 70, "C30C": 101}
    rows = tables(
        [
            *(record("E", "59", product, "DE", value * M) for product, value in own.items()),
            *(record("E", "62", product, "DE", (whole[product] - value) * M)
              for product, value in own.items()),
            record("E", "75", "B06Z", "DE", 391 * M),
        ],
        names=["specialisation"],
        where=NORD,
    )["specialisation"]  # fmt: skip

    assert [row["product"] for row in rows] == ["C30C", "A01Z", "C10A", "C21Z"]
    assert len({row["rca"] for row in rows}) == 2


def test_equally_concentrated_departements_are_ranked_by_code() -> None:
    # three equal partners each: 3v² over (3v)², which floats do not divide alike
    values = {"62": 100_000_007, "59": 99_999_989, "80": 1_234_567_891, "02": 7_777_777_777}
    rows = tables(
        [
            record("E", dept, "A01Z", country, value)
            for dept, value in values.items()
            for country in ("DE", "US", "CN")
        ],
        names=["concentration"],
    )["concentration"]

    ranks = {
        row["territory"]: row["hhi_rank"]
        for row in rows
        if row["dimension"] == "country" and row["hhi_rank"] and str(row["territory"])[:4] == "dept"
    }
    assert ranks == {"dept-02": 1, "dept-59": 2, "dept-62": 3, "dept-80": 4}


def test_the_floor_of_specialisation() -> None:
    rows = tables(
        [
            record("E", "59", "A01Z", "DE", 999_999),
            record("E", "59", "C10A", "DE", 1_000_000),
            record("E", "59", "C30C", "DE", 1_998_000_001),
            record("I", "59", "A01Z", "DE", 1_000_000),
        ],
        names=["specialisation"],
        where=NORD,
    )["specialisation"]

    # C10A is under 0.1 %, A01Z under 1 M€ in exports but not in imports
    assert [(r["product"], r["rca"] is None, r["imports_lq"] is None) for r in rows] == [
        ("C30C", False, True),
        ("A01Z", True, False),
    ]


def test_concentration() -> None:
    values = {"DE": 50, "IT": 30, "US": 20, "FR": 25}
    rows = tables(
        [
            *(record("E", "59", "A01Z", country, value) for country, value in values.items()),
            record("E", "62", "A01Z", "US", 100),
            record("E", "75", "C10A", "ES", 10),
        ],
        names=["concentration"],
    )["concentration"]

    nord = row_of(rows, territory="dept-59", flow="export", dimension="country")
    hhi = 0.25 + 0.09 + 0.04
    assert (nord["value_eur"], nord["count"], nord["excluded_share_pct"]) == (125, 3, 20.0)
    assert nord["hhi"] == pytest.approx(hhi)
    assert nord["hhi_normalised"] == pytest.approx((hhi - 1 / 3) / (2 / 3))
    assert nord["effective_hhi"] == pytest.approx(1 / hhi)
    entropy = -sum(s * math.log(s) for s in (0.5, 0.3, 0.2))
    assert nord["effective_entropy"] == pytest.approx(math.exp(entropy))
    tops = [nord[f"top{n}_share_pct"] for n in (1, 3, 5, 10)]
    assert tops == [40.0, 80.0, 80.0, 80.0]  # of all 125, returned goods included
    assert nord["region_hhi"] == pytest.approx((50**2 + 30**2 + 120**2) / 200**2)
    assert nord["france_hhi"] == pytest.approx((50**2 + 30**2 + 120**2 + 10**2) / 210**2)
    assert nord["hhi_rank"] == 3
    paris = row_of(rows, territory="dept-75", flow="export", dimension="a129")
    assert (paris["count"], paris["hhi"], paris["hhi_normalised"]) == (1, 1.0, None)
    assert (paris["effective_hhi"], paris["effective_entropy"]) == (1.0, 1.0)
    assert paris["hhi_rank"] == 3  # Nord and Pas-de-Calais are as concentrated, of lower code
    empty = row_of(rows, territory="dept-48", flow="export", dimension="country")
    assert (empty["count"], empty["value_eur"], empty["hhi"]) == (0, 0, None)
    unknown = row_of(rows, territory="dept-59", flow="import", dimension="country")
    assert (unknown["count"], unknown["value_eur"], unknown["hhi"]) == (None, None, None)


def test_a_filter_restricts_both_breakdowns_of_concentration() -> None:
    records = [
        record("E", "59", "A01Z", "US", 30),
        record("E", "59", "C10A", "US", 10),
        record("E", "59", "C10A", "DE", 60),
    ]

    def of(*words: str) -> list[tuple[object, ...]]:
        rows = tables(records, *words, names=["concentration"], where=NORD)["concentration"]
        return [
            (row["dimension"], row["value_eur"], row["count"], row["top1_share_pct"])
            for row in rows
            if row["flow"] == "export"
        ]

    assert of("--country", "US") == [("country", 40, 1, 100.0), ("a129", 40, 2, 75.0)]
    assert of("--product", "C10A") == [
        ("country", 70, 2, pytest.approx(100 * 60 / 70)),
        ("a129", 70, 1, 100.0),
    ]


def test_dependence() -> None:
    rows = tables(
        [
            record("I", "59", "C21Z", "CN", 60),
            record("I", "59", "C21Z", "US", 20),
            record("I", "59", "C21Z", "DE", 15),
            record("I", "59", "C21Z", "QU", 5),
            record("E", "59", "C21Z", "DE", 40),
            record("I", "59", "C10A", "US", 100),
            record("E", "59", "C10A", "IT", 100),
            record("I", "59", "B06Z", "NA", 200),
        ],
        names=["dependence"],
        where=NORD,
    )["dependence"]

    drugs = row_of(rows, product="C21Z")
    assert (drugs["imports_eur"], drugs["imports_share_pct"]) == (100, 25.0)
    assert (drugs["first_country"], drugs["first_share_pct"]) == ("CN", 60.0)
    assert drugs["extra_eu_hhi"] == pytest.approx((60**2 + 20**2) / 80**2)
    assert (drugs["extra_eu_share_pct"], drugs["extra_eu_to_exports"]) == (80.0, 2.0)
    assert drugs["to_examine"] is True
    # a ratio of exactly 1 is not beyond 1; without exports it is, and the ratio is empty
    assert row_of(rows, product="C10A")["to_examine"] is False
    oil = row_of(rows, product="B06Z")
    assert (oil["extra_eu_to_exports"], oil["to_examine"]) == (None, True)
    assert [row["product"] for row in rows] == ["B06Z", "C10A", "C21Z"]


def test_exposure() -> None:
    rows = tables(
        [
            record("E", "59", "A01Z", "US", 30),
            record("E", "59", "A01Z", "DE", 70),
            record("E", "59", "C10A", "US", 10),
            record("E", "59", "C10A", "DE", 90),
            record("E", "62", "A01Z", "US", 100),
            record("E", "75", "C10A", "DE", 700),
            record("I", "59", "C10A", "US", 5),
            record("I", "59", "C10A", "CN", 5),
        ],
        "--tariff",
        "15",
        names=["exposure"],
    )["exposure"]

    total = row_of(rows, territory="dept-59", product="TOTAL")
    assert (total["exports_eur"], total["exports_part_pct"]) == (40, 100.0)
    assert (total["exports_exposure_pct"], total["imports_exposure_pct"]) == (20.0, 50.0)
    assert total["region_exports_exposure_pct"] == pytest.approx(100 * 140 / 300)
    assert total["france_exports_exposure_pct"] == 14.0
    assert (total["exports_rank"], total["exports_exposure_rank"]) == (2, 2)
    assert (total["tariff_pct"], total["tariff_eur"]) == (15.0, 6)
    crops = row_of(rows, territory="dept-59", product="A01Z")
    assert (crops["exports_part_pct"], crops["exports_exposure_pct"]) == (75.0, 30.0)
    assert (crops["exports_rank"], crops["exports_exposure_rank"]) == (1, 2)
    assert crops["france_exports_exposure_pct"] == 65.0
    # 4.5 euros are rounded away from zero
    assert crops["tariff_eur"] == 5
    assert [r["product"] for r in rows if r["territory"] == "dept-59"] == ["TOTAL", "A01Z", "C10A"]
    [lozere] = [r for r in rows if r["territory"] == "dept-48"]
    assert (lozere["exports_eur"], lozere["exports_exposure_pct"]) == (0, None)


def test_the_unions_share_is_one_figure_everywhere() -> None:
    values = {
        "DE": 40, "EU": 5, "QR": 6, "QV": 7, "QY": 8,  # within the Union by their label
        "US": 100, "QS": 11, "QZ": 12, "FR": 13, "ZQ": 20,  # a country, no countries, unknown
    }  # fmt: skip
    records = [record("I", "59", "C21Z", country, value) for country, value in values.items()]
    names = ["structure", "dependence", "partners"]
    rows = tables(records, names=names, where=NORD)

    shares = {
        row["item"]: row["imports_eur"] for row in rows["structure"] if row["dimension"] == "eu"
    }
    assert shares == {"eu27": 66, "extra-eu": 100, "none": 56}
    zones = {
        row["item"]: row["imports_eur"] for row in rows["structure"] if row["dimension"] == "zone"
    }
    assert (zones["eu27"], zones["none"]) == (66, 56)
    [drugs] = rows["dependence"]
    assert drugs["extra_eu_share_pct"] == pytest.approx(100 * 100 / 222)
    assert drugs["extra_eu_hhi"] == 1.0
    ranks = {row["country"]: row["imports_rank"] for row in rows["partners"]}
    assert {ranks[code] for code in ("EU", "QR", "QV", "QY")} == {None}
    asked = tables(records, "--country", "eu27", names=["totals", "exposure"], where=NORD)
    assert asked["totals"][0]["imports_eur"] == 66
    assert {row["imports_eur"] for row in asked["exposure"]} == {66}


def test_exposure_to_groups() -> None:
    records = [
        record("E", "59", "A01Z", "DZ", 30),
        record("E", "59", "A01Z", "MA", 20),
        record("E", "59", "A01Z", "DE", 50),
    ]
    words = ("--country", "maghreb", "--country", "eu27", "--country", "ma")
    rows = tables(records, *words, names=["exposure", "totals"], where=NORD)

    totals = [row for row in rows["exposure"] if row["product"] == "TOTAL"]
    assert [(r["partner"], r["exports_eur"], r["exports_rank"]) for r in totals] == [
        ("maghreb", 50, None),
        ("eu27", 50, None),
        ("MA", 20, 3),
    ]
    assert {row["tariff_eur"] for row in rows["exposure"]} == {None}
    # the other tables count the trade with all of them
    assert rows["totals"][0]["exports_eur"] == 100
