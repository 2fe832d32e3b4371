"""Facts made of rows in memory, and the question about them: the indicators without a store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import polars as pl

from tradefiche.customs.inputs import Facts, FactsPart
from tradefiche.customs.slices import counted as in_sums
from tradefiche.customs.store import Store
from tradefiche.indicators.indicator import indicator
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import shipped_config
from tradefiche.tabulation.labelling import counted
from tradefiche.tabulation.query import Query, request_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.recount import Row
    from tradefiche.indicators.request import Request
    from tradefiche.reference.terms import Flow

PERIOD = "2024"
Trade = tuple[str, str, str, int]
"""Département, A129, country, value."""
_DIRS = (shipped_config(),)
_FLOWS: tuple[Flow, Flow] = ("export", "import")


def part(flow: Flow, trades: Iterable[Trade]) -> FactsPart:
    """Return the rows of a flow."""
    names = ("department", "a129", "country", "value")
    frame = pl.DataFrame(
        list(trades), orient="row",
        schema={name: pl.Int64 if name == "value" else pl.String for name in names},
    )  # fmt: skip
    rows = frame.with_columns(cpf4=pl.lit("0111"), mass=pl.lit(1, dtype=pl.Int64))
    return FactsPart(PERIOD, flow, in_sums(rows.lazy()))


def with_rows(like: FactsPart, rows: pl.LazyFrame) -> FactsPart:
    """Return other rows in the place of a part's, not to be taken for these."""
    return replace(like, rows=rows, noted=None, origin=object())


def facts(
    now: dict[Flow, Sequence[Trade]], before: dict[Flow, Sequence[Trade]] | None = None
) -> Facts:
    """Return the facts of a year; a flow that is left out is not held."""
    return Facts(
        periods=(PERIOD,),
        current=tuple(part(flow, now[flow]) for flow in _FLOWS if flow in now),
        previous=tuple(
            part(flow, (before or {})[flow]) for flow in _FLOWS if flow in (before or {})
        ),
        notes={PERIOD: ""},
    )


def under(held: Facts, label: str) -> Facts:
    """Return the facts of a year under the label of another."""
    current, previous = (
        tuple(replace(each, period=label) for each in parts)
        for parts in (held.current, held.previous)
    )
    return Facts((label,), current, previous, {label: ""})


def together(*years: Facts) -> Facts:
    """Return the facts of several years, in this order."""
    return Facts(
        periods=tuple(label for each in years for label in each.periods),
        current=tuple(part for each in years for part in each.current),
        previous=tuple(part for each in years for part in each.previous),
        notes={label: note for each in years for label, note in each.notes.items()},
    )


def request(*codes: str) -> Request:
    """Return the question about these départements (INSEE codes), régions as r32, or FR."""
    places = gazetteer(_DIRS)
    found = {
        "FR": places.france,
        **{unit.code: unit for unit in (*places.units, places.monaco)},
        **{f"r{region.code}": region for region in places.regions},
    }
    territories = tuple(found[code] for code in codes)
    return request_of(Query(Store(Path("nowhere")), _DIRS, territories))


def without_floor(asked: Request) -> Request:
    """Return the question with every product above the floor of specialisation."""
    floor = msgspec.structs.replace(asked.specialisation, floor_eur=0, floor_pct=0)
    return replace(asked, specialisation=floor)


def rows(table: str, held: Facts, asked: Request) -> list[Row]:
    """Return the rows of a table, without labels."""
    plan = indicator(table).function(held, asked).select(counted(table))
    return plan.collect(engine="streaming").to_dicts()
