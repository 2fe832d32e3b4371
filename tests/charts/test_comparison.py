"""Structure beside région and France: the picture read back against any table."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import tradefiche as tf
from tests.charts.boxes import box, colliding, outside
from tests.charts.makers import shipped_texts, shipped_theme
from tests.charts.prints import stands_for
from tests.charts.rowmakers import (
    SECTIONS,
    about,
    broken_at,
    lines,
    on_one_scale,
    structure_tables,
    unread,
)
from tests.examples import examples
from tests.running import one_line, run
from tradefiche import charts
from tradefiche.charts.scene.marks import Path as Outline
from tradefiche.charts.scene.marks import Text
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.charts.rowmakers import Structure
    from tradefiche.charts import Dress
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

THEME = shipped_theme()
SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
PLACES = ("dept-59", "dept-04", "dept-99", "dept-974", "region-93", "france")
MOST = 16
LETTERS = "abcdefghijklmnopqrstuvwxyzéèœçàÉ’"
names = st.one_of(
    st.text(LETTERS, min_size=80, max_size=80),
    st.lists(st.text(LETTERS, min_size=1, max_size=14), min_size=1, max_size=9).map(" ".join),
)
values = st.one_of(
    st.just(0), st.integers(1, 2_000), st.sampled_from([10**6, 10**6, 10**9]),
    st.integers(10**8, 10**11), st.integers(-(10**8), -1),
)  # fmt: skip
shares = st.one_of(
    st.just(0.0), st.floats(0.001, 0.05), st.floats(0.01, 60), st.sampled_from([5.0, 5.0, 10.0]),
    st.floats(-2, -0.001),
)  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """What is compared, and how it is drawn; names repeat until there are enough."""

    rows: tuple[Structure, ...]
    names: tuple[str, ...]
    place: str
    size: Size
    lang: Lang
    dress: Dress

    @property
    def sides(self) -> list[int]:
        """The columns of `rows` that can be compared beside the territory's own exports."""
        columns = {"france": (4,), "region-93": (3,)}.get(self.place, (2, 3))
        return [place for place in columns if any(row[place] is not None for row in self.rows)]

    @property
    def exports(self) -> int | None:
        found = [row[1] for row in self.rows]
        return None if not found or None in found else sum(value or 0 for value in found)

    @property
    def drawn(self) -> bool:
        return (self.exports or 0) > 0

    @property
    def shares(self) -> dict[str, tuple[float | None, ...]]:
        """The shares of each section that is not 0 on every side."""
        total = self.exports
        assert total
        found: dict[str, tuple[float | None, ...]] = {
            code: (
                100 * (own or 0) / total,
                *((region, france, imports)[n - 2] for n in self.sides),
            )
            for code, own, region, france, imports in self.rows
        }
        return {code: each for code, each in found.items() if any(each)}

    @property
    def rows_(self) -> list[tuple[float | None, ...]]:
        """The shares of each row: by the first, then the last side, falling; what is left last."""
        weights = {
            code: max(abs(share or 0) for share in each) for code, each in self.shares.items()
        }
        ordered = sorted(weights, key=lambda code: (-weights[code], code))
        most = MOST if len(ordered) <= MOST else MOST - 1
        kept = sorted(ordered[:most], key=self._place)
        left = [self.shares[code] for code in ordered[most:]]
        rest = [
            None if None in column else sum(share or 0 for share in column)
            for column in zip(*left, strict=True)
        ]
        return [*(self.shares[code] for code in kept), *([tuple(rest)] if left else [])]

    def _place(self, code: str) -> tuple[object, ...]:
        own, *others = (math.inf if share is None else -share for share in self.shares[code])
        return (own, *others[::-1], code)


@cache
def drawn(ask: Ask) -> Scene:
    named = {code: ask.names[place % len(ask.names)] for place, code in enumerate(SECTIONS)}
    return charts.compose(
        "comparison", structure_tables(ask.rows), replace(about(ask.place, lang=ask.lang),
        sections=named), THEME, shipped_texts(), size=ask.size, dress=ask.dress,
    )  # fmt: skip


@st.composite
def asked(draw: st.DrawFn) -> Ask:
    held = draw(st.sampled_from([True] * 5 + [False]))
    sides = [draw(st.sampled_from([True, True, True, False])) for _ in range(3)]
    rows = []
    for code in draw(st.lists(st.sampled_from(SECTIONS), unique=True, max_size=22)):
        value = draw(values) if held else None
        own, region, france = (draw(shares) if side else None for side in sides)
        rows.append((code, value, own, region, france))
    return Ask(
        tuple(rows),
        tuple(draw(st.lists(names, min_size=1, max_size=6))),
        draw(st.sampled_from(PLACES)),
        draw(st.sampled_from(SIZES)),
        draw(st.sampled_from(["fr", "en"])),
        draw(st.sampled_from(["framed", "bare"])),
    )


def printed(text: str, value: float | None, lang: Lang) -> bool:
    """Say whether a number without its sign is the print of a share with one decimal."""
    if value is None:
        return text == "–"
    if value == 0:
        return text == ("0,0" if lang == "fr" else "0.0")
    return stands_for(f"{text}\u202f%" if lang == "fr" else f"{text}%", value)


quick = examples(15, suppress_health_check=[HealthCheck.too_slow])


@given(ask=asked())
@quick
def test_nothing_overlaps_or_sticks_out_and_all_can_be_read(ask: Ask) -> None:
    assert unread(drawn(ask), THEME.measures(ask.size).note) == []


@given(ask=asked())
@quick
def test_bars_and_marks_stand_at_the_values_of_the_table(ask: Ask) -> None:
    found = lines(drawn(ask))
    if not ask.drawn:
        assert found == []
        return
    places: list[tuple[float, float]] = []
    for line, (own, *others) in zip(found, ask.rows_, strict=True):
        if own is not None and own > 0:
            (bar,) = line.bars
            edges = box(bar)
            places += [(0.0, edges.left), (own, edges.right)]
        else:
            assert line.bars == ()
        marks = {2: line.diamonds, 3: line.ticks, 4: line.points}
        for column, value in zip(ask.sides, others, strict=True):
            if value is not None and value >= 0:
                (place,) = marks.pop(column)
                places.append((value, place))
        assert not any(marks.values())
    limit = broken_at(ask.rows_)
    near = [each for each in places if each[0] <= limit]
    far = sorted(each for each in places if each[0] > limit)
    assert not near or on_one_scale(near)
    assert [place for _, place in far] == sorted(place for _, place in far)
    assert not far or far[0][1] > max(place for _, place in near) + THEME.measures(ask.size).label
    gaps = [mark for mark in drawn(ask).marks if isinstance(mark, Outline) and not mark.stroke]
    assert len(gaps) == sum((own or 0.0) > limit for own, *_ in ask.rows_)


def test_the_row_of_the_title_stands_out() -> None:
    scene = drawn(
        Ask((("CB", 900, 5.0, 30.0, None), ("CE", 100, 5.0, 20.0, None)), ("a", "b"), "dept-59",
            "screen", "fr", "framed")
    )  # fmt: skip
    texts = [mark for mark in scene.marks if isinstance(mark, Text)]
    marked = [text.text for text in texts if text.weight == 700 and text.anchor == "end"]
    (named,) = [text for text in ("a", "b") if text in marked]
    assert scene.title.startswith(named)


@given(ask=asked())
@quick
def test_numbers_are_those_of_the_table_as_printed(ask: Ask) -> None:
    if not ask.drawn:
        return
    found = lines(drawn(ask))
    assert len(found) <= MOST
    for line, each in zip(found, ask.rows_, strict=True):
        for text, value in zip(line.numbers, each, strict=True):
            assert printed(text, value, ask.lang), (text, value)


@given(ask=asked())
@quick
def test_the_title_names_the_widest_gap_above(ask: Ask) -> None:
    if not ask.drawn or len(ask.rows_[0]) == 1 or ask.sides[-1] == 2:
        return
    title = drawn(ask).title
    shown = ask.rows_[:-1] if len(ask.shares) > MOST else ask.rows_
    gaps = [
        (each[0] - each[-1], each)
        for each in shown
        if each[0] is not None and each[-1] is not None and min(each[0], each[-1]) >= 0
    ]
    most = max((gap for gap, _ in gaps), default=0.0)
    if most < 0.05:
        return
    wording = shipped_texts().wording(ask.lang)
    rounded = [
        {wording.share(each[0]), wording.share(each[-1])}
        for gap, each in gaps
        if gap > most - 1e-9 and each[0] is not None and each[-1] is not None
    ]
    assert any(all(text in title for text in texts) for texts in rounded)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_name_breaks_into_lines(size: Size) -> None:
    name = "Anticonst" * 9
    subject = replace(about(), sections={"AZ": name})
    tables = structure_tables([("AZ", 10**9, 40.0, 30.0, None), ("BZ", 10**8, 4.0, 3.0, None)])
    scene = charts.compose("comparison", tables, subject, THEME, shipped_texts(), size=size)
    assert outside(scene) == []
    assert colliding(scene) == []
    drawn_ = "".join(mark.text for mark in scene.marks if isinstance(mark, Text))
    assert name in drawn_.replace("-", "")


def test_the_rest_is_pale_and_says_what_it_is() -> None:
    rows = [(code, 10 ** (11 - n // 4), 1.04, 1.0, None) for n, code in enumerate(SECTIONS)]
    tables = structure_tables(rows)
    scene = charts.compose("comparison", tables, about(), THEME, shipped_texts())
    fills = [bar.fill for line in lines(scene) for bar in line.bars]
    assert fills == [THEME.palette.exports] * (MOST - 1) + [THEME.palette.exports_pale]
    names_ = [about().section(code).replace(" ", "\u00a0") for code in SECTIONS[MOST - 1 :]]
    (note,) = scene.notes
    listed = "\u202f; ".join(names_)
    start = "Autres sections\u00a0: somme de celles dont aucune part ne dépasse 1,1\u202f%"
    assert note == f"{start} ({listed})."


def test_a_large_correction_is_shown_on_its_own() -> None:
    rows = [(code, 10**9, 4.0, 5.0, None) for code in SECTIONS[:-1]]
    tables = structure_tables([*rows, (SECTIONS[-1], -(5 * 10**9), -1.0, 0.0, None)])
    scene = charts.compose("comparison", tables, about(), THEME, shipped_texts())
    *_, correction, rest = lines(scene)
    assert correction.numbers[0] == "\u221231,3"
    assert (correction.bars, len(rest.bars)) == ((), 1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("words", "near"), [(("62", "976"), False), (("nearest",), True)])
def test_those_it_is_set_beside_have_their_own_shares(
    size: Size, words: tuple[str, ...], *, near: bool
) -> None:
    asked: dict[str, Any] = {"dept": "59", "year": 2024, "sample": True}
    drawn = tf.chart("comparison", size=size, beside=words, **asked).scene
    assert drawn is not None
    assert outside(drawn) == []
    assert colliding(drawn) == []
    peers = tf.table("peers", **asked).head(2)
    beside = peers["peer"].to_list() if near else ["dept-62", "dept-976"]
    found = [
        {
            row["item"]: row["exports_share_pct"]
            for row in tf.table("structure", **asked | {"dept": each[5:]}).to_dicts()
            if row["dimension"] == "a38"
        }
        for each in beside
    ]
    for place, name in enumerate(("first", "second")):
        seen = {
            mark.datum.codes[0]: value.value
            for mark in drawn.marks
            if mark.datum is not None
            for value in mark.datum.values
            if value.column == f"{name}_exports_share_pct"
        }
        seen.pop("OTHER", None)
        assert len(seen) >= 5
        assert all(found[place][code] == value for code, value in seen.items())
    said = " ".join(drawn.notes).replace("\u00a0", " ")
    assert ("similarité" in said) is near
    for name, alike in peers.select("peer_name", "products_similarity").rows() if near else ():
        assert f"{name} ({alike:.1f})".replace(".", ",") in said


def test_nobody_is_set_beside_by_default_nor_beside_itself(store: Path, tmp_path: Path) -> None:
    words = ("--year", "2024", "--data-dir", store, "-o", tmp_path)
    for more in (("--dept", "59"), ("--dept", "59", "--dept", "62", "--beside", "62")):
        assert run("chart", "--kind", "comparison", *more, *words).code == 0
    assert {path.name for path in tmp_path.rglob("*.svg")} == {
        "dept-59_2024_comparison.svg",
        "dept-59_2024_comparison-beside-dept-62.svg",
        "dept-62_2024_comparison.svg",
    }


def test_the_nearest_of_those_who_have_none_are_refused(store: Path, tmp_path: Path) -> None:
    words = ("--france", "--dept", "59", "--beside", "nearest", "--data-dir", store)
    result = run("chart", "--kind", "comparison", *words, "-o", tmp_path)
    assert result.code == 2
    assert "nobody is known to be nearest to France" in one_line(result.err)
    assert not [*tmp_path.iterdir()]
    with pytest.raises(UsageError, match="nobody is known to be nearest to France"):
        tf.chart("comparison", france=True, beside="nearest", year=2024, sample=True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("comparison", "--beside", "62,75,48"), "comparison shows two territories beside another"),
        (
            ("comparison", "--beside", "62,nearest"),
            "--beside nearest and a name exclude each other",
        ),
        (("balance", "--beside", "62"), "--beside bears on table peers and chart comparison alone"),
    ],
)
def test_who_stands_beside_is_refused(
    store: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    result = run("chart", "--dept", "59", "--kind", *words, "--data-dir", store, "-o", tmp_path)
    assert result.code == 2
    assert told in one_line(result.err)
