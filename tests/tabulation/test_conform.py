"""The tables' columns, and the check of a frame against them."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
import pytest

from tests.tabulation import frames
from tradefiche.errors import TradeficheError, UsageError
from tradefiche.tabulation.conform import conform
from tradefiche.tabulation.registry import contract, table

TABLES = contract()

BREAKDOWN = (
    "exports_eur imports_eur balance_eur exports_share_pct imports_share_pct "
    "exports_rank imports_rank exports_kg imports_kg data"
)
CONTRACT = {
    "totals": (
        "territory territory_name period exports_eur imports_eur balance_eur coverage_pct "
        "exports_share_region_pct exports_share_france_pct imports_share_region_pct "
        "imports_share_france_pct exports_rank imports_rank exports_change_pct "
        "imports_change_pct change_note exports_kg imports_kg exports_excl_energy_eur "
        "imports_excl_energy_eur balance_excl_energy_eur data"
    ),
    "partners": f"territory period country country_name zone {BREAKDOWN}",
    "products": f"territory period level product product_name {BREAKDOWN}",
    "flows": (
        "territory period flow level product product_name country country_name value_eur "
        "share_pct rank highlighted largest_pair_eur data"
    ),
    "evolution": (
        "territory territory_name period span exports_eur imports_eur balance_eur coverage_pct "
        "exports_change_eur imports_change_eur balance_change_eur exports_change_pct "
        "imports_change_pct change_note index_base exports_index region_exports_index "
        "france_exports_index imports_index region_imports_index france_imports_index data"
    ),
    "contributions": (
        "territory period dimension item item_name exports_eur imports_eur exports_change_eur "
        "imports_change_eur exports_contribution_pts imports_contribution_pts exports_change_pct "
        "imports_change_pct change_note data"
    ),
    "shift_share": (
        "territory territory_name period flow level value_eur change_eur national_eur "
        "product_mix_eur country_mix_eur own_eur change_pts national_pts product_mix_pts "
        "country_mix_pts own_pts region_change_pts france_change_pts share_france_pct "
        "share_france_change_pts change_note data"
    ),
    "structure": (
        "territory period dimension item item_name exports_eur imports_eur exports_share_pct "
        "region_exports_share_pct france_exports_share_pct exports_gap_region_pts "
        "exports_gap_france_pts imports_share_pct region_imports_share_pct "
        "france_imports_share_pct imports_gap_region_pts imports_gap_france_pts data"
    ),
    "specialisation": (
        "territory period level product product_name exports_eur imports_eur exports_share_pct "
        "france_exports_share_pct rca rsca exports_rank exports_share_france_pct "
        "imports_share_pct france_imports_share_pct imports_lq imports_rank "
        "imports_share_france_pct data"
    ),
    "peers": (
        "territory territory_name period level rank peer peer_name products_similarity "
        "countries_similarity exports_eur peer_exports_eur common_product common_product_name "
        "common_product_pct gap_product gap_product_name gap_product_pct gap_product_peer_pct "
        "common_country common_country_name common_country_pct gap_country gap_country_name "
        "gap_country_pct gap_country_peer_pct data"
    ),
    "concentration": (
        "territory period flow dimension value_eur count excluded_share_pct hhi hhi_normalised "
        "region_hhi france_hhi hhi_rank effective_hhi effective_entropy top1_share_pct "
        "top3_share_pct top5_share_pct top10_share_pct data"
    ),
    "dependence": (
        "territory period level product product_name imports_eur exports_eur imports_share_pct "
        "first_country first_country_name first_share_pct extra_eu_hhi extra_eu_share_pct "
        "extra_eu_to_exports to_examine data"
    ),
    "exposure": (
        "territory period partner partner_name level product product_name exports_eur "
        "imports_eur exports_part_pct exports_rank exports_exposure_pct "
        "region_exports_exposure_pct france_exports_exposure_pct exports_exposure_rank "
        "imports_part_pct imports_rank imports_exposure_pct region_imports_exposure_pct "
        "france_imports_exposure_pct imports_exposure_rank tariff_pct tariff_eur data"
    ),
    "ranking": (
        "territory territory_name period measure value rank share_france_pct cumulated_share_pct "
        "before_rank rank_change france_value unit product_level per divisor change_note data"
    ),
    "checks": (
        "territory period number severity code about flow item value reference message data"
    ),
}
RATIOS = {
    "rca", "rsca", "imports_lq", "hhi", "hhi_normalised", "region_hhi", "france_hhi",
    "effective_hhi", "effective_entropy", "extra_eu_hhi", "extra_eu_to_exports", "value",
    "reference", "france_value", "divisor",
    "products_similarity", "countries_similarity",
}  # fmt: skip
EVERY_COLUMN = [(name, column) for name, held in TABLES.items() for column in held.columns]


def test_the_tables_and_columns_are_those_of_the_contract() -> None:
    assert {name: " ".join(held.names) for name, held in TABLES.items()} == CONTRACT


@pytest.mark.parametrize("name", TABLES)
def test_units_and_kinds_follow_the_names(name: str) -> None:
    measures = {"eur": ("integer", "EUR"), "kg": ("integer", "kg"), "pct": ("number", "percent")}
    others = {
        "pts": ("number", "points"),
        "rank": ("integer", None),
        "count": ("integer", None),
        "change": ("integer", None),
        "number": ("integer", None),
        "highlighted": ("boolean", None),
        "examine": ("boolean", None),
        "index": ("number", None),
        **dict.fromkeys(RATIOS, ("number", None)),
    }

    for column in TABLES[name].columns:
        ending = column.name if column.name in RATIOS else column.name.rsplit("_", 1)[-1]
        assert (column.kind, column.unit) == (measures | others).get(ending, ("string", None))


def test_every_column_is_titled_and_described_in_two_languages() -> None:
    for name, column in EVERY_COLUMN:
        assert column.title("fr"), name
        assert column.title("en"), name
        assert column.description("fr").endswith("."), (name, column.name)
        assert column.description("en").endswith("."), (name, column.name)
        assert column.description("fr") != column.description("en")


def test_formulas_are_of_no_language() -> None:
    columns = {column.name for _, column in EVERY_COLUMN}
    for name, column in EVERY_COLUMN:
        words = set(re.findall(r"[^\W\d_]{4,}\w*", column.formula))
        assert words <= columns, (name, column.name)


def test_texts_have_the_spaces_of_print() -> None:
    for name, column in EVERY_COLUMN:
        for text in (column.title("fr"), column.description("fr"), column.caution("fr")):
            assert not re.search("[ \N{NO-BREAK SPACE}][%;!?]", text), (name, column.name)


def test_keys() -> None:
    assert table("totals").key == ("territory", "period")
    assert table("flows").key == ("territory", "period", "flow", "level", "product", "country")
    assert table("ranking").key == ("territory", "period", "measure")
    assert table("exposure").key == ("territory", "period", "partner", "level", "product")
    by_level = {name for name, held in TABLES.items() if held.by_level}
    assert by_level == {
        "products", "flows", "contributions", "shift_share", "specialisation", "peers",
        "concentration", "dependence", "exposure",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [("total", "did you mean totals"), ("bogus", "totals, partners, products, flows")],
)
def test_unknown_table_is_a_usage_error_that_names_the_nearest_or_all(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        table(name)


def test_conform_orders_columns_and_settles_types() -> None:
    given = frames.totals("dept-59", "france")
    shuffled = given.select(reversed(given.columns)).with_columns(
        pl.col("exports_rank").cast(pl.UInt32),
        pl.lit(None).alias("imports_change_pct"),
        pl.lit("").alias("change_note"),
    )

    found = conform("totals", shuffled)

    assert found.equals(given, null_equal=True)
    assert found.schema == given.schema
    assert found["change_note"].null_count() == 2


def test_conform_takes_an_empty_table() -> None:
    assert conform("flows", frames.flows().clear()).height == 0


def test_conform_takes_a_table_without_fractions(monkeypatch: pytest.MonkeyPatch) -> None:
    totals = frames.totals("dept-59")
    whole = tuple(column for column in table("totals").columns if column.kind != "number")
    plain = replace(table("totals"), columns=whole)
    monkeypatch.setattr("tradefiche.tabulation.conform.table", lambda _: plain)

    assert conform("totals", totals.select(plain.names)).height == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (pl.lit(None, dtype=pl.String).alias("territory"), "without territory"),
        (pl.lit(float("nan")).alias("coverage_pct"), "not finite"),
        (pl.lit(float("inf")).alias("exports_change_pct"), "not finite"),
        (pl.lit(1.5).alias("exports_eur"), "exports_eur is Float64"),
        (pl.lit("1").alias("exports_rank"), "exports_rank is String"),
        (pl.lit(59).alias("territory"), "territory is Int32"),
        (pl.lit(1).alias("surplus"), "surplus"),
    ],
)
def test_conform_refuses_what_the_schema_does_not_know(change: pl.Expr, says: str) -> None:
    with pytest.raises(TradeficheError, match=says):
        conform("totals", frames.totals("dept-59").with_columns(change))


def test_conform_names_a_missing_column() -> None:
    with pytest.raises(TradeficheError, match="no column zone"):
        conform("partners", frames.partners().drop("zone"))


def test_whole_numbers_keep_every_digit() -> None:
    value = 1_234_567_890_123.0
    frame = frames.totals("dept-59").with_columns(pl.lit(value).alias("coverage_pct"))

    assert conform("totals", frame)["coverage_pct"].item() == value


def test_what_depends_on_the_order_of_a_sum_is_not_published() -> None:
    """Two values that a sum in another order gives for one figure come out as one."""
    frame = conform("totals", frames.totals("dept-59"))
    noisy = frame.with_columns(pl.col("coverage_pct") * (1 + 3e-16))
    assert noisy["coverage_pct"].to_list() != frame["coverage_pct"].to_list()

    assert conform("totals", noisy).equals(frame)
