"""Widths, kerning and heights of a font, read from its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.otBase import BaseTable


_CAPITAL = 0.75  # height of capitals as a share of the ascent, in old fonts that do not give it


class Metrics(TypedDict):
    """Metrics of a font in font units.

    `characters` is a string of its characters, `advances` their widths; `left` and `right` are
    their kerning classes as first and second part of a pair, and index rows and columns of the
    matrix `kerning`.
    """

    units: int
    ascent: int
    descent: int
    capital: int
    characters: str
    advances: list[int]
    left: list[int]
    right: list[int]
    kerning: list[list[int]]


def measured(path: Path, only: Container[str] | None = None) -> Metrics:
    """Return the metrics of a TrueType or OpenType font, for the characters `only` or for all.

    Raises:
        OSError, fontTools.ttLib.TTLibError: the file cannot be read, or is not a font.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path) as font:
        cmap: dict[int, str] = {
            code: name
            for code, name in font.getBestCmap().items()
            if only is None or chr(code) in only
        }
        widths = font["hmtx"].metrics
        kerning = _pairs(font, set(cmap.values())) if "GPOS" in font else {}
        codes = sorted(cmap)
        rows = [tuple(kerning.get((cmap[a], cmap[b]), 0) for b in codes) for a in codes]
        left, rows = _classes(rows)
        right, columns = _classes(zip(*rows, strict=True))
        ascent = font["hhea"].ascent
        return {
            "units": font["head"].unitsPerEm,
            "ascent": ascent,
            "descent": font["hhea"].descent,
            "capital": getattr(font["OS/2"], "sCapHeight", 0) or round(ascent * _CAPITAL),
            "characters": "".join(map(chr, codes)),
            "advances": [widths[cmap[code]][0] for code in codes],
            "left": left,
            "right": right,
            "kerning": [list(row) for row in zip(*columns, strict=True)],
        }


def _classes(rows: Iterable[tuple[int, ...]]) -> tuple[list[int], list[tuple[int, ...]]]:
    """Number the distinct rows; return the number of each row, and the distinct rows."""
    numbers: dict[tuple[int, ...], int] = {}
    classes = [numbers.setdefault(row, len(numbers)) for row in rows]
    return classes, list(numbers)


def _pairs(font: TTFont, glyphs: set[str]) -> Mapping[tuple[str, str], int]:
    """Return the kerning of every pair as a shaper applies it: each lookup's first match, added."""
    found: dict[tuple[str, str], int] = {}
    gpos = font["GPOS"].table
    indexes = {
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(indexes):
        seen: dict[tuple[str, str], int] = {}
        for subtable in gpos.LookupList.Lookup[index].SubTable:
            for pair, value in _subtable(getattr(subtable, "ExtSubTable", subtable), glyphs):
                seen.setdefault(pair, value)
        for pair, value in seen.items():
            found[pair] = found.get(pair, 0) + value
    return found


def _subtable(table: BaseTable, glyphs: set[str]) -> Iterable[tuple[tuple[str, str], int]]:
    covered = [glyph for glyph in table.Coverage.glyphs if glyph in glyphs]
    if table.Format == 1:
        for glyph, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
            for pair in pairs.PairValueRecord:
                yield (glyph, pair.SecondGlyph), _advance(pair.Value1)
        return
    for first in covered:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
        for second in glyphs:
            value = row[table.ClassDef2.classDefs.get(second, 0)].Value1
            yield (first, second), _advance(value)


def _advance(value: object) -> int:
    return int(getattr(value, "XAdvance", 0) or 0)
