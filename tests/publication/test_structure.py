"""The tagged PDF: row headers, alternative texts, order of headings, bookmarks, attached files."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.publication.documents import composed, printed, sample
from tests.publication.structure import bookmarks, files, tree
from tradefiche.formats.bundle import outputs
from tradefiche.publication.blocks import Figure
from tradefiche.publication.table import PrintedTable

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang

CASES: list[tuple[str, Lang]] = [
    ("dept-59", "fr"), ("dept-976", "fr"), ("france", "fr"), ("dept-48", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("territory", "lang"), CASES)
def test_every_row_of_a_table_has_its_header(territory: str, lang: Lang) -> None:
    tables = tree(printed(territory, lang)).all("Table")
    held = [b for b in composed(territory, lang).blocks() if isinstance(b, PrintedTable)]
    assert len(tables) == len([each for each in held if each.on != "web"])
    for table in tables:
        for part in table.all("TBody"):
            for row in part.all("TR"):
                first, *others = row.inside
                assert (first.kind, first.scope) == ("TH", "Row")
                assert {each.kind for each in others} == {"TD"}
        for head in table.all("THead"):
            assert {(cell.kind, cell.scope) for cell in head.all("TH", "TD")} == {("TH", "Column")}


@pytest.mark.parametrize(("territory", "lang"), CASES)
def test_every_figure_has_its_alternative_text_and_its_bookmark(territory: str, lang: Lang) -> None:
    figures = [b for b in composed(territory, lang).blocks() if isinstance(b, Figure)]
    said = [each.alt for each in tree(printed(territory, lang)).all("Figure")]
    assert sorted(said) == sorted(figure.alt for figure in figures)  # pages may change their order
    listed = bookmarks(printed(territory, lang))
    for figure in figures:
        assert any(each.startswith(figure.label) and each.endswith(figure.title) for each in listed)
    cover = composed(territory, lang).cover
    assert listed[0] == " ".join(cover.title)


@pytest.mark.parametrize(("territory", "lang"), CASES)
def test_headings_go_down_one_level_at_a_time(territory: str, lang: Lang) -> None:
    kinds = ("H1", "H2", "H3", "H4")
    levels = [int(each.kind[1]) for each in tree(printed(territory, lang)).all(*kinds)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    document = composed(territory, lang)
    assert levels.count(1) == 1 + len(document.sections)


@pytest.mark.parametrize(("territory", "lang"), CASES)
def test_the_tables_behind_the_figures_are_attached(territory: str, lang: Lang) -> None:
    data = sample(lang)
    place = data.places.by_id(territory)
    assert place is not None
    held = files(printed(territory, lang))
    for each in (place, *data.above(place)):
        tables = data.tables(each.id)
        wanted = tables if each is place else {"flows": tables["flows"]}
        for output, content in outputs(
            each.id, data.period, wanted, data.meta, formats=["csv"],
            dialect="excel-fr" if lang == "fr" else "standard",
        ):  # fmt: skip
            assert held.pop(output.name) == content
    assert not held
