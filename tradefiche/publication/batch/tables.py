"""The data files behind an index, in a folder of their own: CSV, Parquet and a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.formats.csv import DIALECTS, to_csv
from tradefiche.formats.filenames import folder_file
from tradefiche.formats.parquet import to_parquet
from tradefiche.formats.workbook.workbook import to_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.publication.batch.manifest import EditionKey
    from tradefiche.publication.overview import Overview

FOLDER = "data"
KINDS = ("csv", "parquet", "xlsx")


def paths(key: EditionKey) -> tuple[str, ...]:
    """Return the paths of an edition's data files."""
    mark, period, lang = key
    names = (folder_file("ranking", kind, filters=mark, lang=lang, period=period) for kind in KINDS)
    return tuple(f"{FOLDER}/{name}" for name in names)


def contents(view: Overview) -> Iterator[bytes]:
    """Yield the content of the files, in the order of `paths`.

    CSV and Parquet have one row per territory; the workbook has one sheet per published table.
    """
    meta = view.meta
    yield to_csv(view.table, DIALECTS[meta.lang])
    yield to_parquet("totals", view.table, meta)
    yield to_xlsx(view.sheets, meta)
