"""Balance by partner: imports to the left, exports to the right, surplus or deficit beyond."""

from tradefiche.charts.kind import Kind

KINDS = (
    Kind(
        "balance",
        "imports, exports and balance by partner country",
        ("totals", "partners"),
        __name__,
        place=1,
    ),
)
