"""What `chart` writes in each format, and what it refuses."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from tests.charts.makers import shipped_texts
from tests.running import one_line, run
from tradefiche.charts import KINDS

CHART = ("chart", "--sample", "--dept", "48", "--kind", "balance")


@pytest.mark.parametrize(
    ("kind", "start"),
    [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-1.7"), ("pptx", b"PK\x03\x04")],
)
def test_each_format_has_its_file(tmp_path: Path, kind: str, start: bytes) -> None:
    result = run(*CHART, "--format", kind, "-o", tmp_path)
    mark = "-slide" if kind == "pptx" else ""
    path = tmp_path / "dept-48" / f"dept-48_2024_balance{mark}.{kind}"
    assert (result.code, result.out) == (0, f"{path}\n")
    assert path.read_bytes().startswith(start)


def test_a_slide_is_a_png_of_its_own_pixels_and_pptx_takes_another_size(tmp_path: Path) -> None:
    for words in (("--format", "png", "--size", "slide"), ("--format", "pptx", "--size", "screen")):
        assert run(*CHART, *words, "-o", tmp_path).code == 0
    deck, image = sorted((tmp_path / "dept-48").iterdir(), key=lambda path: path.suffix == ".png")
    assert (deck.name, image.name) == (
        "dept-48_2024_balance.pptx",
        "dept-48_2024_balance-slide.png",
    )
    assert struct.unpack(">II", image.read_bytes()[16:24]) == (1920, 1080)


def test_scale_sets_the_pixels_of_a_png(tmp_path: Path) -> None:
    more = ("--format", "png", "--size", "paper", "--scale", "2.5")
    assert run(*CHART, *more, "-o", tmp_path).code == 0
    image = (tmp_path / "dept-48" / "dept-48_2024_balance-paper.png").read_bytes()
    assert struct.unpack(">I", image[16:20])[0] == pytest.approx(493.2 * 2.5, abs=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "png", "--scale", "1"), "940 pixels wide — from 1.28 to 2.55"),
        (("--scale", "2"), "--scale is for PNG"),
        (("--format", "png", "--text", "outlines"), "--text outlines is for SVG"),
        (("--format", "gif"), "svg"),
        (("--country", "CN"), "add --kind exposure"),
        (("--kind", "exposure", "--country", "ZZ"), "ZZ"),
        (("--kind", "exposure", "--country", "asia-minor"), "asean"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*CHART, *words, "-o", tmp_path)
    assert result.code == 2
    assert said in one_line(result.err)
    assert list(tmp_path.iterdir()) == []


def drawn(folder: Path, *words: str) -> dict[str, str]:
    """Draw every kind that is asked for; return title and description of each file by its name."""
    result = run("chart", "--sample", "--dept", "48", *words, "-o", folder, "--json")
    assert result.code == 0, result.err
    return {
        Path(name).name: "".join(re.findall("<(?:title|desc) id[^>]*>([^<]*)<", text))
        for name in result.json["files"]
        if (text := Path(name).read_text("utf-8"))
    }


def test_exposure_is_to_the_configured_partner_unless_another_is_named(tmp_path: Path) -> None:
    kinds = ("--kind", "exposure")
    (name, said), *more = drawn(tmp_path / "a", *kinds).items()
    assert (name, more) == ("dept-48_2024_exposure.svg", [])
    assert said.startswith("États-Unis\u00a0:")
    (name, said), *_ = drawn(tmp_path / "b", *kinds, "--country", "cn").items()
    assert name == "dept-48_2024_exposure-CN.svg"
    assert said.startswith("Chine\u00a0:")
    other = ("--country", "ASEAN", "--size", "paper", "--level", "a38", "--lang", "en")
    (name, said), *_ = drawn(tmp_path / "c", *kinds, *other).items()
    assert name == "dept-48_2024_exposure-asean-a38-paper_en.svg"
    assert said.startswith("Association of Southeast Asian Nations (ASEAN):")


def test_the_picture_says_what_the_table_says(tmp_path: Path) -> None:
    words = ("--sample", "--dept", "48", "--table", "exposure", "--country", "IT", "--json")
    total = run("compute", *words).json["tables"]["exposure"][0]
    assert total["product"] == "TOTAL"
    (said,) = drawn(tmp_path, "--kind", "exposure", "--country", "IT").values()
    for name in ("exports_exposure_pct", "france_exports_exposure_pct"):
        assert shipped_texts().wording("fr").share(total[name]) in said


def test_a_partner_restricts_no_kind_but_those_that_name_it(tmp_path: Path) -> None:
    plain = drawn(tmp_path / "a")
    with_partner = drawn(tmp_path / "b", "--country", "CN")
    of_partner = [name for name, kind in KINDS.items() if kind.of_partner]
    assert {"exposure", "ranking", "map"} <= {*of_partner} < {*KINDS}
    assert plain.keys() ^ with_partner.keys() == {
        f"dept-48_2024_{kind}{mark}.svg" for kind in of_partner for mark in ("", "-CN")
    }
    for name in plain.keys() & with_partner.keys():
        first, second = (tmp_path / folder / "dept-48" / name for folder in "ab")
        assert first.read_bytes() == second.read_bytes()
