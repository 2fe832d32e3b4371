"""A table as Parquet, with its provenance in the file's metadata."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from tradefiche.tabulation.conform import table

if TYPE_CHECKING:
    import polars as pl

    from tradefiche.tabulation.provenance import Meta

METADATA_KEY = "tradefiche"
_ROWS_IN_GROUP = 262_144


def to_parquet(name: str, frame: pl.DataFrame, meta: Meta) -> bytes:
    """Return a table as Parquet (zstd); same rows, same bytes, whatever the number of threads.

    Args:
        name: of the table.
        frame: the table as `schema.conform` returns it.
        meta: stands as JSON under the key `tradefiche` of the file's metadata.
    """
    meta = meta.of(table(name).scope)
    about = json.dumps(meta.as_dict(with_level=table(name).by_level), ensure_ascii=False)
    buffer = io.BytesIO()
    frame.rechunk().write_parquet(
        buffer,
        compression="zstd",
        row_group_size=_ROWS_IN_GROUP,
        metadata={METADATA_KEY: about},
    )
    return buffer.getvalue()
