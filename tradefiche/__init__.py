"""From the French Customs' open data to the foreign-trade fiche of a territory.

    import tradefiche as tf

    tf.table("totals", dept="59", sample=True)

Each function takes the options of its command as keyword arguments, returns what the command would
write, prints nothing and raises the errors of `tradefiche.errors`. Heavy libraries are imported
on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tradefiche.version import __version__

if TYPE_CHECKING:
    from tradefiche.api import (
        chart,
        countries,
        export,
        fetch,
        fiche,
        groups,
        periods,
        products,
        revisions,
        scan,
        table,
        tables,
        territories,
    )

__all__ = [
    "__version__",
    "chart",
    "countries",
    "export",
    "fetch",
    "fiche",
    "groups",
    "periods",
    "products",
    "revisions",
    "scan",
    "table",
    "tables",
    "territories",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("tradefiche.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
