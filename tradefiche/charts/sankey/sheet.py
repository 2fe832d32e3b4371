"""What a diagram is laid out on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.charts.frame import Area
    from tradefiche.charts.theme import Measures, Size


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where it may draw, type sizes, and whether it is the form for half a page."""

    area: Area
    size: Size
    sizes: Measures
    compact: bool
