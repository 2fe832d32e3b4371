"""Structure of exports by section beside région and France; for France, beside its imports."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "comparison",
        "exports by section, beside région and France",
        ("structure",),
        __name__,
        place=8,
        parts="a38",
    ),
)
