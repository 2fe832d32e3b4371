"""A table as Parquet, with its provenance in the file's metadata."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from tradefiche.tabulation.provenance import Meta

METADATA_KEY = "tradefiche"
_ROWS_IN_GROUP = 262_144
_ROWS_IN_GROUP_OF_MANY = 1 << 17


def to_parquet(name: str, frame: pl.DataFrame, meta: Meta) -> bytes:
    """Return a table as Parquet (zstd); same rows, same bytes, whatever the number of threads.

    Args:
        name: of the table.
        frame: the table as `conform` returns it.
        meta: stored as JSON under the key `tradefiche` of the file's metadata.
    """
    meta = meta.of(meta.table(name).scope)
    about = json.dumps(meta.as_dict(with_level=meta.table(name).by_level), ensure_ascii=False)
    buffer = io.BytesIO()
    frame.rechunk().write_parquet(
        buffer,
        compression="zstd",
        row_group_size=_ROWS_IN_GROUP,
        metadata={METADATA_KEY: about},
    )
    return buffer.getvalue()


def sink_parquet(rows: pl.LazyFrame, path: Path, about: Mapping[str, object]) -> None:
    """Write rows as Parquet, without holding all of them in memory; same rows, same bytes.

    Args:
        rows: the rows, already in order.
        path: the file to write.
        about: stored as JSON under the key `tradefiche` of the file's metadata.
    """
    rows.sink_parquet(
        path,
        compression="zstd",
        row_group_size=_ROWS_IN_GROUP_OF_MANY,
        metadata={METADATA_KEY: json.dumps(about, ensure_ascii=False)},
        engine="streaming",
    )
