"""Activities as areas: imports and exports as two blocks of cells on one scale."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.treemap import drawing
from tradefiche.charts.kinds.treemap.captions import words
from tradefiche.charts.kinds.treemap.cells import read
from tradefiche.charts.scene.frame import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Size, Theme
    from tradefiche.charts.subject import Subject
    from tradefiche.language.phrases import Texts


def figure(
    tables: Mapping[str, pl.DataFrame],
    subject: Subject,
    theme: Theme,
    texts: Texts,
    *,
    size: Size,
    top: int,
) -> Figure:
    """Return the activities of one territory and period, imports in blue, exports in violet.

    Args:
        tables: `totals` with one row and `products` with every product, as in the contract.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: blocks stand side by side; on a phone, or where one is small, one above the other.
        top: of no effect: every activity that can be seen is drawn.
    """
    del top
    wording = texts.wording(subject.lang)
    blocks = read(tables["totals"], tables["products"], subject)
    level = next(iter(tables["products"]["level"]), "a129")
    plot = partial(drawing.plot, blocks, wording=wording, theme=theme, size=size)
    return Figure(words(blocks, subject, wording, level=level), plot)
