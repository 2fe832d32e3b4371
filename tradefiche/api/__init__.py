"""The library's face: what the commands do, from Python.

Every function takes its question as keywords, in the words of the command line's options: see
`QuestionKeywords`. What a selection stands for where that is not plain (`2A` is Corse in one
piece) is a `Notice`, given as a warning. Errors are those of `tradefiche.errors`. Reading is safe
from several threads.
"""

from __future__ import annotations

from tradefiche.api.fetching import fetch
from tradefiche.api.figures import revisions, scan, table, tables
from tradefiche.api.lists import countries, groups, periods, products, territories
from tradefiche.api.outputs import chart, export, fiche

__all__ = [
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
