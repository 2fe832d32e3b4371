"""Balance by partner: imports to the left, exports to the right, surplus or deficit beyond."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.balance import narrow, wide
from tradefiche.charts.kinds.balance.captions import Unit, words
from tradefiche.charts.kinds.balance.rows import read
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
    """Return the balance of one territory and period by partner country.

    Args:
        tables: `totals` with one row and `partners` with every country, as in the contract.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: screen and paper have three columns; a phone has the bars below the names.
        top: the countries shown are the first so many of either flow.
    """
    wording = texts.wording(subject.lang)
    rows = read(tables["totals"], tables["partners"], subject, wording, top=top)
    unit = Unit.of(rows, subject.lang)
    layout = narrow if size == "phone" else wide
    plot = partial(
        layout.plot, rows, unit, wording=wording, palette=theme.palette, sizes=theme.measures(size)
    )
    return Figure(words(tables["partners"], rows, subject, wording, unit, top=top), plot)
