from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.charts.makers import CONFIG
from tradefiche.charts.type import fonts
from tradefiche.charts.type.faces import drawable, face
from tradefiche.charts.type.fonts import build_fonts as making
from tradefiche.charts.type.fonts import build_web_fonts as packing
from tradefiche.charts.type.fonts.usual import USUAL, USUAL_NUMERIC

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.charts.type.fonts import Weight


FACES = [
    fonts.face(weight, numeric=numeric) for weight in fonts.WEIGHTS for numeric in (False, True)
]


UNDRAWN = ("formula", "symbols")
"""Keys of what terminals and workbooks show, in faces of their own, and no picture or page."""


def strings(document: object) -> set[str]:
    if isinstance(document, dict):
        drawn = [part for key, part in document.items() if key not in UNDRAWN]
        return {text for part in (*document, *drawn) for text in strings(part)}
    if isinstance(document, list):
        return {text for part in document for text in strings(part)}
    return {document} if isinstance(document, str) else set()


@pytest.mark.parametrize("path", sorted(CONFIG[0].glob("*.yaml")), ids=lambda path: path.name)
def test_every_character_of_the_configuration_has_a_glyph(path: Path) -> None:
    texts = strings(yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader))
    assert {text for text in texts if not drawable(text.replace("\n", " "))} == set()


def test_a_character_without_a_glyph_is_noticed() -> None:
    assert not drawable("中国")


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
@pytest.mark.parametrize("numeric", [False, True])
def test_the_faces_hold_what_numbers_need(weight: Weight, *, numeric: bool) -> None:
    needed = "0123456789\u00a0\u202f−–+€%’«»œ→▲▼,.<ᵉʳ"
    assert set(needed) <= face(weight, numeric=numeric).advances.keys()


def test_metrics_agree_with_the_faces() -> None:
    assert json.loads(fonts.METRICS.read_text("utf-8")) == making.metrics()


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_digits_of_the_numeric_family_have_one_width(weight: Weight) -> None:
    advances = face(weight, numeric=True).advances
    assert len({advances[digit] for digit in "0123456789+−"}) == 1
    assert advances[","] == advances["."]
    assert len({face(weight).advances[digit] for digit in "0123456789"}) > 1


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_names_and_weights_are_what_the_renderer_looks_for(path: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    family = font["name"].getBestFamilyName()
    assert family == (fonts.NUMERIC_FAMILY if "Tabular" in path.stem else fonts.FAMILY)
    assert not family[-1].isdigit()
    assert fonts.WEIGHTS[font["OS/2"].usWeightClass] == path.stem.partition("-")[2]
    assert "fvar" not in font


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_faces_are_small_and_ship_with_their_licence(path: Path) -> None:
    assert path.stat().st_size < 100_000
    assert "SIL OPEN FONT LICENSE" in (fonts.FOLDER / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
@pytest.mark.parametrize("numeric", [False, True])
@pytest.mark.parametrize("which", ["pages", "pictures"])
def test_embedded_faces_are_those_of_the_charts(which: str, weight: int, *, numeric: bool) -> None:
    from fontTools.ttLib import TTFont

    embedded = fonts.packed if which == "pages" else fonts.cut
    packed = TTFont(embedded(weight, numeric=numeric))
    whole = TTFont(fonts.face(weight, numeric=numeric))
    wanted = set(packing.NUMERIC) if numeric else {*whole.getBestCmap()}
    if which == "pictures":
        wanted = set(map(ord, USUAL_NUMERIC if numeric else USUAL))
        assert wanted <= {*whole.getBestCmap()}
    assert packed.flavor == "woff2"
    assert {*packed.getBestCmap()} == wanted & {*whole.getBestCmap()}
    for code, name in packed.getBestCmap().items():
        other = whole.getBestCmap()[code]
        assert packed["hmtx"][name] == whole["hmtx"][other]
        assert (
            packed["glyf"][name].getCoordinates(packed["glyf"])[0]
            == whole["glyf"][other].getCoordinates(whole["glyf"])[0]
        )
