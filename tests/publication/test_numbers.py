"""The numbers of a fiche are those of the tables that `export` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.examples import more
from tests.publication import webpages
from tests.publication.documents import paged, printed, sample
from tests.publication.exported import place
from tests.publication.layout import lines_of
from tests.publication.numbers import checked
from tests.running import run
from tradefiche.publication.data import above

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tradefiche.language.typography import Lang

CASES: list[tuple[str, Lang]] = [
    (territory, "fr")
    for territory in (
        "dept-59", "dept-48", "dept-20", "dept-40", "dept-99", "region-32", "france",
    )
] + [("dept-59", "en")]  # fmt: skip
LIKE_OTHERS = [("dept-75", "fr"), ("dept-974", "fr")]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the CSV files of every territory that the cases speak of."""
    folder = tmp_path_factory.mktemp("exported")
    for lang, codes, regions in (
        ("fr", ("59", "48", "20", "40", "99", "75", "974"), ("32", "75", "76", "93", "11", "04")),
        ("en", ("59",), ("32",)),
    ):  # fmt: skip
        places = [word for code in codes for word in ("--dept", code)]
        places += [word for code in regions for word in ("--region", code)]
        words = ("--sample", "--format", "csv", "--lang", lang, "--quiet", "-o", folder)
        assert run("export", *places, "--france", *words).code == 0
    return folder


def on_paper(territory: str, lang: Lang) -> list[str]:
    return lines_of(printed(territory, lang))


def on_the_web(territory: str, lang: Lang) -> list[str]:
    return webpages.lines_of(paged(territory, lang))


@pytest.mark.parametrize("read", [on_paper, on_the_web])
@pytest.mark.parametrize(("territory", "lang"), [*CASES, *more(LIKE_OTHERS)])
def test_every_number_is_in_the_tables(
    territory: str, lang: Lang, read: Callable[[str, Lang], list[str]], exported: Path
) -> None:
    data = sample(lang)
    unit = data.places.by_id(territory)
    assert unit is not None
    own, *others = (
        place(exported, each, data.period, lang)
        for each in (territory, *(other.id for other in above(unit, data.places)))
    )

    paper = read is on_paper
    found = checked(read(territory, lang), own, others, lang, paper=paper)

    assert not found.faults, "\n".join(found.faults[:30])
    assert found.strict >= (100 if paper else 150)
    assert found.loose >= 100


def test_a_wrong_number_is_found(exported: Path) -> None:
    own = place(exported, "dept-59", "2024")
    right = [
        "Échanges par pays, Nord (M€)",
        "Belgique 8\u202f630,3 21,1\u202f% 6\u202f505,5 22,6\u202f% −2\u202f124,8",
    ]
    assert not checked(right, own, [], "fr").faults
    for wrong in ("8\u202f630,4", "5\u202f540,4"):
        line = right[1].replace("8\u202f630,3", wrong)
        assert checked([right[0], line], own, [], "fr").faults
    assert checked(["Le Nord exporte 28\u202f822,8\u00a0M€ de biens"], own, [], "fr").faults
    assert not checked(["Le Nord exporte 28\u202f822,9\u00a0M€"], own, [], "fr").faults
