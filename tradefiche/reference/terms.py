"""Types that several packages share: flows, amounts, dimensions, units, kinds of rows."""

from __future__ import annotations

from typing import Literal

Flow = Literal["export", "import"]
FLOWS: tuple[Flow, Flow] = ("export", "import")
Side = Literal["exports", "imports"]
"""A flow in the names of columns and phrases: `exports_eur`."""
SIDES: dict[Flow, Side] = {"export": "exports", "import": "imports"}
Amount = Literal["imports", "exports", "balance"]
Dimension = Literal["product", "country"]
"""What a flow is broken down by."""
MeasureUnit = Literal["EUR", "percent", "index"]
"""The unit of a measure that territories are ranked by."""
RowKind = Literal["plain", "rest", "total"]
"""A row as displayed: a single item, the sum of all not named, or the total."""
