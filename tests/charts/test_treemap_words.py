"""How words stand in and below the blocks of a treemap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.makers import (
    CONFIG,
    MILLION,
    heavy_tailed,
    product_tables,
    shipped_texts,
    shipped_theme,
    subject,
)
from tradefiche import charts
from tradefiche.charts.geometry.squarify import Box
from tradefiche.charts.kinds.treemap.fitting import Said, fit
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import measure
from tradefiche.language.typography import NBSP
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.charts.makers import Trade
    from tradefiche.charts.look.theme import Size

CODES = sorted(nomenclature(CONFIG).codes("a129"))
THEME = shipped_theme()
HEADS = ["Importations", "Exportations"]


def words(trade: Sequence[Trade], size: Size) -> list[Text]:
    tables = product_tables(trade)
    scene = charts.compose("treemap", tables, subject(), THEME, shipped_texts(), size=size)
    return [mark for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("size", ["screen", "paper"])
def test_names_stand_across_the_picture_imports_first(size: Size) -> None:
    found = [mark for mark in words(heavy_tailed(70e9, CODES), size) if mark.text in HEADS]
    assert [mark.text for mark in sorted(found, key=lambda mark: (mark.y, mark.x))] == HEADS * 2
    assert len({mark.x for mark in found[-2:]}) == 1


def test_no_short_word_ends_a_line() -> None:
    said, sizes = Said("Farines et amidons", "5,2 %", "15,1 M€"), THEME.sizes.paper
    box = Box(0, 0, measure("Farines et", 1.42 * sizes.value, 600) + 0.8 * sizes.value, 90)
    label = fit(said, 5.2, box, sizes, 99.0)
    assert label is not None
    lines = [text for _, _, text, figure in label.rows(said, box) if not figure]
    assert lines == ["Farines", f"et{NBSP}amidons"]


@given(
    weight=st.floats(0, 100), most=st.floats(7, 30), width=st.floats(1, 300), high=st.floats(1, 90)
)
def test_type_is_that_of_the_rank_or_smaller(
    weight: float, most: float, width: float, high: float
) -> None:
    sizes = THEME.sizes.paper
    said = Said("Produits chimiques de base", "5,2 %", "15,1 M€")
    label = fit(said, weight, Box(0, 0, width, high), sizes, most)
    if label is not None:
        assert sizes.note <= label.size <= max(min(most, label.rank), sizes.note)


def test_the_subtitle_names_period_and_nomenclature() -> None:
    tables = product_tables([("C29A", 10**9, 10**9)])
    for period, said in (("2024", "en 2024"), ("2024Q3", "au 3ᵉ trimestre 2024")):
        about = replace(subject(), period=period)
        scene = charts.compose("treemap", tables, about, THEME, shipped_texts())
        subtitle = scene.subtitle.replace("\u00a0", " ")
        assert subtitle.startswith(f"Activités {said} (nomenclature A129)")


@pytest.mark.parametrize(
    ("euros", "amount"),
    [(2 * MILLION, "2 M€"), (500_000, "0,5 M€"), (5_000, "5 000 €"), (10**9, "1 000 M€")],
)
def test_a_round_amount_has_no_noughts_behind_the_comma(euros: int, amount: str) -> None:
    said = shipped_texts().wording("fr").round_amount(euros)
    assert said.replace("\u202f", " ").replace("\u00a0", " ") == amount


def test_corrections_are_set_apart_as_french_has_it() -> None:
    trade: list[Trade] = [("C29A", 10**9, 10**9), ("C24A", -2 * MILLION, -5 * MILLION)]
    assert any("M€\u202f; Aciers" in mark.text for mark in words(trade, "screen"))


@pytest.mark.parametrize("size", ["screen", "paper"])
def test_the_words_of_the_key_stand_beside_its_square(size: Size) -> None:
    tables = product_tables(heavy_tailed(70e9, CODES))
    scene = charts.compose("treemap", tables, subject(), THEME, shipped_texts(), size=size)
    (square,) = [m for m in scene.marks if isinstance(m, Rect) and m.fill is None]
    beside = [m.y for m in scene.marks if isinstance(m, Text) and 0 < m.x - square.x < 40]
    middle = square.y + square.height / 2
    lines = [y for y in beside if abs(y - middle) < square.height]
    assert lines
    assert sum(lines) / len(lines) == pytest.approx(middle, abs=THEME.measures(size).note / 2)
