from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.charts.makers import CONFIG, shipped_theme
from tests.charts.vision import DEFICIENCIES, apart, luminance
from tradefiche.charts.look.themefile import theme
from tradefiche.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.charts.look.theme import Palette, Size, Tier
    from tradefiche.reference.terms import Flow


THEME = shipped_theme()
PALETTE = THEME.palette
GROUNDS = {"light": THEME.palette, "dark": THEME.dark.palette}
TIERS = {"light": THEME.tiers, "dark": THEME.dark.tiers}


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("role", ["ink", "grey", "imports_text", "exports_text", "red", "green"])
@pytest.mark.parametrize("under", ["background", "panel"])
def test_texts_can_be_read(palette: Palette, role: str, under: str) -> None:
    assert contrast(getattr(palette, role), getattr(palette, under)) >= 4.5


@pytest.mark.parametrize("palette", GROUNDS.values(), ids=GROUNDS)
def test_texts_on_fills_can_be_read(palette: Palette) -> None:
    assert contrast(palette.on_red, palette.red) >= 4.5
    assert contrast(palette.ink, palette.others_pale) >= 4.5


@pytest.mark.parametrize("palette", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize(
    "role", ["imports", "exports", "red", "green", "others", "axis", "imports_edge", "exports_edge"]
)
def test_shapes_stand_out_from_the_background(palette: Palette, role: str) -> None:
    assert contrast(getattr(palette, role), palette.background) >= 3


@pytest.mark.parametrize(
    "tier",
    [tier for tiers in TIERS.values() for tier in (*tiers.imports, *tiers.exports)],
    ids=lambda tier: tier.fill,
)
def test_text_on_tiers_can_be_read(tier: Tier) -> None:
    assert contrast(tier.fill, tier.text) >= 4.5


@pytest.mark.parametrize("palette", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize(
    ("first", "second"),
    [("imports", "exports"), ("green", "red"), ("red", "exports"), ("imports", "others")],
)
def test_fills_with_different_meanings_stay_apart(
    palette: Palette, first: str, second: str, deficiency: str
) -> None:
    assert apart(getattr(palette, first), getattr(palette, second), deficiency) >= 14


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_tiers_of_the_two_blocks_stay_apart(ground: str, deficiency: str) -> None:
    for one, other in zip(TIERS[ground].imports, TIERS[ground].exports, strict=True):
        assert apart(one.fill, other.fill, deficiency) >= 14


def test_the_measure_of_difference_finds_two_hues_of_one_lightness_alike() -> None:
    assert apart("#2F6DB3", "#7B4BA8", "deutan") < 3
    assert apart("#2F6DB3", "#7B4BA8", "none") > 14


@pytest.mark.parametrize("flow", ["import", "export"])
def test_tiers_grow_paler_with_the_share(flow: Flow) -> None:
    fills = [THEME.tier(flow, share).fill for share in (40, 5, 4.99, 3, 1.3, 1.29, 0)]
    assert fills[0] == fills[1] != fills[2] == fills[3] != fills[4] != fills[5] == fills[6]
    lights = [luminance(fill) for fill in fills]
    assert all(before <= after for before, after in itertools.pairwise(lights))


@pytest.mark.parametrize(
    ("size", "least"), [("screen", 12), ("paper", 7.1), ("phone", 10.5), ("slide", 28)]
)
def test_no_type_is_too_small(size: Size, least: float) -> None:
    lengths = THEME.measures(size)
    smallest = min(lengths.title, lengths.subtitle, lengths.label, lengths.value, lengths.note)
    assert smallest == lengths.note == least


def test_widths_are_those_of_the_four_media() -> None:
    sizes = THEME.sizes
    widths = [each.width for each in (sizes.screen, sizes.paper, sizes.phone, sizes.slide)]
    assert widths == [940, 493.2, 288, 1920]


def test_a_colour_that_is_none_is_a_fault_of_the_configuration(tmp_path: Path) -> None:
    shipped = (CONFIG[0] / "theme.yaml").read_text("utf-8")
    (tmp_path / "theme.yaml").write_text(shipped.replace('"#C9191E"', "crimson"), "utf-8")
    with pytest.raises(ConfigError, match=r"theme\.yaml: palette\.red: expected"):
        theme((tmp_path, *CONFIG))
