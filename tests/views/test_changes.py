"""What is printed of a change: the same in `compute`, `check`, charts, fiche and definitions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import Record, archive_zip, latest_zip
from tests.publication.documents import gathered, texts
from tests.running import fetch, run
from tradefiche.publication.blocks import KeyFigures
from tradefiche.views.changes import Change, change

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.publication.document import Document

M = 1_000_000
FIRST, REVISED = "202502", "202501"


def steady(year: int, value: int) -> dict[str, list[Record]]:
    """Return both flows of Nord in a year."""
    return {
        flow: [Record(flow, quarter, year, value=value) for quarter in (1, 2, 3, 4)]
        for flow in "EI"
    }


def stored(folder: Path, before: str, now: str) -> Path:
    """Return a store with 2023 of one release and 2024, which is up by a quarter, of another."""
    for flow in "EI":
        old = archive_zip(folder, flow, 2023, steady(2023, 8 * M)[flow], release=before)
        new = latest_zip(folder, flow, steady(2024, 10 * M)[flow], release=now)
        assert fetch(folder / "store", old, new).code == 0
    return folder / "store"


def said(document: Document) -> str:
    text = " ".join(texts((document.cover, document.sections)))
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("before", "now", "note"), [(REVISED, FIRST, "vintage"), (FIRST, FIRST, None)]
)
def test_first_against_revised_figures_are_printed_with_the_reserve_beside(
    tmp_path: Path, before: str, now: str, note: str | None
) -> None:
    store = stored(tmp_path, before, now)
    options = ("--dept", "59", "--data-dir", store)

    [row] = run("compute", *options, "--table", "totals", "--json").json["tables"]["totals"]
    assert (row["exports_change_pct"], row["change_note"]) == (25.0, note)
    text = run("compute", *options, "--table", "totals").out.replace("\u202f", " ")
    text = text.replace("\u00a0", " ")
    assert text.count("+25,0 % *") == (2 if note else 0)
    assert text.count("+25,0 %") == 2
    assert ("* Évolution à lire avec réserve" in text) == bool(note)
    table = run("compute", *options, "--table", "contributions").out
    assert "+25,00" in table
    assert ("vintage" in table) == bool(note)
    codes = {row["code"] for row in run("check", *options, "--json").json["findings"]}
    assert ("vintage" in codes) == bool(note)

    _, found = gathered(store, ("dept-59",), "2024")
    document = found["dept-59"]
    [figures] = [block for block in document.blocks() if isinstance(block, KeyFigures)]
    notes = [each for tile in figures.tiles for each in tile.notes if "sur un an" in each]
    assert len(notes) == 2
    assert all(each.endswith("*") == bool(note) for each in notes)
    words = said(document)
    assert ("L’astérisque marque une évolution à lire avec réserve" in words) == bool(note)
    assert "À la hausse des exportations (+25,0 % sur un an)" in words
    assert ("À lire avec réserve : de premières données" in words) == bool(note)
    assert ("progressent de 25,0 %" in words) == (note is None)  # the title of the chart


def test_definitions_agree() -> None:
    rows = json.loads(run("list", "indicators", "--json", "--lang", "en").out)
    cautions = {row["caution"] for row in rows if row["name"].endswith("_change_pct")}
    assert cautions
    assert all("to be read with reserve where it has vintage" in each for each in cautions)


@pytest.mark.parametrize(
    ("value", "percent", "note", "printed"),
    [
        (10, 25.0, None, Change(25.0, reserved=False)),
        (10, 25.0, "vintage", Change(25.0, reserved=True)),
        (10, 25.0, "emebi", None),
        (10, 25.0, "emebi vintage", None),
        (10, None, None, None),
        (None, None, None, None),
        (-10, 25.0, None, None),  # from below 0, or to it
        (10, -300.0, None, None),
        (0, -100.0, None, None),  # from above 0 or from below: it cannot be told
    ],
)
def test_what_may_be_printed(
    value: int | None, percent: float | None, note: str | None, printed: Change | None
) -> None:
    row = {"exports_eur": value, "exports_change_pct": percent, "change_note": note}
    assert change(row, "exports") == printed
