"""What fiches say: well-formed French and English, nothing empty, nothing that dangles.

`--endurance` reads those of every territory.
"""

from __future__ import annotations

from typing import get_args

import pytest

from tests.publication.documents import composed, documents, everywhere, runs, texts
from tests.publication.slips import slips
from tradefiche.language.typography import Lang
from tradefiche.publication.blocks import Figure
from tradefiche.publication.table import PrintedTable

LANGS: tuple[Lang, ...] = get_args(Lang)
SECTIONS = (
    "essential", "balance", "activities", "exports", "imports", "further", "data", "method",
    "sources",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_and_sentence_is_well_formed(lang: Lang, *, endurance: bool) -> None:
    assert slips(documents(lang, every=endurance)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_fiche_has_its_parts_in_order(lang: Lang, *, endurance: bool) -> None:
    names = {each.id: each.name(lang) for each in everywhere()}
    for territory, fiche in documents(lang, every=endurance).items():
        assert tuple(section.id for section in fiche.sections) == SECTIONS
        assert fiche.cover.place == names[territory]
        assert names[territory] in fiche.title
        figures = [each for each in fiche.blocks() if isinstance(each, Figure)]
        tables = {each.id for each in fiche.blocks() if isinstance(each, PrintedTable)}
        assert [each.id for each in figures] == [
            f"figure-{number}" for number, _ in enumerate(figures, start=1)
        ]
        for figure in figures:
            assert figure.title
            assert figure.alt.startswith(figure.title)
            assert {*figure.tables} <= tables


def test_tables_are_rectangles_with_headers_of_their_own(*, endurance: bool) -> None:
    for fiche in documents("fr", every=endurance).values():
        for table in fiche.blocks():
            if isinstance(table, PrintedTable):
                headers = [(column.group, column.header) for column in table.columns]
                assert len({*headers}) == len(headers), (fiche.territory, table.id)
                assert table.rows, (fiche.territory, table.id)
                assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_links_lead_to_other_fiches_of_the_call_only(*, endurance: bool) -> None:
    there = {each.id for each in everywhere()}
    nord = composed("dept-59", "fr")
    linked = {run.fiche for each in runs(nord) for run in each if run.fiche}
    assert linked == {"dept-62", "region-32", "france"}
    for territory, fiche in documents("fr", every=endurance).items():
        found = {run.fiche for each in runs(fiche) for run in each if run.fiche}
        assert found <= there - {territory}


def test_a_territory_is_compared_with_what_contains_it() -> None:
    def compared(territory: str) -> list[str]:
        figures = [b for b in composed(territory, "fr").blocks() if isinstance(b, Figure)]
        return [f.picture.territory for f in figures if f.picture.kind == "sankey-exports"]

    assert compared("dept-59") == ["dept-59", "region-32", "france"]
    assert compared("dept-99") == ["dept-99", "region-93", "france"]
    assert compared("dept-20") == ["dept-20", "france"]
    assert compared("dept-974") == ["dept-974", "france"]
    assert compared("region-32") == ["region-32", "france"]
    assert compared("france") == ["france"]


@pytest.mark.parametrize(
    ("territory", "words"),
    [
        ("dept-75", "rattachés à l’Île-de-France (Paris, Hauts-de-Seine)"),
        ("dept-92", "rattachés à l’Île-de-France (Paris, Hauts-de-Seine)"),
        ("dept-13", "Marseille-Fos"),
        ("dept-76", "Havre"),
        ("dept-59", "Dunkerque"),
        ("dept-20", "d’un seul tenant"),
        ("dept-974", "base «\u00a0DROM\u00a0»"),
        ("dept-99", "territoire douanier français"),
        ("dept-40", "Aucun Territoire d’industrie ne s’étend sur ce département"),
        ("dept-48", "ne sont pas listés"),
        ("france", "simple somme"),
    ],
)
def test_special_cases_are_told(territory: str, words: str) -> None:
    assert any(words in text for text in texts(composed(territory, "fr")))


def test_the_model_s_totals_are_printed_as_in_the_model() -> None:
    said = " ".join(texts(composed("dept-59", "fr")))
    for figure in (
        "28 822,9", "42,4 %", "4,97 %", "40 986,6", "47,8 %", "5,99 %",
        "68 021,0", "580 354,5", "85 786,3", "684 776,3", "28,8 Md€", "41,0 Md€",
    ):  # fmt: skip
        assert figure in said.replace("\u202f", " ").replace("\u00a0", " ")
