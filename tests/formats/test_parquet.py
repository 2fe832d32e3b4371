"""Parquet files: types, metadata, bytes."""

from __future__ import annotations

import io
import json

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.tabulation import frames
from tradefiche.formats.parquet import METADATA_KEY, to_parquet


@pytest.mark.parametrize("name", ["totals", "partners", "products", "flows"])
def test_reads_back_with_types_and_nulls(name: str) -> None:
    frame = frames.tables()[name]

    found = pl.read_parquet(io.BytesIO(to_parquet(name, frame, frames.meta())))

    assert_frame_equal(found, frame)


def test_metadata_says_that_it_is_the_sample() -> None:
    content = to_parquet("flows", frames.flows(data="sample"), frames.meta(data="sample"))
    about = json.loads(pl.read_parquet_metadata(io.BytesIO(content))[METADATA_KEY])

    assert about["data"] == "sample"
    assert about["data_kind"] == "Données d’exemple synthétiques"
    assert about["level"] == "cpf4"


def test_pieces_of_a_frame_leave_no_trace() -> None:
    whole = frames.totals("dept-59", "dept-01", "france")
    pieces = pl.concat([whole.slice(place, 1) for place in range(3)], rechunk=False)

    assert pieces.n_chunks() == 3
    assert to_parquet("totals", pieces, frames.meta()) == to_parquet("totals", whole, frames.meta())
