"""The faces that pictures and pages are set in, and their metrics.

`making` says how both are made, `packing` how the faces of web pages are.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Inter"
NUMERIC_FAMILY = "Inter Tabular"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
METRICS = FOLDER / "metrics.json"


def face(weight: int, *, numeric: bool = False) -> Path:
    """Return the file of one face: `Inter-Bold.ttf`, `InterTabular-Regular.ttf`."""
    family = NUMERIC_FAMILY if numeric else FAMILY
    return FOLDER / f"{family.replace(' ', '')}-{WEIGHTS[weight]}.ttf"


def packed(weight: int, *, numeric: bool = False) -> Path:
    """Return the file of one face as web pages embed it: `web/Inter-Bold.woff2`."""
    return FOLDER / "web" / f"{face(weight, numeric=numeric).stem}.woff2"
