"""Which release a file is of: from its name, else from the dates in the zip, else as told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradefiche.reference.periods import is_release

if TYPE_CHECKING:
    from tradefiche.customs.archives import Package

_PREFIX = re.compile(r"(20\d{2})(0[1-9]|1[0-2])(?!\d)")
FIRST_FIGURES_MONTHS = 12
"""A quarter's figures are first ones while its release is less than this after its end."""


def release_of(package: Package, told: str | None) -> str | None:
    """Return the month of a package's release, `2025-02`; None if nothing tells it."""
    for name in package.names:
        match = _PREFIX.match(name)
        if match and is_release(int(match[1]), int(match[2])):
            return f"{match[1]}-{match[2]}"
    if package.uploaded is not None:
        return package.uploaded[:7]
    return told


def months(release: str) -> int:
    """Count the months of a release from year 0."""
    year, month = release.split("-")
    return int(year) * 12 + int(month) - 1
