"""Specialisation: what each exported product weighs, against what it weighs in France's exports."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tradefiche.charts.kinds.specialisation import drawing
from tradefiche.charts.kinds.specialisation.captions import Story
from tradefiche.charts.kinds.specialisation.profile import read
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
    """Return the exports of one territory and period as points, beside those of France.

    A point's height is its product's share of exports, on a scale of square roots; from left to
    right stands that share over the share in France's exports, on a logarithmic scale.

    Args:
        tables: `totals` with one row and `specialisation` with every row, as in the contract.
        subject: what the tables are about.
        theme: colours, type and widths.
        texts: the words of the charts.
        size: on a phone points have numbers, which stand below with the names.
        top: so many are named for their share, and so many for their ratio to France.
    """
    profile = read(tables["totals"], tables["specialisation"], subject, top=top)
    story = Story(profile, subject, texts.wording(subject.lang))
    plot = partial(drawing.plot, profile, story, theme=theme, size=size)
    return Figure(story.words(), plot)
