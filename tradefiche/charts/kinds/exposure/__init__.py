"""Exposure to a partner: what is exported to it, product by product, and how much of each."""

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
