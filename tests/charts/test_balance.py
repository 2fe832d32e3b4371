from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import tradefiche as tf
from tests.charts.boxes import box, colliding, outside, overlap
from tests.charts.cases import extremes, sample
from tests.charts.makers import (
    UNRANKED,
    balance_tables,
    colours,
    heavy_tailed,
    shipped_texts,
    shipped_theme,
    subject,
)
from tests.examples import examples
from tests.running import one_line, run
from tradefiche import charts
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.language.typography import number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path as File

    from tests.charts.makers import Origin, Trade
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang


SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
CODES = ["BE", "DE", "NL", "ES", "IT", "GB", "CN", "US", "PL", "TR", "NO", "CZ", "CH", "JP", "QU"]
THEME = shipped_theme()
PALETTE = THEME.palette
LONG = ("Royaume-Uni de Grande-Bretagne et d’Irlande du Nord (Gibraltar compris)", "Anticonst" * 9)

values = st.one_of(
    st.just(0), st.integers(1, 2_000), st.integers(10**4, 10**7), st.integers(10**8, 10**11),
    st.integers(-(10**7), -1),
)  # fmt: skip
sides = st.sampled_from(["both", "imports", "exports"])


@st.composite
def trades(draw: st.DrawFn) -> list[Trade]:
    held = draw(sides)
    found: list[Trade] = []
    for code in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=15)):
        imported = None if held == "exports" else draw(values)
        found.append((code, imported, None if held == "imports" else draw(values)))
    return found


def picture(
    trade: Sequence[Trade],
    *,
    size: Size = "screen",
    top: int = 10,
    lang: Lang = "fr",
    data: Origin = "sample",
) -> Scene:
    return charts.compose(
        "balance",
        balance_tables(trade),
        subject(lang=lang, data=data),
        THEME,
        shipped_texts(),
        size=size,
        top=top,
    )


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


def bars(scene: Scene, fill: str) -> list[Rect]:
    return [m for m in scene.marks if isinstance(m, Rect) and m.fill == fill and m.height > 5]


@pytest.mark.parametrize("size", SIZES)
@given(trade=trades(), lang=st.sampled_from(["fr", "en"]))
@examples(10, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_overlaps_or_sticks_out(size: Size, trade: Sequence[Trade], lang: Lang) -> None:
    scene = picture(trade, size=size, lang=lang)
    assert outside(scene) == []
    assert colliding(scene) == []
    bodies = [box(m) for m in scene.marks if isinstance(m, Rect) and m.height > 5 and not m.corner]
    texts = [box(m) for m in scene.marks if isinstance(m, Text)]
    assert not [1 for body in bodies for text in texts if overlap(body, text)]


@pytest.mark.parametrize("size", SIZES)
def test_every_value_of_the_table_is_printed_once(size: Size) -> None:
    trade = heavy_tailed(70e9, CODES[:10])
    scene = picture(trade, size=size)
    found = words(scene)
    for code, imported, exported in trade:
        balance = exported - imported
        assert subject().country(code) in found
        for text in (number(imported / 1e6), number(exported / 1e6)):
            assert text in found
        assert number(balance / 1e6, signed=True) in found
    imports, exports = sum(row[1] for row in trade), sum(row[2] for row in trade)
    printed = " ".join(found)
    for text in (number(imports / 1e6, 1), number(exports / 1e6, 1)):
        assert text in printed
    assert number((exports - imports) / 1e6, 1, signed=True) in found


def test_bars_share_one_scale() -> None:
    trade = heavy_tailed(70e9, CODES[:10])
    scene = picture(trade)
    seen = 1.7 * THEME.sizes.screen.label / 14 + 0.01  # what is shorter is drawn as long
    scales = []
    columns = [row[1] for row in trade], [row[2] for row in trade]
    for fill, column in zip((PALETTE.imports, PALETTE.exports), columns, strict=True):
        widths = sorted(bar.width for bar in bars(scene, fill))
        wanted = sorted(column)
        scales += [w / value for w, value in zip(widths, wanted, strict=True) if w > seen]
    balances = sorted(abs(exported - imported) for _, imported, exported in trade)
    widths = sorted(b.width for f in (PALETTE.red, PALETTE.green) for b in bars(scene, f))
    scales += [w / value for w, value in zip(widths, balances, strict=True) if w > seen]
    assert len(scales) > len(trade) * 2
    assert max(scales) == pytest.approx(min(scales), rel=1e-6)


@pytest.mark.parametrize("size", SIZES)
@given(trade=trades())
@examples(10, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_not_nothing_can_be_seen(size: Size, trade: Sequence[Trade]) -> None:
    scene = picture(trade, size=size)
    thin = THEME.measures(size).label / 14
    ranked = [row for row in trade if row[0] not in UNRANKED]
    sides = [(imported, exported) for _, imported, exported in ranked]
    for side, fill in enumerate((PALETTE.imports, PALETTE.exports)):
        found = [bar for bar in bars(scene, fill) if bar.width != bar.height]  # without the key
        first = [both[side] for both in sides if (both[side] or 0) > 0][:10]
        assert len(found) >= len(first)
        assert all(bar.width >= thin - 1e-9 for bar in found)
    for fill in (PALETTE.red, PALETTE.green):
        assert all(bar.width > thin for bar in bars(scene, fill))


def test_imports_are_left_and_exports_right_of_the_names() -> None:
    scene = picture(heavy_tailed(70e9, CODES[:10]))
    name = next(m for m in scene.marks if isinstance(m, Text) and m.text == "Belgique")
    assert all(bar.x + bar.width < box(name).left for bar in bars(scene, PALETTE.imports))
    assert all(bar.x > box(name).right for bar in bars(scene, PALETTE.exports))


@pytest.mark.parametrize("size", SIZES)
def test_sign_and_triangle_repeat_the_colour(size: Size) -> None:
    scene = picture([("BE", 5 * 10**9, 10**9), ("DE", 10**9, 4 * 10**9)], size=size)
    by_fill = {
        fill: [m.text for m in scene.marks if isinstance(m, Text) and m.fill == fill]
        for fill in (PALETTE.red, PALETTE.green)
    }
    assert set(by_fill[PALETTE.red]) == {"−4\u202f000", "−1\u202f000,0"}
    assert by_fill[PALETTE.green] == ["+3\u202f000"]
    glyphs = [mark for mark in scene.marks if isinstance(mark, Path)]
    for glyph in glyphs:
        first, _, tip = re.findall(r"[\d.]+,([\d.]+)", glyph.d)
        assert (float(tip) > float(first)) == (glyph.fill == PALETTE.red)
    assert len(glyphs) == 3


def test_union_of_the_first_of_either_flow_then_the_rest() -> None:
    trade = [("BE", 9 * 10**6, 1), ("DE", 8 * 10**6, 2), ("NL", 1, 7 * 10**6), ("ES", 2, 10**6)]
    trade += [("QU", 10**9, 10**9)]
    scene = picture(trade, top=1)
    names = [
        text for text in words(scene) if text in {*subject().countries.values(), "Autres pays"}
    ]
    assert names == ["Belgique", "Pays-Bas", "Autres pays"]
    assert number((8 * 10**6 + 2 + 10**9) / 1e6) in words(scene)
    assert "Les dix" not in " ".join(words(scene))


def test_nothing_left_means_no_row_for_the_rest() -> None:
    assert "Autres pays" not in words(picture([("BE", 10**9, 10**9)]))
    assert UNRANKED[0] == "QU"
    assert "Autres pays" in words(picture([("BE", 10**9, 10**9), ("QU", 0, 0)]))


@pytest.mark.parametrize("size", SIZES)
def test_a_flow_that_is_not_held_has_no_bar_and_says_so(size: Size) -> None:
    scene = picture([("BE", None, 10**9), ("DE", None, 10**8)], size=size)
    assert words(scene).count("–") + words(scene).count("–\u00a0importés") >= 4
    assert [b for b in bars(scene, PALETTE.imports) if b.width != b.height] == []
    assert "–\u00a0: flux non disponible" in words(scene)
    assert (
        scene.title
        == "Nord\u00a0: 1\u202f100\u00a0M€ d’exportations en\u00a02024, d’abord vers la Belgique"
    )


@pytest.mark.parametrize("size", SIZES)
def test_a_correction_is_printed_but_not_drawn(size: Size) -> None:
    scene = picture([("BE", 10**9, 10**9), ("DE", 10**8, -5 * 10**6)], size=size)
    assert "−5" in words(scene)
    exports = [bar for bar in bars(scene, PALETTE.exports) if bar.width != bar.height]
    assert len(exports) == 1


def test_the_unit_follows_the_largest_bar() -> None:
    assert "(k€)" in " ".join(words(picture([("BE", 900_000, 12_345)])))
    small = words(picture([("BE", 999_000_000, 12_345_678)]))
    assert "12,3" in small
    large = words(picture([("BE", 1_000_000_000, 12_345_678), ("DE", 400_000, 0)]))
    assert {"12", "<\u00a01", "0"} <= set(large)


@pytest.mark.parametrize(
    ("trade", "title"),
    [
        ([("CN", 20 * 10**9, 10**9), ("BE", 10**9, 2 * 10**9)],
         "Nord : un déficit de 18,0 Md€ en 2024, le plus lourd avec la Chine"),
        ([("US", 10**9, 3 * 10**9), ("BE", 10**9, 10**9)],
         "Nord : un excédent de 2 000 M€ en 2024, le plus fort avec les États-Unis"),
        ([("CN", 3 * 10**9, 10**9), ("BE", 3 * 10**9, 10**9)],
         "Nord : un déficit de 4 000 M€ en 2024"),
        ([("QU", 9 * 10**9, 0), ("BE", 10**9, 10**9)], "Nord : un déficit de 9 000 M€ en 2024"),
        ([("BE", 10**9, 10**9)], "Nord : des échanges équilibrés en 2024"),
        ([("BE", 0, 0)], "Nord : aucun échange enregistré en 2024"),
        ([], "Nord : aucun échange enregistré en 2024"),
        ([("BE", 10**9, None)],
         "Nord : 1 000 M€ d’importations en 2024, d’abord depuis la Belgique"),
    ],
)  # fmt: skip
def test_the_title_is_a_true_finding(trade: Sequence[Trade], title: str) -> None:
    scene = picture(trade)
    assert re.sub(r"[\u00a0\u202f]", " ", scene.title) == title
    assert scene.title in " ".join(words(scene))


def test_english_titles_name_the_country_with_its_article() -> None:
    scene = picture([("US", 20 * 10**9, 10**9), ("BE", 10**9, 2 * 10**9)], lang="en")
    assert re.sub(r"[\u00a0\u202f]", " ", scene.title) == (
        "Nord: a deficit of €18.0bn in 2024, the largest with the United States"
    )
    only = picture([("NL", None, 10**9)], lang="en")
    assert only.title.endswith("the\u00a0largest share to the Netherlands")


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_breaks_into_lines(name: str) -> None:
    long = replace(subject(), countries={"GB": name})
    for size in SIZES:
        scene = charts.compose(
            "balance", balance_tables([("GB", 10**9, 10**8)]), long, THEME, shipped_texts(),
            size=size,
        )  # fmt: skip
        assert outside(scene) == []
        assert colliding(scene) == []
        drawn = "".join(words(scene)).replace("-", "").replace(" ", "")
        assert name.replace("-", "").replace(" ", "") in drawn
        assert "…" not in drawn


@pytest.mark.parametrize("size", SIZES)
def test_the_sample_says_so_inside_the_picture_and_real_data_name_their_release(size: Size) -> None:
    sample = words(picture([("BE", 10**9, 10**8)], size=size))
    assert "Données d’exemple synthétiques" in sample
    assert "Publication" not in " ".join(sample)
    real = " ".join(words(picture([("BE", 10**9, 10**8)], size=size, data="customs")))
    assert "exemple" not in real
    assert "douanes françaises, résultats de février 2025" in real


def test_colours_come_from_the_theme() -> None:
    scene = picture(heavy_tailed(70e9, CODES))
    used = {mark.fill for mark in scene.marks}
    used |= {mark.stroke for mark in scene.marks if not isinstance(mark, Text)}
    assert used - {None} <= colours(THEME)


@pytest.mark.parametrize("size", SIZES)
def test_by_product_every_row_of_the_table_is_shown_or_in_the_rest(size: Size) -> None:
    for case in (*sample(), *extremes()):
        drawn = case.scene("balance-by-product", size)
        assert outside(drawn) == []
        assert colliding(drawn) == []
        data = [m.datum for m in drawn.marks if isinstance(m, Rect) and m.datum is not None]
        rows: dict[tuple[str, ...], dict[str, Any]] = {
            (row["product"],): row for row in case.tables["products"].to_dicts()
        }
        totals = case.tables["totals"].row(0, named=True)
        for name in ("imports_eur", "exports_eur"):
            shown = {d.codes: v.value for d in data for v in d.values if v.column == name}
            first = [k for k, r in rows.items() if (r[name.replace("eur", "rank")] or 99) <= 10]
            assert all(shown[codes] == rows[codes][name] for codes in first)
            assert all(bool(v == rows[c][name]) for c, v in shown.items() if c != ("OTHER",))
            rest = shown.pop(("OTHER",), 0)
            others = {d.codes for d in data} - {("OTHER",)}
            if rest:
                known = sum(rows[codes][name] or 0 for codes in others)
                assert known + rest == totals[name]


@pytest.mark.parametrize(("lang", "told"), [("fr", "activités"), ("en", "activities")])
def test_by_product_words_speak_of_activities(lang: Lang, told: str) -> None:
    for case in sample(("dept-59", "dept-974", "france"), lang):
        drawn = case.scene("balance-by-product", "screen")
        assert told in drawn.subtitle
        assert not re.search(
            r"\bpays\b|countr", f"{drawn.title}{drawn.subtitle}{drawn.description}"
        )
        worst = min(case.tables["products"].to_dicts(), key=lambda row: row["balance_eur"])
        assert case.subject.product(worst["product"]) in drawn.description


def test_the_balance_by_product_is_asked_for_in_three_ways(store: File, tmp_path: File) -> None:
    words = ("--dept", "59", "--year", "2024", "--data-dir", store)
    for folder, kind in (("one", ("balance", "--by", "product")), ("two", ("balance-by-product",))):
        assert run("chart", "--kind", *kind, *words, "-o", tmp_path / folder).code == 0
    paths = [
        tmp_path / n / "dept-59" / "dept-59_2024_balance-by-product.svg" for n in ("one", "two")
    ]
    mine = tf.chart("balance", by="product", dept=59, year=2024, data_dir=store)
    mine.save(tmp_path / "mine.svg")
    assert len({path.read_bytes() for path in (*paths, tmp_path / "mine.svg")}) == 1

    result = run("chart", "--kind", "treemap", "--by", "product", *words, "-o", tmp_path)
    assert result.code == 2
    assert "--by bears on balance alone" in one_line(result.err)
