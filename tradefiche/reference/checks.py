"""Bounds, sentences and caveats of the checks, from `config/checks.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.configuration.loading import kept, read
from tradefiche.language.templates import require_places

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.reference.checks_schema import ChecksFile

FILE = "checks.yaml"


@kept
def checks(dirs: tuple[Path, ...]) -> ChecksFile:
    """Return `checks.yaml` of these folders, cached; ConfigError if it is wrong."""
    from tradefiche.reference import checks_schema
    from tradefiche.reference.gazetteer import gazetteer

    layers = read(FILE, dirs)
    found = layers.checked(checks_schema.ChecksFile)
    missing = [code for code in checks_schema.CODES if code not in found.issues]
    if missing:
        raise layers.slip(("issues",), expected=f"the key {missing[0]!r}", got="none")
    for code in found.issues:
        require_places(layers, "issues", code)
    places = gazetteer(dirs)
    for name, caveat in found.caveats.items():
        require_places(layers, "caveats", name)
        for territory in caveat.territories:
            if places.by_id(territory) is None:
                keys = ("caveats", name, "territories")
                expected = "ids such as dept-59, region-32 or france"
                raise layers.slip(keys, expected=expected, got=territory)
    return found
