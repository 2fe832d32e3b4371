"""The exports of a territory to one partner, and its share of all exports of each product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.charts import rows
from tradefiche.charts.kinds.exposure.captions import tell
from tradefiche.charts.scene.datum import Value
from tradefiche.charts.scene.empty import nothing
from tradefiche.charts.scene.frame import PlottedStory
from tradefiche.charts.units import Unit, bounded
from tradefiche.reference.codes import OTHER
from tradefiche.views.exposure import MOST, read, there

if TYPE_CHECKING:
    from tradefiche.charts.scene.brief import Brief
    from tradefiche.views.exposure import ExposureView

_SHARES = ("exports_exposure_pct", "france_exports_exposure_pct")


def figure(brief: Brief) -> PlottedStory:
    """Return the chart of the products most exported to the table's first partner, with a total."""
    exposure = read(
        brief.tables["exposure"], brief.subject, brief.wording,
        most=brief.at_most(MOST), rest=brief.few is not None,
    )  # fmt: skip
    story = tell(exposure, brief)
    if not exposure.products:
        return nothing(brief, story, held=exposure.total is not None)
    return PlottedStory(story, lambda area: rows.plot(_board(exposure, brief), area, brief))


def _board(exposure: ExposureView, brief: Brief) -> rows.Board:
    subject, palette = brief.subject, brief.palette
    unit = Unit.up_to(max(each.value for each in exposure.products), brief.lang)
    value = brief.say(f"exposure.value_{unit.name}")
    exports = brief.say("common.exports")
    place = subject.place
    own = rows.BoardSeries("point", place, place, palette.exports, bold=True, column=_SHARES[0])
    name = brief.say("exposure.france")
    france = rows.BoardSeries("tick", name, name, palette.ink, column=_SHARES[1])
    beside = exposure.beside_france
    panels = (
        rows.BoardPanel(
            (rows.BoardSeries("bar", exports, value, palette.exports, column="exports_eur"),),
            value,
            palette.exports_text,
        ),
        rows.BoardPanel(
            (own, france) if beside else (own,),
            brief.say("exposure.share", there=there(exposure, subject, brief.wording)),
            palette.ink,
            joined=beside,
        ),
    )
    lines = []
    for product in exposure.every:
        total = product is exposure.total
        if total and exposure.more and brief.few is not None:
            lines.append(_rest(exposure, unit, brief))
        shares = (product.share, product.france) if beside else (product.share,)
        label = (unit.total if total else unit.text)(product.value)
        lines.append(
            rows.BoardRow(
                product.name,
                (rows.BoardCell((product.value,), label), rows.BoardCell(shares)),
                tuple(bounded(share, 1, brief.lang) for share in shares),
                "total" if total else "plain",
                product.code,
            )
        )
    return rows.Board(panels, tuple(lines))


def _rest(exposure: ExposureView, unit: Unit, brief: Brief) -> rows.BoardRow:
    """Return the row of all other products: their value as text only, and no shares."""
    none = tuple(None for _ in _SHARES[: 1 + exposure.beside_france])
    said = Value("exports_eur", brief.say("common.exports"), exposure.rest)
    return rows.BoardRow(
        brief.say("common.other_products"),
        (rows.BoardCell((None,), unit.text(exposure.rest)), rows.BoardCell(none)),
        ("",) * len(none),
        "rest",
        OTHER,
        more=(said,),
    )
