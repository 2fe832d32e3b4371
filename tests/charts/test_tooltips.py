"""What a live chart says of its marks is what the tables have, in both languages."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, get_args

import pytest

import tradefiche as tf
from tests.examples import more
from tradefiche.charts import KINDS
from tradefiche.charts.look.theme import Size
from tradefiche.language.typography import NARROW, NBSP, Lang
from tradefiche.tabulation.registry import contract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tradefiche.charts import ChartKind
    from tradefiche.charts.picture import Picture
    from tradefiche.charts.scene.datum import Datum

_NODES = {"flows": ("products", "partners")}  # the rows that either end of a pair stands for
EVERY = [*product(get_args(Size), get_args(Lang))]
TURNS = [*zip(get_args(Size), get_args(Lang) * 2, strict=True)]  # each size, each language
_ASKED: dict[str, Any] = {"dept": "59", "year": 2024, "sample": True}


@cache
def _rows(kind: ChartKind, lang: Lang) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the rows of all tables of a kind by what tells them apart, as a mark's codes do."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    drawn = [table for table in kind.tables if kind.tables == (table,) or table != "totals"]
    more = {"dept": None, "all": True} if kind.peers else _partner(kind)
    flow = kind.name.removeprefix("sankey-").removesuffix("s")
    for name in [each for table in drawn for each in (table, *_NODES.get(table, ()))]:
        rows = [
            row
            for row in tf.table(name, **_ASKED | more, lang=lang).to_dicts()
            if row.get("flow", flow) == flow and row.get("dimension", "a38") == "a38"
        ]
        keys = [column.name for column in contract()[name].columns if column.key]
        keys = [key for key in keys if len({row[key] for row in rows}) > 1]
        found |= {tuple(row[key] for key in keys): row for row in rows}
    return found


def _partner(kind: ChartKind) -> dict[str, Any]:
    return {"country": "US"} if kind.of_partner and not kind.peers else {}


def _live(chart: Picture) -> Iterator[dict[str, Any]]:
    """Yield the rows of a live chart that have a tooltip, as a notebook gets them."""
    specified = chart._repr_mimebundle_()["application/vnd.vegalite.v6+json"]
    assert all(
        layer["mark"]["tooltip"] == {"expr": "datum.tooltip"} for layer in specified["layer"]
    )
    for rows in specified["datasets"].values():
        yield from (row for row in rows if row["tooltip"])


def _data(chart: Picture) -> list[Datum]:
    assert chart.scene is not None
    return [mark.datum for mark in chart.scene.marks if mark.datum is not None]


@pytest.mark.parametrize(
    ("size", "lang"), [*TURNS, *more(each for each in EVERY if each not in TURNS)]
)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_marks_have_the_values_of_their_rows(kind: ChartKind, size: Size, lang: Lang) -> None:
    chart = tf.chart(kind.name, size=size, lang=lang, **_ASKED, **_partner(kind))
    data, rows = _data(chart), _rows(kind, lang)

    # a slide adds more up than the tables do
    apart = [datum for datum in data if size != "slide" or "OTHER" not in datum.codes]
    known = [datum for datum in apart if datum.codes in rows]
    assert len({datum.codes for datum in known}) >= 5
    assert all("OTHER" in datum.codes for datum in data if datum.codes not in rows)
    for datum in known:
        for each in datum.values:
            assert each.value == rows[datum.codes][each.column], (datum, each)

    shown = [row["tooltip"] for row in _live(chart)]
    assert [each["title"] for each in shown] == [datum.name for datum in data]
    assert [[*each][1:] for each in shown] == [[v.label for v in datum.values] for datum in data]


def test_amounts_are_exact_in_both_languages() -> None:
    balances = tf.table("partners", **_ASKED)["balance_eur"]
    deficit = f"{-min(balances):,}"
    said: tuple[tuple[Lang, str, str], ...] = (
        ("fr", "Solde", f"−{deficit.replace(',', NARROW)}{NBSP}€"),
        ("en", "Balance", f"−€{deficit}"),
    )
    for lang, label, written in said:
        chart = tf.chart("balance", **_ASKED, lang=lang)
        assert written in {row["tooltip"].get(label) for row in _live(chart)}


@pytest.mark.parametrize("kind", ["treemap", "sankey-exports"])
def test_files_have_no_tooltips(kind: str, tmp_path: Path) -> None:
    """They are shown where nothing points: their bytes are those of the command."""
    chart = tf.chart(kind, **_ASKED)
    chart.save(tmp_path / "one.svg")
    assert "tooltip" not in (tmp_path / "one.svg").read_text()
