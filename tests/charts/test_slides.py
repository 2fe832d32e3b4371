"""Slides read back: the title as text, the picture described and whole, the figures in notes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pptx import Presentation

import tradefiche as tf
from tests.charts.cases import sample
from tests.running import one_line, run
from tradefiche import charts
from tradefiche.charts.scene.marks import Scene, Text
from tradefiche.charts.writers import rendering
from tradefiche.charts.writers.tooltips import tooltip

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation as Deck

    from tradefiche.charts.look.theme import Size


@cache
def scene(kind: str, name: str = "dept-48", size: Size = "slide") -> Scene:
    (case,) = sample((name,))
    return case.scene(kind, size)


def read(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_slide_has_title_picture_and_figures(kind: str) -> None:
    drawn = scene(kind)
    made = read(charts.render(drawn, "pptx"))
    (slide,) = made.slides
    picture, title = slide.shapes
    assert title == slide.shapes.title
    assert title.text_frame.text.split("\v") == [line.text for line in drawn.heading]
    said = picture._element.nvPicPr.cNvPr.get("descr")
    assert said == f"{drawn.title}. {drawn.description}"
    notes = slide.notes_slide.notes_text_frame.text
    assert drawn.source in notes
    told = [tooltip(mark.datum, drawn.lang) for mark in drawn.marks if mark.datum]
    assert told or kind == "map"
    lines = notes.split("\n")
    for each in told:
        assert "\t".join(each.values()) in lines
        assert "\t".join(("", *list(each)[1:])) in lines


@pytest.mark.parametrize(
    ("kind", "size"), [*((kind, "slide") for kind in charts.KINDS), ("sankey-exports", "screen")]
)
def test_all_of_it_is_on_the_slide_with_the_title_where_it_was(kind: str, size: Size) -> None:
    drawn = scene(kind, "dept-59", size)
    made = read(charts.render(drawn, "pptx"))
    (slide,) = made.slides
    picture, title = slide.shapes
    wide, high = made.slide_width, made.slide_height
    assert wide is not None
    assert high is not None
    assert 9 * wide == 16 * high
    for shape in (picture, title):
        assert 0 <= shape.left <= shape.left + shape.width <= wide + 1
        assert 0 <= shape.top <= shape.top + shape.height <= high + 1
    if size == "slide":
        assert (picture.left, picture.top, picture.width, picture.height) == (0, 0, wide, high)
    unit = picture.width / drawn.width
    assert picture.height == pytest.approx(drawn.height * unit, abs=1)
    for number, line in enumerate(drawn.heading, start=1):
        bottom = title.top + number / len(drawn.heading) * title.height
        assert 0 < bottom - picture.top - line.y * unit < 0.5 * line.size * unit


def test_the_title_is_not_in_the_picture_too() -> None:
    drawn = scene("balance")
    assert drawn.title == " ".join(line.text for line in drawn.heading)
    (slide,) = read(charts.render(drawn, "pptx")).slides
    inside, whole = (
        Image.open(io.BytesIO(each)).convert("L")
        for each in (slide.shapes[0].image.blob, rendering.png(drawn))
    )
    (line,) = drawn.heading
    strip = (0, line.y - line.size, line.x + 400, line.y + 8)
    below = (0, round(line.y + 16), *whole.size)
    assert inside.crop(strip).getextrema() == (255, 255) != whole.crop(strip).getextrema()
    assert inside.crop(below).tobytes() == whole.crop(below).tobytes()


def test_several_pictures_are_several_slides_and_no_date_is_told() -> None:
    scenes = [scene("balance"), scene("ranking"), scene("balance", "dept-59")]
    content = rendering.slides(scenes)
    assert content == rendering.slides(scenes)
    made = read(content)
    assert [slide.shapes.title.text_frame.text.replace("\v", " ") for slide in made.slides] == [
        each.title for each in scenes
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = made.core_properties
    assert (core.created, core.title) == (core.modified, scenes[0].title)
    assert core.created.year == 1980


def test_a_title_is_longer_than_the_property_that_repeats_it() -> None:
    long = replace(scene("balance"), title="Nord " * 60)
    assert len(read(rendering.slides([long])).core_properties.title) == 255


def test_a_title_of_several_lines_is_set_in_those() -> None:
    drawn = scene("comparison", "dept-59")
    assert all(isinstance(line, Text) and line in drawn.marks for line in drawn.heading)
    assert len(drawn.heading) == 2


def test_a_territory_has_a_deck_of_every_kind_when_asked(store: Path, tmp_path: Path) -> None:
    words = ("--dept", "59", "--year", "2023", "--data-dir", store, "--format", "pptx")
    said = run("export", *words, "-o", tmp_path / "one")
    assert said.code == 0, said.err
    (path,) = (tmp_path / "one" / "dept-59").iterdir()
    assert path.name == "dept-59_2023.pptx"
    titles = [
        tf.chart(each, size="slide", dept="59", year=2023, data_dir=store).scene
        for each in charts.KINDS
        if each != "balance-by-product"
    ]
    made = [each.shapes.title.text_frame.text for each in read(path.read_bytes()).slides]
    assert len(made) == len(charts.KINDS)
    shown = {each.replace("\v", " ") for each in made}
    assert {each.title for each in titles if each} <= shown
    (mine,) = tf.export(
        dept="59", year=2023, data_dir=store, format="pptx", output=tmp_path / "two"
    )
    assert mine.read_bytes() == path.read_bytes()
    run("export", *words[:-2], "-o", tmp_path / "three")
    assert not [*(tmp_path / "three").rglob("*.pptx")]


def test_a_deck_shows_one_period(store: Path, tmp_path: Path) -> None:
    words = ("--dept", "59", "--year", "2022..2023", "--data-dir", store, "-o", tmp_path)
    said = run("export", *words, "--format", "pptx", "--format", "csv")
    assert (said.code, [*tmp_path.iterdir()]) == (2, [])
    assert "a slide shows one period" in one_line(said.err)
