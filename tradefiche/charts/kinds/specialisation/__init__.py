"""Specialisation: the shares of exported products, beside their shares in France's exports."""

from tradefiche.charts.kind import ChartKind

KINDS = (
    ChartKind(
        "specialisation",
        "exported products by how much more than in France's exports they weigh",
        ("totals", "specialisation"),
        __name__,
        place=9,
        levelled=True,
        parts="asked",
    ),
)
