"""The brief of a chart: its tables, their subject, its theme and its phrases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tradefiche.language import periods

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from tradefiche.charts.look.theme import Measures, Palette, Size, Theme
    from tradefiche.language.phrases import Texts, Wording
    from tradefiche.language.typography import Lang
    from tradefiche.views.subject import Subject

TOP = 10


@dataclass(frozen=True)
class Brief:
    """All input of a kind of chart.

    Attributes:
        tables: the tables that the kind reads, as in the contract: rows of one territory and
            period, or of every territory for a kind with `peers`.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the phrases of the charts.
        size: the size of the layout: screen, paper, phone or slide.
        top: how many countries or products are shown individually.
        compact: whether it is the form for half a page.
        few: how many rows to draw at most, where the height is given; None where it is free.
    """

    tables: Mapping[str, pl.DataFrame]
    subject: Subject
    theme: Theme
    texts: Texts
    size: Size = "screen"
    top: int = TOP
    compact: bool = False
    few: int | None = None

    @cached_property
    def wording(self) -> Wording:
        """The phrases of the subject's language."""
        return self.texts.wording(self.lang)

    @property
    def lang(self) -> Lang:
        """The language of all words."""
        return self.subject.lang

    @property
    def sizes(self) -> Measures:
        """The lengths and type sizes of `size`."""
        return self.theme.measures(self.size)

    @property
    def palette(self) -> Palette:
        """Colours by role."""
        return self.theme.palette

    @property
    def phone(self) -> bool:
        """Whether it is for a phone, where parts that are otherwise side by side are stacked."""
        return self.size == "phone"

    def at_most(self, rows: int) -> int:
        """Return a number of rows, reduced to `few` if the height is given."""
        return rows if self.few is None else min(rows, self.few)

    @cached_property
    def when(self) -> str:
        """The period as written in sentences: `en 2024`."""
        return periods.within(self.subject.period, self.wording)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase; `place`, `of` (in French the place with `de`) and `when` are given."""
        known = {"place": self.subject.place, "of": self.subject.of_place, "when": self.when}
        return self.wording.say(key, **{**known, **values})
