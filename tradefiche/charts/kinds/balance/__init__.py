"""Balance by country or product: imports left, exports right, surplus or deficit beyond."""

from tradefiche.charts.kind import Kind

KINDS = (
    Kind(
        "balance",
        "imports, exports and balance by partner country",
        ("totals", "partners"),
        __name__,
        place=1,
    ),
    Kind(
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
