"""A slip by a thousand is refused, by what is usual or by what the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.customs.workbooks.magnitudes import check_magnitude, magnitudes
from tradefiche.errors import ConfigError, DataError
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.settings import config_dirs

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.customs.ingest_report import Remark

DIRS = config_dirs()
RULES = magnitudes(DIRS)
PARIS_REGION = 141_824_872_548
"""Published: exports of Île-de-France in 2024."""


def check(total: int, held: int | None = None, region: str = "03") -> list[Remark]:
    usual = RULES.regions[region].eur("export")
    label = f"exports 2024 of région {region}"
    return list(check_magnitude("f.xlsx", label, total, usual=usual, held=held, rules=RULES))


def test_there_are_the_regions_of_the_customs() -> None:
    assert set(RULES.regions) == set(gazetteer(DIRS).customs_regions)


def test_published_totals_are_as_usual() -> None:
    assert check(PARIS_REGION) == []
    assert check(71_300_000_000, region="18") == []
    assert check(PARIS_REGION, held=PARIS_REGION + 10**9) == []


@pytest.mark.parametrize("held", [None, 10**14, 140_000_000_000])
def test_thousands_for_euros_are_refused_with_both_figures(held: int | None) -> None:
    with pytest.raises(DataError, match="a factor of a thousand") as caught:
        check(PARIS_REGION // 1000, held)
    assert "€141.8M" in str(caught.value)
    assert caught.value.exit_code == 65


def test_a_thousand_times_too_much_is_refused_too() -> None:
    with pytest.raises(DataError, match=r"its usual order of magnitude is €94,000\.0M"):
        check(PARIS_REGION * 1000)


def test_what_the_store_holds_counts_where_the_usual_would_not_tell() -> None:
    with pytest.raises(DataError, match=r"the store holds €0\.1M"):
        check(90_000_000, held=90_000, region="22")


def test_other_differences_are_reported() -> None:
    (far,) = check(PARIS_REGION, held=PARIS_REGION // 2)
    assert (far.code, far.level) == ("far-from-last", "warning")
    assert "the store holds €70,912.4M" in far.text
    (unusual,) = check(PARIS_REGION // 20)
    assert (unusual.code, unusual.level) == ("magnitude", "warning")
    assert [each.code for each in check(0)] == ["magnitude"]


def test_a_wrong_file_says_key_and_what_was_expected(tmp_path: Path) -> None:
    text = (DIRS[-1] / "workbooks.yaml").read_text(encoding="utf-8")
    (tmp_path / "workbooks.yaml").write_text(text.replace("[100, 10000]", "[100, 50]"))
    with pytest.raises(ConfigError, match="slip: expected a lower and a higher factor"):
        magnitudes((tmp_path, *DIRS))
