"""What names and the words about a link tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tradefiche.customs.remote.listings import Offer
from tradefiche.customs.remote.names import is_zip_name, name_of, offered, signs
from tradefiche.customs.remote.url_policy import secured

if TYPE_CHECKING:
    from tradefiche.reference.terms import Flow

SITE = "https://www.douane.gouv.fr/sites/default/files/2025-02/07"
NAMES = {
    "202502-stat-regional-ce-export.zip": ("export", None, "2025-02"),
    "202502-stat-regional-ce-import.zip": ("import", None, "2025-02"),
    "202308-Regional-2022-import.zip": ("import", 2022, "2023-08"),
    "202002_regional_2019_export.zip": ("export", 2019, "2020-02"),
    "20250207-Regional-2024-Export.ZIP": ("export", 2024, "2025-02"),
    "Region_2023_Import.zip": ("import", 2023, "2025-02"),
    "Regional_2021_Export.zip": ("export", 2021, "2025-02"),
    "REGIONAL_CPF4PAYSE.zip": ("export", None, "2025-02"),
    "REGIONAL_CPF4PAYSI.zip": ("import", None, "2025-02"),
    "r%C3%A9gional-exportations-2020.zip": ("export", 2020, "2025-02"),
    "202308-National-2022-import.zip": None,
    "202201-stat-national-ce-import.zip": None,
    "202502-stat-drom-ce-import.zip": None,
    "region_18.zip": None,
    "Regional-2015-2019-export.zip": None,
    "regional-import-export-2020.zip": None,
    "important-regional-notice.zip": None,
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items(), ids=list(NAMES))
def test_a_name_tells(name: str, expected: tuple[Flow, int | None, str] | None) -> None:
    url = f"{SITE}/{name}"
    assert offered(url, name, ()) == (expected and Offer(url, *expected))


AROUND = {
    "the link's words": ("a.zip", ["Export régional 2023"], ("export", 2023, None)),
    "the row's": ("a.zip", ["Import", "2023 Import"], ("import", 2023, None)),
    "two flows in the row": ("a.zip", ["2023 import export", "export"], ("export", 2023)),
    "quarters are no year": ("a.zip", ["Export, 4e trimestre 2024"], ("export", None)),
    "the name first": ("2024-regional-export.zip", ["Import 2023"], ("export", 2024)),
    "only the link adds a year": ("regional-export.zip", ["2022", "2019"], ("export", 2022)),
    "not its surroundings": ("regional-export.zip", ["Télécharger", "2019"], ("export", None)),
    "several years": ("a.zip", ["Export 2022, 2023"], None),
    "a number is no year": ("a2019bcd-99cf-4a26-8f28-088f2e96a2ef", ["Export"], ("export", None)),
    "national": ("a.zip", ["Export 2023", "Données nationales"], None),
}


@pytest.mark.parametrize("case", AROUND.values(), ids=list(AROUND))
def test_words_around_a_link_tell(
    case: tuple[str, list[str], tuple[str | int | None, ...] | None],
) -> None:
    name, words, expected = case

    found = offered(f"https://a.example/{name}", name, [*words, "Statistiques régionales"])

    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.flow, found.year, found.release)[: len(expected)] == expected


def test_two_products_in_one_text_tell_nothing() -> None:
    assert signs("Statistiques nationales et régionales").regional is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/b/c.zip", "c.zip"),
        ("https://a.example/b/c%20d.zip?x=1", "c d.zip"),
        ("https://a.example/get.asp?f=data/c.zip", "c.zip"),
        ("https://a.example/get.asp?id=12", "get.asp"),
        ("https://a.example/", ""),
    ],
)
def test_the_name_of_an_address(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize("name", ["c.zip", "C.ZIP", "c", "0a78bacc-99cf"])
def test_may_be_a_zip(name: str) -> None:
    assert is_zip_name(name)


@pytest.mark.parametrize("name", ["c.pdf", "c.asp", "c.txt", "c.7z", "c.html"])
def test_is_no_zip(name: str) -> None:
    assert not is_zip_name(name)


@pytest.mark.parametrize("month", ["209912", "200912", "210701"])
def test_a_month_that_no_release_is_of_tells_none(month: str) -> None:
    name = f"{month}-stat-regional-ce-export.zip"

    known = offered(f"https://x.fr/{name}", name, ())

    assert known is not None
    assert known.release is None


def test_what_cannot_be_seen_in_a_link_is_written_out() -> None:
    url = secured("https://x.fr/\x9b2J\x1b]0;é.zip", "https://x.fr/")

    assert url == "https://x.fr/%C2%9B2J%1B]0;é.zip"
    assert name_of(url) == "2J]0;é.zip"
