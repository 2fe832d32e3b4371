"""Tables as JSON: one document, `{"tables": {name: [rows]}, "meta": {…}}`, or JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.tabulation.provenance import Meta


def to_json(tables: Mapping[str, pl.DataFrame], meta: Meta) -> bytes:
    """Return tables and their provenance as one document in UTF-8, one line per row.

    Columns and tables keep their order; an empty value is null.

    Args:
        tables: name to a table as `conform` returns it.
        meta: where the figures come from.
    """
    meta = meta.of(*(meta.table(name).scope for name in tables))
    with_level = any(meta.table(name).by_level for name in tables)
    rows = ",\n".join(f'"{name}": {_rows(frame)}' for name, frame in tables.items())
    about = msgspec.json.encode(meta.as_dict(with_level=with_level))
    return b'{"tables": {\n%b\n},\n"meta": %b}\n' % (
        rows.encode(),
        msgspec.json.format(about, indent=1),
    )


def to_json_lines(tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Return tables as JSON Lines in UTF-8: one row per line, in the same form as `to_json`.

    If there are several tables, each row starts with `table`, the name of its table.
    """
    import polars as pl

    several = len(tables) > 1
    return b"".join(
        (frame.select(pl.lit(name).alias("table"), pl.all()) if several else frame)
        .write_ndjson()
        .encode()
        for name, frame in tables.items()
        if frame.height
    )


def _rows(frame: pl.DataFrame) -> str:
    lines = frame.write_ndjson().rstrip("\n").replace("\n", ",\n")
    return f"[\n{lines}\n]" if lines else "[]"
