"""Evolution: imports, exports and balance by quarter, in columns on one scale."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "evolution",
        "imports, exports and balance by quarter up to four years, by rolling year beyond",
        ("totals", "evolution"),
        __name__,
        place=6,
        compact=True,
    ),
)
