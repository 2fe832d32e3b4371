"""The painting order of marks that do not overlap, so that marks of one style share a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts.scene.marks import Path, Rect, Text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from tradefiche.charts.scene.marks import Mark

_KINDS = (Rect, Path, Text)


def disjoint(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return non-overlapping marks grouped by kind and style, texts last.

    A layer of a chart holds one kind, and a group of an inline picture one style. Marks of one
    style keep their order; styles are in the order of their first mark.
    """
    groups: dict[Hashable, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(style(mark), []).append(mark)
    return tuple(
        mark
        for kind in _KINDS
        for group in groups.values()
        if isinstance(group[0], kind)
        for mark in group
    )


def style(mark: Mark) -> Hashable:
    """Return a mark's style: its properties except place, extent, text and datum."""
    match mark:
        case Rect():
            return (Rect, mark.fill, mark.stroke, mark.stroke_width, mark.corner)
        case Text():
            return (Text, mark.size, mark.fill, mark.weight, mark.anchor, mark.numeric)
        case Path():
            return (Path, mark.fill, mark.fill_opacity, mark.stroke, mark.stroke_width)
