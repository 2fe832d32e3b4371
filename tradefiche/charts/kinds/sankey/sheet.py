"""What a diagram is laid out on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.charts.look.theme import Measures, Size
    from tradefiche.charts.scene.frame import Area


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where it may draw, type sizes, and whether it is the form for half a page."""

    area: Area
    size: Size
    sizes: Measures
    compact: bool
