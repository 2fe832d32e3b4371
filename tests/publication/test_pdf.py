"""The PDF: tagged, complete, the same bytes, whatever labels hold."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from tests.publication.documents import (
    composed,
    gathered,
    pictures,
    printed,
    sample,
    sample_folder,
)
from tests.publication.layout import faults, pages
from tradefiche.charts.writers.typesetting import settable
from tradefiche.publication.blocks import Paragraph, Run
from tradefiche.publication.pdf import to_pdf
from tradefiche.publication.pictures import Pictures

HOSTILE = (
    '<script>alert("x")</script>', "#let x = 1", "$x^2$", "*fort* _penché_ `code`",
    "\\ # @label <label>", "a\u202eb\u200fc", "L" * 500, "'\"«»", "{place} [x](y)", "\x00\x1b[31m",
)  # fmt: skip


def test_the_same_bytes_twice() -> None:
    assert to_pdf(composed("dept-48", "fr"), Pictures(sample("fr"))) == printed("dept-48", "fr")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_tagged_and_says_what_it_is(lang: str) -> None:
    language = "en" if lang == "en" else "fr"
    content = printed("dept-59", language)
    assert content.startswith(b"%PDF-1.7")
    assert len(content) <= 1_500_000
    with pikepdf.open(io.BytesIO(content)) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == lang
        metadata = root.Metadata.read_bytes()
    assert b"pdfuaid:part>1<" in metadata
    assert b"pdfaid:part>3<" in metadata
    assert b"pdfaid:conformance>A<" in metadata


def test_hostile_labels_are_text() -> None:
    document = composed("dept-48", "fr")
    first, *rest = document.sections
    paragraphs = [Paragraph((Run(each), Run(" "), Run(each, strong=True))) for each in HOSTILE]
    hostile = replace(
        document,
        title=" ".join(HOSTILE),
        running=" ".join(HOSTILE[:6]),
        sections=(replace(first, title=HOSTILE[1], blocks=(*paragraphs, *first.blocks)), *rest),
    )
    said = " ".join(page.text for page in pages(to_pdf(hostile, pictures("fr"))))
    for label in HOSTILE[:5]:
        assert said.count(label) >= 2, label


def test_what_the_faces_lack_is_marked() -> None:
    assert settable("Łódź – œuvre → 1\u202f000\u00a0€") == "Łódź – œuvre → 1\u202f000\u00a0€"
    assert settable("a\u202eb\u0007中") == "ab?"


# Titles and sources take two lines each, and there is more to know of the period: one page more.
def test_a_period_over_two_years_takes_a_page_more_at_most(*, endurance: bool) -> None:
    others = ("dept-13", "dept-59", "region-93") if endurance else ()
    places = ("dept-04", "dept-974", *others)
    data, found = gathered(sample_folder(), places, "2023Q3..2024Q2")
    drawer = Pictures(data)
    for territory in places:
        assert faults(to_pdf(found[territory], drawer)) in ([], ["15 pages"]), territory


def test_no_line_breaks_within_a_name() -> None:
    said = "".join(page.text for page in pages(printed("dept-04", "fr")))
    text = said.replace("\u00a0", " ")
    assert text.count("Provence-Alpes-Côte d’Azur") >= 8
    assert text.count("Alpes-Côte") == text.count("Provence-Alpes-Côte d’Azur")
    assert text.count("Royaume") == text.count("Royaume-Uni")
