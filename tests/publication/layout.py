"""The pages of a PDF: what they say, how many, how full, and what stands at their foot.

`python -m tests.publication.layout` looks at the fiche of every territory, in both languages.
"""

from __future__ import annotations

import io
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from pypdf import PdfReader

from tradefiche.language.typography import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

MOST = 14
ENOUGH = 2 / 3
_MM = 72 / 25.4
_HIGH, _TOP, _FOOT = 297 * _MM, 273 * _MM, 22 * _MM  # of a page, and where its text begins, ends
_HEADING = 11.2  # points: what is larger, or as large and bold, heads something


class Page(NamedTuple):
    """The text of a page, the height of the lowest line above the footer, and its size."""

    text: str
    lowest: float
    size: float


@cache
def pages(pdf: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF, each read once: that is what takes the time."""
    return tuple(map(_page, PdfReader(io.BytesIO(pdf)).pages))


def lines_of(pdf: bytes) -> list[str]:
    """Return the text of a PDF, a row of a table in one line."""
    return [line for page in pages(pdf) for line in page.text.splitlines()]


def faults(pdf: bytes) -> list[str]:
    """Return what is wrong with the pages of a fiche."""
    every = pages(pdf)
    found = [] if len(every) <= MOST else [f"{len(every)} pages"]
    for number, page in enumerate(every, start=1):
        filled = (_TOP - page.lowest) / (_TOP - _FOOT)
        if filled < ENOUGH and number < len(every):
            found.append(f"page {number} is {filled:.0%} full")
        if page.size >= _HEADING and number > 1:
            found.append(f"a heading ends page {number}")
    return found


def _page(page: PageObject) -> Page:
    lines = [(_TOP, 0.0)]

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        height = tm[5] * cm[3] + cm[5]
        if text.strip() and height > _FOOT:
            lines.append((height, abs(size * tm[3])))

    text = page.extract_text(visitor_text=visit)
    return Page(text, *min(lines))


def _every(lang: Lang) -> Iterator[str]:
    from tests.publication.documents import documents, pictures
    from tradefiche.publication.pdf import to_pdf

    for name, document in documents(lang, every=True).items():
        for fault in faults(to_pdf(document, pictures(lang))):
            yield f"{name}, {lang}: {fault}"


if __name__ == "__main__":
    wrong = [fault for lang in get_args(Lang) for fault in _every(lang)]
    sys.stdout.writelines(f"{fault}\n" for fault in wrong or ["no fault"])
    sys.exit(bool(wrong))
