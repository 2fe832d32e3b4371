"""The shape of `config/tilemap.yaml`. Imported only where the file is read."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tradefiche.configuration.schema import About, Count, NonEmptyText, Strict

Turning = tuple[int, int, int]


class TileMapFile(Strict, frozen=True):
    """tilemap.yaml: the map as a grid of unit codes, and the bounds of its classes."""

    about: About
    classes: Annotated[tuple[Count, ...], msgspec.Meta(min_length=4, max_length=4)]
    balance: Turning
    coverage: Turning
    change: Turning
    grid: NonEmptyText
