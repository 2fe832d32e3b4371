"""Read the label files beside the data, which name codes that the configuration lacks.

The Customs' readme says UTF-8, but the CPF4 file is in cp1252, and the A129 file has a BOM.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from tradefiche.cleaning import cleaned
from tradefiche.customs.layout import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tradefiche.customs.packages import PackageEntry

_KINDS = (("a129", "a129"), ("cpf4", "cpf4"), ("pays", "country"))
_MONTH = re.compile(r"[0-9]{6}")
_LARGEST = 1 << 20
_FIELDS = 4


class CodeLabel(NamedTuple):
    """A code's name, valid from month `start` to `end` (`AAAAMM`; 999912 means still valid)."""

    kind: str
    code: str
    name: str
    start: str
    end: str


def read_labels(entry: PackageEntry) -> list[CodeLabel]:
    """Read a label file; skip lines that do not fit, and return [] for a file of another kind."""
    base = entry.name.rsplit("/", 1)[-1].lower()
    kind = next((kind for sign, kind in _KINDS if sign in base), None)
    if kind is None:
        return []
    with entry.open() as stream:
        lines = _decoded(stream.read(_LARGEST)).splitlines()
    rows = (fields for line in lines if (fields := _fields(line)))
    return [
        CodeLabel(kind, code.strip(), shown, start, end)
        for code, name, start, end in (row[:_FIELDS] for row in rows if len(row) >= _FIELDS)
        if SHAPES[kind].fullmatch(code.strip())
        and (shown := _name(name))
        and _MONTH.fullmatch(start)
        and _MONTH.fullmatch(end)
    ]


def lacking(labels: Iterable[CodeLabel], known: Mapping[str, frozenset[str]]) -> list[CodeLabel]:
    """Keep the labels of codes that the configuration does not know, each once, in order."""
    return sorted({label for label in labels if label.code not in known[label.kind]})


def valid_names(labels: Iterable[CodeLabel], kind: str, month: str) -> dict[str, str]:
    """Return a kind's names by code as of a month (`202412`); if none is valid, the latest one."""
    names: dict[str, tuple[bool, str, str]] = {}
    for label in labels:
        if label.kind == kind:
            rank = (label.start <= month <= label.end, label.end, label.name)
            names[label.code] = max(names.get(label.code, rank), rank)
    return {code: rank[2] for code, rank in names.items()}


def _name(text: str) -> str:
    return cleaned(text).strip().replace(" | ", " ; ")


def _fields(line: str) -> list[str]:
    """Split one line, so that a stray quote spoils that line only."""
    try:
        return next(csv.reader([line], delimiter=";"), [])
    except csv.Error:
        return []


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
