"""All charts of a territory as one presentation (PPTX)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tradefiche.charts import KINDS
from tradefiche.files import write_bytes
from tradefiche.formats.filenames import file_name, level_mark
from tradefiche.formats.pictures import empty_kinds, scenes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradefiche.tabulation.answer import Query


def write_decks(
    query: Query, folder: Path, *, progress: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Write one PPTX per territory of a query, a slide for each kind of chart; return the paths.

    Kinds that have nothing to show under the filters are left out. `progress` is called with a
    message on each file.

    Raises:
        OutputError, StorageError: a file cannot be written.
    """
    from tradefiche.charts.writers.rendering import slides

    left_out = empty_kinds(query)
    chosen = [name for name in KINDS if name not in left_out]
    drawn = scenes(query, chosen, size="slide")
    written = []
    for (territory, period), each in groupby(drawn, lambda one: (one.territory.id, one.period)):
        progress(f"drawing {territory} {period}")
        name = file_name(
            territory, period, "pptx", filters=query.filters.mark,
            variant=level_mark(query.level), lang=query.lang,
        )  # fmt: skip
        write_bytes(folder / territory / name, slides([one.scene for one in each]))
        written.append(folder / territory / name)
    return written
