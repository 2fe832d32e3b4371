"""A workbook against the régions as we know them, and what a user should know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.customs.ingest_report import Remark, listed
from tradefiche.customs.regions import home_regions
from tradefiche.errors import DataError
from tradefiche.reference.codes import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tradefiche.customs.workbooks.reading import Workbook
    from tradefiche.reference.territories import Gazetteer


def check_workbook(
    name: str, book: Workbook, gazetteer: Gazetteer, regions: Collection[str]
) -> list[Remark]:
    """Check a workbook against the régions, and return the remarks on it, without its name.

    Args:
        name: the workbook's name in messages.
        book: the workbook as read.
        gazetteer: assigns départements to régions.
        regions: the Customs' codes of the régions for which workbooks exist.

    Raises:
        DataError: its région is none of these, or a département in it belongs to another, whose
            figures would count twice, or for the wrong région (65).
    """
    if book.region not in regions:
        known = ", ".join(sorted(regions))
        raise DataError(f"{name}: région {book.region} is none that the Customs have: {known}")
    home = home_regions(gazetteer)
    strangers = {
        code: home[code]
        for code in sorted(book.codes["department"])
        if home.get(code, book.region) != book.region
    }
    if strangers:
        said = ", ".join(f"{code} (of région {region})" for code, region in strangers.items())
        raise DataError(f"{name}: a workbook of région {book.region} with rows of {said}; refused")
    return list(_remarks(book, home))


def unlisted(book: Workbook, known: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """Return the codes that the configuration does not know, by field; omit fields without."""
    found = {kind: sorted(codes - known[kind]) for kind, codes in book.codes.items()}
    return {kind: codes for kind, codes in found.items() if codes}


def _remarks(book: Workbook, home: dict[str, str]) -> Iterator[Remark]:
    if book.ignored:
        text = f"columns not read: {listed(book.ignored)}"
        yield Remark("columns", "notice", text)
    for flow, year in book.empty:
        text = f"no figure of {flow}s {year}; the year is not taken in"
        yield Remark("empty-year", "warning", text)
    theirs = {code for code, region in home.items() if region == book.region}
    if missing := sorted(theirs - book.codes["department"]):
        text = f"no row of {len(missing)} départements ({listed(missing)})"
        yield Remark("missing-department", "warning", text)
    if unknown := sorted(book.codes["department"] - home.keys() - {NOWHERE}):
        text = f"unknown département {listed(unknown)}, counted in France only"
        yield Remark("unknown-department", "warning", text)
    if NOWHERE in book.codes["department"]:
        text = f"rows of no département ({NOWHERE}), counted in France only"
        yield Remark("nowhere", "notice", text)
