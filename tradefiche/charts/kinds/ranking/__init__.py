"""Territories ranked by one measure: the first, those around the requested one, the last."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "ranking",
        "the place of a territory among all, by any measure",
        ("ranking",),
        __name__,
        place=11,
        peers=True,
    ),
)
