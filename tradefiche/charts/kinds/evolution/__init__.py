"""Evolution: imports and exports by quarter as two lines, and the balance in columns below."""

from tradefiche.charts.kind import Kind

KINDS = (
    Kind(
        "evolution",
        "imports, exports and balance by quarter up to four years, by rolling year beyond",
        ("totals", "evolution"),
        __name__,
        place=6,
        compact=True,
    ),
)
