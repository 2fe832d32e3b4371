"""Exposure to a partner: exports to it by product, and its share of all exports of each."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "exposure",
        "exports to a country or group by product, and its share of them",
        ("exposure",),
        __name__,
        place=10,
        levelled=True,
    ),
)
