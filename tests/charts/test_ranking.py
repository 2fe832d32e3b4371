"""The picture of a ranking: who is shown, where bars and lines stand, what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

import tradefiche as tf
from tests.charts.boxes import box, outside
from tests.charts.makers import shipped_texts, shipped_theme, subject
from tests.running import one_line, run
from tradefiche import charts
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config
from tradefiche.views.ranking import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene

PLACES = gazetteer((shipped_config(),))
M = 1_000_000


def table(
    values: Mapping[str, float | None], measure: str = "exports", unit: str = "EUR", **more: object
) -> pl.DataFrame:
    """Return the rows of some units, those that are left out with 0; all of them ranked."""
    every = {unit.code: values.get(unit.code, 0.0) for unit in PLACES.units}
    order = sorted((c for c in every if every[c]), key=lambda c: (-(every[c] or 0), c))
    rows = [
        {
            "territory": f"dept-{code}",
            "territory_name": next(u.name_fr for u in PLACES.units if u.code == code),
            "period": "2024", "measure": measure, "value": value, "unit": unit, "per": None,
            "rank": order.index(code) + 1 if code in order else None,
            "share_france_pct": None, "rank_change": None, "france_value": 100.0 * M,
            "change_note": None, "divisor": None, "product_level": None,
            **more,
        }
        for code, value in every.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None)


def scene(frame: pl.DataFrame, territory: str = "dept-59", size: Size = "screen") -> Scene:
    about = replace(subject(territory), data="customs")
    return charts.compose(
        "ranking", {"ranking": frame}, about, shipped_theme(), shipped_texts(), size=size
    )


def bars(drawn: Scene) -> dict[str, Rect]:
    return {
        mark.datum.codes[0]: mark
        for mark in drawn.marks
        if isinstance(mark, Rect) and mark.datum is not None
    }


def said(drawn: Scene) -> list[str]:
    return [mark.text for mark in drawn.marks if isinstance(mark, Text)]


MONACO = {
    "territory": "dept-99", "territory_name": "Monaco", "rank": None, "value": 900.0 * M,
}  # fmt: skip


def with_monaco(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with Monaco's, which is larger than all and has no rank."""
    rows = frame.to_dicts()
    return pl.DataFrame([*rows, rows[0] | MONACO], infer_schema_length=None)


FALLING = {unit.code: float((100 - n) * M) for n, unit in enumerate(PLACES.units)}


@pytest.mark.parametrize(
    ("territory", "shown"),
    [
        ("dept-01", [*range(10), None, 99]),
        ("dept-12", [*range(14), None, 99]),
        ("dept-15", [*range(10), None, *range(12, 17), None, 99]),
        ("dept-59", [*range(10), None, *range(56, 61), None, 99]),
        ("dept-976", [*range(10), None, 97, 98, 99]),
        ("france", [*range(10), None, 99]),
    ],
)
def test_the_first_the_neighbours_and_the_last_are_shown(
    territory: str, shown: list[int | None]
) -> None:
    ranking = read(table(FALLING), subject(territory))
    places = [None if each is None else ranking.places.index(each) for each in ranking.shown(10, 2)]

    assert places == shown


def test_bars_are_in_proportion_and_begin_at_one_line() -> None:
    for size in ("screen", "paper", "phone"):
        drawn = bars(scene(table(FALLING), size=size))
        lengths = {code: box(mark).right - box(mark).left for code, mark in drawn.items()}
        scale = lengths["dept-01"] / FALLING["01"]
        for code, length in lengths.items():
            assert length == pytest.approx(FALLING[code.partition("-")[2]] * scale, rel=1e-6)
        assert len({round(box(mark).left, 3) for mark in drawn.values()}) == 1


def test_what_is_below_0_grows_the_other_way_and_nothing_leaves_the_picture() -> None:
    values = {code: value - 60 * M for code, value in FALLING.items()}
    for size in ("screen", "paper", "phone"):
        drawn = scene(table(values, "balance"), size=size)
        rights = {round(box(m).right, 2) for c, m in bars(drawn).items() if values[c[5:]] < 0}
        lefts = {round(box(m).left, 2) for c, m in bars(drawn).items() if values[c[5:]] > 0}
        assert rights == lefts
        assert len(lefts) == 1
        assert outside(drawn) == []


def test_the_territory_is_marked_by_more_than_colour() -> None:
    drawn = scene(table(FALLING))
    own = next(mark for mark in drawn.marks if isinstance(mark, Text) and mark.text == "Nord")
    others = [m for m in drawn.marks if isinstance(m, Text) and m.text in ("Ain", "Aisne")]
    panel = shipped_theme().palette.panel
    band = next(m for m in drawn.marks if isinstance(m, Rect) and m.fill == panel)

    assert own.weight == 700
    assert {mark.weight for mark in others} == {400}
    assert band.y < own.y < band.y + band.height
    assert bars(drawn)["dept-59"].stroke is None
    assert bars(drawn)["dept-01"].stroke is not None


def test_an_amount_has_the_mean_and_a_ratio_the_value_of_france() -> None:
    amounts = scene(table(FALLING))
    assert "Moyenne des unités\u00a0: 50,5" in said(amounts)
    ratios = {code: value / M for code, value in FALLING.items()}
    rate = scene(table(ratios, "coverage", "percent", france_value=84.8))
    assert "France\u00a0: 84,8" in said(rate)
    index = table({c: v / 100 for c, v in ratios.items()}, "exports_hhi_products", "index",
                  france_value=0.041)  # fmt: skip
    assert "France\u00a0: 0,041" in said(scene(index))


def test_the_mean_is_over_all_units_those_without_trade_too() -> None:
    some = {"59": 60.0 * M, "62": 40.0 * M}
    for frame in (table(some), with_monaco(table(some))):
        for territory in ("dept-59", "dept-99", "france"):
            assert read(frame, subject(territory)).mean == 1.0 * M
        assert "Moyenne des unités\u00a0: 1,0" in said(scene(frame))
    unknown = table(some | {"01": None})
    assert read(unknown, subject("dept-59")).mean is None


def test_monaco_is_among_the_units_only_where_it_is_the_territory() -> None:
    frame = with_monaco(table(FALLING))

    assert "dept-99" not in {each.id for each in read(frame, subject("dept-59")).places}
    own = read(frame, subject("dept-99"))
    assert own.places[0] is own.own
    assert len(own.places) == 101
    drawn = read(frame, subject("dept-99"), among="dept")
    assert len(drawn.places) == 100
    assert drawn.own is not None


def test_the_level_of_products_stands_where_the_measure_does() -> None:
    index = {code: value / M / 100 for code, value in FALLING.items()}
    drawn = scene(table(index, "exports_hhi_products", "index", product_level="a17"))

    assert any("(A17)" in text for text in said(drawn))
    assert "(A17)" in drawn.subtitle


def test_a_note_says_why_nobody_is_ranked() -> None:
    values = dict.fromkeys(FALLING, 5.0)
    lacking = table(values, rank=None, france_value=None)
    per = table(values, rank=None, per="habitant", divisor=None)
    divided = table(values, rank=None, per="habitant", divisor=3.0, france_value=None)
    for frame, key in ((lacking, "nobody"), (per, "nobody_per"), (divided, "nobody")):
        wanted = shipped_texts().wording("fr").say(f"ranking.{key}", per="habitant")
        assert wanted in scene(frame).notes
    assert not any("Sans rang" in note for note in scene(table({})).notes)


def test_no_line_runs_through_a_number() -> None:
    drawn = scene(table({"59": 95 * M, "62": 100 * M, "01": 2 * M}, france_value=97.0 * M))
    uprights = [m for m in drawn.marks if isinstance(m, Rect) and m.height > 100 > m.width]
    assert uprights
    for place, mark in enumerate(drawn.marks):
        if isinstance(mark, Text) and mark.numeric:
            edges = box(mark)
            for line in uprights:
                if edges.left < line.x < edges.right and line.y < mark.y < line.y + line.height:
                    cover = [m for m in drawn.marks[drawn.marks.index(line) + 1 : place]
                             if isinstance(m, Rect) and m.x <= line.x <= m.x + m.width
                             and m.y <= mark.y <= m.y + m.height]  # fmt: skip
                    assert cover, mark.text


def test_what_has_no_rank_or_value_is_said() -> None:
    unknown = table(FALLING | {"59": None})
    assert "valeur n’étant pas connue" in scene(unknown).title
    assert "Sans valeur connue, non représentés\u00a0: 1." in scene(unknown).notes
    partial = table(FALLING, rank=None, france_value=None)
    assert "hors classement" in scene(partial).title
    assert "toute la France" in " ".join(scene(partial).notes)
    nothing = table(dict.fromkeys(FALLING))
    assert "Flux non disponible" in said(scene(nothing))
    reserved = scene(table(FALLING, "exports_change_pct", "percent", change_note="vintage"))
    assert any("premiers chiffres" in note for note in reserved.notes)


def test_the_library_and_the_command_draw_the_same(tmp_path: Path) -> None:
    words = ("--dept", "59", "--year", "2024", "--sample", "--measure", "imports_share_pct")
    result = run("chart", "--kind", "ranking", *words, "--country", "CN", "-o", tmp_path)
    assert result.code == 0, result.err
    (path,) = tmp_path.rglob("*.svg")
    assert "Chine · Nord" in path.read_text("utf-8")
    assert "Champ restreint" in path.read_text("utf-8")

    assert path.name == "dept-59_2024_ranking-imports-share-pct-CN.svg"
    chart = tf.chart(
        "ranking", dept="59", year=2024, sample=True, measure="imports_share_pct", country="CN"
    )
    chart.save(tmp_path / "same.svg")
    assert (tmp_path / "same.svg").read_bytes() == path.read_bytes()


def test_what_values_are_divided_by_is_named_with_its_source(tmp_path: Path) -> None:
    per = tmp_path / "jobs.csv"
    per.write_text("# title: Emplois\n# unit: emploi\n# source: un essai\n59;100\n", "utf-8")
    words = ("--dept", "59", "--year", "2024", "--sample", "--per", per, "-o", tmp_path)
    result = run("chart", "--kind", "ranking", "--kind", "map", *words)
    assert result.code == 0, result.err

    for name in ("ranking-per", "map-per"):
        text = (tmp_path / f"dept-59/dept-59_2024_{name}.svg").read_text("utf-8")
        assert "Valeurs rapportées à" in text
        assert "un essai" in text


def test_a_measure_bears_on_the_ranking_alone(tmp_path: Path) -> None:
    words = ("chart", "--kind", "balance", "--dept", "59", "--sample", "-o", tmp_path)
    result = run(*words, "--measure", "imports")

    assert result.code == 2
    assert "--measure bears on ranking and chart map alone" in one_line(result.err)
