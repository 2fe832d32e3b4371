"""The index: exports and imports since the first year held, beside région and France."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "index",
        "exports and imports since the first year held, as an index beside région and France",
        ("evolution",),
        __name__,
        place=7,
    ),
)
