"""Rebuild the fonts and their metrics from Inter's static files; not used while drawing.

    python -m tradefiche.charts.type.fonts.build_fonts FOLDER

FOLDER holds `Inter-Regular`, `Inter-SemiBold` and `Inter-Bold` of Inter 4 as TTF or WOFF2 (the
latter needs the package brotli). Without FOLDER only `metrics.json` is made, from the fonts here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradefiche import files
from tradefiche.charts.type import fonts
from tradefiche.charts.type.fonts.measuring import measured

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 supplement, Latin Extended-A
    *range(0x218, 0x21C),  # Romanian
    0x2B3, 0x1D49,  # superscript er
    0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
    0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044,
    0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x2212, 0x2248, 0x2260, 0x2264,
    0x2265, 0x25A0, 0x25B2, 0x25BC, 0x25CF,
)  # fmt: skip
# Hyphen and brackets keep their proportional width: they occur in names, not in aligned numbers.
TABULAR = (*range(0x30, 0x3A), 0x20, 0xA0, *map(ord, ",.:;+=<>×÷±−"))
RENAMED = (1, 3, 4, 6, 16)


def main(arguments: list[str]) -> None:
    """Write the fonts, if a folder is given, and the metrics."""
    for folder in arguments:
        for weight, numeric in fonts.INTER.files:
            _make(Path(folder), weight, numeric=numeric)
    content = json.dumps(metrics(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    files.write_text(fonts.METRICS, content + "\n")


def metrics() -> dict[str, Any]:
    """Return the content of `metrics.json`: the result of `measured` by file stem of each font."""
    return {path.stem: measured(path) for path in fonts.INTER.files.values()}


def _make(folder: Path, weight: int, *, numeric: bool) -> None:
    """Subset one font, drop hinting and features, and rename it if tabular.

    The font for text keeps kerning.
    """
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
    with files.replacing(fonts.face(weight, numeric=numeric)) as temporary:
        font.save(temporary)


def _source(folder: Path, weight: int) -> Path:
    name = f"Inter-{fonts.WEIGHTS[weight]}"
    found = [folder / f"{name}{suffix}" for suffix in (".ttf", ".woff2")]
    return next(path for path in found if path.exists())


def _map_to_tabular(font: TTFont) -> None:
    """Map digits and the characters in numbers to their glyphs of equal width (feature tnum)."""
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


if __name__ == "__main__":
    main(sys.argv[1:])
