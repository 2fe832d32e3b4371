"""Made-up tables `structure` and `exposure`, and the marks of a table of rows read back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from tests.charts.boxes import Box, box, colliding, outside, overlap
from tests.charts.makers import CONFIG, shipped_theme, subject
from tradefiche.charts.scene.marks import Path, Rect, Text
from tradefiche.reference.countries import countries
from tradefiche.reference.products import nomenclature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.charts.makers import Origin
    from tradefiche.charts.scene.marks import Scene
    from tradefiche.language.typography import Lang
    from tradefiche.views.subject import Subject

PALETTE = shipped_theme().palette
GROUPS = {"asean": "Association des nations de l’Asie du Sud-Est (ASEAN)"}
SECTIONS = sorted(nomenclature(CONFIG).codes("a38"))
Structure = tuple[str, int | None, float | None, float | None, float | None]
Exposed = tuple[str, int, int | None, float | None]


def about(
    territory: str = "dept-59",
    *,
    lang: Lang = "fr",
    data: Origin = "customs",
    period: str = "2024",
) -> Subject:
    """Return a subject that knows sections and partners too."""
    names, products = countries(CONFIG), nomenclature(CONFIG)
    return replace(
        subject(territory, lang=lang, data=data, period=period),
        sections={code: products.short("a38", code, lang) for code in SECTIONS},
        partners={code: names.name(code, lang) for code in names.codes} | GROUPS,
    )


def structure_tables(rows: Sequence[Structure]) -> dict[str, pl.DataFrame]:
    """Return `structure` of rows (section, exports, shares of région, of France, of imports).

    A row of another breakdown stands between them, as in the table of the contract.
    """
    values = [value for _, value, *_ in rows if value is not None]
    total = sum(values)
    found = [
        {
            "dimension": "a38",
            "item": code,
            "exports_eur": value,
            "exports_share_pct": 100 * value / total if value is not None and total else None,
            "region_exports_share_pct": region,
            "france_exports_share_pct": france,
            "imports_share_pct": imports,
        }
        for code, value, region, france, imports in rows
    ]
    other = {"dimension": "zone", "item": "asia", "exports_eur": 7, "exports_share_pct": 100.0}
    schema = {
        "dimension": pl.String, "item": pl.String, "exports_eur": pl.Int64,
        "exports_share_pct": pl.Float64, "region_exports_share_pct": pl.Float64,
        "france_exports_share_pct": pl.Float64, "imports_share_pct": pl.Float64,
    }  # fmt: skip
    return {"structure": pl.DataFrame([*found, other], schema=schema)}


def exposure_tables(
    rows: Sequence[Exposed],
    *,
    whole: int | None = None,
    france: float | None = 8.15,
    region: float | None = 5.0,
    partner: str = "US",
    held: bool = True,
    imports: tuple[int | None, float | None] = (3_000_000, 7.25),
) -> dict[str, pl.DataFrame]:
    """Return `exposure` of rows (product, exports to the partner, to all, share of France).

    `whole` are all exports of the territory, of products that are not exported there too.
    """
    total = sum(value for _, value, _, _ in rows)
    everything = sum(each or 0 for _, _, each, _ in rows) if whole is None else whole
    found = [
        _exposed(product, value, each, shared, total, region)
        for product, value, each, shared in rows
    ]
    entry = _exposed("TOTAL", total, everything, france, total, region)
    if not held:
        entry |= {name: None for name in entry if name.endswith(("_eur", "_pct"))}
    entry |= {"imports_eur": imports[0], "imports_exposure_pct": imports[1]}
    schema = {
        "partner": pl.String, "level": pl.String, "product": pl.String, "exports_eur": pl.Int64,
        "imports_eur": pl.Int64, "exports_part_pct": pl.Float64, "exports_exposure_pct": pl.Float64,
        "region_exports_exposure_pct": pl.Float64, "france_exports_exposure_pct": pl.Float64,
        "imports_exposure_pct": pl.Float64,
    }  # fmt: skip
    rows_ = [entry, *(found if held else ())]
    table = pl.DataFrame([{"partner": partner, **row} for row in rows_], schema=schema)
    return {"exposure": table}


def _exposed(
    product: str,
    value: int,
    whole: int | None,
    france: float | None,
    total: int,
    region: float | None,
) -> dict[str, object]:
    return {
        "level": "a129",
        "product": product,
        "exports_eur": value,
        "exports_part_pct": 100 * value / total if total else None,
        "exports_exposure_pct": 100 * value / whole if whole else None,
        "region_exports_exposure_pct": region,
        "france_exports_exposure_pct": france,
    }


@dataclass(frozen=True)
class Line:
    """A row of a picture: its numbers from left to right, and the marks on its height."""

    y: float
    numbers: tuple[str, ...]
    bars: tuple[Rect, ...]
    ticks: tuple[float, ...]
    diamonds: tuple[float, ...]
    points: tuple[float, ...]
    labels: tuple[str, ...]


def lines(scene: Scene) -> list[Line]:
    """Read the rows of a picture back from top to bottom, by the heights of their numbers."""
    numbers = [mark for mark in scene.marks if isinstance(mark, Text) and mark.numeric]
    ends = [mark for mark in numbers if mark.anchor == "end"]
    found = []
    for y in sorted({mark.y for mark in ends}):
        mine = [mark for mark in scene.marks if abs(_middle(mark) - y) < 0.01]
        rects = [mark for mark in mine if isinstance(mark, Rect)]
        found.append(
            Line(
                y,
                tuple(mark.text for mark in sorted(_at(ends, y), key=lambda mark: mark.x)),
                tuple(r for r in rects if r.corner == 0 and r.fill in _BARS and r.height > 5),
                tuple(_centre(r) for r in rects if r.fill == PALETTE.ink),
                tuple(_centre(mark) for mark in mine if isinstance(mark, Path) and mark.stroke),
                tuple(_centre(r) for r in rects if r.corner > 0),
                tuple(mark.text for mark in _at(numbers, y) if mark.anchor == "start"),
            )
        )
    return found


_BARS = (PALETTE.exports, PALETTE.exports_pale)


def _at(texts: Sequence[Text], y: float) -> list[Text]:
    return [mark for mark in texts if mark.y == y]


def _middle(mark: Rect | Text | Path) -> float:
    edges = box(mark)
    return (edges.top + edges.bottom) / 2


def _centre(mark: Rect | Path) -> float:
    edges = box(mark)
    return (edges.left + edges.right) / 2


def bodies(scene: Scene) -> list[Box]:
    """Return the boxes of all bars and marks; neither rules nor the pill of the sample."""
    return [
        box(mark)
        for mark in scene.marks
        if (isinstance(mark, Path) and mark.stroke)
        or (isinstance(mark, Rect) and mark.height > 3 and mark.width < scene.width / 1.2
            and mark.fill not in (PALETTE.axis, PALETTE.background, PALETTE.panel))
    ]  # fmt: skip


def unread(scene: Scene, least: float) -> list[object]:
    """Return what hinders reading a table of rows.

    That is what reaches beyond the canvas, texts that collide, with each other or with what is
    drawn, and texts smaller than `least`.
    """
    texts = [mark for mark in scene.marks if isinstance(mark, Text)]
    drawn = bodies(scene)
    return [
        *outside(scene),
        *colliding(scene),
        *(text for text in texts if any(overlap(body, box(text)) for body in drawn)),
        *(text for text in texts if text.size < least),
    ]


def broken_at(rows: Sequence[Sequence[float | None]]) -> float:
    """Return the value at which the axis of such rows breaks; infinite where it does not."""
    most = sorted((max(0.0, *(share or 0.0 for share in row)) for row in rows), reverse=True)
    if len(most) > 3:
        for limit, far in ((most[1], 4), (most[2], 5)):
            if limit > 0 and most[0] >= far * limit:
                return limit
    return math.inf


def on_one_scale(pairs: Sequence[tuple[float, float]]) -> bool:
    """Say whether marks (value, place) stand on one linear scale, to 0.5 % of it."""
    (least, left), (most, right) = min(pairs), max(pairs)
    if most == least:
        return all(abs(place - left) < 0.05 for _, place in pairs)
    unit = (right - left) / (most - least)
    slack = max(0.005 * (right - left), 0.01)
    return unit > 0 and all(
        abs(left + (value - least) * unit - place) <= slack for value, place in pairs
    )
