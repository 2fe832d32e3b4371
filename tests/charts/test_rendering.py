from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import struct
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vl_convert
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from tests.charts.cases import sample
from tests.charts.makers import (
    balance_tables,
    heavy_tailed,
    shipped_texts,
    shipped_theme,
    subject,
)
from tests.charts.parsing import ink, parsed
from tests.examples import more
from tradefiche import charts
from tradefiche.charts.picture import picture as live
from tradefiche.charts.scene.marks import Path as Shape
from tradefiche.charts.scene.marks import Rect, Scene, Text
from tradefiche.charts.type import fonts
from tradefiche.charts.type.fonts import custom_fonts
from tradefiche.charts.type.text import measure
from tradefiche.charts.writers import rendering
from tradefiche.charts.writers.altair import specification
from tradefiche.charts.writers.outlines import outlined
from tradefiche.charts.writers.png import finished
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from tradefiche.charts.scene.marks import Mark

# cells, ribbons, outlines
ELEMENTS = ("treemap", "sankey-exports", "map")
FORMATS: tuple[charts.PictureFormat, ...] = ("svg", "png", "pdf", "pptx")
ROOT = Path(__file__).parents[2]
CODES = ["BE", "DE", "NL", "ES", "IT", "GB", "CN", "US", "PL", "TR", "NO", "CZ"]


@cache
def picture() -> Scene:
    tables = balance_tables(heavy_tailed(70e9, CODES))
    return charts.compose("balance", tables, subject(), shipped_theme(), shipped_texts())


def small(*marks: Mark) -> Scene:
    return Scene(100, 50, "#FFFFFF", marks, "Un titre <&>", "Une description.")


def wide(mark: Text) -> Scene:
    return Scene(250, 50, "#FFFFFF", (mark,), "t", "d")


def pixels(image: bytes) -> tuple[int, int]:
    return struct.unpack(">II", image[16:24])


def test_svg_is_well_formed_and_says_what_it_shows() -> None:
    document = parsed(rendering.svg(picture()))
    assert document.every[0].attributes["role"] == "img"
    _, title, description = document.every[:3]
    assert (title.tag, description.tag) == ("title", "desc")
    assert (
        document.every[0].attributes["aria-labelledby"]
        == f"{title.attributes['id']} {description.attributes['id']}"
    )
    assert title.text == picture().title
    assert "Belgique" in description.text


def test_svg_holds_every_text_at_its_place() -> None:
    document = parsed(rendering.svg(picture(), embed=False))
    drawn = sorted(element.text for element in document.named("text"))
    assert drawn == sorted(mark.text for mark in picture().marks if isinstance(mark, Text))


def test_coordinates_come_out_exactly() -> None:
    triangle = Shape("M40,20L50,20L45,30Z", "#C9191E", fill_opacity=0.5)
    svg = rendering.svg(small(Rect(10.5, 5, 20, 12.25, "#1F78C8"), triangle), embed=False).decode()
    assert 'd="M10.5,5h20v12.25h-20Z"' in svg
    assert 'd="M40,20L50,20L45,30Z"' in svg
    assert 'fill-opacity="0.5"' in svg


@pytest.mark.parametrize(("width", "scale"), [(940, 2), (493.2, 3), (288, 5)])
def test_a_png_is_wide_enough_for_print_unless_told_otherwise(width: float, scale: int) -> None:
    assert rendering.checked(None, width) == scale
    assert rendering.checked(1200 / width, width) == 1200 / width
    for wrong in (1199 / width, 2401 / width, 0, -1, float("inf"), float("nan")):
        with pytest.raises(UsageError, match="a scale of"):
            rendering.checked(wrong, width)


@pytest.mark.parametrize("words", ["Nord", 'a <b> & "c"', "17,2\u202f%", "1ᵉʳ  x"])
def test_words_stand_where_the_renderer_would_put_them(words: str) -> None:
    """They are put in after it: setting them is what takes time."""
    import vl_convert

    marks = [Text(5 + 9 * n, 20, words, 10 + n, "#1C1B29", 600, "middle") for n in range(3)]
    scene = small(marks[0], Rect(5, 5, 20, 12, "#1F78C8"), *marks[1:])
    whole = vl_convert.vegalite_to_svg(json.dumps(specification(scene)), vl_version="6.4")
    theirs = [(e.attributes, e.text) for e in parsed(whole.encode()).named("text")]
    mine = rendering.svg(scene, embed=False)
    ours = [(e.attributes, e.text) for e in parsed(mine).named("text")]
    assert ours == theirs


def test_text_is_escaped() -> None:
    svg = rendering.svg(small(Text(5, 20, 'a <b> & "c" role="img"', 10, "#1C1B29")), embed=False)
    document = parsed(svg)
    assert [each.text for each in document.named("text")] == ['a <b> & "c" role="img"']
    assert document.every[1].text == "Un titre <&>"


def test_painting_order_is_kept() -> None:
    fills = ["#1F78C8", "#C9191E", "#1F78C8"]
    scene = small(*(Rect(5 + 5 * n, 5, 20, 20, fill) for n, fill in enumerate(fills)))
    document = parsed(rendering.svg(scene, embed=False))
    paths = [each.attributes.get("fill") for each in document.named("path")]
    assert [fill for fill in paths if fill] == fills


def test_texts_name_one_family_where_rules_are_not_understood() -> None:
    """LibreOffice takes `Inter, Arial` for one name, and sets in a face of another width."""
    document = parsed(rendering.svg(picture()))
    texts = document.named("text")
    assert {each.attributes["font-family"] for each in texts} == {"Arial"}
    numeric = {each.text for each in texts if each.attributes.get("class") == "n"}
    drawn = [mark for mark in picture().marks if isinstance(mark, Text)]
    assert numeric == {mark.text for mark in drawn if mark.numeric}
    (style,) = document.named("style")
    rules = re.findall(r"@supports \(font-family:x\)\{(.*?)\{font-family:'(.*?)',", style.text)
    assert rules == [(".in-Inter text", "Inter"), (".in-Inter text.n", "Inter Tabular")]
    assert document.named("g")[0].attributes["class"] == "in-Inter"
    outside = re.sub(r"@font-face\{.*?\}|@supports \(.*?\)\{.*?\}\}", "", style.text)
    assert outside == "", "nothing that an office could read in part"


def test_an_office_lays_the_words_out_as_they_are_meant(tmp_path: Path) -> None:
    """What rsvg-convert sets stands where outlines stand: Arial is about as wide as Inter."""
    converter = shutil.which("rsvg-convert")
    if converter is None:
        pytest.skip("there is no rsvg-convert")
    lettering: tuple[charts.Lettering, ...] = ("fonts", "outlines")
    for text in lettering:
        (tmp_path / f"{text}.svg").write_bytes(charts.render(picture(), "svg", text=text))
        command = [converter, str(tmp_path / f"{text}.svg"), "-o", str(tmp_path / f"{text}.png")]
        subprocess.run(command, check=True)
    ours = rendering.rasterised(picture(), scale=1)
    images = [
        Image.open(each).convert("L").resize((235, int(picture().height) // 4))
        for each in (tmp_path / "fonts.png", tmp_path / "outlines.png", io.BytesIO(ours))
    ]
    for image, bound in ((images[0], 0.03), (images[1], 0.0005)):
        histogram = ImageChops.difference(image, images[2]).histogram()
        assert sum(histogram[64:]) < bound * sum(histogram)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_outlines_leave_words_to_title_and_description_alone(kind: str) -> None:
    (case,) = sample(("dept-48",))
    scene = case.scene(kind, "screen")
    document = parsed(charts.render(scene, "svg", text="outlines"))
    assert [document.named(tag) for tag in ("text", "style", "use", "defs")] == [[]] * 4
    assert (document.every[1].text, document.every[2].text) == (scene.title, scene.description)
    drawn = sum(
        not letter.isspace()
        for mark in scene.marks
        if isinstance(mark, Text)
        for letter in mark.text
    )
    shapes = [each for each in document.named("path") if "transform" in each.attributes]
    assert len([each for each in shapes if each.attributes["d"]]) >= 0.99 * drawn > 0


@pytest.mark.parametrize("to", ["png", "pdf", "pptx"])
def test_outlines_are_for_svg(to: charts.PictureFormat) -> None:
    with pytest.raises(UsageError, match="outlines is for SVG"):
        charts.render(picture(), to, text="outlines")


def test_a_png_has_no_opacity_and_says_what_it_is() -> None:
    scene = replace(picture(), licence="Licence Ouverte 2.0, https://example.org")
    image = Image.open(io.BytesIO(charts.render(scene, "png")))
    assert image.mode == "RGB"
    said = {key: image.info[key] for key in ("Title", "Description", "Source", "Copyright")}
    assert tuple(said.values()) == (scene.title, scene.description, scene.source, scene.licence)
    assert image.info["Software"].startswith("tradefiche ")
    ground = charts.render(replace(scene, background=None), "png")
    assert Image.open(io.BytesIO(ground)).mode == "RGBA"


def test_no_pixel_changes_where_opacity_is_left_out() -> None:
    svg = rendering.svg(picture(), embed=False).decode()
    raw = vl_convert.svg_to_png(outlined(svg, picture().typeface), scale=1, ppi=72)
    images = [Image.open(io.BytesIO(each)) for each in (raw, finished(raw, {}, opaque=True))]
    assert [each.mode for each in images] == ["RGBA", "RGB"]
    assert images[0].getchannel("A").getextrema() == (255, 255)
    assert images[0].convert("RGB").tobytes() == images[1].tobytes()


def test_faces_travel_with_the_svg() -> None:
    svg = rendering.svg(picture()).decode()
    assert "@font-face{font-family:'Inter Tabular';font-weight:400;" in svg
    assert "@font-face{font-family:'Inter';font-weight:700;" in svg
    assert len(svg) < 120_000
    assert "@font-face" not in rendering.svg(picture(), embed=False).decode()


@pytest.mark.parametrize("numeric", [False, True])
@pytest.mark.parametrize("text", ["Année 2024", "Łódź", "a \u2693"])  # usual, not usual, in no face
def test_an_embedded_face_has_every_character_that_ours_have(text: str, *, numeric: bool) -> None:
    svg = rendering.svg(small(Text(5, 20, text, 10, "#1C1B29", numeric=numeric))).decode()

    [content] = re.findall(r"data:font/[a-z0-9]+;base64,([^)]+)\)", svg)
    known = TTFont(io.BytesIO(base64.b64decode(content))).getBestCmap()
    whole = TTFont(fonts.face(400, numeric=numeric)).getBestCmap()
    assert {*map(ord, text)} & whole.keys() <= known.keys()


def test_png_is_twice_as_wide_as_the_scene() -> None:
    image = charts.render(picture(), "png")
    assert pixels(image) == (1880, 2 * picture().height)
    assert pixels(charts.render(picture(), "png", scale=1.5))[0] == 1410
    assert len(image) < 250_000


def test_outlines_look_as_the_type_itself() -> None:
    """Pixels are made from outlines; a PDF and a browser set the type."""
    import vl_convert
    from PIL import Image, ImageChops

    vl_convert.register_font_directory(str(custom_fonts.folder(picture().typeface)))
    svg = rendering.svg(picture(), embed=False)
    typeset = vl_convert.svg_to_png(svg.decode(), scale=1, ppi=144)
    images = [
        Image.open(io.BytesIO(each)).convert("L")
        for each in (typeset, rendering.rasterised(picture(), scale=2))
    ]
    histogram = ImageChops.difference(*images).histogram()
    assert sum(histogram[64:]) == 0
    assert sum(histogram[24:]) < 0.001 * sum(histogram)


@pytest.mark.parametrize("numeric", [False, True])
def test_each_weight_and_family_draws_differently(*, numeric: bool) -> None:
    texts = [Text(5, 25, "Nord 1677", 16, "#1C1B29", w, numeric=numeric) for w in (400, 600, 700)]
    images = {charts.render(small(text), "png") for text in texts}
    assert len(images) == 3
    other = Text(5, 25, "Nord 1677", 16, "#1C1B29", 400, numeric=not numeric)
    assert charts.render(small(other), "png") not in images


@pytest.mark.parametrize("numeric", [False, True])
def test_texts_are_drawn_as_wide_as_measured(*, numeric: bool) -> None:
    text = "AVATAR To 1\u202f677,4"
    size = 20.48  # widths are then whole hundredths of a pixel
    width = measure(text, size, 600, numeric=numeric)
    start = Text(10, 25, text, size, "#1C1B29", 600, "start", numeric=numeric)
    end = replace(start, x=10 + width, anchor="end")
    first, second = (ink(rendering.rasterised(wide(mark), scale=4)) for mark in (start, end))
    assert first == pytest.approx(second, abs=1)
    assert first[1] - first[0] == pytest.approx(4 * width, abs=4 * size / 8)


def test_the_chart_is_a_valid_layered_altair_chart() -> None:
    chart = live(picture())
    checked = chart.to_dict()
    assert checked["layer"]
    for layer in checked["layer"]:
        del layer["mark"]["tooltip"]
    for rows in checked["datasets"].values():
        for row in rows:
            del row["tooltip"]
    assert checked.pop("$schema").startswith("https://vega.github.io/schema/vega-lite/v6")
    for side in ("Width", "Height"):
        del checked["config"]["view"][f"continuous{side}"]  # Altair's own, of charts without a size
    assert checked == specification(picture()), "nothing else than tooltips"
    assert {layer["data"]["name"] for layer in checked["layer"]} == set(checked["datasets"])


def test_bytes_are_the_same_in_another_process() -> None:
    code = (
        "import hashlib; from tests.charts.test_rendering import FORMATS, picture;"
        "from tradefiche import charts;"
        "print(*(hashlib.sha256(charts.render(picture(), t)).hexdigest() for t in FORMATS))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    here = [hashlib.sha256(charts.render(picture(), to)).hexdigest() for to in FORMATS]
    assert run.stdout.split() == here


def test_a_pdf_embeds_its_faces_and_is_the_same_every_time() -> None:
    from pypdf import PdfReader

    document = charts.render(picture(), "pdf")
    (page,) = PdfReader(io.BytesIO(document)).pages
    assert tuple(page.mediabox)[2:] == (940, picture().height)
    fonts = set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", document))
    assert {b"Inter-Bold", b"InterTabular-Regular"} <= fonts
    assert {charts.render(picture(), "pdf") for _ in range(3)} == {document}


def test_a_pdf_is_one_page_with_title_language_words_and_description_and_no_date() -> None:
    from pypdf import PdfReader

    document = PdfReader(io.BytesIO(charts.render(picture(), "pdf")))
    (page,) = document.pages
    assert document.metadata is not None
    assert set(document.metadata) == {"/Creator", "/Title"}
    assert document.metadata.title == picture().title
    assert str(document.root_object["/Lang"]) == picture().lang
    assert "Belgique" in page.extract_text()
    (figure,) = _below(_below(document.root_object["/StructTreeRoot"])[0])
    assert figure["/S"] == "/Figure"
    assert figure["/Alt"] == f"{picture().title}. {picture().description}"


def _below(element: Any) -> list[Any]:  # noqa: ANN401 - pypdf's objects are of any kind
    """Return what a tagged element holds."""
    return [each.get_object() for each in element.get_object()["/K"]]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown chart 'pie'"):
        charts.compose("pie", {}, subject(), shipped_theme(), shipped_texts())


@pytest.mark.parametrize(
    "kind", [*ELEMENTS, *more(each for each in charts.KINDS if each not in ELEMENTS)]
)
def test_an_element_looks_as_the_renderer_draws_it(kind: str) -> None:
    (case,) = sample(("dept-48",))
    scene = case.scene(kind, "screen")
    rendering.png(scene)  # so that the faces are known
    pictures = [
        Image.open(io.BytesIO(vl_convert.svg_to_png(drawn, scale=1))).convert("L")
        for drawn in (charts.inline(scene, prefix="f"), rendering.svg(scene, embed=False).decode())
    ]
    difference = ImageChops.difference(*pictures).histogram()
    assert sum(difference[64:]) < 0.0005 * sum(difference)
    assert sum(difference[16:]) < 0.005 * sum(difference)
