"""Pages: fourteen at most, none but the last under two thirds full, no heading at a foot."""

from __future__ import annotations

import pytest

from tests.publication.documents import printed
from tests.publication.layout import faults

# A giant, a dwarf, the longest names and lists, and what has no région above it.
KINDS = ("dept-59", "dept-48", "dept-20", "dept-40", "dept-04", "dept-99", "region-32", "france")
MORE = ("dept-75", "dept-976", "dept-15", "dept-974", "region-84", "region-93")


@pytest.mark.parametrize("territory", KINDS)
def test_pages_are_few_and_full(territory: str) -> None:
    assert not faults(printed(territory, "fr"))


@pytest.mark.parametrize("territory", MORE)
def test_so_are_those_of_more_of_each_kind(territory: str, *, endurance: bool) -> None:
    if not endurance:
        pytest.skip("PDFs that others are like: with --endurance")
    assert not faults(printed(territory, "fr"))


PAGES = """
#set page(paper: "a4", margin: (top: 24mm, bottom: 22mm))
#set document(date: none)
Seul.
#pagebreak()
#v(1fr)
#text(size: 13pt)[Titre]
#v(2mm)
#pagebreak()
Fin.
"""


def test_a_page_that_is_not_full_and_a_heading_at_its_foot_are_found() -> None:
    import typst

    made = typst.compile(PAGES.encode())
    assert isinstance(made, bytes)
    assert faults(made) == ["page 1 is 1% full", "a heading ends page 2"]
