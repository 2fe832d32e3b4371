"""Flows between products and countries: ribbons on one scale, named ones red and numbered."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "sankey-exports",
        "exports from products to countries, the largest flows named",
        ("totals", "flows"),
        __name__,
        place=4,
        solver="exports",
        compact=True,
        levelled=True,
    ),
    ChartKind(
        "sankey-imports",
        "imports from countries to products, the largest flows named",
        ("totals", "flows"),
        __name__,
        place=5,
        solver="imports",
        compact=True,
        levelled=True,
    ),
)
