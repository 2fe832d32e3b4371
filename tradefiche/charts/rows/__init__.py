"""A table of rows: a name, plots of its values on the scale of their panel, its numbers."""

from __future__ import annotations

from tradefiche.charts.rows.drawing import plot
from tradefiche.charts.rows.model import Board, Cell, Panel, Row, Series
from tradefiche.charts.rows.numbers import tenths

__all__ = ["Board", "Cell", "Panel", "Row", "Series", "plot", "tenths"]
