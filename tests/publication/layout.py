"""The pages of a PDF: how many, how full, and what stands at their foot.

`python -m tests.publication.layout` looks at the fiche of every territory, in both languages.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, get_args

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


def faults(pdf: bytes) -> list[str]:
    """Return what is wrong with the pages of a fiche."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    found = [] if len(pages) <= MOST else [f"{len(pages)} pages"]
    for number, page in enumerate(pages, start=1):
        lowest, size = _foot(page)
        filled = (_TOP - lowest) / (_TOP - _FOOT)
        if filled < ENOUGH and number < len(pages):
            found.append(f"page {number} is {filled:.0%} full")
        if size >= _HEADING and number > 1:
            found.append(f"a heading ends page {number}")
    return found


def _foot(page: PageObject) -> tuple[float, float]:
    """Return the height of the lowest text above the footer, and its size."""
    lines = [(_TOP, 0.0)]

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        height = tm[5] * cm[3] + cm[5]
        if text.strip() and height > _FOOT:
            lines.append((height, abs(size * tm[3])))

    page.extract_text(visitor_text=visit)
    return min(lines)


def _every(lang: Lang) -> Iterator[str]:
    from tests.publication.documents import documents, pictures
    from tradefiche.publication.pdf import to_pdf

    for name, document in documents(lang).items():
        for fault in faults(to_pdf(document, pictures(lang))):
            yield f"{name}, {lang}: {fault}"


if __name__ == "__main__":
    wrong = [fault for lang in get_args(Lang) for fault in _every(lang)]
    sys.stdout.writelines(f"{fault}\n" for fault in wrong or ["no fault"])
    sys.exit(bool(wrong))
