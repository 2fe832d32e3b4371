"""Fiches of a part of trade: each title, table and file says so, and whole ones stay the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.publication.documents import runs, texts
from tests.publication.slips import slips
from tests.publication.test_batch import contents, listed, query
from tradefiche.publication.batch.run import make_fiches
from tradefiche.publication.blocks import Figure
from tradefiche.publication.compose import build
from tradefiche.publication.data import gather
from tradefiche.publication.pictures import Pictures
from tradefiche.publication.table import PROVENANCE, PrintedTable
from tradefiche.tabulation.filters import Filters

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.language.typography import Lang
    from tradefiche.publication.document import Document
    from tradefiche.tabulation.answer import Query

PLACES = ("dept-59", "dept-75", "dept-48", "dept-99", "region-32", "france")
WITHOUT_ENERGY = Filters(exclude_products=("energie",))
AIRCRAFT = Filters(products=("aeronautique",), exclude_countries=("US",))


def asked(filters: Filters, *ids: str, lang: Lang = "fr") -> Query:
    return replace(query(*ids), filters=filters, lang=lang, alone=True)


@cache
def documents(filters: Filters, lang: Lang) -> dict[str, Document]:
    data = gather(asked(filters, *PLACES, lang=lang))
    pictures = Pictures(data)
    places = {each.id: each for each in data.query.territories}
    return {each: build(places[each], data, pictures, linked=PLACES) for each in PLACES}


@pytest.mark.parametrize(
    ("filters", "lang", "scope"),
    [
        (WITHOUT_ENERGY, "fr", "hors énergie"),
        (AIRCRAFT, "en", "aircraft and spacecraft, excluding United States"),
    ],
)
def test_every_title_table_and_source_says_what_is_counted(
    filters: Filters, lang: Lang, scope: str
) -> None:
    found = documents(filters, lang)

    assert slips(found) == []
    for document in found.values():
        assert f"({scope})" in document.title
        assert f"({scope})" in document.running
        assert f"({scope})" in document.cover.period
        cover = [run.text for each in runs(document) for run in each]
        assert any(text.startswith(("Champ restreint", "Restricted scope")) for text in cover)
        for block in document.blocks():
            if isinstance(block, Figure):
                assert block.title.lower().startswith(f"{scope} · ".lower())
                assert f": {scope}." in block.source.replace("\u00a0", "")
            elif isinstance(block, PrintedTable) and block.id != PROVENANCE:
                assert block.title.endswith(f" – {scope}")


def test_what_is_left_out_of_the_method_is_told() -> None:
    said = " ".join(texts(documents(WITHOUT_ENERGY, "fr")["dept-75"]))

    assert "Codes\u00a0: B05Z, B06Z, C19Z, D35A, D35B." in said
    assert "tradefiche export --exclude-product energie" in said
    assert re.search(r"tradefiche fiche --dept 75 --year 2024 --exclude-product energie", said)
    assert "Le gaz par gazoduc et l’électricité sont rattachés par convention" not in said


def test_a_product_alone_has_no_parts() -> None:
    for document in documents(AIRCRAFT, "en").values():
        kinds = {block.picture.kind for block in document.blocks() if isinstance(block, Figure)}
        assert not kinds & {"treemap", "comparison", "specialisation", "exposure"}
        assert "activities" not in {section.id for section in document.sections}


def test_fiches_of_a_part_lie_beside_whole_ones(tmp_path: Path) -> None:
    places = ("dept-48", "dept-976")
    make_fiches(query(*places), tmp_path, formats=["html"])
    whole = contents(tmp_path)
    manifest = whole.pop("manifest.json")

    first = make_fiches(asked(WITHOUT_ENERGY, *places), tmp_path, formats=["html"])

    both = contents(tmp_path)
    assert first.made == len(places)
    assert whole.items() <= both.items()
    assert both.keys() - whole.keys() == {
        "manifest.json",
        "index-hors-energie.html",
        *(f"data/ranking-hors-energie_2024.{kind}" for kind in ("csv", "parquet", "xlsx")),
        *(f"{place}/{place}_2024_hors-energie.html" for place in places),
    }
    again = [
        make_fiches(each, tmp_path, formats=["html"])
        for each in (asked(WITHOUT_ENERGY, *places), query(*places))
    ]
    assert [(each.made, each.kept) for each in again] == [(0, len(places))] * 2
    edition = listed(tmp_path, filters={"exclude_product": ["energie"]})
    assert "--exclude-product energie" in edition["command"]
    assert listed(tmp_path, filters={}) == json.loads(manifest)["editions"][0]
    index = both["index-hors-energie.html"].decode()
    assert "2024 (hors énergie)" in index
    assert "dept-48/dept-48_2024_hors-energie.html" in index
    page = both["dept-48/dept-48_2024_hors-energie.html"].decode()
    assert 'download="dept-48_2024_totals-hors-energie.csv"' in page
