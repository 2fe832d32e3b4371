"""File names of the contract."""

from __future__ import annotations

import pytest

from tradefiche.formats.filenames import file_name
from tradefiche.tabulation.filters import Filters

EXCLUDED = Filters(exclude_products=("energie",))
BOTH = Filters(("CL",), ("CL",), ("C30C", "C29A"), ("CN",))


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
        (
            file_name("dept-59", "2024", "svg", what="balance", filters=EXCLUDED.mark),
            "dept-59_2024_balance-hors-energie.svg",
        ),
        (
            file_name("dept-59", "2024", "pdf", filters=EXCLUDED.mark, lang="en"),
            "dept-59_2024_hors-energie_en.pdf",
        ),
        (
            file_name("dept-59", "2024", "csv", what="products", filters=BOTH.mark, variant="cpf4"),
            "dept-59_2024_products-produit-CL-pays-CL-hors-C30C-C29A-hors-pays-CN-cpf4.csv",
        ),
    ],
)
def test_names(name: str, wanted: str) -> None:
    assert name == wanted


def test_no_two_filters_have_one_name() -> None:
    """A product and a country may have one code, and a name must not grow without bound."""
    codes = tuple(f"C{number:02d}Z" for number in range(50))
    given = [
        Filters(),
        Filters(products=("CL",)),
        Filters(countries=("CL",)),
        Filters(exclude_products=("CL",)),
        Filters(exclude_countries=("CL",)),
        Filters(exclude_products=codes),
        Filters(exclude_products=codes[1:]),
        Filters(exclude_products=codes[:-1]),
    ]
    marks = [each.mark for each in given]

    assert len({*marks}) == len(marks)
    assert max(map(len, marks)) <= 60
