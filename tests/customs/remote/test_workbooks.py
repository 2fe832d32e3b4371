"""`tradefiche fetch` of the régions' yearly workbooks, at addresses of the kiosk's form."""

from __future__ import annotations

import re
import shutil
import time
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest import mock

import pytest

import tradefiche as tf
from tests.builders import write
from tests.customs.remote import customs, faults, kiosk, settings, store
from tests.customs.remote.server import Resource, Site, serving
from tests.running import Result, fetch, one_line, run
from tradefiche.customs.regions import every_region
from tradefiche.customs.remote.sources import sources
from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.customs.remote.kiosk import Edition
    from tests.customs.remote.server import Fault
    from tradefiche.api.keywords import StoreKeywords

LAST = datetime.now(UTC).date().year - 1
"""The last calendar year that is over."""
NINTH = kiosk.REGIONS[8]


@dataclass
class Kiosk:
    """A site of workbooks, a store beside it and the configuration that leads there."""

    site: Site
    url: str
    folder: Path
    edition: Edition

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def config(self) -> Path:
        page = settings.index(self.url + customs.INDEX)
        books = kiosk.source(self.url)
        late = settings.dataset(self.url + customs.DATASET)
        return settings.config(self.folder / "config", page, books, late)

    def fetch(self, *words: str) -> Result:
        return run("fetch", *words, "--data-dir", self.store, "--config-dir", self.config)

    def asked(self) -> list[tuple[str, int]]:
        """Return path and status of the answers so far, and forget them."""
        found = [(path, status) for path, _, status in self.site.asked]
        self.site.asked.clear()
        return found

    def shown(self, *words: str) -> dict[str, object]:
        """Return the totals of one territory."""
        options = ("--table", "totals", "--json", "--data-dir", self.store)
        [row] = run("compute", *words, *options).json["tables"]["totals"]
        return dict(row)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return kiosk.edition(tmp_path_factory.mktemp("september"))


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Return the next release."""
    date = (2026, 10, 8, 8, 0, 0)
    return kiosk.edition(tmp_path_factory.mktemp("october"), percent=102, date=date)


@pytest.fixture(scope="module")
def held(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that holds the fourteen."""
    folder = tmp_path_factory.mktemp("held")
    zips = [write(folder / f"region_{region}_A.zip", body) for region, body in edition.zips.items()]
    assert fetch(folder / "store", *zips).code == 0
    return folder / "store"


@pytest.fixture
def place(edition: Edition, tmp_path: Path) -> Iterator[Kiosk]:
    site = Site()
    edition.put(site)
    with serving(site) as url:
        yield Kiosk(site, url, tmp_path, edition)


ALL = [kiosk.path(region) for region in kiosk.REGIONS]


def test_the_fourteen_come_and_a_second_run_costs_fourteen_small_answers(place: Kiosk) -> None:
    result = place.fetch("--source", "workbooks")

    assert result.code == 0, result.err
    assert result.err == ""
    assert "exports 2023..2025 of 14 régions" in result.out
    assert "release 2026-09 (by the dates in the zips)" in result.out
    assert place.asked() == [(path, 200) for path in ALL]
    place.edition.assert_held(place.store)
    before = store.files(place.store)
    assert place.shown("--france")["exports_rank"] is None
    assert place.shown("--dept", "59")["exports_share_france_pct"] is not None

    again = place.fetch("--source", "workbooks")

    assert (again.code, again.err) == (0, "")
    assert "up to date" in again.out
    assert place.asked() == [(path, 304) for path in ALL]
    assert store.files(place.store) == before


def test_alone_fetch_asks_the_pages_first_and_the_workbooks_before_data_gouv(place: Kiosk) -> None:
    result = place.fetch("--json")

    assert result.code == 0, result.err
    assert [path for path, _ in place.asked()] == [customs.INDEX, *ALL]
    assert result.json["source"] == "the workbooks"
    assert [each["region"] for each in result.json["files"]] == kiosk.REGIONS
    place.edition.assert_held(place.store)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (faults.status(404), 69),
        (faults.status(503, Retry_After="600"), 75),
        (faults.page_instead, 65),
        (faults.cut_and_announced(300), 65),
    ],
)
def test_a_fault_on_the_ninth_leaves_the_store_as_it_was(
    place: Kiosk, held: Path, october: Edition, fault: Fault, code: int
) -> None:
    october.put(place.site, age=-60)
    place.site.lasting[kiosk.path(NINTH)] = fault
    for start in ("empty", "held"):
        if start == "held":
            shutil.copytree(held, place.store, dirs_exist_ok=True)
        before = store.files(place.store)
        for words in (("--source", "workbooks"), ()):
            result = place.fetch(*words)

            assert result.code == code
            assert f"region_{NINTH}_A.zip" in result.err
            assert store.files(place.store) == before


def test_a_broken_download_is_resumed(place: Kiosk) -> None:
    place.site.spoil(kiosk.path("03"), faults.drop(200))

    assert place.fetch("--region", "11").code == 0

    assert [status for _, status in place.asked()] == [200, 206]
    place.edition.assert_held(place.store, place.edition.of((2023, 2024, 2025), ["03"]))


def test_quarters_that_do_not_reach_the_last_year_are_joined_by_the_workbooks(
    place: Kiosk,
) -> None:
    zips = [
        *customs.archives(place.folder / "z", LAST - 2, f"{LAST - 1}05", value=10**9),
        *customs.archives(place.folder / "z", LAST - 1, f"{LAST}05", value=10**9),
    ]
    customs.put(place.site, zips)

    result = place.fetch("--json")

    assert result.code == 0, result.err
    assert result.json["source"] == "the kiosk; the workbooks"
    assert {each["year"] for each in result.json["taken"]} == {LAST - 2, LAST - 1}
    assert len(result.json["taken_years"]) == 2 * 3 * 14
    store.assert_sound(place.store)
    assert store.totals(place.store) == store.expected(zips)
    assert kiosk.totals(place.store) == place.edition.sums

    place.site.lasting[kiosk.path(NINTH)] = faults.status(404)
    before = store.files(place.store)
    again = place.fetch()
    assert again.code == 0
    assert "no yearly workbooks besides" in one_line(again.err)
    assert store.files(place.store) == before


def test_without_the_workbooks_the_quarters_remain_and_it_is_said(place: Kiosk) -> None:
    zips = [
        *customs.archives(place.folder / "z", LAST - 2, f"{LAST - 1}05"),
        *customs.archives(place.folder / "z", LAST - 1, f"{LAST}05"),
    ]
    customs.put(place.site, zips)
    place.site.lasting[kiosk.path(NINTH)] = faults.page_instead

    result = place.fetch()

    assert result.code == 0
    assert "no yearly workbooks besides" in result.err
    store.assert_complete(place.store, zips)
    assert kiosk.totals(place.store) == {}


def test_quarters_that_reach_the_last_year_are_enough(place: Kiosk) -> None:
    zips = [
        *customs.archives(place.folder / "z", LAST - 1, f"{LAST}05"),
        *customs.archives(place.folder / "z", LAST, f"{LAST + 1}05"),
    ]
    customs.put(place.site, zips)

    assert place.fetch("--dry-run").out.count("would fetch") == 4
    assert place.fetch().code == 0

    assert not set(ALL) & {path for path, _ in place.asked()}
    store.assert_complete(place.store, zips)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--region", "32"), ["01"]),
        (("--region", "idf", "--region", "Hauts-de-France"), ["01", "03"]),
        (("--region", "11,32", "--source", "workbooks"), ["01", "03"]),
        (("--region", "04", "--region", "Mayotte"), ["24"]),
    ],
)
def test_some_regions_alone(place: Kiosk, words: tuple[str, ...], codes: list[str]) -> None:
    result = place.fetch(*words)

    assert result.code == 0, result.err
    assert place.asked() == [(kiosk.path(code), 200) for code in codes]
    place.edition.assert_held(place.store, place.edition.of((2023, 2024, 2025), codes))


def test_a_region_more_joins_those_that_are_held(place: Kiosk) -> None:
    for region in ("32", "11"):
        assert place.fetch("--region", region).code == 0
    place.edition.assert_held(place.store, place.edition.of((2023, 2024, 2025), ["01", "03"]))


def test_a_year_alone_and_later_the_others_of_the_same_zips(place: Kiosk) -> None:
    assert place.fetch("--region", "32", "--year", "2024").code == 0
    place.edition.assert_held(place.store, place.edition.of([2024], ["01"]))
    place.asked()

    dry = place.fetch("--region", "32", "--dry-run")
    assert "would take in exports 2023..2025" in dry.out
    assert "up to date" in place.fetch("--region", "32", "--year", "2024").out
    assert place.fetch("--region", "32").code == 0

    assert place.asked() == [(kiosk.path("01"), 304)] * 3
    place.edition.assert_held(place.store, place.edition.of((2023, 2024, 2025), ["01"]))


def test_a_year_that_is_not_there_is_69_and_says_what_is(place: Kiosk) -> None:
    result = place.fetch("--region", "32", "--year", "2019,2025")

    assert result.code == 69
    assert "lacks 2019; it has 2023, 2024, 2025" in one_line(result.err)
    assert store.files(place.store) == {}


def test_a_year_that_not_all_have_waits_until_they_do(place: Kiosk) -> None:
    ahead = kiosk.edition(place.folder / "ahead", (2024, 2025, 2026), regions=["01"])
    ahead.put(place.site)

    result = place.fetch("--region", "32,11")

    assert result.code == 0
    assert "2026 stands in 1 of 2 régions (01)" in result.err
    assert "2023 stands in 1 of 2 régions (03)" in result.err
    mixed = {**place.edition.of((2024, 2025), ["03"]), **ahead.of((2024, 2025))}
    assert kiosk.totals(place.store) == mixed
    asked = place.fetch("--region", "32,11", "--year", "2026")
    assert asked.code == 69
    assert "lacks 2026 (régions 03); it has 2024, 2025" in one_line(asked.err)


def test_regions_of_different_releases_are_told(place: Kiosk, held: Path, october: Edition) -> None:
    shutil.copytree(held, place.store)
    october.put(place.site)

    result = place.fetch("--region", "11")

    line = one_line(result.err)
    assert "2023, 2024, 2025: régions of different releases" in line
    assert "2026-10 (03)" in line


def test_the_release_can_be_told(place: Kiosk) -> None:
    words = ("--region", "32")
    assert place.fetch(*words).code == 0
    for _ in range(2):
        assert place.fetch(*words, "--release", "2026-11").code == 0

    releases = {row["release"] for row in store.manifest(place.store)["years"]}
    assert releases == {"2026-09", "2026-11"}
    assert "up to date" in place.fetch(*words).out


def test_a_zip_of_another_region_is_65(place: Kiosk) -> None:
    place.site.resources[kiosk.path("03")] = place.site.resources[kiosk.path("04")]

    result = place.fetch("--region", "11")

    assert result.code == 65
    assert "workbooks of région 04, not 03" in one_line(result.err)
    assert store.files(place.store) == {}


def test_one_flow_alone_is_65(place: Kiosk) -> None:
    kiosk.edition(place.folder / "half", flows="E", regions=["03"]).put(place.site)

    result = place.fetch("--region", "11")

    assert result.code == 65
    assert "no workbook of imports" in one_line(result.err)


def test_texts_in_the_place_of_workbooks_are_65(place: Kiosk) -> None:
    [text, _] = customs.archives(place.folder / "z", 2025, "202605")
    place.site.resources[kiosk.path("03")] = Resource(text.body)

    result = place.fetch("--region", "11")

    assert result.code == 65
    assert kiosk.path("03") in one_line(result.err)


def test_a_zip_named_by_its_address(place: Kiosk) -> None:
    address = place.url + kiosk.path("03")

    result = place.fetch("--source", address, "--year", "2025")
    assert result.code == 0, result.err
    place.edition.assert_held(place.store, place.edition.of([2025], ["03"]))

    assert place.fetch("--source", address, "--year", "2019").code == 69


def test_a_dry_run_asks_and_does_nothing(place: Kiosk) -> None:
    result = place.fetch("--source", "workbooks", "--dry-run")

    assert result.out.count("would fetch") == 14
    assert not place.store.exists()
    assert place.fetch("--region", "32", "--dry-run").out.count("would fetch") == 1


def test_prune_keeps_what_is_in_use(place: Kiosk, october: Edition) -> None:
    assert place.fetch("--region", "32").code == 0
    october.put(place.site, age=-60)

    assert place.fetch("--region", "32", "--prune", "--json").json["pruned"] == []

    october.assert_held(place.store, october.of((2023, 2024, 2025), ["01"]))


def test_the_library_fetches_as_the_command_does(place: Kiosk) -> None:
    where: StoreKeywords = {"data_dir": place.store, "config_dir": place.config}

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outcome = tf.fetch(region=["32", "Bretagne"], year=2025, **where)

    assert {held.region for held in outcome.years} == {"01", "07"}
    assert {held.year for held in outcome.years} == {2025}
    assert not tf.fetch(source="workbooks", dry_run=True, **where).changed
    with pytest.raises(UsageError):
        tf.fetch(files=place.folder, region="32", **where)


@pytest.mark.parametrize(
    "words",
    [
        ("--region", "59"),
        ("--region", "32", "--source", "https://kiosk.example/x"),
        ("--source", "workbooks", "--source", "https://kiosk.example/x"),
        ("--region", "32", "--from", "."),
        ("--region", "32", "--sample", "--to", "x"),
    ],
)
def test_what_does_not_go_together_is_2(place: Kiosk, words: tuple[str, ...]) -> None:
    result = place.fetch(*words)

    assert result.code == 2
    one_line(result.err)
    assert place.asked() == []


def test_a_configuration_without_workbooks_is_78(tmp_path: Path) -> None:
    config = settings.config(tmp_path)

    result = run("fetch", "--region", "32", "--data-dir", tmp_path / "s", "--config-dir", config)

    assert result.code == 78
    assert "workbooks" in one_line(result.err)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"url": "https://a.example/region_A.zip"}, "{region} in it"),
        ({"regions": []}, "codes of régions"),
        ({"kind": "index"}, "codes of régions"),
        ({"url": "http://a.example/{region}.zip"}, "https addresses"),
    ],
)
def test_a_slip_in_the_source_is_78(tmp_path: Path, change: dict[str, object], says: str) -> None:
    config = settings.config(tmp_path, kiosk.source("https://a.example") | change)

    result = run("fetch", "--data-dir", tmp_path / "s", "--config-dir", config)

    assert result.code == 78
    assert says in one_line(result.err)


def test_the_configuration_has_the_addresses_of_the_fourteen(dirs: tuple[Path, ...]) -> None:
    found = sources(dirs)
    [books] = [source for source in found.sources if source.kind == "workbooks"]

    assert set(books.workbooks()) == every_region()
    assert books.workbooks()["03"] == (
        "https://lekiosque.finances.gouv.fr/download_2.asp?rep=/fichiers/Telecharge"
        "&fic=region_03_A.zip"
    )
    kinds = [source.kind for source in found.sources]
    assert kinds == ["index", "index", "workbooks", "dataset", "files"]


def test_one_connection_and_a_pause_between_files(place: Kiosk) -> None:
    config = settings.config(place.folder / "config", kiosk.source(place.url), between_s=0.25)
    pauses: list[float] = []
    with mock.patch.object(time, "sleep", pauses.append):
        words = ("--dry-run", "--source", "workbooks", "--config-dir", config)
        assert run("fetch", *words, "--data-dir", place.store).code == 0

    assert pauses == [0.25] * 13
    agents = {headers["User-Agent"] for _, headers, _ in place.site.asked}
    assert all(re.fullmatch(r"tradefiche/\d+\.\d+\.\d+", agent) for agent in agents)
