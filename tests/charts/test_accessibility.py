"""What those get who cannot see a picture, or not all of its colours; and how its words are set."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.charts.boxes import box
from tests.charts.cases import extremes, sample
from tests.charts.makers import colours, shipped_theme
from tests.charts.parsing import parsed
from tradefiche import charts
from tradefiche.charts.look.colours import contrast
from tradefiche.charts.scene.marks import Rect, Text
from tradefiche.charts.type.faces import drawable

if TYPE_CHECKING:
    from tests.charts.cases import Case
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang

SIZES: tuple[Size, ...] = ("screen", "paper", "phone")
LANGUAGES: tuple[Lang, ...] = ("fr", "en")
TERRITORIES = ("dept-59", "dept-48", "dept-99", "france")
NAMES = (*TERRITORIES, "extreme-crowd", "extreme-lone", "extreme-one-flow")
EVERY = [(kind, lang) for kind in charts.KINDS for lang in LANGUAGES]


@cache
def cases(lang: Lang) -> dict[str, Case]:
    return {case.name: case for case in (*sample(TERRITORIES, lang), *extremes(lang))}


def words(scene: Scene) -> list[str]:
    drawn = [mark.text for mark in scene.marks if isinstance(mark, Text)]
    return [*drawn, scene.title, scene.description, scene.subtitle, scene.source, *scene.notes]


@pytest.mark.parametrize(("kind", "lang"), EVERY)
def test_title_and_description_come_first_and_the_rest_is_hidden(kind: str, lang: Lang) -> None:
    document = parsed(charts.render(cases(lang)["dept-48"].scene(kind, "phone"), "svg"))
    root, title, description, style, picture = document.every[:5]
    assert [e.tag for e in document.every[:5]] == ["svg", "title", "desc", "style", "g"]
    assert (root.attributes["role"], root.attributes["lang"]) == ("img", lang)
    named = root.attributes["aria-labelledby"].split()
    assert named == [title.attributes["id"], description.attributes["id"]]
    assert style.attributes == {}
    assert picture.attributes == {"aria-hidden": "true", "class": "in-Inter"}
    for element in document.every[5:]:
        assert not [name for name in element.attributes if name.startswith(("aria", "role"))]


@pytest.mark.parametrize(("kind", "lang"), EVERY)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_aloud_is_short_and_complete(kind: str, lang: Lang, name: str) -> None:
    said = cases(lang)[name].scene(kind, "paper", "bare").description
    assert said.endswith(".")
    assert 20 < len(said) <= 1100
    assert not re.search(r"None|nan|\{|\}|  |\.\.", said)
    assert len(re.findall(r"\d[\d\u202f,.]*", said)) <= 24
    other = cases("en" if lang == "fr" else "fr")[name].scene(kind, "paper", "bare").description
    assert said != other


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_french_is_set_as_print_has_it(kind: str, name: str) -> None:
    for size in SIZES:
        for text in words(cases("fr")[name].scene(kind, size)):
            assert drawable(text)
            assert not re.search(r"(?<![·,]) [:;!?%»]|« |['\"]|\d \d{3}|-\d", text), text
            assert not re.search(r"[^\u202f\d< ](?=%)|[^\u00a0\u202f](?=[;!?] )", text), text
            assert not re.search(r"\d[^\u00a0\d](?=[Mk]€|Md€)", text), text
            assert not re.search(r"\d\.\d", text), text


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("name", TERRITORIES)
def test_english_is_set_as_print_has_it(kind: str, name: str) -> None:
    for size in SIZES:
        for text in words(cases("en")[name].scene(kind, size)):
            assert drawable(text)
            assert not re.search(
                r"(?<!·)[ \u00a0\u202f][:;!?%]|[«»'\"]|\d[ \u202f]\d{3}|-\d", text
            ), text
            assert not re.search(r"\d ?[Mk]€|Md€", text), text


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_on_what_lies_under_it(kind: str, size: Size, name: str) -> None:
    scene = cases("fr")[name].scene(kind, size)
    for place, mark in enumerate(scene.marks):
        if not isinstance(mark, Text):
            continue
        edges = box(mark)
        x, y = (edges.left + edges.right) / 2, (edges.top + edges.bottom) / 2
        under = scene.background
        for other in scene.marks[:place]:
            if isinstance(other, Rect) and other.fill is not None:
                around = box(other)
                if around.left <= x <= around.right and around.top <= y <= around.bottom:
                    under = other.fill
        assert under is not None
        assert contrast(mark.fill, under) >= 4.5


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_colour_is_the_themes(kind: str, name: str) -> None:
    scene = cases("fr")[name].scene(kind, "screen")
    used = {mark.fill for mark in scene.marks}
    used |= {mark.stroke for mark in scene.marks if not isinstance(mark, Text)}
    assert used - {None} <= colours(shipped_theme())
