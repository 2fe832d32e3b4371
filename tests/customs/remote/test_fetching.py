"""`tradefiche fetch` from a site: what it brings, and what it leaves alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import Record, archive_zip, latest_zip, write
from tests.customs.remote import customs, settings, store
from tests.customs.remote.server import PAGE, Resource
from tests.running import one_line, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.customs.remote.conftest import Scene


def test_without_an_argument_it_brings_what_the_publication_needs(scene: Scene) -> None:
    result = scene.fetch()

    assert result.code == 0, result.err
    store.assert_complete(scene.store, scene.zips[2:])
    words = ("--dept", "59", "--table", "totals", "--json", "--data-dir", scene.store)
    [row] = run("compute", *words).json["tables"]["totals"]
    assert row["period"] == "2024"
    assert row["exports_change_pct"] is not None


def test_both_years_come_in_one_release_too(scene: Scene, tmp_path: Path) -> None:
    """2023 was published again with 2024; then 2024 once more, alone."""
    again = customs.archives(tmp_path / "again", 2023, "202505", value=3000)
    alone = customs.archives(tmp_path / "alone", 2024, "202506", value=4000)
    customs.put(scene.site, [*scene.zips, *again, *alone])

    assert scene.fetch().code == 0

    store.assert_complete(scene.store, [*again, *scene.zips[4:6], *alone, *scene.zips[6:]])


def test_provenance_is_kept(scene: Scene) -> None:
    assert scene.fetch("--year", "2023").code == 0

    raws = {raw["url"]: raw for raw in store.manifest(scene.store)["raw"]}
    mine = raws[scene.url + scene.zips[2].path]
    assert mine["address"] == mine["url"]
    assert mine["name"] == "202405-Regional-2023-export.zip"
    assert mine["size"] == len(scene.zips[2].body)
    assert mine["headers"]["etag"]
    assert mine["fetched"].endswith("+00:00")
    assert raws[scene.index]["page"]


def test_twice_in_a_row_changes_nothing_and_says_so(scene: Scene) -> None:
    assert scene.fetch().code == 0
    before = store.files(scene.store)
    scene.asked()

    result = scene.fetch()

    assert result.code == 0
    assert "up to date" in result.out
    assert store.files(scene.store) == before
    assert {status for _, status in scene.asked()} == {304}


def test_twice_where_the_server_tells_no_version(scene: Scene) -> None:
    for path, resource in scene.site.resources.items():
        scene.site.resources[path] = replace(resource, etag=False, dated=False)
    assert scene.fetch().code == 0
    before = store.files(scene.store)

    result = scene.fetch("--json")

    assert result.code == 0
    assert result.json["changed"] is False
    assert store.files(scene.store) == before


def test_json_says_what_was_fetched(scene: Scene) -> None:
    first, second = (scene.fetch("--json", "--year", "2024").json for _ in range(2))

    assert (first["changed"], second["changed"]) == (True, False)
    assert [each["state"] for each in first["files"]] == ["fetched", "fetched"]
    assert [each["state"] for each in second["files"]] == ["unchanged", "unchanged"]
    assert {(each["flow"], each["year"]) for each in first["files"]} == {
        ("export", 2024),
        ("import", 2024),
    }
    assert {each["quarter"] for each in first["taken"]} == {1, 2, 3, 4}
    assert second["taken"] == []


def test_quiet_prints_nothing_when_all_is_well(scene: Scene, tmp_path: Path) -> None:
    depts = [code for code in customs.DEPARTEMENTS if code != "98"]
    records = [
        Record(flow, q, y, dept, value=9)
        for flow in "EI"
        for y in (2023, 2024)
        for q in (1, 2, 3, 4)
        for dept in depts
    ]
    for year in (2023, 2024):
        for flow in "EI":
            mine = [each for each in records if (each.flow, each.year) == (flow, year)]
            path = archive_zip(tmp_path, flow, year, mine, release="202505")
            scene.site.resources[f"/{path.name}"] = Resource(path.read_bytes())
    links = "".join(f"<a href='{path}'>régional</a>" for path in scene.site.resources)
    scene.site.resources["/all"] = Resource(links.encode(), PAGE)

    for _ in range(2):
        result = scene.fetch("--quiet", "--source", f"{scene.url}/all", "--year", "2023..2024")

        assert result.code == 0
        assert (result.out, result.err) == ("", "")


def test_years_asked_for(scene: Scene) -> None:
    assert scene.fetch("--year", "2022..2023").code == 0

    store.assert_complete(scene.store, scene.zips[:4])


def test_a_year_that_is_not_there_is_69_and_says_what_is(scene: Scene) -> None:
    result = scene.fetch("--year", "2019")

    assert result.code == 69
    line = one_line(result.err)
    assert "2019" in line
    assert "2022, 2023, 2024" in line
    assert store.files(scene.store) == {}


def test_a_new_release_comes_and_the_old_one_stays(scene: Scene, tmp_path: Path) -> None:
    assert scene.fetch().code == 0
    newer = customs.latest(tmp_path, (2025, 2), "202509", value=7)
    customs.put(scene.site, [*scene.zips, *newer])
    scene.asked()

    result = scene.fetch("--json")

    assert result.json["changed"] is True
    assert [path for path, status in scene.asked() if status == 200] == [
        customs.INDEX,
        *(each.path for each in newer),
    ]
    store.assert_complete(scene.store, [*scene.zips[2:], *newer])


def test_a_release_uploaded_again_replaces_itself(scene: Scene, tmp_path: Path) -> None:
    assert scene.fetch().code == 0
    again = customs.latest(tmp_path, (2025, 1), "202508", value=9)
    customs.put(scene.site, [*scene.zips[:6], *again])

    result = scene.fetch()

    assert result.code == 0
    assert "2025-08" in result.err
    assert store.totals(scene.store) == store.expected([*scene.zips[2:6], *again])
    store.assert_sound(scene.store)


def test_prune_drops_what_is_no_longer_in_use(scene: Scene, tmp_path: Path) -> None:
    assert scene.fetch().code == 0
    again = customs.latest(tmp_path, (2025, 1), "202508", value=9)
    customs.put(scene.site, [*scene.zips[:6], *again])
    assert scene.fetch().code == 0
    before = store.files(scene.store)

    would = scene.fetch("--prune", "--dry-run", "--json")
    assert len(would.json["pruned"]) == 2
    assert store.files(scene.store) == before

    assert len(scene.fetch("--prune", "--json").json["pruned"]) == 2
    store.assert_complete(scene.store, [*scene.zips[2:6], *again])
    assert scene.fetch("--prune", "--json").json["pruned"] == []
    assert scene.fetch("--json").json["changed"] is False


def test_a_dry_run_says_what_would_be_done_and_does_nothing(scene: Scene) -> None:
    result = scene.fetch("--dry-run")

    assert result.code == 0
    assert result.out.count("would fetch") == 6
    assert not scene.store.exists()
    assert scene.fetch("--dry-run", "--json").json["changed"] is False

    assert scene.fetch("--year", "2023").code == 0
    before = store.files(scene.store)
    assert scene.fetch("--dry-run").out.count("would fetch") == 4
    assert store.files(scene.store) == before


def test_a_dry_run_of_files_at_hand(scene: Scene, tmp_path: Path) -> None:
    path = latest_zip(tmp_path, "E", [Record()])
    words = ("fetch", "--from", path, "--data-dir", scene.store)

    result = run(*words, "--dry-run")

    assert "would take in exports 2024Q1" in result.out
    assert store.files(scene.store) == {}
    assert run(*words, "--dry-run", "--json").json["changed"] is False
    assert run(*words).code == 0
    assert "up to date" in run(*words, "--dry-run").out


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--prune",)])
def test_a_folder_of_somebody_else_is_73_and_stays_as_it_is(
    scene: Scene, words: tuple[str, ...]
) -> None:
    write(scene.store / "raw" / "thesis.docx", b"three years of work")
    write(scene.store / "slices" / "holiday.jpg", b"sunset")
    before = store.files(scene.store)

    result = scene.fetch(*words)

    assert result.code == 73
    assert "--data-dir" in one_line(result.err)
    assert store.files(scene.store) == before
    assert not (scene.store / ".lock").exists()
    assert scene.asked() == []


def test_prune_drops_nothing_of_somebody_else(scene: Scene, tmp_path: Path) -> None:
    assert scene.fetch().code == 0
    again = customs.latest(tmp_path, (2025, 1), "202508", value=9)
    customs.put(scene.site, [*scene.zips[:6], *again])
    assert scene.fetch().code == 0
    mine = [write(path.parent / "notes.txt", b"mine") for path in scene.store.glob("raw/*/*.zip")]

    assert len(scene.fetch("--prune", "--json").json["pruned"]) == 2

    assert all(path.exists() for path in mine)
    assert len(list(scene.store.glob("raw/*/*.zip"))) == len(mine) - 2


def test_the_next_source_stands_in_and_a_warning_says_why(scene: Scene) -> None:
    config = settings.config(
        scene.folder / "config",
        settings.index(f"{scene.url}/gone", "the first"),
        settings.dataset(scene.dataset, "the second"),
    )
    result = run("fetch", "--data-dir", scene.store, "--config-dir", config)

    assert result.code == 0
    assert "warning: the first" in result.err
    assert "404" in result.err
    store.assert_complete(scene.store, scene.zips[2:])


def test_nothing_stands_in_for_a_source_that_is_named(scene: Scene) -> None:
    result = scene.fetch("--source", f"{scene.url}/gone")

    assert result.code == 69
    assert "404" in one_line(result.err)
    assert store.files(scene.store) == {}


def test_addresses_in_the_configuration(scene: Scene) -> None:
    files = [
        {
            "url": scene.url + each.path,
            "flow": each.flow,
            "year": each.year,
            "release": each.release,
        }
        for each in scene.zips[:4]
    ]
    source = {"name": "files", "kind": "files", "hosts": ["127.0.0.1"], "files": files}
    config = settings.config(scene.folder / "config", source)

    result = run("fetch", "--data-dir", scene.store, "--config-dir", config)

    assert result.code == 0, result.err
    store.assert_complete(scene.store, scene.zips[:4])


def test_a_source_whose_years_are_long_past_is_passed_over(scene: Scene) -> None:
    config = settings.config(scene.folder / "config", settings.index(scene.index), stale=1)
    words = ("fetch", "--data-dir", scene.store, "--config-dir", config)

    result = run(*words)
    assert (result.code, "2024" in result.err) == (69, True)

    assert run(*words, "--year", "2024").code == 0
    assert run(*words, "--source", scene.index).code == 0


def test_a_source_that_is_older_than_the_store_is_69(scene: Scene) -> None:
    assert scene.fetch().code == 0
    before = store.files(scene.store)
    customs.put(scene.site, scene.zips[:4])

    result = scene.fetch()

    assert result.code == 69
    assert "older" in one_line(result.err)
    assert store.files(scene.store) == before


def test_two_flows_that_are_not_of_one_release_are_65(scene: Scene, tmp_path: Path) -> None:
    wrong = customs.archives(tmp_path, 2022, "202305")[1]
    right = scene.zips[2]
    scene.site.resources[scene.zips[3].path] = Resource(wrong.body)

    result = scene.fetch("--year", "2023")

    assert result.code == 65
    line = one_line(result.err)
    assert "2022Q1..2022Q4" in line
    assert "2023Q1..2023Q4" in line
    assert right.flow == "export"
    assert store.files(scene.store) == {}


def test_an_archive_of_another_year_is_65(scene: Scene) -> None:
    for each, other in zip(scene.zips[2:4], scene.zips[:2], strict=True):
        scene.site.resources[each.path] = Resource(other.body)

    result = scene.fetch("--year", "2023")

    assert result.code == 65
    assert "not all of 2023" in one_line(result.err)


def test_the_latest_quarters_must_hold_the_year_they_stand_for(
    scene: Scene, tmp_path: Path
) -> None:
    for last, code in (((2025, 4), 0), ((2025, 3), 69)):
        latest = customs.latest(tmp_path / str(code), last, "202602")
        customs.put(scene.site, [*scene.zips[:6], *latest])
        scene = replace(scene, folder=tmp_path / str(code))

        result = scene.fetch()

        assert result.code == code, result.err
        assert code == 0 or "not all of 2025" in one_line(result.err)


def test_a_bad_file_is_named_by_its_address(scene: Scene) -> None:
    path = scene.zips[2].path
    bad = latest_zip(scene.folder, "E", [Record(year=2023), "E;1;2023;59;01"])
    scene.site.resources[path] = Resource(bad.read_bytes())

    result = scene.fetch("--year", "2023")

    assert result.code == 65
    line = one_line(result.err)
    assert scene.url + path in line
    assert str(scene.store) not in line
    assert "line 2" in line


def test_the_answer_of_a_fetch_is_one_document(scene: Scene) -> None:
    assert json.loads(scene.fetch("--json", "--verbose").out)["source"] == "the kiosk"
