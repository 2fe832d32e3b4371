"""A workbook against the régions as we know them."""

from __future__ import annotations

import io

import pytest

from tests.builders import CUSTOMS_REGION
from tests.workbooks import Row, workbook
from tradefiche.customs.workbooks.checks import check_workbook
from tradefiche.customs.workbooks.magnitudes import magnitudes
from tradefiche.customs.workbooks.reading import read_workbook
from tradefiche.errors import DataError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import config_dirs

DIRS = config_dirs()


def said(rows: list[Row]) -> dict[str, str]:
    content = workbook(rows)
    book = read_workbook("f.xlsx", lambda: io.BytesIO(content))
    found = check_workbook("f.xlsx", book, gazetteer(DIRS), magnitudes(DIRS).regions)
    assert len({each.code for each in found}) == len(found)
    return {each.code: each.text for each in found}


@pytest.mark.parametrize("region", sorted(set(CUSTOMS_REGION.values()) - {"99"}))
def test_every_region_with_all_its_departements_is_as_it_should_be(region: str) -> None:
    theirs = [dept for dept, each in CUSTOMS_REGION.items() if each == region]
    assert said([Row(dept, region=region) for dept in theirs if dept != "98"]) == {}


def test_what_is_left_out_is_said_once() -> None:
    values = {2023: 1.5, 2024: -2, 2025: None}
    rows = [Row("59", values=values, extra={"Libelle": "x", "Zone": "y"})] * 2
    rows.append(Row("98", values=values, region="01"))
    rows.append(Row("9Z", values=values, region="01"))
    assert said(rows) == {
        "columns": "columns not read: Libelle, Zone",
        "empty-year": "no figure of exports 2025; the year is not taken in",
        "missing-department": "no row of 4 départements (02, 60, 62, 80)",
        "unknown-department": "unknown département 9Z, counted in France only",
        "nowhere": "rows of no département (98), counted in France only",
    }


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([Row("59", region="02")], "région 02 is none that the Customs have: 01, 03"),
        ([Row("59"), Row("75", region="01")], r"région 01 with rows of 75 \(of région 03\)"),
        ([Row("13", region="21"), Row("9A", region="21")], r"rows of 9A \(of région 24\)"),
        ([Row("75", region="03"), Row("99", region="03")], r"rows of 99 \(of région 21\)"),
    ],
)
def test_departements_of_another_region_are_refused(rows: list[Row], message: str) -> None:
    with pytest.raises(DataError, match=message):
        said(rows)
