"""Terms that several rooms mean alike: what is traded, which way, and how it is set out."""

from __future__ import annotations

from typing import Literal

Flow = Literal["export", "import"]
FLOWS: tuple[Flow, Flow] = ("export", "import")
Side = Literal["exports", "imports"]
"""A flow in the names of columns and of texts: `exports_eur`."""
Amount = Literal["imports", "exports", "balance"]
Dimension = Literal["product", "country"]
"""By what a flow is broken down."""
MeasureUnit = Literal["EUR", "percent", "index"]
"""The unit of what territories are ranked by."""
RowKind = Literal["plain", "rest", "total"]
"""A row that is shown: one of its own, all that is not named, or the whole."""
