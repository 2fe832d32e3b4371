"""A small disk, closed folders, few file handles, as the system has them: 73 or 74, nothing half.

`--endurance` tries every command; by default those that take no time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.datasets import Dice
from tests.endurance.ground import COMMANDS, contents, litter, place_of
from tests.endurance.victims import Order, Victims
from tests.running import one_line, run
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.endurance.ground import Ground

SEED = 20261129
CHEAP = ("compute", "facts", "chart")
WRITERS = [command for command in COMMANDS if command != "fetch"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    with Victims(shipped_config()) as mother:
        yield mother


@pytest.fixture
def command(request: pytest.FixtureRequest, *, endurance: bool) -> str:
    """Return the command of a test, if there is time for it."""
    name = str(request.param)
    if name not in CHEAP and not endurance:
        pytest.skip("with --endurance")
    return name


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk without room, for who may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() or _mount(folder, "size=4k"):
        pytest.skip("no disk can be mounted here")
    yield folder
    _done("umount", folder)


def _mount(folder: Path, options: str) -> int:
    return _done("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)


def _done(*words: str | Path) -> int:
    return subprocess.run(words, check=False, capture_output=True).returncode


@pytest.mark.parametrize("command", WRITERS, indirect=True)
def test_a_disk_that_fills_up(ground: Ground, disk: Path, command: str) -> None:
    ground.reset(command)
    place, after = place_of(command), ground.after[command]
    there = {str(ground.folder / place): str(disk / place)}
    words = [there.get(word, word) for word in ground.words(command)]
    size = sum(map(len, after.values())) // 1024
    dice = Dice(f"{SEED} {command}")
    for room in [0, dice.randrange(size + 1), dice.randrange(size + 1)]:
        said = f"seed {SEED}, {command}: room for {room} kB of {size}"
        assert _mount(disk, f"remount,size={4 + room}k") == 0

        result = run(*words)

        assert result.code in {0, 1, 74}, f"{said}: {result.code} {result.err}"
        if result.code:
            assert "No space left" in one_line(result.err), said
        found = contents(disk, place)
        wrong = [name for name in found if name in after and found[name] != after[name]]
        lists = ("manifest.json", "index-essentiel.html")  # of the fiches that there are
        assert all(Path(name).name in lists for name in wrong), f"{said}: {wrong}"
        assert litter(disk) == [], said
    assert _mount(disk, "remount,size=100m") == 0
    assert run(*words).code == 0
    assert contents(disk, place) == after


@pytest.mark.parametrize("command", [*CHEAP, "export", "batch", "fetch"], indirect=True)
def test_closed_folders(ground: Ground, victims: Victims, command: str, tmp_path: Path) -> None:
    """Where one may look but not write it is 73, where one may not look 73 or 74."""
    ground.reset(command)
    place = ground.folder / place_of(command)
    closed = [place.parent if place.is_file() else place, ground.store / "slices"]
    for folder, mode, codes in ((closed[0], 0o555, {73}), (closed[1], 0o000, {73, 74})):
        folders = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
        for path in folders:
            path.chmod(mode)
        order = Order(ground.words(command), str(ground.folder), str(tmp_path / "log"))
        victims.start(Order(**{**vars(order), "powerless": True}))
        code = victims.end()
        for path in folders:
            path.chmod(0o755)

        err = (tmp_path / "log.err").read_text("utf-8")
        assert code in codes, f"{command}, {folder.name}: {code} {err}"
        assert one_line(err), command
        assert ground.wrong(command) == [], command
        assert litter(ground.folder) == [], command
    assert run(*ground.words(command)).code == 0
    assert ground.missing(command) == []


@pytest.mark.parametrize("command", [*CHEAP, "export", "batch", "fetch"], indirect=True)
def test_few_file_handles(
    ground: Ground, victims: Victims, command: str, tmp_path: Path, *, endurance: bool
) -> None:
    dice = Dice(f"{SEED} {command}")
    for handles in few(dice, endurance=endurance):
        ground.reset(command)
        words = ground.words(command)
        victims.start(Order(words, str(ground.folder), str(tmp_path / "log"), handles=handles))
        code = victims.end()

        said = f"seed {SEED}, {command} with {handles} handles"
        err = (tmp_path / "log.err").read_text("utf-8")
        assert code in {0, 1, 74}, f"{said}: {code} {err}"
        if code:
            assert "open" in one_line(err), said
        assert ground.wrong(command, code) == [], said
        assert litter(ground.folder) == [], said


def few(dice: Dice, *, endurance: bool) -> Sequence[int]:
    """Return numbers of handles: too few for anything, for libraries, for the program."""
    return [*(dice.randint(8, 127) for _ in range(12)), 128, 130] if endurance else [20]
