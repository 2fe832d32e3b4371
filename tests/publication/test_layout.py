"""Pages: fourteen at most, none but the last under two thirds full, no heading at a foot."""

from __future__ import annotations

import pytest

from tests.publication.documents import documents, pictures
from tests.publication.layout import faults
from tradefiche.publication.pdf import to_pdf

# Giants, dwarfs, the longest names and lists, and what has no région above it.
KINDS = (
    "dept-59", "dept-75", "dept-48", "dept-976", "dept-20", "dept-40", "dept-13", "dept-04",
    "dept-99", "region-32", "region-84", "france",
)  # fmt: skip


@pytest.mark.parametrize("territory", KINDS)
def test_pages_are_few_and_full(territory: str) -> None:
    assert not faults(to_pdf(documents("fr")[territory], pictures("fr")))


def test_a_page_that_is_not_full_and_a_heading_at_its_foot_are_found() -> None:
    from dataclasses import replace

    from tradefiche.publication.blocks import Heading, Paragraph, Run

    nord = documents("fr")["dept-59"]
    first, *others = nord.sections
    lone = replace(first, blocks=(Paragraph((Run("Seul."),)), Heading("Rien")))
    bare = replace(nord, sections=(lone, *others))
    assert faults(to_pdf(bare, pictures("fr")))
