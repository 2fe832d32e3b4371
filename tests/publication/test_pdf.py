"""The PDF: tagged, complete, the same bytes, whatever labels hold."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.publication.documents import documents, gathered, pictures, sample, sample_folder
from tradefiche.charts.writers.typesetting import settable
from tradefiche.publication.blocks import Paragraph, Rankings, Run
from tradefiche.publication.pdf import to_pdf
from tradefiche.publication.pictures import Pictures

if TYPE_CHECKING:
    from pypdf import PageObject

HOSTILE = (
    '<script>alert("x")</script>', "#let x = 1", "$x^2$", "*fort* _penché_ `code`",
    "\\ # @label <label>", "a\u202eb\u200fc", "L" * 500, "'\"«»", "{place} [x](y)", "\x00\x1b[31m",
)  # fmt: skip


def test_the_same_bytes_twice() -> None:
    data = sample("fr")
    document = documents("fr")["dept-48"]
    assert to_pdf(document, Pictures(data)) == to_pdf(document, Pictures(data))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_is_tagged_and_says_what_it_is(lang: str) -> None:
    language = "en" if lang == "en" else "fr"
    content = to_pdf(documents(language)["dept-59"], pictures(language))
    assert content.startswith(b"%PDF-1.7")
    assert len(content) <= 1_500_000
    for mark in (b"/MarkInfo", b"/StructTreeRoot", f"/Lang({lang})".encode(), b"pdfuaid"):
        assert mark in content.replace(b"/Lang (", b"/Lang(")


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_are_text(label: str) -> None:
    document = documents("fr")["dept-48"]
    first, *rest = document.sections
    paragraph = Paragraph((Run(label), Run(" "), Run(label, strong=True)))
    hostile = replace(
        document,
        title=label,
        running=label,
        sections=(replace(first, blocks=(paragraph, *first.blocks)), *rest),
    )
    assert to_pdf(hostile, pictures("fr"))


def test_what_the_faces_lack_is_marked() -> None:
    assert settable("Łódź – œuvre → 1\u202f000\u00a0€") == "Łódź – œuvre → 1\u202f000\u00a0€"
    assert settable("a\u202eb\u0007中") == "ab?"


# The longest names, lists and treemaps of the sample, and what has no région above it.
@pytest.mark.parametrize(
    "territory",
    ["dept-59", "dept-04", "dept-13", "dept-57", "dept-71", "dept-74", "dept-972", "region-75",
     "region-84", "france"],
)  # fmt: skip
def test_each_part_has_the_pages_that_it_needs(territory: str) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(documents("fr")[territory], pictures("fr"))))
    flows = 1 if territory == "france" else 2
    cover, *parts, further, tables, sources = _pages(reader)
    assert (cover, sources) == (1, 1)
    assert parts == [1, 1, 1, 1, flows, flows]
    assert further == (3 if territory == "france" else 4)
    assert tables <= 6


# Titles and sources take two lines each, and there is more to know of the period.
@pytest.mark.parametrize("territory", ["dept-04", "dept-13", "dept-59", "dept-974", "region-93"])
def test_a_period_over_two_years_takes_no_more_pages(territory: str) -> None:
    data, found = gathered(sample_folder(), (territory,), "2023Q3..2024Q2")
    reader = PdfReader(io.BytesIO(to_pdf(found[territory], Pictures(data))))
    cover, *parts, further, _, sources = _pages(reader)
    assert (cover, sources) == (1, 1)
    assert parts == [1, 1, 1, 1, 2, 2]
    assert further == 4


@pytest.mark.parametrize("territory", ["dept-59", "dept-75", "dept-974", "region-32", "france"])
def test_no_table_stands_alone_at_the_end_of_the_data(territory: str) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(documents("fr")[territory], pictures("fr"))))
    last = _text(reader.pages[-2])
    assert "Exportations vers les États-Unis (M€)" in last
    assert re.search(r"(Spécialisations à l’export|Structure des exportations), ", last)


def test_the_definitions_of_the_part_stay_together() -> None:
    for territory in ("dept-59", "france"):
        reader = PdfReader(io.BytesIO(to_pdf(documents("fr")[territory], pictures("fr"))))
        (page,) = (
            text for text in map(_text, reader.pages) if "Définitions de cette partie" in text
        )
        assert "Rapproche des importations CAF" in page
        assert ("Avantage comparatif révélé" in page) == (territory != "france")


def test_no_line_breaks_within_a_name() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(documents("fr")["dept-04"], pictures("fr"))))
    text = "".join(map(_text, reader.pages))
    assert text.count("Provence-Alpes-Côte d’Azur") >= 8
    assert text.count("Alpes-Côte") == text.count("Provence-Alpes-Côte d’Azur")
    assert text.count("Royaume") == text.count("Royaume-Uni")


def test_bars_of_one_value_have_one_length_in_every_list() -> None:
    document = documents("fr")["dept-59"]
    reader = PdfReader(io.BytesIO(to_pdf(document, pictures("fr"))))
    (rankings,) = (block for block in document.blocks() if isinstance(block, Rankings))
    lengths = [bar.length for ranking in rankings.rankings for bar in ranking.bars]
    drawn = _bars(reader.pages[1])
    assert len(drawn) == len(lengths)
    longest = max(drawn)
    assert [width / longest for width in drawn] == pytest.approx(lengths, abs=0.005)


def _bars(page: PageObject) -> list[float]:
    """Return the lengths of what is drawn 2.2 points high, in reading order."""
    found: list[float] = []
    path: list[tuple[float, float]] = []

    def visit(operator: bytes, operands: list[float], at: list[float], _: list[float]) -> None:
        if operator in (b"m", b"l"):
            path.append((float(operands[0]) * at[0], float(operands[1]) * at[3]))
            return
        if operator == b"f" and path:
            across, up = zip(*path, strict=True)
            if max(up) - min(up) == pytest.approx(2.2, abs=0.05):
                found.append(max(across) - min(across))
        if operator in (b"f", b"S", b"n"):
            path.clear()

    page.extract_text(visitor_operand_before=visit)
    return found


def _pages(reader: PdfReader) -> list[int]:
    """Return how many pages each part has, the cover first."""
    starts = [
        number
        for each in reader.outline
        if not isinstance(each, list)
        and (number := reader.get_destination_page_number(each)) is not None
    ]
    return [b - a for a, b in itertools.pairwise([*starts, len(reader.pages)])]


def _text(page: PageObject) -> str:
    return page.extract_text().replace("\u00a0", " ")
