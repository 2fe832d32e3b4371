from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import pytest

from tests.charts.boxes import colliding, outside
from tests.charts.flowmakers import flow_tables, trade
from tests.charts.makers import CONFIG, shipped_texts, shipped_theme, subject
from tradefiche import charts
from tradefiche.charts.scene import Text
from tradefiche.errors import UsageError
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from tradefiche.charts import Dress
    from tradefiche.charts.scene import Scene
    from tradefiche.charts.theme import Flow, Size
    from tradefiche.typography import Lang

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
FLOWS: tuple[Flow, ...] = ("export", "import")
COUNTRIES = ["BE", "DE", "ES", "IT", "GB", "NL", "US", "PL", "TR", "CN", "CH", "JP", "MA", "RO"]
PRODUCTS = sorted(nomenclature(CONFIG).codes("a129"))[20:50]


@cache
def picture(
    flow: Flow = "export",
    size: Size = "screen",
    *,
    lang: Lang = "fr",
    dress: Dress = "framed",
    compact: bool = False,
) -> Scene:
    return charts.compose(
        f"sankey-{flow}s",
        flow_tables(trade(PRODUCTS, COUNTRIES), flow=flow),
        subject("region-32", lang=lang),
        shipped_theme(),
        shipped_texts(),
        size=size,
        dress=dress,
        compact=compact,
    )


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("compact", [False, True])
def test_nothing_overlaps_or_sticks_out(
    flow: Flow, size: Size, lang: str, *, compact: bool
) -> None:
    for dress in cast("tuple[Dress, ...]", ("framed", "bare")):
        scene = picture(flow, size, lang=cast("Lang", lang), dress=dress, compact=compact)
        assert not colliding(scene)
        assert not outside(scene)


@pytest.mark.parametrize("flow", FLOWS)
def test_the_compact_form_is_for_half_a_page(flow: Flow) -> None:
    scene = picture(flow, "paper", dress="bare", compact=True)
    assert scene.height < 210 < picture(flow, "paper", dress="bare").height
    shares = [text for text in words(scene) if text.endswith("\u202f%")]
    assert len(shares) == 22
    assert not [text for text in words(scene) if "€" in text]


def test_other_kinds_have_no_compact_form() -> None:
    with pytest.raises(UsageError, match="no compact form of treemap"):
        charts.compose("treemap", {}, subject(), shipped_theme(), shipped_texts(), compact=True)
