"""Tables as one JSON document: `{"tables": {name: [rows]}, "meta": {…}}`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tradefiche.tabulation.conform import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.tabulation.provenance import Meta


def to_json(tables: Mapping[str, pl.DataFrame], meta: Meta) -> bytes:
    """Return tables and their provenance as one document in UTF-8, a line for each row.

    Columns and tables keep their order; null stands for empty.

    Args:
        tables: name to a table as `schema.conform` returns it.
        meta: where the figures come from.
    """
    meta = meta.of(*(TABLES[name].scope for name in tables))
    with_level = any(TABLES[name].by_level for name in tables)
    rows = ",\n".join(f'"{name}": {_rows(frame)}' for name, frame in tables.items())
    about = json.dumps(meta.as_dict(with_level=with_level), ensure_ascii=False, indent=1)
    return f'{{"tables": {{\n{rows}\n}},\n"meta": {about}}}\n'.encode()


def _rows(frame: pl.DataFrame) -> str:
    lines = frame.write_ndjson().rstrip("\n").replace("\n", ",\n")
    return f"[\n{lines}\n]" if lines else "[]"
