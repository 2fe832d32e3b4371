"""What the fiches of one call have in common is drawn once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.publication.documents import everywhere, sample
from tradefiche.publication.pictures import Pictures
from tradefiche.publication.render import FORMATS, Maker, Task, shared

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Size
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.publication.blocks import FigurePicture
    from tradefiche.publication.render import FicheFormat

ASKED = ("dept-59", "dept-62", "dept-974", "region-32")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[FigurePicture, Size]]:
    """Count how often each picture is composed."""
    counted: Counter[tuple[FigurePicture, Size]] = Counter()
    compose = Pictures._compose

    def counting(self: Pictures, picture: FigurePicture, size: Size) -> Scene:
        counted[picture, size] += 1
        return compose(self, picture, size)

    monkeypatch.setattr(Pictures, "_compose", counting)
    return counted


@pytest.mark.parametrize("formats", [FORMATS, ("pdf",)])
def test_two_processes_draw_regions_and_france_once(
    drawn: Counter[tuple[FigurePicture, Size]], formats: tuple[FicheFormat, ...]
) -> None:
    data = sample("fr")
    kept = shared(data, ASKED, formats)
    makers = [Maker(data, ASKED, kept) for _ in range(2)]
    for place, territory in enumerate(("dept-59", "dept-62", "dept-974")):
        makers[place % 2].make(Task(territory, formats))

    assert {picture.territory for picture, _ in kept} == {"region-32", "france"}
    assert {*drawn.values()} == {1}
    assert {picture.territory for picture, _ in drawn} == {*ASKED, "france"}


def test_what_cannot_be_drawn_is_left_to_the_fiches_that_need_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compose = Pictures._compose

    def failing(self: Pictures, picture: FigurePicture, size: Size) -> Scene:
        if picture.territory == "region-32":
            raise ZeroDivisionError
        return compose(self, picture, size)

    monkeypatch.setattr(Pictures, "_compose", failing)
    kept = shared(sample("fr"), ASKED, FORMATS)
    assert {picture.territory for picture, _ in kept} == {"france"}


def test_what_is_shared_changes_no_byte() -> None:
    data = sample("fr")
    ids = [each.id for each in everywhere()]
    kept = shared(data, ids, FORMATS)
    task = Task("dept-62", FORMATS)
    alone = Maker(data, ids).make(task)
    assert Maker(data, ids, kept).make(task) == alone
