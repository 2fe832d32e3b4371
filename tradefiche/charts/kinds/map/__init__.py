"""A map of France whose units (départements) are filled by class of any measure."""

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
