"""How words stand in and below the blocks of a treemap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

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
from tradefiche.charts.kinds.treemap.fitting import Label, Said, fit
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.text import measure
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
def test_many_names_stand_across_the_picture_and_few_below_their_block(size: Size) -> None:
    found = [mark for mark in words(heavy_tailed(70e9, CODES), size) if mark.text in HEADS]
    assert [mark.text for mark in sorted(found, key=lambda mark: (mark.y, mark.x))] == HEADS * 2
    assert len({mark.x for mark in found[-2:]}) == 1
    few: list[Trade] = [
        ("C29A", 10**9, 10**9),
        ("C24A", 10**9, 10**9),
        ("C11Z", 4 * MILLION, 5 * MILLION),
    ]
    assert [mark.text for mark in words(few, size) if mark.text in HEADS] == HEADS


def test_a_short_word_stands_alone_only_where_the_share_would_be_lost() -> None:
    said, sizes = Said("Farines et amidons", "5,2 %", "15,1 M€"), THEME.sizes.phone
    own, least = 1.42 * sizes.value, sizes.note

    def fitted(words: str, size: float) -> Label:
        width = measure(words, size, 600) + 2 * 0.36 * size + 0.01
        found = fit(said, 5.2, Box(0, 0, width, 90), sizes)
        assert found is not None
        return found

    assert fitted("amidons", least).torn
    smaller = fitted("et amidons", least)
    assert smaller.size < own
    assert not smaller.torn
    assert fitted("et amidons", own).size == own


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


@pytest.mark.parametrize("size", ["screen", "paper", "phone"])
def test_the_name_of_a_flat_block_stands_beside_its_middle(size: Size) -> None:
    tables = product_tables([("C29A", 4_800, 4 * MILLION)])
    scene = charts.compose("treemap", tables, subject(), THEME, shipped_texts(), size=size)
    rects = [mark for mark in scene.marks if isinstance(mark, Rect)]
    block = next(rect for rect in rects if rect.fill == THEME.tiers.imports[0].fill)
    name = next(m for m in scene.marks if isinstance(m, Text) and m.text == "Automobiles")
    assert name.x > block.x + block.width
    assert name.y == pytest.approx(block.y + block.height / 2, abs=0.1)


@pytest.mark.parametrize("size", ["screen", "paper", "phone"])
def test_the_words_of_the_key_stand_beside_its_square(size: Size) -> None:
    tables = product_tables(heavy_tailed(70e9, CODES))
    scene = charts.compose("treemap", tables, subject(), THEME, shipped_texts(), size=size)
    (square,) = [m for m in scene.marks if isinstance(m, Rect) and m.fill is None]
    beside = [m.y for m in scene.marks if isinstance(m, Text) and 0 < m.x - square.x < 40]
    middle = square.y + square.height / 2
    lines = [y for y in beside if abs(y - middle) < square.height]
    assert lines
    assert sum(lines) / len(lines) == pytest.approx(middle, abs=THEME.measures(size).note / 2)
