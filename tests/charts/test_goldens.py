"""The same bytes as ever: against kept pictures, in any order, in any number of processes."""

from __future__ import annotations

import hashlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from tests.charts import goldens
from tests.charts.cases import Case, sample
from tests.examples import more
from tradefiche import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradefiche.charts.scene.marks import Scene

NAMES = [f"{name}_{kind}" for name in goldens.TERRITORIES for kind in charts.KINDS]
NAMES += [f"{goldens.SLIDES}_{kind}-slide" for kind in charts.KINDS]
NAMES += [f"dept-59-long_{kind}" for kind in goldens.LONG]
ONCE = [name for name in NAMES if name.startswith("dept-974")]


@cache
def scenes() -> dict[str, Scene]:
    return dict(goldens.scenes())


@pytest.mark.parametrize("name", NAMES)
def test_an_svg_is_the_kept_one_byte_for_byte(name: str) -> None:
    kept = (goldens.FOLDER / f"{name}.svg").read_bytes()
    assert goldens.svg(scenes()[name]) == kept


@pytest.mark.parametrize("name", [*ONCE, *more(each for each in NAMES if each not in ONCE)])
def test_a_png_looks_like_the_kept_one(name: str) -> None:
    """Drawn from an SVG that is held to its bytes: one of each kind will do."""
    kept = Image.open(goldens.FOLDER / f"{name}.png").convert("L")
    drawn = goldens.small(scenes()[name])
    assert drawn.size == kept.size
    histogram = ImageChops.difference(drawn, kept).histogram()
    pixels = sum(histogram)
    assert sum(step * count for step, count in enumerate(histogram)) / pixels < 0.5
    assert sum(histogram[40:]) < 0.0005 * pixels


def test_a_different_picture_does_not_look_the_same() -> None:
    first, second = (goldens.small(scenes()[name]) for name in NAMES[:3:2])
    second = second.resize(first.size)
    assert sum(ImageChops.difference(first, second).histogram()[40:]) > 0.01 * 320 * 320


def test_kept_pictures_are_those_of_the_kinds_there_are() -> None:
    kept = {path.stem for path in goldens.FOLDER.iterdir()}
    assert kept == set(NAMES)


def digest(order: Sequence[str], formats: Sequence[charts.PictureFormat]) -> dict[str, str]:
    """Draw these kinds in this order; return their hashes."""
    (case,) = sample(("dept-48",))
    return {
        f"{kind} {to}": hashlib.sha256(charts.render(case.scene(kind, "screen"), to)).hexdigest()
        for kind in order
        for to in formats
    }


@pytest.mark.parametrize(
    ("processes", "formats"), [(1, ("svg", "pdf")), *more([(2, ("svg", "png", "pdf"))])]
)
def test_order_and_number_of_processes_do_not_matter(
    processes: int, formats: Sequence[charts.PictureFormat]
) -> None:
    """Pixels come from the SVG: they are drawn where there is time."""
    kinds = tuple(charts.KINDS)
    here = digest(kinds, formats)
    orders = (kinds[::-1], (*kinds[2:], *kinds[:2]))[:processes]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        for there in pool.map(digest, orders, [formats] * processes):
            assert there == here


@pytest.mark.parametrize("kind", charts.KINDS)
def test_order_of_the_rows_does_not_matter(kind: str) -> None:
    (case,) = sample(("dept-59",))
    shuffled = {
        name: frame.sample(fraction=1, shuffle=True, seed=7) for name, frame in case.tables.items()
    }
    assert Case(case.name, shuffled, case.subject).scene(kind, "paper") == case.scene(kind, "paper")
    about = replace(
        case.subject,
        products=dict(sorted(case.subject.products.items(), reverse=True)),
        countries=dict(sorted(case.subject.countries.items(), reverse=True)),
    )
    assert Case(case.name, case.tables, about).scene(kind, "paper") == case.scene(kind, "paper")
