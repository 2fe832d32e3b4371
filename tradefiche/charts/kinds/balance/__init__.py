"""Balance by country or product: bars of imports, exports, and the surplus or deficit."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "balance",
        "imports, exports and balance by partner country",
        ("totals", "partners"),
        __name__,
        place=1,
    ),
    ChartKind(
        "balance-by-product",
        "imports, exports and balance by product",
        ("totals", "products"),
        __name__,
        place=2,
        solver="by_product",
        levelled=True,
        parts="asked",
    ),
)
