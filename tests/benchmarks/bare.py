"""The baseline: unzip the records of each zip and scan them to Parquet, with no check at all."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

import polars as pl

FIELDS = (
    "flow", "quarter", "year", "department", "region", "a129", "cpf4", "country", "value", "mass",
)  # fmt: skip


def main() -> None:
    """Convert the zips named on the command line, each to one Parquet file that is thrown away."""
    schema = dict.fromkeys(FIELDS, pl.String()) | {"value": pl.Int64(), "mass": pl.Int64()}
    with tempfile.TemporaryDirectory() as folder:
        for path in sys.argv[1:]:
            with zipfile.ZipFile(path) as archive:
                name = next(n for n in archive.namelist() if Path(n).name.startswith("Region_"))
                text = archive.extract(name, folder)
            rows = pl.scan_csv(
                text, separator=";", has_header=False, schema=schema, quote_char=None
            )
            rows.sink_parquet(Path(folder) / f"{Path(path).stem}.parquet")


if __name__ == "__main__":
    main()
