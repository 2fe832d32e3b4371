"""The ten fields of a regional record: name, pattern, and the expected value in words.

`Flux;Trimestre;Année;Département;Région;A129;CPF4;Pays;Valeur;Masse`, no header line.
Source: the Customs' description of the data sets, and the samples in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tradefiche.reference.terms import Flow

FLOWS: dict[str, Flow] = {"E": "export", "I": "import"}


class Field(NamedTuple):
    """A field of the record."""

    name: str
    shape: re.Pattern[str]
    expected: str


LARGEST_SUM = 10**15
"""Largest accepted sum of absolute amounts, in euros or kilograms, in one flow and quarter or year.

About a thousand times France's total; nine thousand such sums fit into the 64-bit integers used.
"""
_INTEGER = r"-?[0-9]{1,12}"
LAYOUT = (
    Field("flow", re.compile("[EI]"), "E or I"),
    Field("quarter", re.compile("[1-4]"), "1 to 4"),
    Field("year", re.compile("(?:19|20)[0-9]{2}"), "a year"),
    Field("department", re.compile("[0-9][0-9A-Z]"), "a code such as 59 or 9A"),
    Field("region", re.compile("[0-9A-Z]{0,2}"), "a code such as 32, or nothing"),
    Field("a129", re.compile("[A-Z][0-9]{2}[A-Z]"), "a code such as C30C"),
    Field("cpf4", re.compile("[0-9]{4}"), "four digits"),
    Field("country", re.compile("[A-Z]{2}"), "two letters"),
    Field("value", re.compile(_INTEGER), "whole euros"),
    Field("mass", re.compile(f"(?:{_INTEGER})?"), "whole kilograms, or nothing"),
)
FIELDS = tuple(field.name for field in LAYOUT)
NUMBERS = ("value", "mass")
RECORD = re.compile(";".join(f"(?:{field.shape.pattern})" for field in LAYOUT).encode())
"""A whole line in bytes, without its line end."""
SHAPES = {field.name: field.shape for field in LAYOUT}
