"""Specialisation: what each exported product weighs, against what it weighs in France's exports."""

from tradefiche.charts.kind import Kind

KINDS = (
    Kind(
        "specialisation",
        "exported products by weight, and by how much more than in France they weigh",
        ("totals", "specialisation"),
        __name__,
        place=9,
        levelled=True,
        parts="asked",
    ),
)
