"""What every fiche says: well-formed French and English, nothing empty, nothing that dangles."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.publication.documents import documents, everywhere, runs, texts
from tests.publication.slips import slips
from tradefiche.language.typography import Lang
from tradefiche.publication.blocks import Figure
from tradefiche.publication.table import Table

LANGS: tuple[Lang, ...] = get_args(Lang)
SECTIONS = (
    "essential", "balance", "activities", "exports", "imports", "further", "data", "method",
    "sources",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_and_sentence_is_well_formed(lang: Lang) -> None:
    assert slips(documents(lang)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_fiche_has_its_parts_in_order(lang: Lang) -> None:
    for territory in everywhere():
        document = documents(lang)[territory.id]
        assert tuple(section.id for section in document.sections) == SECTIONS
        assert document.cover.place == territory.name(lang)
        assert territory.name(lang) in document.title
        figures = [each for each in document.blocks() if isinstance(each, Figure)]
        tables = {each.id for each in document.blocks() if isinstance(each, Table)}
        assert [each.id for each in figures] == [
            f"figure-{number}" for number, _ in enumerate(figures, start=1)
        ]
        for figure in figures:
            assert figure.title
            assert figure.alt.startswith(figure.title)
            assert {*figure.tables} <= tables


def test_tables_are_rectangles_with_headers_of_their_own() -> None:
    for document in documents("fr").values():
        for table in document.blocks():
            if isinstance(table, Table):
                headers = [(column.group, column.header) for column in table.columns]
                assert len({*headers}) == len(headers), (document.territory, table.id)
                assert table.rows, (document.territory, table.id)
                assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_links_lead_to_other_fiches_of_the_call_only() -> None:
    there = {each.id for each in everywhere()}
    nord = documents("fr")["dept-59"]
    linked = {run.fiche for each in runs(nord) for run in each if run.fiche}
    assert linked == {"dept-62", "region-32", "france"}
    for document in documents("fr").values():
        found = {run.fiche for each in runs(document) for run in each if run.fiche}
        assert found <= there - {document.territory}


def test_a_territory_is_compared_with_what_contains_it() -> None:
    def compared(territory: str) -> list[str]:
        figures = [b for b in documents("fr")[territory].blocks() if isinstance(b, Figure)]
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
    assert any(words in text for text in texts(documents("fr")[territory]))


def test_the_model_s_totals_are_printed_as_in_the_model() -> None:
    said = " ".join(texts(documents("fr")["dept-59"]))
    for figure in (
        "28 822,9", "42,4 %", "4,97 %", "40 986,6", "47,8 %", "5,99 %",
        "68 021,0", "580 354,5", "85 786,3", "684 776,3", "28,8 Md€", "41,0 Md€",
    ):  # fmt: skip
        assert figure in said.replace("\u202f", " ").replace("\u00a0", " ")
