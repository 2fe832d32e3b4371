"""Territories by one measure: bars of the first, of those around the one asked for, of the last."""

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
