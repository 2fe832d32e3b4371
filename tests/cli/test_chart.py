"""What `chart` writes in each format, and what it refuses."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from tests.running import one_line, run

if TYPE_CHECKING:
    from pathlib import Path

CHART = ("chart", "--sample", "--dept", "48", "--kind", "balance")


@pytest.mark.parametrize(
    ("kind", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-1.7")]
)
def test_each_format_has_its_file(tmp_path: Path, kind: str, start: bytes) -> None:
    result = run(*CHART, "--format", kind, "-o", tmp_path)
    path = tmp_path / "dept-48" / f"dept-48_2024_balance.{kind}"
    assert (result.code, result.out) == (0, f"{path}\n")
    assert path.read_bytes().startswith(start)


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
        (("--format", "gif"), "svg"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*CHART, *words, "-o", tmp_path)
    assert result.code == 2
    assert said in one_line(result.err)
    assert list(tmp_path.iterdir()) == []
