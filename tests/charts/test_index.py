"""The picture of the index: its scale, its lines on either side of the break, what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.charts.boxes import colliding, outside
from tests.charts.cases import extremes, long, sample
from tests.charts.makers import shipped_theme
from tests.examples import more
from tradefiche.charts.kinds.index.drawing import scale
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.views.index import column, read

if TYPE_CHECKING:
    from tests.charts.cases import Case
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

FEW = ("dept-59", "dept-976", "region-32", "france")
SIZES: tuple[Size, ...] = ("screen", "paper", "phone")


def rows(case: Case) -> dict[str, dict[str, object]]:
    found = case.tables["evolution"].filter(span="year").to_dicts()
    return {str(row["period"]): row for row in found}


def marks(scene: Scene) -> list[Rect]:
    return [mark for mark in scene.marks if isinstance(mark, Rect) and mark.datum is not None]


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        ("screen", "fr"), ("paper", "en"), ("phone", "fr"), ("phone", "en"),
        *more([("screen", "en"), ("paper", "fr")]),
    ],
)  # fmt: skip
def test_nothing_overlaps_or_sticks_out(size: Size, lang: Lang, *, endurance: bool) -> None:
    few = sample(FEW, lang) if lang == "fr" else ()
    for case in (*(sample(lang=lang) if endurance else few), *extremes(lang), *long(lang)):
        drawn = case.scene("index", size)
        assert outside(drawn) == []
        assert colliding(drawn) == []


@pytest.mark.parametrize("size", SIZES)
def test_all_marks_stand_on_one_scale_of_each_panel(size: Size) -> None:
    for case in (*sample(FEW), *long()):
        by_flow: dict[str, list[tuple[float, float]]] = {"exports": [], "imports": []}
        for mark in marks(case.scene("index", size)):
            assert mark.datum is not None
            (value,) = mark.datum.values
            assert value.value == rows(case)[mark.datum.codes[0]][value.column]
            flow = "exports" if "exports" in value.column else "imports"
            by_flow[flow].append((float(value.value or 0), mark.y + mark.height / 2))
        slopes = set()
        for found in by_flow.values():
            (low, at), (high, above) = min(found), max(found)
            slope = (above - at) / (high - low)
            slopes.add(round(slope, 4))
            assert all(y == pytest.approx(at + slope * (v - low), abs=0.01) for v, y in found)
        assert len(slopes) == 1


def test_no_line_joins_the_series_before_january_2022_and_the_one_after() -> None:
    (case,) = long()
    index = read(case.tables["evolution"], case.subject)
    assert index.begins == ("2016", "2022")
    assert index.broken is not None
    assert str(index.periods[index.broken]) == "2021Q2..2022Q1"
    for side in index.sides:
        runs = index.runs("exports", side)
        assert [len(run) for run in runs] == [25, 9]
        assert all(
            max(p for p, _ in run) < index.broken or run[0][0] > index.broken for run in runs
        )
        firsts = {str(index.periods[place]): value for run in runs for place, value in run}
        assert firsts["2016"] == firsts["2022"] == 100.0
    drawn = case.scene("index", "screen")
    dashed = shipped_theme().palette.grey
    at = next(
        float(mark.d[1:].partition(",")[0])
        for mark in drawn.marks
        if isinstance(mark, Path) and mark.stroke == dashed and mark.d.count("M") > 3
    )
    for mark in drawn.marks:
        if isinstance(mark, Path) and mark.d.count("M") == 1:
            xs = [float(point.partition(",")[0]) for point in mark.d[1:].split("L")]
            assert max(xs) < at or min(xs) > at
    notes = " ".join(drawn.notes).replace("\u00a0", " ")
    assert (
        "L’indice repart de 100 en 2022 ; aucune ligne ne joint les deux séries."
        in notes.replace("\u202f", " ")
    )


def test_the_title_sets_exports_beside_those_of_france() -> None:
    (case,) = long()
    last = rows(case)["2024"]
    own, france = (
        f"{last[column('exports', side)]:.1f}".replace(".", ",") for side in ("own", "france")
    )
    title = case.scene("index", "screen").title.replace("\u00a0", " ")
    assert title == (
        f"Nord : exportations à l’indice {own} en 2024 (100 en 2022), contre {france} en France"
    )
    alone = replace(case, subject=replace(case.subject, period="2022"))
    assert alone.scene("index", "screen").title.endswith("2022, année de base de l’indice (100)")


def test_a_gap_is_noted_where_a_line_has_one_and_not_for_want_of_a_region() -> None:
    (case,) = sample(("dept-976",))
    assert not any("interrompt" in note for note in case.scene("index", "screen").notes)
    frame = case.tables["evolution"].with_columns(
        pl.when(pl.col("period") == "2023Q3..2024Q2").then(None).otherwise(pl.col(name)).alias(name)
        for name in [column("exports", "own")]
    )
    torn = replace(case, tables={**case.tables, "evolution": frame}).scene("index", "screen")
    assert any("interrompt" in note for note in torn.notes)


@pytest.mark.parametrize("size", SIZES)
def test_imports_stand_above_exports(size: Size) -> None:
    (case,) = sample(("dept-59",))
    heads = [m.text for m in case.scene("index", size).marks if isinstance(m, Text)]
    assert heads.index("Importations") < heads.index("Exportations")


def test_what_has_no_index_says_so() -> None:
    (case,) = long()
    frame = case.tables["evolution"].with_columns(
        pl.lit(None, dtype=pl.Float64).alias(column(name, side))
        for name in ("exports", "imports")
        for side in ("own", "region", "france")
    )
    drawn = replace(case, tables={**case.tables, "evolution": frame}).scene("index", "screen")
    assert marks(drawn) == []
    assert [m for m in drawn.marks if isinstance(m, Text)]


def test_years_of_workbooks_are_joined_and_named() -> None:
    """A year that workbooks answer has no quarters: the lines go through calendar years."""
    (case,) = long()
    years = pl.col("span").eq("year") & ~pl.col("period").str.contains("Q")
    frame = case.tables["evolution"].filter(years)
    index = read(frame, case.subject)
    assert index.yearly
    assert [len(run) for run in index.runs("exports", "own")] == [7, 3]
    drawn = replace(case, tables={**case.tables, "evolution": frame}).scene("index", "screen")
    assert "par année civile" in drawn.subtitle
    assert {"2015", "2022", "2024"} <= {m.text for m in drawn.marks if isinstance(m, Text)}


def test_the_axis_has_round_steps_around_100() -> None:
    assert scale([]) == (100.0, 101.0)
    assert scale([91.0, 114.0]) == (90.0, 95.0, 100.0, 105.0, 110.0, 115.0)
    assert scale([100.2, 3_400.0])[-1] >= 3_400.0
    assert scale([-40.0, 250.0])[0] <= -40.0
