"""Pictures laid out for a slide: its size, type that is read from afar, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.charts.boxes import colliding, outside
from tests.charts.cases import extremes, sample
from tests.charts.makers import shipped_texts, shipped_theme
from tradefiche import charts
from tradefiche.charts.scene.marks import Text
from tradefiche.reference.codes import OTHER

if TYPE_CHECKING:
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

PLACES: dict[Lang, tuple[str, ...]] = {
    "fr": ("dept-59", "dept-48", "dept-20", "dept-99", "region-32", "france"),
    "en": ("dept-974",),
}
LEAST = 14 * 1920 / (13.333 * 72)
"""Pixels of 14 points where the picture is 13.333 inches wide."""


def texts(scene: Scene) -> list[Text]:
    return [mark for mark in scene.marks if isinstance(mark, Text)]


def sums(scene: Scene, column: str) -> dict[bool, int]:
    """Return what the rows and what the rest stand for in a column, each row once."""
    data = {mark.datum for mark in scene.marks if mark.datum} - {None}
    found = {False: 0, True: 0}
    for datum in data:
        found[OTHER in datum.codes] += sum(
            int(each.value or 0) for each in datum.values if each.column == column and datum.codes
        )
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", charts.KINDS)
def test_it_has_the_size_of_a_slide_and_is_read_from_afar(
    kind: str, lang: Lang, *, endurance: bool
) -> None:
    places = sample(lang=lang) if endurance else sample(PLACES[lang], lang)
    for case in (*places, *extremes(lang)):
        scene = case.scene(kind, "slide")
        assert (scene.width, scene.height) == (1920, 1080), case.name
        assert min(text.size for text in texts(scene)) >= LEAST - 0.001, case.name
        assert outside(scene) == [], case.name
        assert colliding(scene) == [], case.name


@pytest.mark.parametrize(
    ("kind", "column", "flow"),
    [
        ("balance", "imports_eur", "imports"),
        ("balance-by-product", "exports_eur", "exports"),
        ("treemap", "imports_eur", "imports"),
        ("treemap", "exports_eur", "exports"),
        ("sankey-exports", "value_eur", "exports"),
        ("sankey-imports", "value_eur", "imports"),
    ],
)
def test_what_a_slide_leaves_out_is_added_up(kind: str, column: str, flow: str) -> None:
    for case in sample(("dept-59", "france")):
        found = sums(case.scene(kind, "slide"), column)
        assert found[True] > 0
        assert sum(found.values()) == case.tables["totals"][f"{flow}_eur"][0]


def test_products_beyond_those_exposed_have_a_row() -> None:
    (case,) = sample(("dept-59",))
    found = sums(case.scene("exposure", "slide"), "exports_eur")
    total = case.tables["exposure"].filter(product="TOTAL")["exports_eur"][0]
    assert found[True] > 0
    assert sum(found.values()) == total


@pytest.mark.parametrize("flow", ["export", "import"])
def test_a_slide_names_the_flows_that_a_screen_names(flow: str) -> None:
    for case in sample():
        slide, screen = (case.scene(f"sankey-{flow}s", size) for size in ("slide", "screen"))
        assert slide.lists == screen.lists
        assert slide.title == screen.title


@pytest.mark.parametrize("kind", ["balance", "treemap", "ranking"])
def test_a_slide_shows_no_more_than_is_asked_for(kind: str) -> None:
    (case,) = sample(("dept-59",))
    scenes = [
        charts.compose(
            kind, case.tables, case.subject, shipped_theme(), shipped_texts(), size="slide", top=top
        )
        for top in (3, 10)
    ]
    few, more = (len({mark.datum for mark in each.marks if mark.datum}) for each in scenes)
    assert 0 < few < more
    assert scenes[0].height == scenes[1].height == 1080


@pytest.mark.parametrize("kind", ["sankey-imports", "comparison", "map"])
def test_remarks_without_end_are_cut_where_it_is_seen(kind: str) -> None:
    (case,) = sample(("dept-59",))
    alert = " ".join(f"remarque{number}" for number in range(200))
    warned = replace(case, subject=replace(case.subject, alerts=(alert,)))
    scene = warned.scene(kind, "slide")
    assert (scene.width, scene.height) == (1920, 1080)
    assert [text.text for text in texts(scene) if text.text.endswith(" …")]
    assert alert in scene.notes
    assert outside(scene) == []
