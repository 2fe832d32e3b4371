"""A file is there whole or not at all, and nothing but a file is ever replaced."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import one_line, run
from tradefiche import files
from tradefiche.errors import BusyError, OutputError, StorageError, TradeficheError
from tradefiche.files import (
    alone,
    read_bytes,
    replacing,
    write_bytes,
    write_text,
    write_together,
)
from tradefiche.oserrors import reading, translated


def test_a_new_file_in_a_new_folder_is_open_to_all_that_the_umask_lets(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    before = os.umask(0o027)
    try:
        write_text(path, "é\n")
    finally:
        os.umask(before)

    assert path.read_bytes() == "é\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="there the lock itself removes its file")
def test_a_folder_is_free_even_if_the_end_of_its_run_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", interrupted)
        with pytest.raises(KeyboardInterrupt) as kept, alone(tmp_path, wait=0):
            pass

    with alone(tmp_path, wait=0):
        assert kept.traceback  # which holds all that the first run had


def test_a_failure_half_way_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("earlier", encoding="utf-8")

    def fail() -> None:
        with replacing(path) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise InterruptedError

    with pytest.raises(StorageError):
        fail()

    assert path.read_text(encoding="utf-8") == "earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_run_left_goes_with_the_next_file(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys, pathlib; from tradefiche.files import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as temporary:\n"
        "    temporary.write_bytes(b'half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "file"], check=False, timeout=60)
    foreign = tmp_path / ".tradefiche-notes"
    foreign.write_text("mine", encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2

    write_text(tmp_path / "other", "whole")

    assert {each.name for each in tmp_path.iterdir()} == {"other", foreign.name}


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    with replacing(tmp_path / "one") as slow:
        slow.write_bytes(b"half")
        write_text(tmp_path / "two", "whole")
        slow.write_bytes(b"all")

    assert (tmp_path / "one").read_bytes() == b"all"


def test_one_at_a_time_in_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path / "new", wait=0):
        with pytest.raises(BusyError) as caught, alone(tmp_path / "new", wait=0):
            pass
        assert caught.value.exit_code == 75

    assert list((tmp_path / "new").iterdir()) == []
    with alone(tmp_path / "new", wait=0):
        pass


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "kept" / "target"
    target.parent.mkdir()
    target.write_text("earlier", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to("kept/target")

    write_text(link, "new")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_pipe_that_is_open_is_written_through() -> None:
    reading_end, writing_end = os.pipe()

    write_bytes(Path(f"/dev/fd/{writing_end}"), b"through")

    os.close(writing_end)
    with os.fdopen(reading_end, "rb") as stream:
        assert stream.read() == b"through"


def test_a_pipe_of_a_name_is_neither_replaced_nor_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(OutputError), replacing(pipe):
        pass
    with pytest.raises(OutputError):
        write_bytes(pipe, b"")
    with pytest.raises(StorageError), reading(pipe):
        read_bytes(pipe)

    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_in_the_way_is_73(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    with pytest.raises(OutputError, match="there") as caught:
        write_bytes(tmp_path / "there", b"")

    assert caught.value.exit_code == 73


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, 73), (errno.ENOTDIR, 73), (errno.ENOSPC, 74), (errno.EIO, 74)],
)
def test_what_the_system_refuses(tmp_path: Path, number: int, code: int) -> None:
    with pytest.raises(TradeficheError, match=os.strerror(number)) as caught, translated(tmp_path):
        raise OSError(number, os.strerror(number))

    assert caught.value.exit_code == code


def test_what_cannot_be_read_is_74(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    with pytest.raises(StorageError, match="cannot read") as caught, reading(gone):
        gone.read_bytes()

    assert str(gone) in str(caught.value)
    assert caught.value.exit_code == 74


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["store.json", "manifest.json", "dept-59/datapackage.json"])
def test_a_pipe_in_the_place_of_our_own_files_is_74_at_once(
    name: str, store: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / name
    pipe.parent.mkdir(exist_ok=True)
    os.mkfifo(pipe)
    asked: dict[str, list[str | Path]] = {
        "store.json": ["status", "--data-dir", tmp_path],
        "manifest.json": ["fiche", "--dept", "59", "-o", tmp_path, "--data-dir", store],
        "dept-59/datapackage.json": [
            "export", "--dept", "59", "--format", "csv", "-o", tmp_path, "--data-dir", store,
        ],
    }  # fmt: skip
    result = run(*asked[name])
    assert result.code == 74
    assert str(pipe) in one_line(result.err)


def test_files_written_together_are_safe_before_the_first_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / "a" / str(number) for number in range(5)]
    write_together(dict.fromkeys(paths, b"earlier"))
    synced = []

    def full_at_last(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == len(paths):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tradefiche.staging.os.fsync", full_at_last)
    with pytest.raises(StorageError, match=r"a/4"):
        write_together(dict.fromkeys(paths, b"new"))

    assert {path.read_bytes() for path in paths} == {b"earlier"}
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "a", *paths]


def test_more_files_than_a_process_may_have_open(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    paths = [tmp_path / str(number) for number in range(200)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, most))
    try:
        write_together({path: path.name.encode() for path in paths})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))

    assert all(path.read_bytes() == path.name.encode() for path in paths)
