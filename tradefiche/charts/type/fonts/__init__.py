"""The fonts of pictures and pages, and their metrics.

`build_fonts` makes both, `build_web_fonts` the fonts that pages and pictures embed.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).parent
FAMILY = "Inter"
NUMERIC_FAMILY = "Inter Tabular"
Weight = Literal[400, 600, 700]
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
METRICS = FOLDER / "metrics.json"


@dataclass(frozen=True, eq=False, slots=True)
class Typeface:
    """Six fonts: one family for text and one for numbers, each in three weights.

    Attributes:
        family, numeric_family: the names of the families in a picture.
        files: font files by weight and whether they are for numbers.
    """

    family: str
    numeric_family: str
    files: Mapping[tuple[int, bool], Path]

    def name(self, *, numeric: bool) -> str:
        """Return the name of the family for text or for numbers."""
        return self.numeric_family if numeric else self.family


def face(weight: int, *, numeric: bool = False) -> Path:
    """Return the file of one font of Inter: `Inter-Bold.ttf`, `InterTabular-Regular.ttf`."""
    family = NUMERIC_FAMILY if numeric else FAMILY
    return FOLDER / f"{family.replace(' ', '')}-{WEIGHTS[weight]}.ttf"


INTER = Typeface(
    FAMILY,
    NUMERIC_FAMILY,
    {
        (weight, numeric): face(weight, numeric=numeric)
        for weight in WEIGHTS
        for numeric in (False, True)
    },
)
_typeface: ContextVar[Typeface] = ContextVar("typeface", default=INTER)


def in_use() -> Typeface:
    """Return the current typeface, in which texts are measured and set; Inter outside `using`."""
    return _typeface.get()


@contextmanager
def using(typeface: Typeface) -> Iterator[None]:
    """Make a typeface the current one within a `with` block."""
    token = _typeface.set(typeface)
    try:
        yield
    finally:
        _typeface.reset(token)


def packed(weight: int, *, numeric: bool = False) -> Path:
    """Return the file of one font as web pages embed it: `web/Inter-Bold.woff2`."""
    return FOLDER / "web" / f"{face(weight, numeric=numeric).stem}.woff2"


def cut(weight: int, *, numeric: bool = False) -> Path:
    """Return the file of one font reduced to the usual characters: `cut/Inter-Bold.woff2`."""
    return FOLDER / "cut" / f"{face(weight, numeric=numeric).stem}.woff2"
