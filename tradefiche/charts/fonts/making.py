"""Makes the faces and their metrics anew from Inter's static files; never used while drawing.

    python -m tradefiche.charts.fonts.making FOLDER

FOLDER holds `Inter-Regular`, `Inter-SemiBold` and `Inter-Bold` of Inter 4 as TTF or WOFF2 (the
latter needs the package brotli). Without FOLDER only `metrics.json` is made, from the faces here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradefiche import files
from tradefiche.charts import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.otBase import BaseTable

CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 supplement, Latin Extended-A
    *range(0x218, 0x21C),  # Romanian
    0x2B3, 0x1D49,  # raised er
    0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
    0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044,
    0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x2212, 0x2248, 0x2260, 0x2264,
    0x2265, 0x25A0, 0x25B2, 0x25BC, 0x25CF,
)  # fmt: skip
# The hyphen and the brackets keep their width: in names they are read, not lined up.
TABULAR = (*range(0x30, 0x3A), 0x20, 0xA0, *map(ord, ",.:;+=<>×÷±−"))
RENAMED = (1, 3, 4, 6, 16)


def main(arguments: list[str]) -> None:
    """Write the faces, if a folder is given, and the metrics."""
    for folder in arguments:
        for weight in fonts.WEIGHTS:
            for numeric in (False, True):
                _make(Path(folder), weight, numeric=numeric)
    content = json.dumps(metrics(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    files.write_text(fonts.METRICS, content + "\n")


def metrics() -> dict[str, Any]:
    """Return what `metrics.json` holds, read from the faces.

    For each face, named by its file: `advances`, a string of characters and their advances in
    font units; `left` and `right`, a class of kerning for each of these characters as either
    part of a pair; `kerning`, a matrix of font units by these classes.
    """
    return {
        fonts.face(weight, numeric=numeric).stem: _face_metrics(fonts.face(weight, numeric=numeric))
        for weight in fonts.WEIGHTS
        for numeric in (False, True)
    }


def _make(folder: Path, weight: int, *, numeric: bool) -> None:
    """Subset one face, drop hinting and every feature but kerning, and rename if tabular."""
    from fontTools import subset

    options = subset.Options()
    options.layout_features = ["tnum"] if numeric else ["kern"]
    options.hinting = False
    options.recalc_timestamp = False
    options.name_IDs = [*range(1, 18)]
    font = subset.load_font(str(_source(folder, weight)), options)
    font.flavor = None
    chosen = set(CHARACTERS) & set(font.getBestCmap())
    if numeric:
        _map_to_tabular(font)
        options.layout_features = []
        _rename(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=chosen)
    subsetter.subset(font)
    path = fonts.face(weight, numeric=numeric)
    with files.replacing(path) as temporary:
        font.save(temporary)


def _source(folder: Path, weight: int) -> Path:
    name = f"Inter-{fonts.WEIGHTS[weight]}"
    found = [folder / f"{name}{suffix}" for suffix in (".ttf", ".woff2")]
    return next(path for path in found if path.exists())


def _map_to_tabular(font: TTFont) -> None:
    """Let digits and the signs of numbers show their forms of one width (feature tnum)."""
    forms: dict[str, str] = {}
    gsub = font["GSUB"].table
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in gsub.LookupList.Lookup[index].SubTable:
                    forms |= getattr(subtable, "ExtSubTable", subtable).mapping
    for table in font["cmap"].tables:
        for code in TABULAR:
            if code in table.cmap:
                glyph = table.cmap[code]
                table.cmap[code] = forms.get(glyph, glyph)  # two tables may share one mapping


def _rename(font: TTFont) -> None:
    for record in font["name"].names:
        if record.nameID in RENAMED:
            family = fonts.NUMERIC_FAMILY
            if record.nameID in {3, 6}:
                family = family.replace(" ", "")
            record.string = str(record).replace(fonts.FAMILY, family, 1)


def _face_metrics(path: Path) -> dict[str, Any]:
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    cmap: dict[int, str] = font.getBestCmap()
    widths = font["hmtx"].metrics
    kerning = _pairs(font, set(cmap.values())) if "GPOS" in font else {}
    codes = sorted(cmap)
    rows = [tuple(kerning.get((cmap[a], cmap[b]), 0) for b in codes) for a in codes]
    left, rows = _classes(rows)
    right, columns = _classes(zip(*rows, strict=True))
    return {
        "units": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "capital": font["OS/2"].sCapHeight,
        "characters": "".join(map(chr, codes)),
        "advances": [widths[cmap[code]][0] for code in codes],
        "left": left,
        "right": right,
        "kerning": [list(row) for row in zip(*columns, strict=True)],
    }


def _classes(rows: Iterable[tuple[int, ...]]) -> tuple[list[int], list[tuple[int, ...]]]:
    """Give equal rows one number; return the number of each row and the distinct rows."""
    numbers: dict[tuple[int, ...], int] = {}
    classes = [numbers.setdefault(row, len(numbers)) for row in rows]
    return classes, list(numbers)


def _pairs(font: TTFont, glyphs: set[str]) -> Mapping[tuple[str, str], int]:
    """Return the kerning of every pair as a shaper applies it: the first match of each lookup."""
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


if __name__ == "__main__":
    main(sys.argv[1:])
