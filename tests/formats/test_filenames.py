"""File names of the contract."""

from __future__ import annotations

import pytest

from tradefiche.formats.filenames import file_name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (file_name("dept-59", "2024", "csv", what="totals"), "dept-59_2024_totals.csv"),
        (
            file_name("region-32", "2023Q3..2024Q2", "csv", what="products", variant="cpf4"),
            "region-32_2023Q3..2024Q2_products-cpf4.csv",
        ),
        (
            file_name("france", "2024Q3", "svg", what="balance", variant="paper", lang="en"),
            "france_2024Q3_balance-paper_en.svg",
        ),
        (file_name("dept-59", "2024", "xlsx"), "dept-59_2024.xlsx"),
        (
            file_name("dept-59", "2024", "xlsx", variant="a38", lang="en"),
            "dept-59_2024_a38_en.xlsx",
        ),
    ],
)
def test_names(name: str, wanted: str) -> None:
    assert name == wanted
