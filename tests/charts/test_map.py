"""The map: outlines that are France's, classes that are quartiles, a territory that is outlined."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path as File
from typing import TYPE_CHECKING

import pytest

from tests.charts.cases import sample
from tests.charts.test_ranking import FALLING, PLACES, table
from tradefiche.charts.kinds.map import outlines as module
from tradefiche.charts.kinds.map.classes import bounds, class_of, is_even
from tradefiche.charts.kinds.map.outlines import outlines
from tradefiche.charts.scene.marks import Path, Text

if TYPE_CHECKING:
    from tradefiche.charts.geometry.labels import Point
    from tradefiche.charts.kinds.map.outlines import Ring
    from tradefiche.charts.look.theme import Size

KM2 = 0.25**2
# Areas in km² as INSEE gives them, rounded.
AREAS = {"33": 9976, "40": 9243, "59": 5743, "75": 105, "90": 609, "92": 176, "93": 236, "94": 245,
         "20": 8680, "973": 83534, "974": 2504, "976": 374}  # fmt: skip
NEIGHBOURS = {
    "59": {"62", "80", "02"},
    "75": {"92", "93", "94"},
    "48": {"07", "12", "15", "30", "43"},
    "29": {"22", "56"},
    "84": {"04", "07", "13", "26", "30", "83"},
    "20": set(),
    "974": set(),
}


def area(ring: Ring) -> float:
    return sum(x * b - a * y for (x, y), (a, b) in pairwise([*ring, ring[0]])) / 2


def edges(code: str) -> set[frozenset[Point]]:
    return {frozenset(e) for ring in outlines()[code] for e in pairwise([*ring, ring[0]])}


def test_every_unit_has_an_outline_and_the_file_is_small() -> None:
    assert set(outlines()) == {unit.code for unit in PLACES.units}
    assert File(module.__file__).with_name("outlines.json").stat().st_size <= 60_000
    assert all(len(ring) >= 4 for rings in outlines().values() for ring in rings)


def test_areas_are_those_of_the_departements() -> None:
    found = {code: abs(sum(map(area, outlines()[code]))) * KM2 for code in AREAS}
    for code, wanted in AREAS.items():
        assert found[code] == pytest.approx(wanted, rel=0.12), code
    assert sorted(found, key=lambda c: found[c]) == sorted(AREAS, key=lambda c: AREAS[c])


def test_neighbours_share_their_lines_and_nobody_else_does() -> None:
    every = {code: edges(code) for code in outlines()}
    overseas = {unit.code for unit in PLACES.units if unit.drom}
    for code, wanted in NEIGHBOURS.items():
        touching = {o for o in every if o != code and every[o] & every[code] and o not in overseas}
        assert touching == wanted, code
    owners = [e for code in every if code not in overseas for e in every[code]]
    assert max(owners.count(edge) for edge in every["75"]) == 2


def test_corse_is_whole() -> None:
    largest = max(outlines()["20"], key=lambda ring: abs(area(ring)))
    assert abs(area(largest)) * KM2 > 8_000


def test_classes_are_quartiles_with_equal_values_together() -> None:
    least = bounds(list(FALLING.values()))
    found = [class_of(value, least) for value in FALLING.values()]
    assert [found.count(n) for n in range(4)] == [25, 25, 25, 25]

    assert bounds([5.0] * 100) == ()
    some = bounds([0.0] * 60 + [1.0, 2.0, 3.0, 4.0] * 10)
    assert class_of(0.0, some) == 0
    assert bounds([]) == ()


def test_what_many_share_is_a_class_of_its_own_and_quartiles_are_even() -> None:
    many = [0.0] * 30 + [float(n) for n in range(1, 71)]
    least = bounds(many)
    found = [class_of(value, least) for value in many]
    assert least[0] == 1.0
    assert [found.count(n) for n in range(4)] == [30, 23, 23, 24]
    assert not is_even(many, least)
    few = [0.0] * 25 + [float(n) for n in range(1, 76)]
    assert [class_of(value, bounds(few)) for value in few].count(0) == 25
    assert is_even(few, bounds(few))
    assert bounds([0.0] * 99 + [7.0]) == (7.0,)
    assert not is_even([0.0] * 99 + [7.0], (7.0,))
    assert is_even([*FALLING.values()][:99], bounds([*FALLING.values()][:99]))


def test_words_say_quartiles_only_where_classes_are_even() -> None:
    def notes(values: dict[str, float]) -> str:
        case = sample(("dept-59",))[0]
        tables = {**case.tables, "ranking": table(values)}
        drawn = type(case)(case.name, tables, case.subject).scene("map", "screen")
        legend = [m.text for m in drawn.marks if isinstance(m, Text)]
        assert ("0,0" in legend) == (0.0 in [*values.values(), *[0.0] * (100 - len(values))])
        return " ".join(drawn.notes)

    assert "(quartiles)" in notes(FALLING)
    rare = dict(list(FALLING.items())[:40])
    assert "(quartiles)" not in notes(rare)
    assert "quantiles" in notes(rare)
    assert "classe" not in notes(dict.fromkeys(FALLING, 3.0)).lower()


@pytest.mark.parametrize("size", ["screen", "paper", "phone"])
def test_the_territory_is_outlined_and_every_class_is_told(size: Size) -> None:
    for case in sample(("dept-59", "dept-93", "region-32", "france", "dept-99")):
        drawn = case.scene("map", size)
        filled = [m for m in drawn.marks if isinstance(m, Path) and m.datum is not None]
        outlined = [m for m in drawn.marks if isinstance(m, Path) and m.fill is None]
        units = len(case.subject.units)
        inset = {"dept-93": 1}.get(case.name, 0)
        assert {m.datum.codes[0] for m in filled if m.datum} == {unit.id for unit in PLACES.units}
        assert len(outlined) == 2 * (units + inset)
        words = [m.text for m in drawn.marks if isinstance(m, Text)]
        assert sum(" à " in text and "\u202f" in text for text in words) >= 3
        assert any("quartiles" in note for note in drawn.notes)


@pytest.mark.parametrize(
    ("territory", "title"),
    [
        ("dept-59", "Nord : 3ᵉ rang des 100 unités départementales par les exportations, 28,8 Md€"),
        ("region-32", "Hauts-de-France : 68,0 Md€ en 2024 (Exportations)"),
        ("dept-99", "Monaco : 1 022 M€ en 2024 (Exportations)"),
        ("france", "Exportations en 2024 : de 9,6 M€ (Mayotte) à 39,4 Md€ (Haute-Garonne)"),
    ],
)
def test_the_title_ranks_what_is_on_the_map(territory: str, title: str) -> None:
    (case,) = sample((territory,))
    found = case.scene("map", "screen").title
    assert found.replace("\u00a0", " ").replace("\u202f", " ").startswith(title)


def test_what_is_not_known_has_its_own_class() -> None:
    case = sample(("dept-59",))[0]
    frame = table(FALLING | {"62": None})
    drawn = type(case)(case.name, {**case.tables, "ranking": frame}, case.subject).scene(
        "map", "screen"
    )
    assert "sans valeur connue" in [m.text for m in drawn.marks if isinstance(m, Text)]
