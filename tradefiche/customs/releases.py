"""Find the release of a file: from its name, else as given, else from the dates in the zip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tradefiche.errors import UsageError
from tradefiche.reference.periods import is_release

if TYPE_CHECKING:
    from tradefiche.customs.packages import Package

_PREFIX = re.compile(r"(20\d{2})(0[1-9]|1[0-2])(?!\d)")
FIRST_FIGURES_MONTHS = 12
"""Figures released less than this many months after the end of their quarter are first ones."""


def release_of(package: Package, told: str | None) -> str | None:
    """Return the month of a package's release, `2025-02`; None if it is unknown.

    `told` takes precedence over the dates in a zip and the names of parent folders. Raise
    UsageError (2) if the file's own name, or one inside it, contradicts `told`.
    """
    around = {parent.name for parent in package.path.parents}
    for name in package.names:
        match = _PREFIX.match(name)
        if not match or (told and name in around) or not is_release(int(match[1]), int(match[2])):
            continue
        release = f"{match[1]}-{match[2]}"
        if told not in (None, release):
            raise UsageError(
                f"{package.path}: its name {name!r} says release {release}, not {told}",
                hint="leave --release out, or give the file its right name",
            )
        return release
    return told or (package.uploaded and package.uploaded[:7])


def months(release: str) -> int:
    """Return a release's month (`2025-02`) as a number of months since year 0."""
    year, month = release.split("-")
    return int(year) * 12 + int(month) - 1
