"""The map of equal squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.errors import ConfigError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.tilemap import tilemap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Dirs = tuple[Path, ...]


def test_each_unit_has_a_place_of_its_own(dirs: Dirs) -> None:
    found = tilemap(dirs)
    assert {*found.places} == {unit.code for unit in gazetteer(dirs).units}
    assert len({*found.places.values()}) == 100
    assert all(x < found.columns and y < found.rows for x, y in found.places.values())


def test_the_drom_stand_apart_at_the_lower_left(dirs: Dirs) -> None:
    found = tilemap(dirs)
    overseas = {unit.code for unit in gazetteer(dirs).units if unit.drom}
    assert {found.places[code][0] for code in overseas} == {0}
    beside = {place for code, place in found.places.items() if code not in overseas}
    least = min(found.places[code][1] for code in overseas)
    assert not {(x, y) for x, y in beside if x <= 1 and y >= least}


@pytest.mark.parametrize(
    ("one", "other"),
    [("59", "62"), ("75", "92"), ("13", "84"), ("33", "40"), ("67", "68"), ("29", "22")],
)
def test_neighbours_touch(dirs: Dirs, one: str, other: str) -> None:
    places = tilemap(dirs).places
    (x, y), (u, v) = places[one], places[other]
    assert max(abs(x - u), abs(y - v)) == 1


def test_a_value_falls_in_the_class_that_it_reaches(dirs: Dirs) -> None:
    found = tilemap(dirs)
    least = found.thresholds
    values = (0, least[0] - 1, *least)
    assert [found.class_of("exports", value, 4) for value in values] == [0, 0, 1, 2, 3, 4]
    assert [found.class_of("coverage", value, 1) for value in (79, 80, 100, 125)] == [0, 1, 2, 3]
    assert found.class_of("exports", least[0] // 4, 1) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  .   .   .   .   .   62  59", "  .   .   .   .   62  59", "10 places in row 2, got 11"),
        ("62  59", "62  62", "codes of units, each once, got 62"),
        ("62  59", "62  99", "codes of units, each once, got 99"),
        ("62  59", "62  . ", "every unit, got none of 59"),
        ("[500_000_000, 2_000_000_000", "[3_000_000_000, 2_000_000_000", "rising values"),
        ("classes: [500_000_000, ", "classes: [", "4"),
        ("coverage: [80, 100", "coverage: [80, 80", "rising values"),
    ],
)
def test_a_slip_is_told(
    spoil: Callable[[str, str, str], Dirs], old: str, new: str, expected: str
) -> None:
    with pytest.raises(ConfigError, match=r"tilemap\.yaml: (grid|classes|coverage).*" + expected):
        tilemap(spoil("tilemap.yaml", old, new))
