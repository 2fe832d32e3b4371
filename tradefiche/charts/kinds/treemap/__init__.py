"""Activities as areas: imports and exports as two blocks of cells on one scale."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "treemap",
        "imports and exports by product, on one scale of area",
        ("totals", "products"),
        __name__,
        place=3,
        levelled=True,
        parts="asked",
    ),
)
