"""A store's folder is the store's alone, and of what is in it only its own files ever go."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from tests.builders import Record, latest_zip, pair, write, year_of
from tests.customs.remote import store as outside
from tests.running import exports, fetch, one_line, run
from tradefiche.customs import manifest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


HEX = "0123456789abcdef" * 4
ORPHAN = f"slices/export-2019Q1-{HEX[:16]}.parquet"
# names that are not quite the program's
FOREIGN = (
    "notes.txt",
    "raw/thesis.docx",
    "raw/data.zip",
    "raw/old/202502-stat-regional-ce-export.zip",
    f"raw/{HEX}/thesis.docx",
    f"raw/{HEX[:-1]}/x.zip",
    f"raw/{HEX.upper()}/x.zip",
    "slices/export-2019Q1-thesis.parquet",
    f"slices/export-2019Q5-{HEX[:16]}.parquet",
    f"slices/export-2019Q1-{HEX[:16]}.parquet.bak",
    f"slices/export-2019Q1-{HEX[:17]}.parquet",
    "slices/more/export.parquet",
    ".tradefiche-notes",
    ".tradefiche-0123456789ABCDEF",
)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"folder"
        for path in folder.rglob("*")
    }


def dry(folder: Path, path: Path) -> int:
    return fetch(folder, path, more=("--dry-run",)).code


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with files of a person, who keeps the Customs' files in `raw` too."""
    folder = tmp_path / "home"
    write(folder / "raw" / "thesis.docx", b"three years of work")
    write(folder / "slices" / "holiday.jpg", b"sunset")
    latest_zip(folder / "raw", "E", year_of(flows="E"))
    return folder


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--release", "2025-02")])
def test_a_folder_of_somebody_else_is_73_and_stays_as_it_is(
    home: Path, words: tuple[str, ...]
) -> None:
    before = everything(home)

    result = fetch(home, home / "raw", more=words)

    assert result.code == 73
    line = one_line(result.err)
    assert "raw is there" in line
    assert "--data-dir" in line
    assert everything(home) == before


def test_a_manifest_of_another_program_is_no_mark(tmp_path: Path) -> None:
    write(tmp_path / "shop" / "store.json", b'{"shoes": 12}')

    result = fetch(tmp_path / "shop", *pair(tmp_path / "in", year_of()))

    assert result.code == 73
    assert everything(tmp_path / "shop") == {"store.json": b'{"shoes": 12}'}


@pytest.mark.parametrize("fate", ["taken", "up to date", "dry", "refused"])
def test_files_of_somebody_else_in_a_store_stay(tmp_path: Path, fate: str) -> None:
    folder = tmp_path / "store"
    paths = pair(tmp_path / "in", year_of())
    assert fetch(folder, *paths).code == 0
    for name in FOREIGN:
        write(folder / name, b"mine")
    (folder / "slices" / f"import-2019Q1-{HEX[:16]}.parquet").mkdir()
    (folder / "raw" / HEX.replace("0", "f")).symlink_to(tmp_path / "in")
    (folder / "slices" / f"import-2019Q2-{HEX[:16]}.parquet").symlink_to(paths[0])
    before = everything(folder)

    if fate == "refused":
        bad = latest_zip(tmp_path / "bad", "E", [Record(), "no record"])
        assert fetch(folder, bad).code == 65
    elif fate == "dry":
        assert dry(folder, latest_zip(tmp_path / "new", "E", year_of(2025), release="202602")) == 0
    elif fate == "taken":
        assert fetch(folder, latest_zip(tmp_path / "new", "E", year_of(2025, "E"))).code == 0
    else:
        assert fetch(folder, *paths).code == 0

    after = everything(folder)
    grown = {"store.json"} if fate == "taken" else set()
    assert {name: after.get(name) for name in before if name not in grown} == {
        name: content for name, content in before.items() if name not in grown
    }
    new = set(after) - set(before)
    assert len(new) == (8 if fate == "taken" else 0), new


def test_what_killed_runs_left_goes_with_the_next_success_alone(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    paths = pair(tmp_path / "in", year_of())
    assert fetch(folder, *paths).code == 0
    content = b"a zip that came whole"
    left = [
        write(folder / ORPHAN, b"half"),
        write(folder / "raw" / hashlib.sha256(content).hexdigest() / "a.zip", content),
        write(folder / ".tradefiche-0123456789abcdef", b"half"),
        write(folder / "raw" / ".tradefiche-0123456789abcdef", b"half"),
    ]

    assert dry(folder, paths[0]) == 0
    assert fetch(folder, latest_zip(tmp_path / "bad", "E", ["no record"])).code == 65
    assert all(path.exists() for path in left[:2])
    assert fetch(folder, *paths).code == 0

    assert not any(path.exists() for path in left)
    assert not left[1].parent.exists()
    outside.assert_sound(folder)


def test_a_first_run_that_was_killed_is_taken_up(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    write(folder / ".lock", b"")
    write(folder / ORPHAN, b"half")
    write(folder / "raw" / ".tradefiche-0123456789abcdef", b"half")
    write(folder / ".DS_Store", b"of the system")

    assert fetch(folder, *pair(tmp_path / "in", year_of())).code == 0

    outside_files = set(outside.files(folder)) - {".DS_Store"}
    assert ORPHAN not in outside_files
    assert (folder / ".DS_Store").exists()


@pytest.mark.parametrize(("name", "code"), [("a.zip", 0), ("../../a.zip", 74), ("", 74)])
def test_a_manifest_that_names_a_file_no_run_would_keep_is_damaged(
    tmp_path: Path, name: str, code: int
) -> None:
    folder = tmp_path / "store"
    assert fetch(folder, *pair(tmp_path / "in", year_of())).code == 0
    document = json.loads((folder / "store.json").read_bytes())
    del document["digest"]
    came = {"url": "https://x.fr/a.zip", "address": "https://x.fr/a.zip", "size": 1, "headers": {}}
    at = {"fetched": "2025-02-07T08:00:00+00:00", "sha256": "0" * 64, "page": False}
    document["raw"] = [came | at | {"name": name}]
    kept = json.dumps(document, sort_keys=True, separators=(",", ":"))
    document["digest"] = hashlib.sha256(kept.encode()).hexdigest()
    (folder / "store.json").write_text(json.dumps(document), "utf-8")

    result = run("status", "--data-dir", folder)

    assert result.code == code, result.err
    assert code == 0 or "fetch again" in one_line(result.err)


def test_a_store_of_version_0_1_opens_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    assert fetch(folder, *pair(tmp_path / "in", year_of())).code == 0
    document = json.loads((folder / "store.json").read_bytes())
    document["format"] = 1
    del document["digest"], document["retired"], document["years"]
    (folder / "store.json").write_text(json.dumps(document, indent=1), "utf-8")
    write(folder / "notes.txt", b"mine")

    assert exports(folder) == 10_000
    newer = latest_zip(tmp_path / "new", "E", year_of(2024, "E", value=2000), release="202508")
    assert fetch(folder, newer).code == 0

    assert exports(folder) == 20_000
    assert (folder / "notes.txt").exists()


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_refused_file_leaves_no_folder_behind_with_anything_in_it(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    bad = latest_zip(tmp_path / "bad", "E", [*year_of(flows="E"), "no record"])

    assert fetch(tmp_path / "store", bad, more=words).code == 65

    assert outside.files(tmp_path / "store") == {}


def test_a_slice_that_no_longer_counts_stays_for_its_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    assert fetch(folder, *pair(tmp_path / "in", year_of())).code == 0
    old = set(outside.files(folder))
    again = year_of(value=3000)
    assert fetch(folder, *pair(tmp_path / "again", again)).code == 0
    assert old <= set(outside.files(folder))
    assert exports(folder) == 30_000

    monkeypatch.setattr(manifest, "GRACE", timedelta(0))
    assert fetch(folder, *pair(tmp_path / "again", again)).code == 0

    assert not {name for name in old if name.startswith("slices")} & set(outside.files(folder))
    outside.assert_sound(folder)


@pytest.fixture
def while_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return what does something just after a command has looked up what the store holds."""
    from tradefiche.tabulation import answer

    def do(something: Callable[[], object]) -> None:
        look = answer.held_for

        def looked(query: answer.Query) -> object:
            found = look(query)
            monkeypatch.setattr(answer, "held_for", look)
            something()
            return found

        monkeypatch.setattr(answer, "held_for", looked)

    return do


def test_a_reader_is_not_disturbed_by_a_fetch(
    tmp_path: Path, while_reading: Callable[[Callable[[], object]], None]
) -> None:
    from tradefiche.customs.ingest import ingest
    from tradefiche.customs.store import Store
    from tradefiche.settings import config_dirs

    folder = tmp_path / "store"
    assert fetch(folder, *pair(tmp_path / "in", year_of())).code == 0
    again = pair(tmp_path / "again", year_of(value=3000))

    while_reading(lambda: ingest(Store(folder), again, config_dirs=config_dirs()))

    assert exports(folder) == 10_000
    assert exports(folder) == 30_000


def test_a_reader_that_takes_longer_than_a_slice_stays_is_75(
    tmp_path: Path,
    while_reading: Callable[[Callable[[], object]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tradefiche.customs.ingest import ingest
    from tradefiche.customs.store import Store
    from tradefiche.settings import config_dirs

    folder = tmp_path / "store"
    assert fetch(folder, *pair(tmp_path / "in", year_of())).code == 0
    again = pair(tmp_path / "again", year_of(value=3000))
    monkeypatch.setattr(manifest, "GRACE", timedelta(0))
    while_reading(lambda: ingest(Store(folder), again, config_dirs=config_dirs()))

    result = run("compute", "--france", "--data-dir", folder)

    assert result.code == 75
    assert "ask again" in one_line(result.err)
    assert exports(folder) == 30_000


def test_readers_beside_a_fetch_get_the_one_state_or_the_other(
    tmp_path: Path,
    endurance: bool,  # noqa: FBT001 - a fixture
) -> None:
    """Two uploads of a release replace each other while the figures are asked for."""
    from tradefiche.customs.ingest import ingest
    from tradefiche.customs.store import Store
    from tradefiche.reference.gazetteer import gazetteer
    from tradefiche.settings import config_dirs
    from tradefiche.tabulation.answer import Query, answer

    folder, dirs = tmp_path / "store", config_dirs()
    uploads = [
        pair(tmp_path / "one", year_of()),
        pair(tmp_path / "two", year_of(value=3000)),
    ]
    assert fetch(folder, *uploads[0]).code == 0
    places = gazetteer(dirs)
    done = Event()

    def renew() -> None:
        try:
            for number in range(40 if endurance else 6):
                ingest(Store(folder), uploads[(number + 1) % 2], config_dirs=dirs)
        finally:
            done.set()

    writer = Thread(target=renew)
    writer.start()
    seen = []
    while not done.is_set():
        query = Query(Store(folder), dirs, (places.france,))
        seen.append(answer(query, ["totals"]).tables["totals"]["exports_eur"][0])
    writer.join()

    assert seen
    assert set(seen) <= {10_000, 30_000}


def test_the_sample_takes_no_place_of_a_file_of_the_customs(tmp_path: Path) -> None:
    path = write(tmp_path / "202502-Regional-2024-import.zip", b"of the Customs")

    result = run("fetch", "--sample", "--to", tmp_path)

    assert result.code == 73
    assert "no sample" in one_line(result.err)
    assert path.read_bytes() == b"of the Customs"
