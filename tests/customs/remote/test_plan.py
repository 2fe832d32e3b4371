"""Which of the zips that a source has are brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import archive_zip, latest_zip, year_of
from tests.running import fetch
from tradefiche.customs.remote.listings import Offer, elapsed, newest_pairs, pairs_of
from tradefiche.customs.remote.plan import WantedZips, plan
from tradefiche.customs.store import Store
from tradefiche.errors import UnavailableError
from tradefiche.reference.periods import Quarter

if TYPE_CHECKING:
    from pathlib import Path

    from tradefiche.reference.terms import Flow

NOTHING = WantedZips()
FLOWS: tuple[Flow, Flow] = ("export", "import")


def offer(flow: Flow, year: int | None, release: str | None, modified: str = "") -> Offer:
    url = f"https://a.example/{flow}-{year}-{release}.zip"
    return Offer(url, flow, year, release, modified=modified)


def both(year: int | None, release: str | None = None) -> list[Offer]:
    return [offer(flow, year, release) for flow in FLOWS]


def chosen(
    offers: list[Offer], store: Path, wanted: WantedZips = NOTHING
) -> list[tuple[int | None, str | None]]:
    pairs = plan(offers, Store(store).view(), wanted)
    return [(pair.year, pair.release) for pair in pairs]


def refused(offers: list[Offer], store: Path, wanted: WantedZips = NOTHING) -> str:
    with pytest.raises(UnavailableError) as caught:
        plan(offers, Store(store).view(), wanted)
    return str(caught.value)


@pytest.mark.parametrize(
    ("release", "quarter"),
    [
        ("2025-01", Quarter(2024, 3)),
        ("2025-02", Quarter(2024, 4)),
        ("2025-03", Quarter(2024, 4)),
        ("2025-04", Quarter(2024, 4)),
        ("2025-05", Quarter(2025, 1)),
        ("2025-08", Quarter(2025, 2)),
        ("2025-11", Quarter(2025, 3)),
        ("2025-12", Quarter(2025, 3)),
    ],
)
def test_the_last_quarter_of_a_release(release: str, quarter: Quarter) -> None:
    assert elapsed(release) == quarter


def test_the_newest_pair_has_both_flows() -> None:
    offers = [
        *both(None, "2025-02"),
        offer("export", None, "2025-05"),
        offer("export", 2023, "2024-05"),
        offer("import", 2023, "2024-08"),
    ]

    pairs = newest_pairs(pairs_of(offers))

    assert {year: pair.release for year, pair in pairs.items()} == {None: "2025-02"}


def test_of_one_release_the_later_upload_counts() -> None:
    offers = [*both(2019), offer("export", 2019, None, "2021-01-01")]

    assert newest_pairs(pairs_of(offers))[2019].exports.modified == "2021-01-01"


def test_the_publication_needs_two_years_and_the_latest_quarters(empty_store: Path) -> None:
    offers = [pair for year in (2021, 2022, 2023, 2024) for pair in both(year, f"{year + 1}-05")]

    found = chosen([*both(None, "2025-11"), *offers], empty_store)

    assert found == [(2023, "2024-05"), (2024, "2025-05"), (None, "2025-11")]


def test_the_latest_quarters_may_hold_the_newest_year(empty_store: Path) -> None:
    offers = [*both(None, "2025-02"), *both(2022, "2023-05"), *both(2023, "2024-05")]

    assert chosen(offers, empty_store) == [(2023, "2024-05"), (None, "2025-02")]


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        (  # a newer release of one year alone: both years in one release come besides
            [*both(2023, "2024-05"), *both(2023, "2025-05"), *both(2024, "2025-05"),
             *both(2024, "2025-08")],
            [(2023, "2025-05"), (2024, "2025-05"), (2024, "2025-08")],
        ),
        (  # the year before was published again, the newest not yet
            [*both(2023, "2024-08"), *both(2023, "2025-02"), *both(None, "2025-02"),
             *both(2023, "2025-05")],
            [(2023, "2025-02"), (2023, "2025-05"), (None, "2025-02")],
        ),
        (  # the newest of both is one release: nothing besides
            [*both(2023, "2024-05"), *both(2023, "2025-05"), *both(2024, "2025-05")],
            [(2023, "2025-05"), (2024, "2025-05")],
        ),
        (  # no release has both flows of both years
            [*both(2023, "2024-05"), offer("export", 2023, "2025-05"), *both(2024, "2025-05")],
            [(2023, "2024-05"), (2024, "2025-05")],
        ),
    ],
)  # fmt: skip
def test_both_years_in_one_release_where_there_is_one(
    empty_store: Path, offers: list[Offer], expected: list[tuple[int | None, str | None]]
) -> None:
    assert chosen(offers, empty_store) == expected


def test_without_the_year_before_a_source_is_no_success(empty_store: Path, store: Path) -> None:
    assert "lacks 2023" in refused([*both(None, "2025-05"), *both(2024, "2025-05")], empty_store)
    assert "lacks 2023" in refused(both(None, "2025-02"), empty_store)
    # this store holds 2023
    assert chosen([*both(None, "2025-05"), *both(2024, "2025-05")], store) == [
        (2024, "2025-05"),
        (None, "2025-05"),
    ]


def test_the_latest_quarters_alone_do_where_the_store_holds_a_year(
    store: Path, empty_store: Path
) -> None:
    assert chosen(both(None, "2025-05"), store) == [(None, "2025-05")]
    assert "full year" in refused(both(None, "2025-05"), empty_store)


def test_no_pair_at_all(empty_store: Path) -> None:
    assert "both flows" in refused([], empty_store)
    assert "both flows" in refused([offer("export", 2024, "2025-05")], empty_store)


@pytest.mark.parametrize(
    "offers",
    [
        [*both(None, "2024-11"), *both(2023, "2024-05"), *both(2022, "2023-05")],
        [*both(2019), *both(2018)],
        [*both(2019, "2020-02"), *both(2018, "2019-02")],
    ],
)
def test_older_than_the_store_is_no_success(offers: list[Offer], store: Path) -> None:
    assert "older than what the store holds" in refused(offers, store)


def test_of_the_same_release_as_the_store_is_fine(store: Path) -> None:
    offers = [*both(None, "2025-02"), *both(2023, "2024-05")]

    assert chosen(offers, store) == [(2023, "2024-05"), (None, "2025-02")]


def test_years_asked_for(empty_store: Path) -> None:
    offers = [*both(None, "2025-02"), *both(2022, "2023-05"), *both(2023, "2024-05")]

    assert chosen(offers, empty_store, WantedZips((2022,))) == [(2022, "2023-05")]
    assert chosen(offers, empty_store, WantedZips((2022, 2023, 2024))) == [
        (2022, "2023-05"),
        (2023, "2024-05"),
        (None, "2025-02"),
    ]
    message = refused(offers, empty_store, WantedZips((2019, 2022)))
    assert "lacks 2019" in message
    assert "2022, 2023, 2024" in message


def test_a_year_that_the_store_holds_newer_is_no_success(tmp_path: Path) -> None:
    paths = [
        archive_zip(tmp_path, flow, 2023, year_of(2023, flow), release="202405") for flow in "EI"
    ]
    assert fetch(tmp_path / "store", *paths).code == 0

    assert "older" in refused(both(2023, "2024-02"), tmp_path / "store", WantedZips((2023,)))
    assert chosen(both(2023, "2024-05"), tmp_path / "store", WantedZips((2023,)))
    paths = [latest_zip(tmp_path, flow, year_of(2023, flow)[3:], release="202411") for flow in "EI"]
    assert fetch(tmp_path / "store", *paths).code == 0
    assert chosen(both(2023, "2024-05"), tmp_path / "store", WantedZips((2023,)))


def test_a_source_that_is_far_behind(empty_store: Path) -> None:
    offers = [*both(2018), *both(2019)]

    assert "2019" in refused(offers, empty_store, WantedZips(oldest=2023))
    assert chosen(offers, empty_store, WantedZips(oldest=2019)) == [(2018, None), (2019, None)]
