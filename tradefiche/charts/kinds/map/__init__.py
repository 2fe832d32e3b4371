"""The units on a map of France, filled by classes of any measure."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "map",
        "the départements of France by any measure, in four classes",
        ("ranking",),
        __name__,
        place=12,
        peers=True,
    ),
)
