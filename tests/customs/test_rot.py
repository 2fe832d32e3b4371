"""Nothing rotten is read: a store that was changed gives the right figures, or 74.

`pytest tests/customs/test_rot.py --endurance` runs the harness for minutes.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests import datasets
from tests.builders import archive_zip, latest_zip, pair, write, year_of
from tests.datasets import Dice
from tests.running import ROOT, exports, fetch, one_line, run
from tradefiche import files
from tradefiche.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.builders import Record
    from tests.running import Result

SEED = 20261128
COMMANDS = (
    ("compute", "--dept", "59", "--json"),
    ("compute", "--all", "--table", "evolution", "--json"),
    ("compute", "--region", "32", "--release", "2025-02", "--json"),
    ("check", "--json"),
    ("revisions", "--json"),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of two years, the last three quarters in two releases."""
    folder = tmp_path_factory.mktemp("sound")
    zips = []
    for flow in "EI":
        for year, seed in ((2023, 1), (2024, 2)):
            rows = _of(datasets.generate(seed, datasets.quarters((year, 1), (year, 4))), flow)
            zips.append(archive_zip(folder / "in", flow, year, rows, release="202502"))
        newer = _of(datasets.generate(3, datasets.quarters((2024, 2), (2024, 4))), flow)
        zips.append(latest_zip(folder / "in", flow, newer, release="202505"))
    result = fetch(folder / "store", *zips)
    assert result.code == 0, result.err
    return folder / "store"


def _of(records: list[Record], flow: str) -> list[Record]:
    return [each for each in records if each.flow == flow]


@pytest.fixture(scope="module")
def right(sound: Path) -> dict[tuple[str, ...], Result]:
    """Return what each command answers while all is well."""
    found: dict[tuple[str, ...], Result] = {
        words: run(*words, "--data-dir", sound) for words in COMMANDS
    }
    assert {result.code for result in found.values()} == {0}
    return found


def flip(folder: Path, dice: Dice) -> str:
    """Change one bit of one slice, its date staying what it was."""
    path = dice.choice(sorted((folder / "slices").iterdir()))
    content, about = bytearray(path.read_bytes()), path.stat()
    place = dice.randrange(len(content) * 8)
    content[place // 8] ^= 1 << place % 8
    path.write_bytes(content)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    return f"bit {place} of {path.name}"


def swap(folder: Path, dice: Dice) -> str:
    """Exchange two slices."""
    one, other = dice.sample(sorted((folder / "slices").iterdir()), 2)
    one.rename(folder / "aside")
    other.rename(one)
    (folder / "aside").rename(other)
    return f"{one.name} and {other.name} swapped"


def cut(folder: Path, dice: Dice) -> str:
    """Cut a slice off, or take it away."""
    path = dice.choice(sorted((folder / "slices").iterdir()))
    length = dice.randrange(path.stat().st_size)
    path.write_bytes(path.read_bytes()[:length]) if length % 3 else path.unlink()
    return f"{path.name} cut at {length}"


def flip_manifest(folder: Path, dice: Dice) -> str:
    """Change one bit of the manifest."""
    path = folder / "store.json"
    content = bytearray(path.read_bytes())
    place = dice.randrange(len(content) * 8)
    content[place // 8] ^= 1 << place % 8
    path.write_bytes(content)
    return f"bit {place} of {path.name}"


FAULTS = (flip, swap, cut, flip_manifest)


def test_what_was_changed_gives_the_right_figures_or_74(
    sound: Path,
    right: dict[tuple[str, ...], Result],
    tmp_path: Path,
    endurance: bool,  # noqa: FBT001 - a fixture
    record_property: Callable[[str, object], None],
) -> None:
    dice = Dice(SEED)
    codes = Counter[int]()
    for number in range(140 * len(FAULTS) if endurance else 12):
        folder = tmp_path / str(number)
        shutil.copytree(sound, folder)
        fault = FAULTS[number % len(FAULTS)](folder, dice)
        for words in COMMANDS if endurance else dice.sample(COMMANDS, 2):
            result = run(*words, "--data-dir", folder)
            said = f"seed {SEED}, case {number}: {fault}; {' '.join(words)}: {result.err}"
            codes[result.code] += 1
            if result.code == 0:
                assert result.out == right[words].out, said
                continue
            assert result.code == 74, said
            assert result.out == "", said
            assert "fetch again" in one_line(result.err), said
            assert "remove" not in result.err, said
        shutil.rmtree(folder)
    record_property("said", f"seed {SEED}, exit codes {dict(sorted(codes.items()))}")
    assert codes[74]


def edited(document: dict[str, Any], dice: Dice) -> str:
    """Change one value somewhere in a document, or take it away."""
    place: Any = document
    key: Any = dice.choice([key for key in document if key not in {"labels", "unlisted"}])
    path = [key]
    while isinstance(place[key], (dict, list)) and place[key] and dice.random() < 0.9:
        place = place[key]
        key = dice.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
        path.append(key)
    value: Any = dice.choice(
        [None, "", "x", -1, 3, 10**30, 1.5, [], {}, [1], "2025-13", True, "../x"]
    )
    if dice.random() < 0.2:
        del place[key]
    else:
        place[key] = value
    return f"{path} {value!r}"


@pytest.mark.parametrize("digest", ["with its digest", "as version 0.1 wrote it"])
def test_a_manifest_edited_by_hand_is_74_and_never_70(
    sound: Path,
    right: dict[tuple[str, ...], Result],
    tmp_path: Path,
    digest: str,
    endurance: bool,  # noqa: FBT001 - a fixture
) -> None:
    dice = Dice(SEED)
    folder = tmp_path / "store"
    shutil.copytree(sound, folder)
    content = (sound / "store.json").read_bytes()
    words = (*COMMANDS[0], "--data-dir", folder)
    for number in range(220 if endurance else 15):
        document = json.loads(content)
        if digest == "as version 0.1 wrote it":
            document["format"] = 1
            del document["digest"], document["years"]
        said = f"seed {SEED}, case {number}: {edited(document, dice)}"
        (folder / "store.json").write_text(json.dumps(document), "utf-8")

        results = [run(*words), run("status", "--data-dir", folder)]

        for result in results:
            # of version 0.1 a value that could be one is taken for one; an empty list too
            allowed = {74} if "digest" in document else {0, 66, 74}
            if document.get("digest") and result.code == 0:
                assert document == json.loads(content), said
                continue
            assert result.code in allowed, f"{said}: {result.err}"
        if results[0].code == 0 and "digest" in document:
            assert results[0].out == right[COMMANDS[0]].out, said


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"format": 1}', b"9" * 5000]
)
def test_a_manifest_that_is_none_is_74(tmp_path: Path, content: bytes) -> None:
    write(tmp_path / "store.json", content)

    for words in (("status",), ("compute", "--dept", "59"), ("check",)):
        result = run(*words, "--data-dir", tmp_path)

        assert result.code == 74
        assert "remove" not in one_line(result.err)


def test_slices_of_another_place_in_the_manifest_are_74(sound: Path, tmp_path: Path) -> None:
    """Each is whole, but of another flow or quarter than the manifest of version 0.1 says."""
    shutil.copytree(sound, tmp_path / "store")
    document = json.loads((sound / "store.json").read_bytes())
    document["format"] = 1
    del document["digest"]
    first, second = document["held"][0], document["held"][1]
    first["file"], second["file"] = second["file"], first["file"]
    (tmp_path / "store" / "store.json").write_text(json.dumps(document), "utf-8")

    assert run("compute", "--dept", "59", "--data-dir", tmp_path / "store").code == 74


def test_check_reads_every_release_again(sound: Path, tmp_path: Path) -> None:
    """A slice of a release that no longer counts is read by no other command."""
    folder = tmp_path / "store"
    shutil.copytree(sound, folder)
    held = json.loads((folder / "store.json").read_bytes())["held"]
    [old] = [
        each for each in held
        if (each["flow"], each["year"], each["quarter"], each["release"])
        == ("import", 2024, 3, "2025-02")
    ]  # fmt: skip
    path = folder / old["file"]
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert run("compute", "--dept", "59", "--format", "json", "--data-dir", folder).code == 0
    result = run("check", "--dept", "59", "--year", "2023", "--data-dir", folder)

    assert result.code == 74
    line = one_line(result.err)
    assert path.name in line
    assert "202502-Regional-2024-import.zip" in line


def test_the_way_out_leads_out(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(sound, folder)
    before = exports(folder)
    zips = sorted((sound.parent / "in").iterdir())
    swap(folder, Dice(SEED))
    assert run("check", "--data-dir", folder).code == 74

    assert fetch(folder, *zips).code == 0

    assert exports(folder) == before
    assert run("check", "--data-dir", folder).code == 0


@pytest.mark.parametrize("number", [errno.EACCES, errno.EMFILE, errno.EIO])
def test_what_the_system_refuses_is_no_reason_to_remove_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    assert fetch(tmp_path / "store", *pair(tmp_path / "in", year_of())).code == 0

    def refuse(path: Path) -> str:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(files, "sha256", refuse)

    result = run("compute", "--dept", "59", "--data-dir", tmp_path / "store")

    assert result.code == 74
    line = one_line(result.err)
    assert os.strerror(number) in line
    assert "fetch" not in line.removeprefix("tradefiche").replace("tradefiche", "")
    assert "remove" not in line


LIMITED = """
import resource, sys
import polars, altair
from tradefiche.cli import main
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv.pop(1)),) * 2)
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
@pytest.mark.parametrize("limit", [6, 12])
def test_few_open_files_are_no_reason_to_remove_a_store(sound: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *COMMANDS[0], "--data-dir", str(sound)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    if done.returncode:
        assert done.returncode == 74, done.stderr
        assert "remove" not in done.stderr
        assert "fetch again" not in done.stderr


def test_a_damaged_sample_is_made_anew(tmp_path: Path) -> None:
    words = ("compute", "--dept", "59", "--table", "totals", "--sample", "--json")
    first = run(*words)
    shutil.copytree(data_dir() / "sample", tmp_path / "sample")
    path = min((tmp_path / "sample").rglob("*.parquet"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    again = run(*words, "--data-dir", tmp_path)

    assert (again.code, again.out) == (0, first.out)
    [manifest] = (tmp_path / "sample").glob("*/store.json")
    manifest.write_bytes(b"{")
    result = run(*words, "--data-dir", tmp_path)
    assert result.code == 74
    assert f"remove {manifest.parent}" in one_line(result.err)
    manifest.unlink()
    manifest.mkdir()  # as unreadable as can be made for whoever runs this
    result = run(*words, "--data-dir", tmp_path)
    assert result.code == 74
    assert "remove" not in one_line(result.err)
