from __future__ import annotations

import pytest

from tests.charts.boxes import box
from tests.charts.makers import shipped_texts, shipped_theme, subject
from tradefiche.charts.kinds.sankey.listing import FlowList
from tradefiche.charts.scene.brief import Brief
from tradefiche.charts.scene.frame import Area
from tradefiche.charts.scene.marks import Listing, NumberedEntry, Text


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        (["Cuir, bagages et chaussures → Allemagne", "b → c", "c → d", "d → e", "e → f"], 2),
        (["b → c", "c → d", "d → e", "Cuir, bagages et chaussures → Allemagne"], 2),
        (["Cuir, bagages et chaussures → Allemagne"] * 5, 1),
        (["a → b", "b → c", "c → d"], 1),
    ],
)
def test_the_list_takes_a_second_column_where_there_is_room(names: list[str], columns: int) -> None:
    entries = [
        NumberedEntry(n, name, ("1 268 M€", "4,4 %")) for n, name in enumerate(names, start=1)
    ]
    brief = Brief({}, subject(), shipped_theme(), shipped_texts(), "paper")
    listing, area = Listing("Flux", "red", tuple(entries)), Area(0.0, 0.0, 400.0)
    marks, _ = FlowList(listing, area, brief).marks()
    assert (
        len({mark.x for mark in marks if isinstance(mark, Text) and mark.text in names}) == columns
    )
    assert max(box(mark).right for mark in marks) <= area.width
