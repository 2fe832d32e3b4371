"""Exposure to a partner: the picture read back against any table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.charts.boxes import box, colliding, outside
from tests.charts.makers import shipped_texts, shipped_theme
from tests.charts.prints import stands_for
from tests.charts.rowmakers import about, exposure_tables, lines, on_one_scale, unread
from tests.charts.test_comparison import names as labels
from tests.charts.test_comparison import printed
from tests.examples import examples
from tradefiche import charts
from tradefiche.charts.scene.marks import Text

if TYPE_CHECKING:
    from tests.charts.rowmakers import Exposed
    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

THEME = shipped_theme()
SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
PLACES = ("dept-59", "dept-04", "dept-974", "region-93", "france")
MOST = 12
CODES = [f"P{number:02d}" for number in range(30)]
values = st.one_of(
    st.integers(1, 2_000), st.sampled_from([0, 10**6, 10**6, 10**9]), st.integers(10**8, 10**11),
    st.integers(-(10**7), -1),
)  # fmt: skip
shares = st.one_of(
    st.none(), st.floats(0.001, 0.05), st.floats(0.01, 100), st.sampled_from([0.0, 5.0, 10.0]),
    st.floats(-2, -0.001),
)  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """What is drawn, and how; names repeat until there are enough."""

    rows: tuple[Exposed, ...]
    whole: int
    france: float | None
    partner: str
    names: tuple[str, ...]
    place: str
    size: Size
    lang: Lang
    dress: Dress

    @property
    def exported(self) -> list[Exposed]:
        """The products shown: the first by value."""
        found = [row for row in self.rows if row[1] > 0]
        return sorted(found, key=lambda row: (-row[1], row[0]))[:MOST]

    @property
    def shares(self) -> list[list[float | None]]:
        """The shares of each row: the territory's, and France's where any is known."""
        rows = [(value, whole, france) for _, value, whole, france in self.exported]
        rows.append((sum(value for _, value, _, _ in self.rows), self.whole, self.france))
        beside = any(france is not None for _, _, france in rows)
        return [
            [100 * value / whole if whole else None, *([france] if beside else [])]
            for value, whole, france in rows
        ]


@cache
def drawn(ask: Ask) -> Scene:
    named = {code: ask.names[place % len(ask.names)] for place, code in enumerate(CODES)}
    tables = exposure_tables(ask.rows, whole=ask.whole, france=ask.france, partner=ask.partner)
    return charts.compose(
        "exposure", tables, replace(about(ask.place, lang=ask.lang), products=named), THEME,
        shipped_texts(), size=ask.size, dress=ask.dress,
    )  # fmt: skip


@st.composite
def asked(draw: st.DrawFn) -> Ask:
    rows: list[Exposed] = []
    compared = draw(st.sampled_from([True, True, False]))
    for code in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=30)):
        value = draw(values)
        whole = draw(st.sampled_from([1, 1, 3, 40, 1000, 0, -2])) * value
        rows.append((code, value, whole, draw(shares) if compared else None))
    total = sum(value for _, value, _, _ in rows)
    return Ask(
        tuple(rows),
        draw(st.sampled_from([1, 2, 50, 10_000, 0])) * total,
        draw(shares) if compared else None,
        draw(st.sampled_from(["US", "IL", "asean"])),
        tuple(draw(st.lists(labels, min_size=1, max_size=6))),
        draw(st.sampled_from(PLACES)),
        draw(st.sampled_from(SIZES)),
        draw(st.sampled_from(["fr", "en"])),
        draw(st.sampled_from(["framed", "bare"])),
    )


quick = examples(15, suppress_health_check=[HealthCheck.too_slow])


@given(ask=asked())
@quick
def test_nothing_overlaps_or_sticks_out_and_all_can_be_read(ask: Ask) -> None:
    assert unread(drawn(ask), THEME.measures(ask.size).note) == []


@given(ask=asked())
@quick
def test_bars_and_marks_stand_at_the_values_of_the_table(ask: Ask) -> None:
    found = lines(drawn(ask))
    if not ask.exported:
        assert found == []
        return
    bars: list[tuple[float, float]] = []
    places: list[tuple[float, float]] = []
    *products, total = found
    for line, (_, value, _, _) in zip(products, ask.exported, strict=True):
        (bar,) = line.bars
        edges = box(bar)
        bars += [(0.0, edges.left), (value, edges.right)]
    assert total.bars == ()
    for line, each in zip(found, ask.shares, strict=True):
        for marks, share in zip((line.points, line.ticks), [*each, None][:2], strict=True):
            if share is not None and share >= 0:
                (place,) = marks
                places.append((share, place))
            else:
                assert marks == ()
    assert on_one_scale(bars)
    assert not places or on_one_scale(places)


@given(ask=asked())
@quick
def test_numbers_are_those_of_the_table_as_printed(ask: Ask) -> None:
    if not ask.exported:
        return
    found = lines(drawn(ask))
    words = [mark.text for mark in drawn(ask).marks if isinstance(mark, Text)]
    thousands = any(text in ("Valeur, k€", "Value (€k)") for text in words)
    assert thousands == (ask.exported[0][1] < 10**6)
    unit = "k" if thousands else "M"
    values_ = [value for _, value, _, _ in ask.exported] + [sum(row[1] for row in ask.rows)]
    for line, value in zip(found, values_, strict=True):
        (text,) = line.labels
        assert stands_for(f"{text}\u00a0{unit}€" if ask.lang == "fr" else f"{text}{unit}", value)
    for line, each in zip(found, ask.shares, strict=True):
        for text, share in zip(line.numbers, each, strict=True):
            assert printed(text, share, ask.lang), (text, share)


@given(ask=asked())
@quick
def test_a_line_joins_the_two_marks_of_a_row(ask: Ask) -> None:
    scene = drawn(ask)
    for line in lines(scene):
        joins = [
            box(mark)
            for mark in scene.marks
            if not isinstance(mark, Text)
            and mark.fill == THEME.palette.axis
            and abs((box(mark).top + box(mark).bottom) / 2 - line.y) < 0.01
            and box(mark).bottom - box(mark).top < 3
        ]
        ends = [*line.points, *line.ticks]
        if len(ends) == 2 and abs(ends[0] - ends[1]) > 0.01:
            (join,) = joins
            assert (join.left, join.right) == pytest.approx((min(ends), max(ends)), abs=0.01)
        else:
            assert all(join.right - join.left <= 0.01 for join in joins)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_name_breaks_into_lines(size: Size) -> None:
    name = "Anticonst" * 9
    subject = replace(about(), products={"P01": name}, partners={"asean": name})
    tables = exposure_tables([("P01", 10**9, 2 * 10**9, 5.0)], partner="asean")
    scene = charts.compose("exposure", tables, subject, THEME, shipped_texts(), size=size)
    assert outside(scene) == []
    assert colliding(scene) == []
    drawn_ = "".join(mark.text for mark in scene.marks if isinstance(mark, Text))
    assert drawn_.replace("-", "").count(name) == 2
