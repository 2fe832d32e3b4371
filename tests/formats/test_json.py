"""The JSON document of the contract."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.tabulation import frames
from tradefiche.formats.json import to_json, to_json_lines
from tradefiche.tabulation.filters import Filters


def test_rows_read_back_in_order() -> None:
    tables = frames.tables()

    document = json.loads(to_json(tables, frames.meta()))

    assert list(document) == ["tables", "meta"]
    assert list(document["tables"]) == list(tables)
    for name, frame in tables.items():
        assert document["tables"][name] == frame.to_dicts()
        assert list(document["tables"][name][0]) == frame.columns


def test_empty_is_null_and_accents_stay() -> None:
    content = to_json({"totals": frames.totals("dept-59", "dept-01")}, frames.meta(data="sample"))
    second = json.loads(content)["tables"]["totals"][1]

    assert second["imports_eur"] is None
    assert second["exports_kg"] == 0
    assert "Données d’exemple synthétiques".encode() in content


def test_a_table_without_rows_is_an_empty_list() -> None:
    document = json.loads(to_json({"flows": frames.flows().clear()}, frames.meta()))

    assert document["tables"] == {"flows": []}


def test_meta_says_where_figures_come_from() -> None:
    given = replace(frames.meta(), filters=Filters(products=("C30C",)))

    meta = json.loads(to_json(frames.tables(), given))["meta"]

    assert meta["territories"] == [{"id": "dept-59", "name": "Nord"}]
    assert meta["periods"] == ["2024"]
    assert meta["release"] == "2025-02"
    assert "douanes françaises, résultats de février 2025" in meta["citation"]
    assert list(meta["releases"])[:2] == ["export 2024Q1", "export 2024Q2"]
    assert meta["data"] == "customs"
    assert meta["licence"]["id"] == "etalab-2.0"
    assert meta["filters"] == {"product": ["C30C"]}
    assert [source["name"] for source in meta["sources"]] == [
        "202502-Import.zip",
        "202502-export.zip",
    ]
    assert any("FAB" in caveat and "CAF" in caveat for caveat in meta["caveats"])
    assert meta["level"] == "cpf4"


def test_what_does_not_depend_on_the_level_does_not_name_it() -> None:
    meta = frames.meta()
    tables = {"totals": frames.totals("dept-59")}

    assert to_json(tables, meta) == to_json(tables, replace(meta, level="a17"))


def test_the_order_of_sources_and_releases_does_not_count() -> None:
    meta = frames.meta()
    other = replace(
        meta,
        sources=meta.sources[::-1],
        releases=dict(sorted(meta.releases.items(), reverse=True)),
    )

    assert to_json(frames.tables(), meta) == to_json(frames.tables(), other)


def test_lines_have_the_rows_of_the_document() -> None:
    tables = frames.tables()
    rows = [
        {"table": name, **row}
        for name, each in json.loads(to_json(tables, frames.meta()))["tables"].items()
        for row in each
    ]

    lines = to_json_lines(tables).decode().splitlines()

    assert [json.loads(line) for line in lines] == rows
    assert [*json.loads(lines[0])] == ["table", *next(iter(tables.values())).columns]


def test_lines_of_one_table_do_not_name_it() -> None:
    frame = frames.totals("dept-59")

    assert [json.loads(line) for line in to_json_lines({"totals": frame}).splitlines()] == (
        frame.to_dicts()
    )
    assert to_json_lines({"flows": frames.flows().clear()}) == b""
