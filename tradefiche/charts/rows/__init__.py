"""Tables of rows: each has a name, marks on the scales of the panels, and printed numbers."""

from __future__ import annotations

from tradefiche.charts.rows.drawing import plot
from tradefiche.charts.rows.model import Board, BoardCell, BoardPanel, BoardRow, BoardSeries

__all__ = ["Board", "BoardCell", "BoardPanel", "BoardRow", "BoardSeries", "plot"]
