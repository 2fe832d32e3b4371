"""Themes that an agency lays over the shipped one: colours, faces, logo."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.charts.boxes import colliding, outside
from tests.charts.makers import (
    CONFIG,
    balance_tables,
    heavy_tailed,
    shipped_texts,
    shipped_theme,
    subject,
)
from tests.charts.parsing import parsed
from tests.running import one_line, run
from tradefiche import charts
from tradefiche.charts.look.colours import contrast
from tradefiche.charts.look.themefile import theme
from tradefiche.charts.type import fonts
from tradefiche.charts.type.text import measure
from tradefiche.errors import ConfigError, NoInputError

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.charts.scene.marks import Scene

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10H0z"/></svg>'
CODES = ["BE", "DE", "NL", "ES", "IT", "GB", "CN", "US", "PL", "TR", "NO", "CZ"]


def faces(folder: Path) -> str:
    """Put an agency's faces into a folder, and return the lines that name them."""
    for weight, style in fonts.WEIGHTS.items():
        shutil.copy(fonts.face(weight, numeric=True), folder / f"Agence-{style}.ttf")
    names = ", ".join(f"{style.lower()}: Agence-{style}.ttf" for style in fonts.WEIGHTS.values())
    return f"fonts:\n  name: Agence\n  text: {{{names}}}\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "agence.yaml"
    path.write_text(text, "utf-8")
    return path


def picture(path: Path) -> Scene:
    tables = balance_tables(heavy_tailed(70e9, CODES))
    return charts.compose("balance", tables, subject(), theme(CONFIG, path), shipped_texts())


def test_a_theme_changes_the_colours_it_names_and_no_others(tmp_path: Path) -> None:
    found = theme(CONFIG, written(tmp_path, 'palette: {imports: "#1478C8"}\n'))
    assert found.palette.imports == "#1478C8"
    shipped = shipped_theme()
    assert found.palette.exports == shipped.palette.exports
    assert found.tiers.exports == shipped.tiers.exports
    assert (found.sizes, found.typeface) == (shipped.sizes, fonts.INTER)


GREEN = "#004d40"
VIOLET = {
    "#5B2A86", "#B99BD6", "#9A79BC", "#43206A", "#6F459B", "#A483C4", "#C2A8DB",
    "#DCC8FA", "#CDB0F2", "#7A5AA6", "#8E6DB5", "#EADFFD", "#C9AEF2", "#9A74D0", "#6B4F9C",
}  # fmt: skip


def test_shades_edges_tiers_and_the_dark_ground_follow_a_base_colour(tmp_path: Path) -> None:
    found = theme(CONFIG, written(tmp_path, f"palette: {{exports: '{GREEN}'}}\n"))
    assert found.palette.exports == GREEN.upper()
    used = {*found.variables().values(), *found.variables(dark=True).values()}
    assert not used & VIOLET
    lights = [contrast(tier.fill, "#000000") for tier in found.tiers.exports]
    assert lights == sorted(lights)
    imports = {role: colour for role, colour in found.variables().items() if "imports" in role}
    shipped = shipped_theme().variables()
    assert imports == {role: shipped[role] for role in imports}


def test_what_a_theme_names_itself_does_not_follow(tmp_path: Path) -> None:
    text = f"palette: {{exports: '{GREEN}', exports_pale: '#AACCBB'}}\n"
    assert theme(CONFIG, written(tmp_path, text)).palette.exports_pale == "#AACCBB"


def test_a_whole_theme_of_a_configuration_folder_is_followed_too(tmp_path: Path) -> None:
    shipped = (CONFIG[0] / "theme.yaml").read_text("utf-8")
    (tmp_path / "theme.yaml").write_text(shipped, "utf-8")
    assert theme((tmp_path, *CONFIG)) == shipped_theme()
    changed = tmp_path / "changed"
    changed.mkdir()
    (changed / "theme.yaml").write_text(
        shipped.replace('exports: "#5B2A86"', f'exports: "{GREEN}"'), "utf-8"
    )
    found = theme((changed, *CONFIG))
    assert not {*found.variables().values()} & (VIOLET - {"#5B2A86"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("palette: {exports: '#1B5E20'}", r"palette\.red: .* to exports .*got 3\.0 in protan"),
        ("palette: {imports: '#7B4BA8', exports: '#2F6DB3'}", r"palette\.imports: .*to exports"),
        ("dark: {palette: {exports: '#7DBCF5'}}", r"dark\.palette\.imports: .* vision"),
    ],
)  # fmt: skip
def test_colours_that_somebody_sees_as_one_are_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ConfigError, match=said) as raised:
        theme(CONFIG, written(tmp_path, text))
    assert raised.value.exit_code == 78


@pytest.mark.parametrize(
    "part",
    [
        '<text x="1" y="9">Agence</text>',
        '<image width="3" height="3" href="mark.png"/>',
        "<style>@font-face{font-family:A}</style>",
    ],
)
def test_a_logo_that_would_lose_something_is_refused_with_the_way_out(
    tmp_path: Path, part: str
) -> None:
    (tmp_path / "marque.svg").write_text(LOGO.replace("</svg>", f"{part}</svg>"), "utf-8")
    with pytest.raises(ConfigError, match=r"logo: expected an SVG with its words as outlines"):
        theme(CONFIG, written(tmp_path, "logo: marque.svg"))


@pytest.mark.parametrize("kind", ["treemap", "sankey-exports", "balance"])
def test_no_picture_keeps_a_colour_of_the_shipped_flow(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, f"palette: {{exports: '{GREEN}'}}\n")
    words = ("chart", "--sample", "--dept", "48", "--kind", kind, "-o", tmp_path / "out")
    assert run(*words, "--theme", path).code == 0
    svg = (tmp_path / "out" / "dept-48" / f"dept-48_2024_{kind}.svg").read_text("utf-8")
    assert GREEN.upper() in svg or kind == "treemap"
    assert not [colour for colour in VIOLET if colour in svg]


def test_texts_are_measured_and_set_in_the_faces_of_the_theme(tmp_path: Path) -> None:
    scene = picture(written(tmp_path, faces(tmp_path)))
    assert scene.typeface.family == "Agence"
    assert outside(scene) == []
    with fonts.using(scene.typeface):
        assert colliding(scene) == []
        assert measure("1111", 10) == measure("8888", 10)
    assert measure("1111", 10) < measure("8888", 10)
    svg = charts.render(scene, "svg").decode()
    families = set(re.findall(r"font-family:'([^']*)'", svg))
    assert families == {"Agence", "Agence Numeric"}
    rules = re.findall(r"(\.in-Agence text(?:\.n)?)\{font-family:'([^']*)'", svg)
    assert rules == [(".in-Agence text", "Agence"), (".in-Agence text.n", "Agence Numeric")]
    assert parsed(svg.encode()).named("g")[0].attributes["class"] == "in-Agence"
    names = set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", charts.render(scene, "pdf")))
    assert {b"Agence-Bold", b"AgenceNumeric-Regular"} <= names
    assert not [name for name in names if name.startswith(b"Inter")]
    assert charts.render(scene, "png") != charts.render(
        picture(written(tmp_path, "palette: {}")), "png"
    )


def test_a_logo_stands_above_the_title(tmp_path: Path) -> None:
    (tmp_path / "marque.svg").write_text(LOGO, "utf-8")
    scene, plain = picture(written(tmp_path, "logo: marque.svg\n")), None
    plain = charts.compose(
        "balance", balance_tables(heavy_tailed(70e9, CODES)), subject(), shipped_theme(),
        shipped_texts(),
    )  # fmt: skip
    assert scene.logo is not None
    assert scene.logo.width == pytest.approx(3 * scene.logo.height)
    assert scene.height > plain.height
    (image,) = parsed(charts.render(scene, "svg")).named("image")
    assert image.attributes["xlink:href"].startswith("data:image/svg+xml;base64,")
    before, after = (charts.render(each, "pdf") for each in (replace(scene, logo=None), scene))
    assert len(after) > len(before)
    bare = charts.compose(
        "balance", balance_tables(heavy_tailed(70e9, CODES)), subject(),
        theme(CONFIG, tmp_path / "agence.yaml"), shipped_texts(), dress="bare",
    )  # fmt: skip
    assert bare.logo is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("palette: {imports: blue}", r"palette\.imports: expected .* got the text 'blue'"),
        ("palette: {mauve: '#123456'}", r"palette\.mauve: expected one of .*imports.*"),
        ("palette: {grey: '#DDDDDD'}", r"palette\.grey: expected a contrast of 4\.5:1 "),
        ("dark: {palette: {on_red: '#FFFFFF'}}", r"dark\.palette\.on_red: expected a contrast"),
        ("tiers: {imports: [{from: 0, fill: '#777777', text: '#888888'}]}",
         r"tiers\.imports\.0\.text: expected a contrast"),
        ("fonts: {name: Agence, text: {regular: a.ttf, semibold: a.ttf, bold: a.ttf}}",
         r"fonts\.text\.regular: expected a TrueType, OpenType or WOFF file, got .*a\.ttf"),
        ("fonts: {name: Agence, text: {regular: a.ttf}}",
         r"fonts\.text: expected the key 'semibold'"),
        ("logo: a.svg", r"logo: expected an SVG or PNG with a size"),
        ("- palette", r"expected a mapping, got a list"),
        ("agency: {contact: 'tel:+33'}", r"agency\.contact: expected a text, .*got tel:\+33"),
        ("agency: {legal: {fr: Ici, en: '[Here](javascript:1)'}}",
         r"agency\.legal\.en: expected a text, .*got javascript:1"),
        ("agency: {name: ''}", r"agency\.name: expected"),
        ("agency: {mail: a@b.fr}", r"agency\.mail: expected one of name, contact, "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_file_key_and_expectation(
    tmp_path: Path, text: str, said: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=rf"agence\.yaml: .*{said}") as raised:
        theme(CONFIG, path)
    assert raised.value.exit_code == 78


def test_who_publishes_is_said_in_either_language(tmp_path: Path) -> None:
    found = theme(CONFIG, written(tmp_path, "agency: {name: A, legal: {fr: Ici, en: Here}}"))
    assert [*found.agency.said("en")] == [("name", "A"), ("legal", "Here")]
    assert [*found.agency.said("fr")] == [("name", "A"), ("legal", "Ici")]
    assert [*shipped_theme().agency.said("fr")] == []


def test_a_face_that_lacks_a_letter_is_refused(tmp_path: Path) -> None:
    from fontTools import subset

    lines = faces(tmp_path)
    bold = tmp_path / "Agence-Bold.ttf"
    font = subset.load_font(str(bold), subset.Options())
    subsetter = subset.Subsetter()
    subsetter.populate(unicodes=set(font.getBestCmap()) - {ord("œ")})
    subsetter.subset(font)
    font.save(bold)
    font.close()
    with pytest.raises(ConfigError, match=r"fonts\.text\.bold: expected a face with œ, got"):
        theme(CONFIG, written(tmp_path, lines))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"<svg/>", LOGO.encode() * 2000])
def test_a_logo_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "marque.svg").write_bytes(content)
    with pytest.raises(ConfigError, match=r"logo: expected an SVG or PNG with a size"):
        theme(CONFIG, written(tmp_path, "logo: marque.svg"))


def test_a_theme_that_is_not_there_is_no_input(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="no such theme file"):
        theme(CONFIG, tmp_path / "agence.yaml")


def test_the_command_takes_a_theme(tmp_path: Path) -> None:
    words = ("chart", "--sample", "--dept", "48", "--kind", "balance", "-o", tmp_path / "out")
    path = written(tmp_path, 'palette: {imports: "#1478C8"}\n')
    assert run(*words, "--theme", path).code == 0
    svg = tmp_path / "out" / "dept-48" / "dept-48_2024_balance.svg"
    assert 'fill="#1478C8"' in svg.read_text("utf-8")
    wrong = run(*words, "--theme", written(tmp_path, "palette: {ink: '#EEEEEE'}"))
    assert wrong.code == 78
    assert "palette.ink: expected a contrast of 4.5:1" in one_line(wrong.err)
    assert run(*words, "--theme", tmp_path / "none.yaml").code == 66
