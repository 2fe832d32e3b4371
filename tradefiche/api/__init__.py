"""The public functions of the library: what the commands do, from Python.

Every function takes keyword arguments named like the options of the command line: see
`QuestionKeywords`; an unknown one is a TypeError. Notices are issued as warnings of the class
`Notice`, for instance that `2A` stands for Corse as a whole. Errors are those of
`tradefiche.errors`. Reading is safe from several threads.
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
